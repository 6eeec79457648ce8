// Printing from the page, and its whole address on paper: the server knows the path alone.

document.addEventListener("click", ({ target }) => target.closest("[data-print]") && window.print());

window.addEventListener("beforeprint", () => {
  for (const place of document.querySelectorAll("[data-address]")) place.textContent = location.href;
});
