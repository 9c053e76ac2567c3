// Ticks of a line test on a phone whose line comes and goes: each is kept here until the portal has it, is marked as
// not sent until then, and is sent again whenever there is a line. Without this file the form is sent as a whole.

const form = document.querySelector("[data-line-test]");

if (form) {
  const state = form.querySelector("[data-line-state]");
  const place = `line-test ${form.action.split("?")[0]}`;
  const round = form.elements.round.value;
  let kept = JSON.parse(localStorage.getItem(place) || "[]");
  let sends = false;

  const keep = () => {
    if (kept.length) localStorage.setItem(place, JSON.stringify(kept));
    else localStorage.removeItem(place);
    for (const line of form.querySelectorAll("[data-item]")) {
      const waits = kept.some((tick) => tick.item === line.dataset.item && tick.round === round);
      line.querySelector("[data-unsent]").hidden = !waits;
    }
    if (!kept.length) state.textContent = state.dataset.sent;
    else state.textContent = state.dataset.waits.replace("{n}", kept.length);
  };
  const show = (item, result) => {
    const box = form.querySelector(`input[name="result_${item}"][value="${result}"]`);
    if (box) box.checked = true;
  };
  const nonce = () => {
    const signs = crypto.getRandomValues(new Uint8Array(16));
    return [...signs].map((sign) => sign.toString(16).padStart(2, "0")).join("");
  };
  const send = async () => {
    if (sends || !kept.length) return;
    sends = true;
    const sent = kept.slice();
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const ticks = sent.map(({ at, ...tick }) => ({ ...tick, waited: Math.max(0, Math.round((Date.now() - at) / 1000)) }));
    body.set("ticks", JSON.stringify(ticks));
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.ok) {
        kept = kept.filter((tick) => !sent.some((each) => each.nonce === tick.nonce));
        keep();
        const { results } = await answer.json();
        for (const [key, result] of Object.entries(results)) {
          const [of, item] = key.split(" ");
          if (of === round && !kept.some((tick) => tick.round === of && tick.item === item)) show(item, result);
        }
      } else if (answer.status < 500) state.textContent = state.dataset.refused;
    } catch {
      // No line: what is kept is sent later.
    } finally {
      sends = false;
    }
  };

  form.addEventListener("change", (event) => {
    const line = event.target.closest("[data-item]");
    if (!line) return;
    const item = line.dataset.item;
    const result = form.querySelector(`input[name="result_${item}"]:checked`)?.value;
    const note = form.elements[`note_${item}`].value;
    kept = kept.filter((tick) => tick.item !== item || tick.round !== round);
    kept.push({ round, item, result, note, nonce: nonce(), at: Date.now() });
    keep();
    send();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  for (const tick of kept) {
    if (tick.round !== round) continue;
    show(tick.item, tick.result);
    form.elements[`note_${tick.item}`].value = tick.note;
  }
  keep();
  if (!kept.length) state.textContent = "";
  send();
  setInterval(send, 5000);
  window.addEventListener("online", send);
}
