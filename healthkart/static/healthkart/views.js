// The menu of saved views is fetched each time it opens: it is the reader's own, and saves what is on the screen now.

document.addEventListener("toggle", ({ target }) => {
  if (target.matches?.("[data-views]") && target.open) window.htmx.trigger(target, "open");
}, true);
