// Lists marked data-listnav: j and k (or the arrows, once inside) walk the [data-item]s, Enter opens the item's first link.

const isTyping = (element) => element.closest("input:not([type='checkbox']), textarea, select, [contenteditable], dialog") !== null;

const items = () => [...document.querySelectorAll("[data-listnav] [data-item]")].filter((item) => item.offsetParent !== null);

const choose = (item) => {
  for (const other of document.querySelectorAll("[data-item][aria-selected='true']")) other.removeAttribute("aria-selected");
  item.setAttribute("aria-selected", "true");
  (item.querySelector("a, button") || item).focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const inside = event.target.closest("[data-listnav]") !== null;
  const step = { j: 1, k: -1, ...(inside && { ArrowDown: 1, ArrowUp: -1 }) }[event.key];
  if (!step) return;
  const all = items();
  if (!all.length) return;
  event.preventDefault();
  const here = all.findIndex((item) => item.getAttribute("aria-selected") === "true");
  choose(all[Math.min(Math.max(here + step, 0), all.length - 1)]);
});
