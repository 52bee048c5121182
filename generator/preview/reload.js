// Reloads the page when the preview has built a newer version than the one it shows.
const shown = document.currentScript.dataset.version;
new EventSource("/_preview/events").onmessage = (e) => {
  if (e.data !== shown) location.reload();
};
