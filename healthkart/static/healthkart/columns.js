// Which columns of a table are shown: the styles hide what is not ticked; this remembers it, on this device, and has the
// table's files without it.

const key = (menu) => `columns of ${menu.dataset.columns}`;

/** The names of the columns that were hidden; none where nothing may be remembered. */
function remembered(menu) {
  try {
    return JSON.parse(localStorage.getItem(key(menu))) ?? [];
  } catch {
    return [];
  }
}

const hidden = (menu) => [...menu.querySelectorAll("[data-column]:not(:checked)")].map((box) => box.value);

/** The addresses of the table's files, for the columns that are shown. */
function follow(menu) {
  for (const link of document.querySelectorAll("a[download]")) {
    const address = new URL(link.href);
    if (address.searchParams.get("table") !== menu.dataset.table) continue;
    address.searchParams.delete("hide");
    const names = hidden(menu);
    if (names.length) address.searchParams.set("hide", names.join(","));
    link.href = address.search;
  }
}

function recall() {
  for (const menu of document.querySelectorAll("[data-columns]")) {
    const names = remembered(menu);
    for (const box of menu.querySelectorAll("[data-column]")) box.checked = !names.includes(box.value);
    if (names.length) follow(menu);
  }
}

document.addEventListener("change", ({ target }) => {
  if (!target.matches?.("[data-column]")) return;
  const menu = target.closest("[data-columns]");
  try {
    const there = [...menu.querySelectorAll("[data-column]")].map((box) => box.value);
    const others = remembered(menu).filter((name) => !there.includes(name)); // such as changes, when nothing is compared
    localStorage.setItem(key(menu), JSON.stringify([...others, ...hidden(menu)]));
  } catch {
    // Nothing may be kept here: the choice holds until the page is left.
  }
  follow(menu);
});

document.addEventListener("htmx:afterSwap", recall);
document.addEventListener("htmx:historyRestore", recall);
window.addEventListener("pageshow", recall);
recall();
