// The field in the top bar as a combobox: what is found stands below it, to be chosen with the arrow keys.

const field = document.getElementById("search");
const list = document.getElementById("found");

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

if (field) {
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", "aria-haspopup": "listbox",
  })) field.setAttribute(name, value);
  field.addEventListener("keydown", press);
  field.addEventListener("input", () => field.value.trim() || show(false));
  field.addEventListener("focus", () => field.value.trim() && list.childElementCount && show(true));
  field.closest("search").addEventListener("focusout", ({ relatedTarget }) => {
    if (!field.closest("search").contains(relatedTarget)) show(false);
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target !== list) return;
    choose(null);
    show(document.activeElement === field && Boolean(field.value.trim()) && list.childElementCount > 0);
  });
}
