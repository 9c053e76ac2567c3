// An element with data-live is drawn anew when what it shows has changed: its address is asked with the version that
// stands there, and answers "not modified" to everybody who has it. Without this file the page is as it was loaded.

// Milliseconds between two questions, each a little other so that hundreds do not ask at once; longer while nothing answers.
const RHYTHM = 4000;
const LONGEST = 30000;

for (const place of document.querySelectorAll("[data-live]")) {
  const state = document.querySelector("[data-live-state]");
  let version = place.dataset.liveVersion;
  let asks = false;
  let isOver = false; // said by the answer 286: nothing changes any more
  let wait = RHYTHM;
  let timer;
  const say = (words, isSeen) => {
    if (!state || state.textContent === words) return;
    state.textContent = words;
    state.classList.toggle("visually-hidden", !isSeen);
  };
  const ask = async () => {
    if (asks || isOver || document.hidden) return; // asked again once the page is looked at
    asks = true;
    try {
      const answer = await fetch(place.dataset.live, { headers: { "If-None-Match": version }, cache: "no-store" });
      if (answer.ok && !answer.redirected) {
        version = answer.headers.get("ETag");
        place.innerHTML = await answer.text();
        isOver = answer.status === 286;
      }
      const isLost = answer.redirected || (!answer.ok && answer.status !== 304);
      wait = isLost ? Math.min(wait * 2, LONGEST) : RHYTHM;
      say(isLost ? state?.dataset.lost : "", isLost);
    } catch {
      wait = Math.min(wait * 2, LONGEST);
      say(state?.dataset.lost, true);
    } finally {
      asks = false;
      if (!isOver) again();
    }
  };
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, wait * (0.8 + 0.4 * Math.random()));
  };
  again();
  document.addEventListener("visibilitychange", ask);
}
