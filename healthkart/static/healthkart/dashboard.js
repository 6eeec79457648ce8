// Draws the charts, and keeps what stands outside the results in step with them. The pages work without it.

const DRAGS = window.matchMedia("(pointer: fine)");
const DARK = window.matchMedia("(prefers-color-scheme: dark)");
const NARROW = window.matchMedia("(max-width: 767px)");

// --- Charts: figures come from the server as data; colours come from the style sheet. ---

const property = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The same value with every `--chart-…` replaced by what the style sheet has for it. */
function coloured(value) {
  if (typeof value === "string") return value.startsWith("--chart-") ? property(value) : value;
  if (Array.isArray(value)) return value.map(coloured);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, coloured(each)]));
}

/** What `own` says, and what `base` says where `own` says nothing. */
function over(base, own) {
  const plain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  if (!plain(base) || !plain(own)) return own === undefined ? base : own;
  return Object.fromEntries([...new Set([...Object.keys(base), ...Object.keys(own)])].map((key) => [key, over(base[key], own[key])]));
}

/** A long name without its middle: campaigns differ at both ends. */
const shortened = (name) => (name.length > 20 ? `${name.slice(0, 9)}…${name.slice(-10).replace(/^\w(?=[ _-])/, "")}` : name);

/** Bubbles of half the area, for half the room. */
const smaller = (trace) =>
  trace.marker?.sizeref ? { ...trace, marker: { ...trace.marker, sizeref: 2 * trace.marker.sizeref, sizemin: 3 } } : trace;

/** An axis with every other of its ticks where there is no room for many. */
const fewer = (axis) =>
  axis?.type === "log" && axis.tickvals.length > 5
    ? { ...axis, ...Object.fromEntries(["tickvals", "ticktext"].map((key) => [key, axis[key].filter((_, place) => place % 2 === 0)])) }
    : axis;

/** A figure of the server dressed for this page: fonts, colours, margins. */
function dressed(figure) {
  const font = { family: getComputedStyle(document.body).fontFamily, size: 12, color: "--chart-text" };
  const zooms = figure.layout.dragmode === "zoom" && DRAGS.matches;
  const axis = {
    gridcolor: "--chart-grid", zerolinecolor: "--chart-zero", showline: false, gridwidth: 1,
    zerolinewidth: 1, tickfont: font, title: { font }, fixedrange: !zooms,
  };
  const base = {
    autosize: true, font, margin: { l: 0, r: 16, t: 8, b: 32, pad: 4 },
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", xaxis: axis, yaxis: axis,
    legend: { font, itemclick: false, itemdoubleclick: false },
    hoverlabel: {
      align: "left", namelength: -1, bgcolor: "--chart-hover", bordercolor: "--chart-zero",
      font: { ...font, color: "--chart-title" },
    },
    modebar: { bgcolor: "rgba(0,0,0,0)", color: "--chart-text", activecolor: "--chart-accent" },
  };
  for (const key of Object.keys(figure.layout)) if (/^[xy]axis\d+$/.test(key)) base[key] = axis;
  if (NARROW.matches && figure.layout.yaxis?.type === "category") {
    const names = [...new Set(figure.data.flatMap((each) => each.y))];
    Object.assign(base.yaxis = { ...axis }, { tickvals: names, ticktext: names.map(shortened) });
  }
  const data = NARROW.matches ? figure.data.map(smaller) : figure.data;
  const texts = (trace) => ({
    insidetextfont: { color: [trace.marker?.color].flat()[0]?.replace("--chart-", "--chart-on-"), size: 12 },
    outsidetextfont: { color: "--chart-title", size: 12 },
    textfont: { color: "--chart-title" },
  });
  return coloured({
    data: data.map((each) => over(texts(each), each)),
    layout: over({ ...over(base, figure.layout), dragmode: zooms && "zoom" }, NARROW.matches ? { xaxis: fewer(figure.layout.xaxis) } : {}),
  });
}

const CONFIG = {
  responsive: true, displaylogo: false, showSendToCloud: false, showTips: false, doubleClick: "reset",
  modeBarButtons: [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
  locale: "en-IN", locales: { "en-IN": { format: { grouping: [3, ...Array(9).fill(2)], currency: ["₹", ""] } } },
};

const figureOf = (plot) => JSON.parse(document.getElementById(plot.dataset.figure).textContent);

async function draw(plot, width) {
  try {
    const { data, layout } = dressed(figureOf(plot));
    if (width) Object.assign(layout, { width, autosize: false });
    await window.Plotly.react(plot, data, layout, { ...CONFIG, displayModeBar: layout.dragmode ? "hover" : false });
    // The label of the figure says in words what the drawing shows; an image may hold no buttons.
    plot.setAttribute("role", layout.dragmode ? "figure" : "img");
    for (const svg of plot.querySelectorAll("svg.main-svg")) svg.setAttribute("aria-hidden", "true");
    plot.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
  } catch (error) {
    console.warn("A chart could not be drawn.", error);
    showTable(plot);
  }
}

/** In place of a chart that cannot be drawn: that it cannot, and its table. */
function showTable(plot) {
  const chart = plot.closest(".chart");
  plot.hidden = true;
  chart.querySelector(".failed").hidden = false;
  chart.querySelector("[data-png]")?.remove();
  const table = chart.querySelector(".behind");
  if (table) table.open = true;
}

async function drawAll() {
  const plots = [...document.querySelectorAll(".plot")];
  for (const plot of plots) reserve(plot);
  const library = document.getElementById("plotly");
  if (!plots.length || !library) return;
  // When the window has loaded, the library is there or has failed to come, perhaps before anyone listened for it.
  if (!window.Plotly && document.readyState !== "complete") {
    await new Promise((done) => { for (const each of [library, window]) each.addEventListener("load", done, { once: true }); });
  }
  for (const plot of plots) if (plot.isConnected) await draw(plot);
}

/** The height of the chart, so that nothing moves when it is drawn. */
function reserve(plot) {
  try {
    plot.style.height = `${figureOf(plot).layout.height}px`;
  } catch {
    // Drawing it will fail too, and say so.
  }
}

/** On paper charts are light, and as wide as the text of an upright A4 page; the style sheet makes them smaller. */
function fit(width) {
  document.documentElement.classList.toggle("paper", Boolean(width));
  if (window.Plotly) document.querySelectorAll(".plot:has(svg)").forEach((plot) => draw(plot, width));
}

function forget() {
  if (window.Plotly) document.querySelectorAll(".plot").forEach((plot) => window.Plotly.purge(plot));
}

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
    if (control.type === "date" || control.name === "compare") control.value = query.get(control.name) ?? "";
  }
  for (const filter of form().querySelectorAll("[data-filter]")) {
    filter.querySelector(".count").textContent = query.getAll(filter.dataset.filter).length || "";
  }
  form().querySelector("[data-dates]").textContent = head.dataset.dates.trim();
  form().querySelector(".dates").classList.toggle("set", query.has("date_from") || query.has("date_to"));
  document.querySelector("[data-count-all]").textContent = Number(head.dataset.chips) || "";
  for (const tab of document.querySelectorAll(".tabs a")) tab.search = head.dataset.query;
}

function find(field) {
  const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const panel = field.closest(".panel");
  let found = 0;
  for (const item of panel.querySelectorAll(".choices li")) {
    item.hidden = !plain(item.textContent).includes(plain(field.value));
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
    if (control.name === "influencer") control.disabled = true;
  }
  send();
}

document.addEventListener("change", ({ target }) => {
  if (target.form?.id !== "filters" || !target.name) return;
  // A date field changes with each digit of the year.
  send({ date: 800, number: 400 }[target.type] ?? 0);
});

// An empty field is no filter: keep it out of the address.
document.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
}, true);

document.addEventListener("input", ({ target }) => target.matches("[data-find]") && find(target));

document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(target)) menu.open = false;
  const button = target.closest("button");
  if (!button) return;
  if (button.matches("[data-clear]")) clear(button.closest(".panel"));
  if (button.matches("[data-clear-all]")) clearAll();
  if (button.matches("[data-show-all]")) {
    button.previousElementSibling.classList.add("all");
    button.previousElementSibling.focus();
    button.remove();
  }
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

// A panel that would leave the window on the right hangs from the right edge of its button.
document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.("details.menu")) return;
  target.classList.remove("from-right");
  if (!target.open) return;
  const panel = target.querySelector(".panel");
  target.classList.toggle("from-right", panel.getBoundingClientRect().right > document.documentElement.clientWidth - 8);
  if (DRAGS.matches && !NARROW.matches) target.querySelector("[data-find]")?.focus();
}, true);

NARROW.addEventListener("change", () => {
  if (form()?.matches(":popover-open")) form().hidePopover();
  drawAll();
});

// --- The swap: say that it is under way, that it happened, or that it failed. ---

const say = (text) => { document.getElementById("status").textContent = text; };
const isResults = (event) => event.detail.target?.id === "results";

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!isResults(event)) return;
  clearTimeout(waiting);
  waiting = 0;
  document.getElementById("trouble").hidden = true;
  event.detail.target.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:afterRequest", (event) => isResults(event) && event.detail.target.removeAttribute("aria-busy"));

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  if (new URL(xhr.responseURL, location).pathname === document.body.dataset.login) {
    event.detail.shouldSwap = false; // logged out meanwhile: log in, and come back to what was asked
    location.assign(pathInfo.finalRequestPath);
  } else if (event.detail.shouldSwap && isResults(event)) forget();
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (!isResults(event)) return;
  start();
  say(document.querySelector("#results [data-says]")?.dataset.says ?? "The filters cannot be applied.");
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => { if (isResults(event)) document.getElementById("trouble").hidden = false; });
}

document.addEventListener("htmx:historyCacheMissLoad", forget);
document.addEventListener("htmx:historyRestore", () => start());

function start() {
  follow();
  drawAll();
}

window.addEventListener("pageshow", () => follow()); // the browser may have put back what stood in the form
window.addEventListener("beforeprint", () => fit(936));
window.addEventListener("afterprint", () => fit(null));
DARK.addEventListener("change", drawAll);
start();
