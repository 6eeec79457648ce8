// Periods by name: links that narrowing.js follows in place, kept in step with the results.

// As it is followed it takes along what is ticked and the results do not have yet.
document.addEventListener("click", ({ target }) => {
  const link = target.closest("[data-preset]");
  if (link) lead(link, new FormData(document.getElementById("filters")));
}, true);

document.addEventListener("click", (event) => {
  const menu = event.target.closest("[data-preset]")?.closest("details");
  if (!menu || !event.defaultPrevented || menu.closest(":popover-open")) return; // in the sheet the reader goes on
  menu.open = false;
  menu.querySelector("summary").focus();
});

/** Which of them is shown, and where each leads: as the results have it, which leave out the place in a list. */
function follow() {
  const head = document.querySelector("#results [data-query]");
  if (!head) return;
  const shown = new URLSearchParams(head.dataset.query);
  const fixed = shown.has("date_from") || shown.has("date_to");
  for (const link of document.querySelectorAll("[data-preset]")) {
    const { preset } = link.dataset;
    if (!fixed && preset === (shown.get("period") ?? "")) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    lead(link, [...shown, ...new URLSearchParams(head.dataset.options)]);
  }
}

/** Have a link lead to its period, with these other names and values. */
function lead(link, others) {
  const query = new URLSearchParams(others);
  for (const name of ["period", "date_from", "date_to", "instead_of"]) query.delete(name);
  if (link.dataset.preset) query.set("period", link.dataset.preset);
  link.search = query;
}

document.addEventListener("htmx:afterSwap", follow);
document.addEventListener("htmx:historyRestore", follow);
