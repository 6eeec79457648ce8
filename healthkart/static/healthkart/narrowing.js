// Links that lead to the same page with other filters, marks of charts, which narrow it to what they stand for, and the
// choice of a table's columns: the answer takes the place of the results, and Back undoes it. hx-boost would do so too,
// but it makes each of hundreds of links its own before anything can be drawn.

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
  visit(link.matches("[id^='sort-']") ? sorted(link) : link.href);
});

/** What is asked for: what is shown, or while an answer is under way what that will show. */
const asked = () => new URLSearchParams(document.getElementById("results").dataset.asked ?? location.search);

/** Where a heading leads, on top of what is under way. */
function sorted(link) {
  if (document.getElementById("results").dataset.asked === undefined) return link.href;
  const query = asked();
  query.set("sort", new URLSearchParams(link.search).get("sort"));
  return `?${query}`;
}

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

// --- Which columns are shown. The styles hide what is not ticked; all else follows the address, by a request. ---

const boxes = () => [...document.querySelectorAll("#results [data-column]")];
let pressed = false; // a box, before the choice made by another was answered

/** Load the page with the columns that are ticked; hidden ones that have no box now, such as changes, stay hidden. */
function showTicked() {
  const query = asked();
  const away = (query.get("hide")?.split(",") ?? []).filter((name) => boxes().every((box) => box.value !== name));
  const hide = [...away, ...boxes().filter((box) => !box.checked).map((box) => box.value)];
  if (hide.length) query.set("hide", hide.join(","));
  else query.delete("hide");
  visit(`${query}` ? `?${query}`.replaceAll("%2C", ",") : location.pathname);
}

document.addEventListener("change", ({ target }) => {
  if (!window.htmx || !target.matches("#results [data-column]")) return;
  pressed = false;
  showTicked();
});

// The answer would take a box away while it is pressed, and the press with it. It is asked for anew, with both choices,
// or alone where the press chose nothing.
for (const press of ["pointerdown", "keydown"]) {
  document.addEventListener(press, ({ target, key = " " }) => {
    if (!window.htmx || key !== " " || !target.closest?.("#results .columns label")) return;
    pressed = boxes().some((box) => box.checked !== box.defaultChecked);
    if (pressed) window.htmx.trigger("#results", "htmx:abort");
  });
}

for (const release of ["pointerup", "pointercancel", "keyup"]) {
  document.addEventListener(release, () => setTimeout(() => {
    if (pressed) showTicked();
    pressed = false;
  }));
}
