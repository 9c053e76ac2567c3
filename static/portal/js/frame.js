// "/" goes to the search field; menus close on Escape and on a click elsewhere; flash messages can be hidden.

const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const field = document.querySelector("[data-search-focus]");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
};

document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details[data-menu][open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});

const showCloseButtons = (root) => {
  for (const button of root.querySelectorAll("[data-flash-close][hidden]")) button.hidden = false;
};

document.addEventListener("click", (event) => {
  event.target.closest("[data-flash-close]")?.closest("[data-flash]").remove();
});
document.addEventListener("htmx:afterSwap", () => showCloseButtons(document));
showCloseButtons(document);
