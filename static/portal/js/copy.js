// A field with an address to copy: the button copies it and says so; without this file one selects and copies by hand.

for (const button of document.querySelectorAll("[data-copy-button][hidden]")) button.hidden = false;

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-button]");
  if (!button) return;
  const field = button.closest("[data-copy]").querySelector("[data-copy-field]");
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    if (!document.execCommand("copy")) return; // no clipboard for pages without HTTPS
  }
  button.textContent = button.dataset.copied;
});
