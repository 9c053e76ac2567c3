// An element with data-live is drawn anew when what it shows has changed: its address is asked with the version that
// stands there, and answers "not modified" to everybody who has it. Without this file the page is as it was loaded.

const RHYTHM = 4000;

for (const place of document.querySelectorAll("[data-live]")) {
  const state = document.querySelector("[data-live-state]");
  let version = place.dataset.liveVersion;
  let asks = false;
  const say = (words, isSeen) => {
    if (!state || state.textContent === words) return;
    state.textContent = words;
    state.classList.toggle("visually-hidden", !isSeen);
  };
  const ask = async () => {
    if (asks || document.hidden) return;
    asks = true;
    try {
      const answer = await fetch(place.dataset.live, { headers: { "If-None-Match": version }, cache: "no-store" });
      if (answer.ok && !answer.redirected) {
        version = answer.headers.get("ETag");
        place.innerHTML = await answer.text();
      }
      const isLost = answer.redirected || (!answer.ok && answer.status !== 304);
      say(isLost ? state?.dataset.lost : "", isLost);
    } catch {
      say(state?.dataset.lost, true);
    } finally {
      asks = false;
    }
  };
  setInterval(ask, RHYTHM);
  document.addEventListener("visibilitychange", ask);
}
