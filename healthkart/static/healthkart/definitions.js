// A definition that is opened from a card stands below or above it: its button is in the card's midst, and beside the
// button the definition would hide the number that it explains. The style sheet places it.

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[popovertarget^=means-]");
  if (!button) return;
  document.querySelector(".explained")?.classList.remove("explained");
  button.closest(".card")?.classList.add("explained");
});
