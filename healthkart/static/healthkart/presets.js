// Periods by name: with script they set the form's dates and send it, so that the results change in place.

const form = () => document.getElementById("filters");

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-preset]");
  if (!link || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  form().elements.date_from.value = link.dataset.from;
  form().elements.date_to.value = link.dataset.to;
  window.htmx.trigger(form(), "apply");
  if (form().matches(":popover-open")) return; // in the sheet the reader goes on
  const menu = link.closest("details");
  menu.open = false;
  menu.querySelector("summary").focus();
});

/** Which of them is shown, and where each leads: as the results have it, which leave out the place in a list. */
function follow() {
  const head = document.querySelector("#results [data-query]");
  if (!head) return;
  for (const link of document.querySelectorAll("[data-preset]")) {
    const query = new URLSearchParams(head.dataset.query);
    const days = [["date_from", link.dataset.from], ["date_to", link.dataset.to]];
    const chosen = days.every(([name, day]) => (query.get(name) ?? "") === day);
    if (chosen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    for (const [name, day] of days) day ? query.set(name, day) : query.delete(name);
    for (const [name, value] of new URLSearchParams(head.dataset.options)) query.set(name, value);
    link.search = query;
  }
}

document.addEventListener("htmx:afterSwap", follow);
document.addEventListener("htmx:historyRestore", follow);
