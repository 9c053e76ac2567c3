// Buttons with data-print print the page; a form with data-submit-on-change needs no button;
// a folded part whose address is opened unfolds; what goes wrong with a passkey is said where the page has a place for it.

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("change", (event) => {
  event.target.closest("form[data-submit-on-change]")?.requestSubmit();
});
document.addEventListener("allauth.error", (event) => {
  const trouble = document.querySelector("[data-passkey-trouble]");
  if (!trouble) return;
  event.preventDefault();
  trouble.hidden = false;
});

const unfold = () => {
  const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (part?.matches("details.more-acts")) part.open = true;
};
window.addEventListener("hashchange", unfold);
unfold();
