// The review of a document: both sides follow each other, and everything can be done from the keyboard.
// Each key presses the button or link that stands at the item anyway; without this file those remain.

const root = document.querySelector("[data-review]");

if (root) {
  const panes = root.querySelector(".review-panes");
  let current = Number(location.hash.match(/^#p-(\d+)$/)?.[1]) || null;
  let lastAct = "";
  let places = [];
  const dropped = [];

  const items = () => [...panes.querySelectorAll("[data-item]")];
  const itemOf = (id) => panes.querySelector(`[data-item="${id}"]`);
  const isTyping = (element) => element.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog") !== null;
  const showSide = (side) => {
    panes.dataset.side = side;
    for (const tab of root.querySelectorAll("[data-tab]")) tab.setAttribute("aria-pressed", String(tab.dataset.tab === side));
  };
  const scrollTo = (element) => element?.scrollIntoView({ block: "center" });

  const select = (id, { focus = true, text = true, list = true } = {}) => {
    const item = itemOf(id);
    if (!item) return;
    current = id;
    for (const other of panes.querySelectorAll(".is-current")) other.classList.remove("is-current");
    for (const other of panes.querySelectorAll("[data-item][aria-current]")) other.removeAttribute("aria-current");
    item.setAttribute("aria-current", "true");
    for (const run of panes.querySelectorAll(`[data-p~="${id}"], .no[data-goto="${id}"]`)) run.classList.add("is-current");
    if (text) scrollTo(panes.querySelector(`[data-p~="${id}"]`) || document.getElementById(`m-${id}`));
    if (list) item.scrollIntoView({ block: "nearest" });
    if (focus) item.focus({ preventScroll: true });
  };

  const step = (by) => {
    const all = items();
    const here = all.findIndex((item) => Number(item.dataset.item) === current);
    const next = all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)];
    if (next) select(Number(next.dataset.item));
  };

  // The next item of a kind after the current one, round the end.
  const seek = (kind) => {
    const all = items();
    const here = all.findIndex((item) => Number(item.dataset.item) === current);
    const next = [...all.slice(here + 1), ...all.slice(0, here + 1)].find((item) => item.matches(kind));
    showSide("list");
    if (next) select(Number(next.dataset.item));
  };

  const press = (act) => {
    const button = itemOf(current)?.querySelector(`[data-act="${act}"]`);
    button?.click();
    return Boolean(button);
  };

  // Characters are counted as the server does: by code point, from the start of the document.
  const offset = (node, at) => {
    const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
    return run ? Number(run.dataset.at) + [...run.textContent.slice(0, node.nodeType === Node.TEXT_NODE ? at : 0)].length : null;
  };
  const selection = () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || !panes.querySelector("[data-side-text]").contains(chosen.anchorNode)) return null;
    const range = chosen.getRangeAt(0);
    const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    return start === null ? null : { start, end: end ?? start };
  };

  const post = (url, values) => window.htmx.ajax("POST", url, { target: "#review-panes", swap: "innerHTML", values });

  const split = () => {
    const item = itemOf(current);
    const place = selection();
    const link = item?.querySelector('[data-act="split"]');
    if (!link) return;
    const inside = place && place.start > Number(item.dataset.start) && place.start < Number(item.dataset.end);
    if (inside) post(link.getAttribute("hx-get"), { at: place.start, version: item.querySelector("[name=version]").value });
    else link.click();
  };

  const add = () => {
    const place = selection();
    if (place && place.end > place.start) post(root.dataset.add, place);
    else root.querySelector(".review-more").open = true;
  };

  // The place not read that holds the focus, else the first of them.
  const settle = (act) => {
    const place = document.activeElement.closest("[data-unread]") || root.querySelector("[data-unread]");
    place?.querySelector(`[data-unread-act="${act}"]`)?.click();
  };

  const undo = () => {
    while (dropped.length) {
      const button = itemOf(dropped.pop())?.querySelector('[data-act="restore"]');
      if (button) return button.click();
    }
    return press("restore");
  };

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    Enter: () => (itemOf(current)?.querySelector("[data-enter]") || { click: () => step(1) }).click(),
    x: () => press("drop"),
    z: undo,
    e: () => press("edit"),
    m: () => press("merge"),
    s: split,
    a: add,
    t: () => settle("task"),
    w: () => settle("away"),
    g: () => document.querySelector('[data-key="g"]')?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    if (isTyping(event.target) || (event.key === "Enter" && event.target.closest("a, button, summary, input"))) return;
    event.preventDefault();
    keys[event.key]();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.target.closest("[data-edit]")?.querySelector("[data-cancel]").click();
  });

  root.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-tab]");
    if (tab) return showSide(tab.dataset.tab);
    const next = event.target.closest("[data-next]");
    if (next) {
      event.preventDefault();
      return seek(next.dataset.next);
    }
    const place = event.target.closest("[data-place]");
    if (place) {
      event.preventDefault();
      showSide("text");
      return scrollTo(document.getElementById(place.dataset.place)?.closest(".block"));
    }
    const link = event.target.closest("[data-goto]");
    if (link) {
      event.preventDefault();
      const fromText = link.closest("[data-side-text]") !== null;
      showSide(fromText ? "list" : "text");
      return select(Number(link.dataset.goto), { text: !fromText });
    }
    const run = event.target.closest("mark[data-p]");
    if (run && getSelection().isCollapsed) {
      showSide("list");
      return select(Number(run.dataset.p.split(" ")[0]), { text: false, focus: false });
    }
    const item = event.target.closest("[data-item]");
    if (item && !event.target.closest("a, button, summary, form[data-edit]")) select(Number(item.dataset.item), { list: false });
    return undefined;
  });

  document.body.addEventListener("review:select", (event) => {
    const id = event.detail.id || current;
    select(id, { text: false });
    if (lastAct === "confirm" || lastAct === "drop") step(1);
    lastAct = "";
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const { act } = event.detail.elt.dataset;
    const item = event.detail.elt.closest("[data-item]");
    if (item) current = Number(item.dataset.item);
    lastAct = act || "";
    if (act === "drop") dropped.push(current);
  });

  // Both sides stay where they were when they are shown anew.
  const sides = () => [...panes.querySelectorAll("[data-side-text], [data-side-list]")];
  document.addEventListener("htmx:beforeSwap", () => {
    places = sides().map((side) => side.scrollTop);
  });
  document.addEventListener("htmx:afterSwap", () => sides().forEach((side, at) => side.scrollTop = places[at] ?? side.scrollTop));

  document.addEventListener("htmx:afterSettle", () => {
    const item = itemOf(current);
    const form = item?.querySelector("[data-edit]");
    if (item && !item.hasAttribute("aria-current")) select(current, { focus: !form, text: false, list: !form });
    const field = form?.querySelector("[name^=is_][data-picker-input]") || form?.querySelector("textarea");
    if (field && !field.form.contains(document.activeElement)) field.focus();
  });

  // Somebody has merged the item away, or the session has ended: show what is there.
  document.addEventListener("htmx:responseError", () => location.reload());

  root.classList.add("is-live");
  const first = panes.querySelector("[data-item].is-look, [data-item].is-certain");
  const wide = matchMedia("(min-width: 768px)").matches;
  if (current) select(current);
  else if (first) select(Number(first.dataset.item), { focus: false, text: wide, list: wide });
}
