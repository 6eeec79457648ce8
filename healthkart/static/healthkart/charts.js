// Draws the charts: figures come from the server as data, colours from the style sheet. The tables behind them need none.

const DRAGS = window.matchMedia("(pointer: fine)");
const DARK = window.matchMedia("(prefers-color-scheme: dark)");
const NARROW = window.matchMedia("(max-width: 767px)");
const PEN = document.createElement("canvas").getContext("2d");

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

/** A name without its middle where it is longer than there is room for: campaigns differ at both ends. */
const shortened = (name, most) =>
  name.length > most ? `${name.slice(0, most / 2 - 1)}…${name.slice(-most / 2).replace(/^\w(?=[ _-])/, "")}` : name;

/** Bubbles of half the area, for half the room. */
const smaller = (trace) =>
  trace.marker?.sizeref ? { ...trace, marker: { ...trace.marker, sizeref: 2 * trace.marker.sizeref, sizemin: 3 } } : trace;

/** An axis with every other of its ticks where there is no room for many. */
const fewer = (axis) =>
  ["log", "date"].includes(axis?.type) && axis.tickvals?.length > 5
    ? { ...axis, ...Object.fromEntries(["tickvals", "ticktext"].map((key) => [key, axis[key].filter((_, place) => place % 2 === 0)])) }
    : axis;

/** How wide the names or ticks left of a chart are. Plotly's automargin would draw the axes twice to find out. */
function widest(layout, names) {
  PEN.font = `${layout.font.size}px ${layout.font.family}`;
  const axes = Object.keys(layout).filter((key) => /^yaxis\d*$/.test(key)).map((key) => layout[key]);
  const widths = axes.flatMap(({ ticktext = names, ticklabelstandoff = 0 }) =>
    ticktext.map((text) => PEN.measureText(text).width + ticklabelstandoff));
  return Math.ceil(Math.max(0, ...widths));
}

/** A figure of the server dressed for this page: fonts, colours, margins, and names that leave about half its width. */
function dressed(figure, width) {
  const font = { family: getComputedStyle(document.body).fontFamily, size: 12, color: "--chart-text" };
  const zooms = figure.layout.dragmode === "zoom" && DRAGS.matches;
  const axis = {
    gridcolor: "--chart-grid", zerolinecolor: "--chart-zero", showline: false, gridwidth: 1,
    zerolinewidth: 1, tickfont: font, title: { font }, fixedrange: !zooms,
  };
  const base = {
    width, autosize: false, font, margin: { l: 0, r: 16, t: 8, b: 32, pad: 4 },
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", xaxis: axis, yaxis: axis,
    legend: { font, itemclick: false, itemdoubleclick: false },
    hoverlabel: {
      align: "left", namelength: -1, bgcolor: "--chart-hover", bordercolor: "--chart-zero",
      font: { ...font, color: "--chart-title" },
    },
    modebar: { bgcolor: "rgba(0,0,0,0)", color: "--chart-text", activecolor: "--chart-accent" },
  };
  for (const key of Object.keys(figure.layout)) if (/^[xy]axis\d+$/.test(key)) base[key] = axis;
  const names = [...new Set(figure.data.flatMap((each) => each.y))];
  const room = width / 2 - (figure.layout.yaxis?.ticklabelstandoff ?? 0);
  const most = NARROW.matches ? 20 : Math.max(20, 2 * Math.floor(room / 14)); // letters of a name, of some seven pixels each
  if (figure.layout.yaxis?.type === "category" && names.some((name) => name.length > most)) {
    base.yaxis = { ...axis, tickvals: names, ticktext: names.map((name) => shortened(name, most)) };
  }
  const layout = over(base, figure.layout);
  layout.margin.l = widest(layout, names) + 5;
  const data = NARROW.matches ? figure.data.map(smaller) : figure.data;
  const texts = (trace) => ({
    insidetextfont: { color: [trace.marker?.color].flat()[0]?.replace("--chart-", "--chart-on-"), size: 12 },
    outsidetextfont: { color: "--chart-title", size: 12 },
    textfont: { color: "--chart-title" },
  });
  return coloured({
    data: data.map((each) => over(texts(each), each)),
    layout: over({ ...layout, dragmode: zooms && "zoom" }, NARROW.matches ? { xaxis: fewer(figure.layout.xaxis) } : {}),
  });
}

const CONFIG = {
  responsive: false, displaylogo: false, showSendToCloud: false, showTips: false, doubleClick: "reset",
  modeBarButtons: [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
  locale: "en-IN", locales: { "en-IN": { format: { grouping: [3, ...Array(9).fill(2)], currency: ["₹", ""] } } },
};

const figureOf = (plot) => JSON.parse(document.getElementById(plot.dataset.figure).textContent);

const drawnAt = new WeakMap(); // how wide each chart is drawn

async function draw(plot, width = plot.clientWidth) {
  try {
    drawnAt.set(plot, width);
    const { data, layout } = dressed(figureOf(plot), width);
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

let resized = 0; // what waits for the window to keep its width
let drawnFor = 0;

async function drawAll(plots = [...document.querySelectorAll(".plot")]) {
  drawnFor = innerWidth;
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

const forget = (plots) => { if (window.Plotly) plots.forEach((plot) => window.Plotly.purge(plot)); };

// A chart that is drawn stays as it is where the next view has the same figure, as it does where a table is sorted.
let kept = new Map();
const source = (plot) => plot.id + document.getElementById(plot.dataset.figure)?.textContent;

function keep(results) {
  results.style.minHeight = `${results.offsetHeight}px`; // shorter for a moment, the page would scroll
  kept = new Map([...document.querySelectorAll("#results .plot:has(svg)")].map((plot) => [source(plot), plot]));
}

/** The charts of the next view, but for those that are drawn. */
function drawNew(results) {
  const missing = [];
  for (const plot of document.querySelectorAll("#results .plot")) {
    const drawn = kept.get(source(plot));
    kept.delete(source(plot));
    if (drawn) {
      plot.replaceWith(drawn);
      drawn.setAttribute("aria-label", plot.getAttribute("aria-label"));
    }
    if (!drawn || drawnAt.get(drawn) !== drawn.clientWidth) missing.push(drawn ?? plot);
  }
  forget([...kept.values()]);
  drawAll(missing);
  results.style.minHeight = "";
}

// Not Plotly's own way: names and margins follow the width too.
window.addEventListener("resize", () => {
  if (innerWidth === drawnFor || document.documentElement.matches(".paper")) return;
  clearTimeout(resized);
  resized = setTimeout(() => drawAll(), 150);
});
DARK.addEventListener("change", () => drawAll());
window.addEventListener("beforeprint", () => fit(936));
window.addEventListener("afterprint", () => fit());
document.addEventListener("htmx:beforeSwap", ({ detail }) => detail.shouldSwap && detail.target?.id === "results" && keep(detail.target));
document.addEventListener("htmx:afterSwap", ({ detail }) => detail.target?.id === "results" && drawNew(detail.target));
document.addEventListener("htmx:historyCacheMissLoad", () => forget(document.querySelectorAll(".plot")));
document.addEventListener("htmx:historyRestore", () => drawAll());
drawAll();
