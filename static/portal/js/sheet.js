// The phone's "Thêm" sheet opens by its address (#places), with or without this file. This adds: focus inside, Escape,
// a touch outside closes it, and closing does not leave a step in the browser's history.

let opener = null;

const openSheet = () => document.querySelector("[data-sheet]:target");

const close = () => {
  history.replaceState(null, "", location.pathname + location.search);
  location.replace("#");
  history.replaceState(null, "", location.pathname + location.search);
  opener?.focus();
  opener = null;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-sheet-open]");
  if (link) {
    opener = link;
    return;
  }
  const sheet = openSheet();
  if (!sheet) return;
  if (event.target.closest("[data-sheet-close]") || !sheet.contains(event.target)) {
    event.preventDefault();
    close();
  }
});

document.addEventListener("keydown", (event) => {
  const sheet = openSheet();
  if (!sheet) return;
  if (event.key === "Escape") close();
  if (event.key !== "Tab") return;
  const stops = [...sheet.querySelectorAll("a, button, summary")].filter((stop) => stop.offsetParent !== null);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
});

window.addEventListener("hashchange", () => openSheet()?.querySelector("[data-sheet-close]").focus());
