// A click on a mark of a chart narrows the page to what it stands for. The table behind each chart has the same links.

/** The address of this page narrowed to a mark: the filters as they are, but for what the mark says. */
function narrowed(dimensions, key) {
  const head = document.querySelector("#results [data-query]");
  const query = new URLSearchParams(head.dataset.query);
  dimensions.forEach((dimension, place) => query.set(dimension, key[place]));
  if (dimensions.includes("date_from")) query.delete("interval"); // that of the longer span may show a single point
  for (const [name, value] of new URLSearchParams(head.dataset.options)) query.set(name, value);
  return `?${query}`;
}

/** Go where a link of the results would lead: through htmx, so that Back works. */
function visit(address) {
  const link = Object.assign(document.createElement("a"), { href: address, hidden: true });
  document.getElementById("results").append(link); // it goes with the results that it replaces
  window.htmx.process(link);
  link.click();
}

document.addEventListener("drawn", ({ target: plot }) => {
  const { narrows } = JSON.parse(document.getElementById(plot.dataset.figure).textContent);
  plot.classList.toggle("narrows", Boolean(narrows));
  plot.removeAllListeners("plotly_click");
  if (!narrows) return;
  plot.on("plotly_click", ({ points: [{ curveNumber, pointNumber }] }) => {
    const key = narrows.keys[curveNumber][pointNumber];
    if (!key.includes(null)) visit(narrowed(narrows.dimensions, key));
  });
});
