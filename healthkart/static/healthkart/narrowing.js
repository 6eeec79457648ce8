// Links that lead to the same page with other filters, and marks of charts, which narrow it to what they stand for: the
// answer takes the place of the results, and Back undoes it. hx-boost would do so too, but it makes each of hundreds of
// links its own before anything can be drawn.

/** Load a view of this page, given as a link would, into the results. */
function visit(address) {
  const results = document.getElementById("results");
  // What fails or is overtaken is told by htmx's events.
  window.htmx.ajax("GET", address, { source: results, target: results }).catch(() => {});
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("#results a:not([download], [target], [href^='#']), a[data-preset]");
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!window.htmx || !link || elsewhere || link.origin !== location.origin || link.pathname !== location.pathname) return;
  event.preventDefault();
  visit(link.href);
});

/** The address of this page narrowed to a mark: the filters as they are, but for what the mark says. */
function narrowed(dimensions, key) {
  const head = document.querySelector("#results [data-query]");
  const query = new URLSearchParams(head.dataset.query);
  dimensions.forEach((dimension, place) => query.set(dimension, key[place]));
  if (dimensions.includes("date_from")) {
    query.delete("period");
    query.delete("interval"); // that of the longer span may show a single point
  }
  for (const [name, value] of new URLSearchParams(head.dataset.options)) query.set(name, value);
  return `?${query}`;
}

document.addEventListener("drawn", ({ target: plot }) => {
  const { narrows } = JSON.parse(document.getElementById(plot.dataset.figure).textContent);
  plot.classList.toggle("narrows", Boolean(narrows));
  plot.removeAllListeners("plotly_click");
  if (!narrows) return;
  plot.on("plotly_click", ({ points: [{ curveNumber, pointNumber }] }) => {
    visit(narrowed(narrows.dimensions, narrows.keys[curveNumber][pointNumber]));
  });
});
