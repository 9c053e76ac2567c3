// A button with data-confirm asks first, in a dialog whose button names the act (data-confirm-act, else its own words).

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-confirm]");
  const dialog = document.getElementById("confirm");
  if (!button || !dialog || button.dataset.confirmed) return;
  event.preventDefault();
  event.stopPropagation();
  const act = dialog.querySelector("[data-confirm-act]");
  dialog.querySelector("[data-confirm-question]").textContent = button.dataset.confirm;
  dialog.querySelector("p[data-confirm-detail]").textContent = button.dataset.confirmDetail || "";
  act.textContent = button.dataset.confirmAct || button.textContent.trim();
  act.classList.toggle("btn-danger", button.classList.contains("btn-danger"));
  act.classList.toggle("btn-primary", !button.classList.contains("btn-danger"));
  dialog.returnValue = "no";
  dialog.addEventListener("close", () => {
    button.focus();
    if (dialog.returnValue !== "yes") return;
    button.dataset.confirmed = "yes";
    button.click();
    delete button.dataset.confirmed;
  }, { once: true });
  dialog.showModal();
}, { capture: true });

// A form says from which seat its page was opened: in another tab a different one may have been chosen since.
const sayActingSeat = (form) => {
  const seat = document.body.dataset.actingSeat;
  if (!seat || form.elements.acting_seat) return;
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "acting_seat", value: seat }));
};

// A form is sent once: a second click on a slow line does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("data-many")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  sayActingSeat(form);
  event.submitter?.classList.add("is-busy");
});
document.addEventListener("htmx:afterRequest", (event) => delete event.target.closest?.("form")?.dataset.sent);
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll(".btn.is-busy")) button.classList.remove("is-busy");
});
