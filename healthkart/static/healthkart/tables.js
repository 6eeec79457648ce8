// Whether a box can scroll sideways alone: then its height is that of its table, whose headings stick to the window. Older
// browsers make a box of any that scrolls, and its headings would scroll away. No style sheet can ask which it is.

const probe = document.createElement("div");
probe.style.overflow = "auto clip";
document.body.append(probe);
document.documentElement.classList.toggle("sideways", getComputedStyle(probe).overflowY === "clip");
probe.remove();
