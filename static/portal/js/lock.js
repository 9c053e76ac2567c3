// Covers the page when nobody is there; the password opens it where one was. All tabs share the time of the last act.

const lock = document.getElementById("lock");

if (lock) {
  const form = lock.querySelector("form");
  const error = lock.querySelector("[role=alert]");
  const limit = lock.dataset.seconds * 1000;
  const last = () => Number(localStorage.getItem("acted")) || 0;
  let told = Date.now();

  const send = (url, body = new FormData()) => {
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return fetch(url, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
  };
  const cover = () => {
    if (!lock.open) lock.showModal();
  };
  const uncover = () => {
    error.textContent = "";
    form.elements.password.value = "";
    if (lock.open) lock.close();
  };
  const act = () => {
    if (lock.open) return;
    const now = Date.now();
    if (now - last() > limit) return watch();
    localStorage.setItem("acted", now);
    if (now - told < limit / 4) return undefined;
    told = now;
    return send(lock.dataset.alive).then((answer) => answer.status === 423 && cover(), () => undefined);
  };
  const watch = () => {
    if (lock.open || Date.now() - last() <= limit) return;
    cover();
    send(lock.dataset.lock).catch(() => undefined);
  };

  localStorage.setItem("acted", Date.now());
  for (const sign of ["keydown", "pointerdown", "scroll"]) document.addEventListener(sign, act, { passive: true });
  setInterval(watch, Math.min(5000, limit / 10));
  lock.addEventListener("cancel", (event) => event.preventDefault());
  window.addEventListener("storage", (event) => event.key === "acted" && lock.open && uncover());
  document.addEventListener("htmx:beforeSwap", (event) => event.detail.xhr.status === 423 && cover());

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await send(form.action, new FormData(form));
      if (answer.redirected) location.reload();
      else if (answer.ok) {
        localStorage.setItem("acted", Date.now());
        uncover();
      } else error.textContent = (await answer.json()).error;
    } catch {
      error.textContent = document.getElementById("flashes")?.dataset.failed || "";
    }
  });
}
