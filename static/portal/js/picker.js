// Chooses agencies by typing, accents not needed. Markup: _components/agency_picker.html.

const WAIT = 150; // milliseconds of quiet before asking
const timers = new WeakMap();

const parts = (picker) => ({
  input: picker.querySelector("[data-picker-input]"),
  list: picker.querySelector("[data-picker-list]"),
  chosen: picker.querySelector("[data-picker-chosen]"),
});

const hide = (picker) => {
  const { input, list } = parts(picker);
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
};

const mark = (picker, option) => {
  const { input, list } = parts(picker);
  for (const other of list.children) other.removeAttribute("aria-selected");
  if (!option) return;
  option.id ||= `${list.id}-${[...list.children].indexOf(option)}`;
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", option.id);
};

const suggest = async (picker) => {
  const { input, list } = parts(picker);
  const asked = input.value.trim();
  if (asked.length < 2) return hide(picker);
  const answer = await fetch(`${picker.dataset.url}?${new URLSearchParams({ q: asked })}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok || input.value.trim() !== asked) return;
  list.innerHTML = await answer.text(); // our own server's escaped template
  list.hidden = list.children.length === 0;
  input.setAttribute("aria-expanded", String(!list.hidden));
  mark(picker, list.querySelector("[role=option]"));
};

const choose = (picker, option) => {
  const { input, chosen } = parts(picker);
  const { value, label } = option.dataset;
  if (!("multiple" in picker.dataset)) chosen.replaceChildren();
  if (!chosen.querySelector(`input[value="${CSS.escape(value)}"]`)) {
    const item = document.createElement("li");
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: picker.dataset.name, value });
    const drop = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    drop.dataset.pickerDrop = "";
    drop.setAttribute("aria-label", `${picker.dataset.remove} ${label}`);
    item.append(field, label, drop);
    chosen.append(item);
  }
  input.value = "";
  hide(picker);
  input.focus();
  picker.dispatchEvent(new Event("change", { bubbles: true }));
};

document.addEventListener("input", (event) => {
  const picker = event.target.closest?.("[data-picker]");
  if (!picker || !event.target.matches("[data-picker-input]")) return;
  clearTimeout(timers.get(picker));
  timers.set(picker, setTimeout(() => suggest(picker), WAIT));
});

document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.("[data-picker-input]")) return;
  const picker = event.target.closest("[data-picker]");
  const { list } = parts(picker);
  if (list.hidden) return;
  const all = [...list.querySelectorAll("[role=option]")];
  const here = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const acts = {
    ArrowDown: () => mark(picker, all[(here + 1) % all.length]),
    ArrowUp: () => mark(picker, all[(here - 1 + all.length) % all.length]),
    Enter: () => all[here] && choose(picker, all[here]),
    Escape: () => hide(picker),
  };
  if (!acts[event.key]) return;
  event.preventDefault();
  event.stopPropagation();
  acts[event.key]();
});

document.addEventListener("click", (event) => {
  const option = event.target.closest("[data-picker-list] [role=option]");
  if (option) return choose(option.closest("[data-picker]"), option);
  const drop = event.target.closest("[data-picker-drop]");
  if (!drop) return undefined;
  const picker = drop.closest("[data-picker]");
  drop.closest("li").remove();
  parts(picker).input.focus();
  return picker.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("focusout", (event) => {
  const picker = event.target.closest?.("[data-picker]");
  if (picker) setTimeout(() => picker.contains(document.activeElement) || hide(picker), 150);
});
