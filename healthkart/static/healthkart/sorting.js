// Tables that are not sorted on the server are sorted here: a heading sorts, and once more sorts the other way.

const BEYOND = "beyond";

/** Where a row stands in a column: a number, a day or a text; null where it is not known. */
function worth(row, place, numeric) {
  const cell = row.cells[place];
  if (!cell || cell.querySelector(".unknown")) return null;
  const day = cell.querySelector("time");
  if (day) return day.dateTime;
  const copy = cell.cloneNode(true);
  copy.querySelectorAll(".unseen, .of-whole").forEach((each) => each.remove());
  const text = copy.textContent.trim();
  if (!numeric) return text || null;
  const number = Number.parseFloat(text.replace(/−/g, "-").replace(/[^\d.-]/g, ""));
  return Number.isNaN(number) ? null : number;
}

/** Rising or falling; what is not known comes last either way, equals stay as they were. */
function sorted(rows, place, numeric, falling) {
  const compare = numeric ? (a, b) => a - b : (a, b) => a.localeCompare(b, "en", { numeric: true });
  return rows
    .map((row) => ({ row, value: worth(row, place, numeric) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return (a.value === null) - (b.value === null);
      return falling ? compare(b.value, a.value) : compare(a.value, b.value);
    })
    .map(({ row }) => row);
}

function sort(heading) {
  const table = heading.closest("table");
  const body = table.tBodies[0];
  const numeric = heading.classList.contains("num");
  const before = heading.getAttribute("aria-sort");
  const falling = before ? before === "ascending" : numeric; // the largest numbers first, names from A
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
  const rows = [...body.rows].filter((row) => !row.classList.contains("totals"));
  const shown = rows.filter((row) => !row.classList.contains(BEYOND)).length;
  const inOrder = sorted(rows, heading.cellIndex, numeric, falling);
  inOrder.forEach((row, place) => row.classList.toggle(BEYOND, place >= shown));
  body.append(...inOrder);
  const name = heading.querySelector(".sort").textContent.trim();
  document.getElementById("status").textContent = `Sorted by ${name}, ${falling ? "falling" : "rising"}.`;
}

/** Make a button of each heading's text. Whatever else stands in a heading stays as it is. */
function prepare() {
  for (const heading of document.querySelectorAll(".table:not(.sorted) > table:not([data-unsortable]) thead th")) {
    const text = [...heading.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    const rows = heading.closest("table").tBodies[0].rows;
    if (!text || rows.length < 2) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "sort" });
    button.textContent = text.textContent.trim();
    text.replaceWith(button);
  }
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("button.sort");
  if (button) sort(button.closest("th"));
});

document.addEventListener("htmx:afterSwap", prepare);
document.addEventListener("htmx:historyRestore", prepare);
prepare();
