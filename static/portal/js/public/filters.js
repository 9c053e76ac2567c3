// In a form marked data-filters-at-once a changed filter is searched for at once, with the words beside it; the filter has
// the focus again on the page that follows, so that somebody without a mouse goes on from there.

const KEPT = "filter-with-focus";

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filters-at-once]");
  if (!form || !event.target.matches("select, [type='checkbox']")) return;
  sessionStorage.setItem(KEPT, event.target.id);
  form.requestSubmit();
});

const filter = document.getElementById(sessionStorage.getItem(KEPT) ?? "");
sessionStorage.removeItem(KEPT);
filter?.focus({ preventScroll: true });
