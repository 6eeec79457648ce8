// Single keys for what is used most. They can be switched off, and are silent while somebody writes.

const STORED = "keys";
const TEXT = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])";

const dialog = document.getElementById("keys");
const on = () => {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true; // nothing may be stored here: then they cannot be switched off either
  }
};

/** The sheet of a narrow window opens first. */
function inFilters(element) {
  const sheet = element?.closest("[popover]");
  if (sheet && getComputedStyle(sheet).display === "none") sheet.showPopover();
  return element;
}

function dates() {
  const menu = inFilters(document.querySelector("#filters .dates"));
  if (!menu) return false;
  menu.open = true;
  (menu.querySelector("a[href], input") ?? menu.querySelector("summary")).focus();
  return true;
}

function compare() {
  const control = inFilters(document.querySelector("[data-compare]"));
  if (!control) return false;
  if (control.matches("details")) control.open = true;
  (control.matches("details") ? control.querySelector("a[href], input, select, button") ?? control.querySelector("summary") : control).focus();
  return true;
}

function search() {
  const field = document.getElementById("search");
  field?.focus();
  field?.select();
  return Boolean(field);
}

function clear() {
  const link = document.querySelector("#results .clear-all");
  link?.click();
  return Boolean(link);
}

function help() {
  dialog.querySelector("[data-keys-on]").checked = on();
  dialog.querySelector("[data-key-compare]").hidden = !document.querySelector("[data-compare]");
  dialog.showModal();
  return true;
}

const KEYS = { "/": search, d: dates, c: compare, x: clear, "?": help };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (!on() || document.querySelector("dialog[open]") || event.target.closest?.(TEXT)) return;
  if (Object.hasOwn(KEYS, event.key) && KEYS[event.key]()) event.preventDefault();
});

document.addEventListener("click", ({ target }) => target.closest("[data-open-keys]") && help());

dialog?.querySelector("[data-keys-on]").addEventListener("change", ({ target }) => {
  try {
    if (target.checked) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, "off");
  } catch {
    target.checked = true;
  }
});
