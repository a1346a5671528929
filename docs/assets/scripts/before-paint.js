// What has to be right before the page is painted: the colors, the reader's provider, and what is overdue by the
// reader's clock. Runs in <head>, and then watches the page arrive. Without scripts the page is as built.
import { updateProvider } from "./provider.js";
import { attempt } from "./storage.js";

// The theme stores its tabs, and stops where storage is blocked or holds anything else.
const { __md_get: themeGet, __md_set: themeSet } = window;
window.__md_get = (name, ...where) => attempt(() => {
  const value = themeGet(name, ...where);
  return name === "__tabs" && !value.every((label) => typeof label === "string") ? null : value;
});
window.__md_set = (...what) => attempt(() => themeSet(...what));

/** The colors picked before, or else those that the device prefers. */
function setColors() {
  const picked = window.__md_get("__palette")?.color?.scheme;
  const preferred = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
  document.body.dataset.mdColorScheme = /^(default|slate)$/.test(picked) ? picked : preferred;
}

function update() {
  // A notice shows once its day is over. An invalid clock or day shows nothing.
  for (const notice of document.querySelectorAll("[data-due]")) {
    notice.hidden = !(Date.now() > Date.parse(`${notice.dataset.due}T23:59:59`));
  }
  updateProvider();
}

const root = document.documentElement;
// What a provider or an address may change is hidden by the style sheet until it has arrived.
root.toggleAttribute("data-arriving", Boolean(root.dataset.provider || location.hash));

function finish() {
  arrivals.disconnect();
  update();
  root.removeAttribute("data-arriving");
}

const arrivals = new MutationObserver(() => {
  if (document.body) setColors();
  // The article stands before the footer.
  if (document.querySelector(".md-footer")) finish();
});
arrivals.observe(root, { childList: true, subtree: true });
document.addEventListener("DOMContentLoaded", finish);
document.addEventListener("provider", update);
// Back to a page that the browser has kept as it was.
addEventListener("pageshow", ({ persisted }) => persisted && setColors());
