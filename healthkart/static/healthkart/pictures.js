// A chart as a picture that explains itself wherever it is pasted: what it is called, of which page, filters and days.

const WIDTH = 1000;
const SCALE = 2;
const EDGE = 24;
const TITLE = { size: 16, weight: 600, line: 24, color: "--chart-title" };
const TEXT = { size: 12, weight: 400, line: 18, color: "--chart-text" };

const property = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function write(context, style) {
  context.font = `${style.weight} ${style.size}px ${getComputedStyle(document.body).fontFamily}`;
  context.fillStyle = property(style.color);
}

/** The text in lines that fit between the edges. */
function broken(context, text, style) {
  write(context, style);
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && context.measureText(longer).width <= WIDTH - 2 * EDGE) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => ({ line, style }));
}

/** What stands above the chart. */
function words(plot) {
  const said = plot.closest(".chart").querySelector(".subtitle").textContent;
  return [[plot.dataset.title, TITLE], [said, TEXT], [document.querySelector("[data-scope]").dataset.scope, TEXT]];
}

/** The chart by itself, as it is drawn on the page, but in the width of a picture and with its names whole. */
async function drawing(plot) {
  const { data, layout } = plot;
  const { height } = layout;
  const yaxis = layout.yaxis?.type === "category" ? { ...layout.yaxis, tickvals: null, ticktext: null, automargin: true } : layout.yaxis;
  const alone = { ...layout, yaxis, width: WIDTH - 2 * EDGE, autosize: false };
  const source = await window.Plotly.toImage({ data, layout: alone }, { format: "png", scale: SCALE, width: alone.width, height });
  const image = Object.assign(new Image(), { src: source });
  await image.decode();
  return { image, height };
}

async function picture(plot) {
  const { image, height } = await drawing(plot);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const lines = words(plot).flatMap(([text, style]) => broken(context, text, style));
  const above = EDGE + lines.reduce((sum, { style }) => sum + style.line, 0) + EDGE / 2;
  canvas.width = SCALE * WIDTH;
  canvas.height = SCALE * (above + height + EDGE / 2);
  context.scale(SCALE, SCALE);
  context.fillStyle = property("--page");
  context.fillRect(0, 0, WIDTH, canvas.height);
  let y = EDGE - TEXT.size / 2;
  for (const { line, style } of lines) {
    write(context, style);
    context.fillText(line, EDGE, (y += style.line), WIDTH - 2 * EDGE);
  }
  context.drawImage(image, EDGE, above, WIDTH - 2 * EDGE, height);
  return new Promise((done) => { canvas.toBlob(done, "image/png"); });
}

/** The page and the chart: campaigns-roas-by-category, influencers-12-orders-by-product. */
function fileName(plot) {
  const page = location.pathname.split("/").map(decodeURIComponent);
  const parts = [...page, plot.id.replace("plot-", "")].map((part) => part.replace(/[^\p{L}\p{N}_]+/gu, "-"));
  return `${parts.filter(Boolean).join("-")}.png`;
}

async function save(plot) {
  const href = URL.createObjectURL(await picture(plot));
  Object.assign(document.createElement("a"), { href, download: fileName(plot) }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-png]");
  if (button) save(document.getElementById(button.dataset.png));
});
