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

// A lost line or a broken server is said, not swallowed; an ended session leads to the sign-in page as a whole page.
const sayFailed = (event) => {
  const region = document.getElementById("flashes");
  if (!region || region.querySelector("[data-failed-words]")) return;
  const flash = Object.assign(document.createElement("div"), { className: "flash tone-late" });
  flash.dataset.flash = "";
  flash.dataset.failedWords = "";
  const { xhr } = event.detail;
  const textContent = xhr?.status === 503 && xhr.getResponseHeader("Retry-After") ? xhr.responseText : region.dataset.failed;
  flash.append(Object.assign(document.createElement("span"), { className: "flash-words", textContent }));
  region.append(flash);
  region.scrollIntoView({ block: "nearest" });
};
document.addEventListener("htmx:sendError", sayFailed);
document.addEventListener("htmx:responseError", sayFailed);
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  document.querySelector("[data-failed-words]")?.remove();
  if (!xhr.responseText.includes("data-sign-in")) return;
  event.detail.shouldSwap = false;
  location.reload();
});
showCloseButtons(document);
