// A definition that is opened from a card stands below or above it: its button is in the card's midst, and beside the
// button the definition would hide the number that it explains. The style sheet places it.

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[popovertarget^=means-]");
  if (!button) return;
  const card = button.closest(".card");
  document.querySelector(".explained")?.classList.remove("explained");
  card?.classList.add("explained");
  // Not by :has of the whole page: the browser would ask that anew with each piece that a chart is drawn of.
  document.getElementById(button.getAttribute("popovertarget")).classList.toggle("of-card", Boolean(card));
});
