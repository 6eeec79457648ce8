// How many orders stand behind each choice of a filter under the other filters: asked of the API when its list opens.

const NUMBER = new Intl.NumberFormat("en-IN");
const shown = () => document.querySelector("#results [data-query]")?.dataset;

/** What the page is narrowed to but for this filter, and for what changes no number of orders. */
function others(dimension) {
  const query = new URLSearchParams(shown().query + shown().own);
  for (const name of [dimension, "interval", "compare"]) query.delete(name);
  query.set("group_by", dimension);
  return query.toString();
}

/** Without an answer the list stays as it is: a filter works without counts. */
async function count(filter) {
  const { filter: dimension } = filter.dataset;
  const asked = others(dimension);
  if (filter.dataset.counted === asked) return;
  filter.dataset.counted = asked;
  const answer = await fetch(`${filter.closest("form").dataset.counts}?${asked}`).catch(() => null);
  if (!answer?.ok) {
    delete filter.dataset.counted;
  } else {
    const { results } = await answer.json();
    if (filter.dataset.counted !== asked) return; // by now others are asked for
    write(filter, new Map(results.map((group) => [group[dimension] ?? "Unknown", group.orders])));
  }
}

function write(filter, orders) {
  for (const choice of filter.querySelectorAll(".choices li:has(input)")) {
    const found = orders.get(choice.querySelector("input").value);
    const [number, words] = found === undefined ? ["–", "Nothing under the other filters"] : [NUMBER.format(found), "orders"];
    const unseen = Object.assign(document.createElement("span"), { className: "unseen", textContent: ` ${words}` });
    choice.querySelector(".orders").replaceChildren(number, unseen);
    choice.classList.toggle("empty", found === undefined);
  }
  filter.querySelector("[data-counting]").hidden = false;
}

document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.("[data-filter]") || !target.open || !shown()) return;
  delete target.dataset.counted; // the data may have changed since
  count(target);
}, true);

document.addEventListener("htmx:afterSwap", () => {
  if (shown()) document.querySelectorAll("[data-filter][open]").forEach(count);
});
