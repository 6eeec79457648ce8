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

/** Ask anew, for the data may have changed too. Without an answer there are no counts: a filter works without. */
async function count(filter) {
  const dimension = filter.dataset.filter;
  const asked = others(dimension);
  if (filter.dataset.counted !== asked) clear(filter); // they are of other filters
  filter.dataset.counted = asked;
  const answer = await fetch(`${filter.closest("form").dataset.counts}?${asked}`).catch(() => null);
  const groups = answer?.ok ? (await answer.json()).results : null;
  if (filter.dataset.counted !== asked) return; // by now others are asked for
  if (groups) write(filter, new Map(groups.map((group) => [group[dimension] ?? "Unknown", group.orders])));
  else clear(filter);
}

function clear(filter) {
  for (const choice of filter.querySelectorAll(".choices li:has(.orders)")) {
    choice.querySelector(".orders").replaceChildren();
    choice.classList.remove("empty");
  }
  filter.querySelector("[data-counting]").hidden = true;
}

function write(filter, orders) {
  for (const choice of filter.querySelectorAll(".choices li:has(.orders)")) {
    const found = orders.get(choice.querySelector("input").value);
    const [number, words] = found === undefined ? ["–", "Nothing under the other filters"] : [NUMBER.format(found), "orders"];
    const unseen = Object.assign(document.createElement("span"), { className: "unseen", textContent: ` ${words}` });
    choice.querySelector(".orders").replaceChildren(number, unseen);
    choice.classList.toggle("empty", found === undefined);
  }
  filter.querySelector("[data-counting]").hidden = false;
}

document.addEventListener("toggle", ({ target }) => {
  if (target.matches?.("[data-filter]") && target.open && shown()) count(target);
}, true);

// A choice in the list itself asks for nothing else.
document.addEventListener("htmx:afterSwap", () => {
  if (!shown()) return;
  for (const filter of document.querySelectorAll("[data-filter][open]")) {
    if (filter.dataset.counted !== others(filter.dataset.filter)) count(filter);
  }
});
