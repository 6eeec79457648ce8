// How tall the bar is: its filters may need a second line, and what sticks below it or is led to must not be under it.

const bar = document.querySelector(".bar");
const tall = () => document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`);
if (bar) new ResizeObserver(tall).observe(bar);
