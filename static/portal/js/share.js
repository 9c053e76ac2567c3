// A link to send on by the phone's own share sheet; where there is none the button stays away.

if (navigator.share) {
  for (const button of document.querySelectorAll("[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.share({ title: button.dataset.shareTitle, url: button.dataset.share }).catch(() => {}); // closed again
    });
  }
}
