// The field in the top bar as a combobox: what is found stands below it, to be chosen with the arrow keys.

let field, list;

const options = () => [...list.querySelectorAll("a[role=option]")];
const active = () => list.querySelector("[aria-selected=true]");

function show(open) {
  list.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  if (!open) choose(null);
}

function choose(option) {
  active()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
}

/** The option so many places on, round and round; from none to the first or the last. */
function move(step) {
  const all = options();
  if (!all.length) return;
  const place = all.indexOf(active());
  choose(all[place < 0 ? (step > 0 ? 0 : all.length - 1) : (place + step + all.length) % all.length]);
}

/** The filters of the page as they are now: what is found leads on with them. */
function carry() {
  const head = document.querySelector("#results [data-query]");
  if (!head) return;
  field.form.querySelectorAll("input[type=hidden]").forEach((each) => each.remove());
  for (const [name, value] of new URLSearchParams(head.dataset.query)) {
    field.form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
}

function press(event) {
  if (event.isComposing) return;
  if (event.key === "Escape") {
    if (list.hidden) field.value = "";
    show(false);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (list.hidden && list.childElementCount) show(true);
    else move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && active()) active().click();
  else return;
  event.preventDefault();
}

/** Make a combobox of the field. */
function begin() {
  field = document.getElementById("search");
  list = document.getElementById("found");
  if (!field) return;
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", "aria-haspopup": "listbox",
  })) field.setAttribute(name, value);
  field.addEventListener("keydown", press);
  field.addEventListener("input", () => field.value.trim() || show(false));
  field.addEventListener("focus", () => field.value.trim() && list.childElementCount && show(true));
  field.closest("search").addEventListener("focusout", ({ relatedTarget }) => {
    if (!field.closest("search").contains(relatedTarget)) show(false);
  });
}

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (!field) return;
  if (detail.target !== list) return carry();
  choose(null);
  show(document.activeElement === field && Boolean(field.value.trim()) && list.childElementCount > 0);
});
// Back leaves all this as it is, but what was found led on with other filters.
document.addEventListener("htmx:historyRestore", () => {
  if (!field) return;
  carry();
  list.replaceChildren();
  show(false);
  if (document.activeElement === field && field.value.trim()) window.htmx.trigger(field, "again");
});
begin();
