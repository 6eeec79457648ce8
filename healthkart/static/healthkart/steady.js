// What the reader opened, scrolled and is at stays so when other results take the place of the shown ones.

const within = (selector) => [...document.querySelectorAll(`#results ${selector}`)];
const named = (elements) => elements.map(({ dataset }) => dataset.table);

let opened = new Set(); // the tables behind charts that are open
let whole = new Set(); // the tables of which all rows are shown
let scrolled = new Map(); // how far tables are scrolled, and how they are sorted
let choosing = new Map(); // of which tables the columns are being chosen, and how far down
let focused = ""; // the control that the reader is at, if it has an id

function sorting(table) {
  const heading = table.querySelector("th[aria-sort]");
  return heading && `${heading.ariaLabel} ${heading.ariaSort}`;
}

/** As far as it was; but in another order, or with other rows, it begins at its top. */
function scroll(table, anchor) {
  const before = scrolled.get(table.ariaLabel);
  if (!before) return;
  table.scrollLeft = before.left;
  if (!anchor && before.sorting === sorting(table)) table.scrollTop = before.top;
}

/** Show the rows that a table begins without. */
function showAll(button) {
  const table = button.previousElementSibling;
  table.classList.add("all");
  button.remove();
  return table;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-show-all]");
  if (button) showAll(button).focus();
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target?.id !== "results") return;
  opened = new Set(named(within(".behind[open]")));
  whole = new Set(named(within(".table.all")));
  scrolled = new Map(within(".table").map((table) => [
    table.ariaLabel, { left: table.scrollLeft, top: table.scrollTop, sorting: sorting(table) },
  ]));
  choosing = new Map(within(".columns[open]").map((menu) => [menu.dataset.table, menu.querySelector(".choices").scrollTop]));
  focused = document.activeElement.id;
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target?.id !== "results") return;
  for (const details of within(".behind")) if (opened.has(details.dataset.table)) details.open = true;
  for (const button of within("[data-show-all]")) if (whole.has(button.previousElementSibling.dataset.table)) showAll(button);
  for (const table of within(".table")) scroll(table, detail.pathInfo.anchor);
  for (const menu of within(".columns")) {
    if (!choosing.has(menu.dataset.table)) continue;
    menu.open = true;
    menu.querySelector(".choices").scrollTop = choosing.get(menu.dataset.table);
  }
  document.getElementById(focused)?.focus({ preventScroll: true }); // in what was closed htmx could not go back to it
});
