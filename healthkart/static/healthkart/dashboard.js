// Sends the filters, and keeps what stands outside the results in step with them. The pages work without it.

const DRAGS = window.matchMedia("(pointer: fine)");
const NARROW = window.matchMedia("(max-width: 767px)");

// --- The filters: one form, sent whenever a control changes; what comes back says how its controls must stand. ---

let waiting = 0; // for the reader to finish a date or a number

const form = () => document.getElementById("filters");

function send(after = 0) {
  clearTimeout(waiting);
  waiting = setTimeout(() => { waiting = 0; window.htmx.trigger(form(), "apply"); }, after);
}

/** Controls, counts and tabs as the results have it. */
function follow() {
  const head = document.querySelector("#results [data-query]");
  if (!head || !form() || waiting) return;
  const query = new URLSearchParams(head.dataset.query);
  for (const control of form().elements) {
    if (control.type === "checkbox") control.checked = query.getAll(control.name).includes(control.value);
    if (control.type === "date") control.value = head.dataset[control.name];
    if (control.name === "compare") control.value = query.get("compare") ?? "";
  }
  for (const filter of form().querySelectorAll("[data-filter]")) {
    filter.querySelector(".count").textContent = query.getAll(filter.dataset.filter).length || "";
  }
  form().querySelector("[data-dates]").textContent = head.dataset.dates.trim();
  form().querySelector(".dates").classList.toggle("set", ["period", "date_from", "date_to"].some((name) => query.has(name)));
  for (const box of document.querySelectorAll("#results [data-column]")) box.checked = box.defaultChecked;
  document.querySelector("[data-count-all]").textContent = Number(head.dataset.chips) || "";
  for (const tab of document.querySelectorAll(".tabs a")) tab.search = head.dataset.query;
}

function find(field) {
  const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const panel = field.closest(".panel");
  let found = 0;
  for (const item of panel.querySelectorAll(".choices li")) {
    const name = item.querySelector("label") ?? item; // and not the number of orders beside it
    item.hidden = !plain(name.textContent).includes(plain(field.value));
    found += !item.hidden;
  }
  panel.querySelector("[data-none]").hidden = found > 0;
}

function clear(panel) {
  for (const control of panel.querySelectorAll("input")) {
    if (control.type === "checkbox") control.checked = false;
    else control.value = "";
  }
  panel.querySelectorAll("[data-find]").forEach(find);
  send();
}

function clearAll() {
  for (const control of form().elements) {
    if (control.type === "checkbox") control.checked = false;
    if (control.type === "date" || control.name === "compare") control.value = "";
    if (["influencer", "instead_of", "status"].includes(control.name)) control.disabled = true;
  }
  send();
}

document.addEventListener("change", ({ target }) => {
  if (target.form?.id !== "filters" || !target.name) return;
  // A date field changes with each digit of the year.
  send({ date: 800, number: 400 }[target.type] ?? 0);
});

// An empty field is no filter: keep it out of the address.
document.addEventListener("formdata", ({ target, formData }) => {
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  const coming = document.getElementById("results")?.dataset.asked;
  if (target === form() && coming !== undefined) takeAlong(new URLSearchParams(coming), formData);
  asPeriod(formData);
}, true);

/** What an answer that is under way would have brought, and the form does not know of. */
function takeAlong(coming, formData) {
  for (const [asked, name] of [["hide", "hide"], ["sort", "sort"], ["period", "instead_of"]]) {
    if (coming.has(asked)) formData.set(name, coming.get(asked));
    else formData.delete(name);
  }
}

/** A period is asked for again unless somebody wrote other days: what the server would make of it by one more request. */
function asPeriod(formData) {
  const period = formData.get("instead_of");
  const shown = document.querySelector("#results [data-query]")?.dataset;
  if (!period || !shown) return;
  formData.delete("instead_of");
  const days = ["date_from", "date_to"];
  if (days.some((day) => (formData.get(day) ?? "") !== shown[day])) return;
  days.forEach((day) => formData.delete(day));
  formData.set("period", period);
}

document.addEventListener("input", ({ target }) => target.matches("[data-find]") && find(target));

document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(target)) menu.open = false;
  const button = target.closest("button");
  if (!button) return;
  if (button.matches("[data-clear]")) clear(button.closest(".panel"));
  if (button.matches("[data-clear-all]")) clearAll();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-find]")) event.preventDefault();
  const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.preventDefault(); // the sheet stays
  }
});

// Whoever goes on by keyboard would stand behind the panel. In the sheet it covers nothing.
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const menu = target.closest?.("details.menu[open]");
  if (menu && relatedTarget && !menu.contains(relatedTarget) && !menu.closest(":popover-open")) menu.open = false;
});

// A panel that would leave the window on the right hangs from the right edge of its button.
document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.("details.menu")) return;
  target.classList.remove("from-right");
  if (!target.open) return;
  const panel = target.querySelector(".panel");
  target.classList.toggle("from-right", panel.getBoundingClientRect().right > document.documentElement.clientWidth - 8);
  if (DRAGS.matches && !NARROW.matches) target.querySelector("[data-find]")?.focus();
}, true);

NARROW.addEventListener("change", () => { if (form()?.matches(":popover-open")) form().hidePopover(); });

// --- The swap: say that it is under way, that it happened, or that it failed. ---

const say = (text) => { document.getElementById("said").textContent = text; };
const isResults = (event) => event.detail.target?.id === "results";
const isLogin = (xhr) => new URL(xhr.responseURL, location).pathname === document.body.dataset.login;
const warn = () => { document.getElementById("trouble").hidden = false; };

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!isResults(event)) return;
  giveUp();
  document.getElementById("trouble").hidden = true;
  const { target, pathInfo } = event.detail;
  target.setAttribute("aria-busy", "true");
  target.dataset.asked = new URL(pathInfo.finalRequestPath, location).search;
});
document.addEventListener("htmx:afterRequest", (event) => isResults(event) && event.detail.target.removeAttribute("aria-busy"));

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  if (isLogin(xhr)) {
    event.detail.shouldSwap = false; // logged out meanwhile: log in, and come back to what was asked
    location.assign(pathInfo.finalRequestPath);
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (!isResults(event)) return;
  delete event.detail.target.dataset.asked;
  follow();
  say(document.querySelector("#results [data-says]")?.dataset.says ?? "The filters cannot be applied.");
});

// htmx brings the place that a link names into view, such as the table of which it leads to a page; go on from there.
document.addEventListener("htmx:afterSettle", (event) => {
  const { anchor } = isResults(event) ? event.detail.pathInfo : {};
  const section = anchor && document.getElementById(anchor)?.closest("section");
  section?.querySelector(".table")?.focus({ preventScroll: true });
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    if (!isResults(event)) return;
    delete event.detail.target.dataset.asked;
    warn();
    follow(); // the controls say what is shown
  });
}

// Back asks the server for the earlier view. What is no view, but a refusal or the way to log in, is loaded as a page.
// Whoever goes on before it came, back or by a filter, waits for what was asked last: the other answer may be later.
let restoring = null;

document.addEventListener("htmx:historyCacheMiss", ({ detail }) => {
  giveUp();
  window.htmx.trigger("#results", "htmx:abort");
  delete document.getElementById("results").dataset.asked;
  document.getElementById("trouble").hidden = true;
  detail.xhr.addEventListener("error", warn);
  restoring = detail.xhr;
});

/** Of an earlier view, and of a filter that is not sent yet. */
function giveUp() {
  restoring?.abort();
  clearTimeout(waiting);
  waiting = 0;
}

document.addEventListener("htmx:historyCacheMissLoadError", () => location.reload());
document.addEventListener("htmx:historyCacheMissLoad", ({ detail }) => {
  if (!isLogin(detail.xhr)) return;
  detail.response = "";
  location.reload();
});

document.addEventListener("htmx:historyRestore", follow);
window.addEventListener("pageshow", follow); // the browser may have put back what stood in the form
follow();
