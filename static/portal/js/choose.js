// Rows of the list are chosen by their boxes: [data-choose-all] chooses every one of the page, x the row where one stands.

const boxes = () => [...document.querySelectorAll("#rows [name='row']")];

const show = () => {
  const all = boxes();
  const chosen = all.filter((box) => box.checked).length;
  for (const count of document.querySelectorAll("[data-chosen-count]")) count.textContent = chosen;
  for (const box of document.querySelectorAll("[data-choose-all]")) {
    box.checked = all.length > 0 && chosen === all.length;
    box.indeterminate = chosen > 0 && chosen < all.length;
  }
};

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-choose-all]")) for (const box of boxes()) box.checked = event.target.checked;
  if (event.target.matches("[data-choose-all], [name='row']")) show();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([name='row']), textarea, select, dialog")) return;
  const box = document.querySelector("[data-item][aria-selected='true'] [name='row']");
  if (!box) return;
  box.checked = !box.checked;
  show();
});

window.addEventListener("pageshow", show);
document.addEventListener("htmx:afterSwap", show);
