// Which columns of a table are shown: the styles hide what is not ticked; this remembers it, on this device.

const key = (menu) => `columns of ${menu.dataset.columns}`;

/** The names of the columns that were hidden; none where nothing may be remembered. */
function hidden(menu) {
  try {
    return JSON.parse(localStorage.getItem(key(menu))) ?? [];
  } catch {
    return [];
  }
}

function recall() {
  for (const menu of document.querySelectorAll("[data-columns]")) {
    const names = hidden(menu);
    for (const box of menu.querySelectorAll("[data-column]")) box.checked = !names.includes(box.value);
  }
}

document.addEventListener("change", ({ target }) => {
  if (!target.matches?.("[data-column]")) return;
  const menu = target.closest("[data-columns]");
  const names = [...menu.querySelectorAll("[data-column]:not(:checked)")].map((box) => box.value);
  try {
    localStorage.setItem(key(menu), JSON.stringify(names));
  } catch {
    // Nothing may be kept here: the choice holds until the page is left.
  }
});

document.addEventListener("htmx:afterSwap", recall);
document.addEventListener("htmx:historyRestore", recall);
window.addEventListener("pageshow", recall);
recall();
