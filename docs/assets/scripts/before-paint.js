// What has to be right before the page is painted: the colors, the reader's provider, and what is overdue by the
// reader's clock. Runs in <head>, and then watches the page arrive, or the theme put another in its place. Without
// scripts the page is as built.
import { ENTRY, PROVIDER_PARTS, reorder, updateAddress } from "./provider.js";
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

/** Show a notice once its day is over. An invalid clock or day shows nothing. */
function showOverdue(notice) {
  notice.hidden = !(Date.now() > Date.parse(`${notice.dataset.due}T23:59:59`));
}

const PARTS = { ...PROVIDER_PARTS, "[data-due]": showOverdue };

/** Whether an element has arrived in full: something follows it. */
function isComplete(element) {
  if (document.readyState !== "loading") return true;
  for (let one = element; one; one = one.parentElement) if (one.nextSibling) return true;
  return false;
}

/** Update the parts that have arrived. The style sheet hides those that are data-waiting, or not yet data-ready. */
function update() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const lists = new Set(all(ENTRY).map((entry) => entry.parentElement));
  const parts = Object.entries(PARTS).flatMap(([selector, show]) => all(selector).map((part) => [part, show]))
    .concat([...lists].map((list) => [list, reorder])).filter(([part]) => !("ready" in part.dataset));
  for (const [part, show] of parts) {
    const complete = isComplete(part);
    // Of an answer, each provider's words are shown or hidden as they come: the page's own come last.
    if (complete || part.matches("[data-partners]")) show(part);
    // An attribute of its own, for Chromium may evaluate :has() a frame too late.
    part.toggleAttribute(complete ? "data-ready" : "data-waiting", true);
  }
  // The changes made here are not arrivals.
  arrivals.takeRecords();
  if (parts.length && document.readyState !== "loading") updateAddress();
}

function updateAgain() {
  for (const part of document.querySelectorAll("[data-ready]")) delete part.dataset.ready;
  update();
}

const arrivals = new MutationObserver(update);
const root = document.documentElement;
new MutationObserver((_, observer) => {
  if (!document.body) return;
  observer.disconnect();
  setColors();
}).observe(root, { childList: true });
root.toggleAttribute("data-arriving", Boolean(root.dataset.provider || location.hash));
arrivals.observe(document, { childList: true, subtree: true });
document.addEventListener("DOMContentLoaded", () => {
  root.removeAttribute("data-arriving");
  updateAgain();
});
document.addEventListener("provider", updateAgain);
// Back to a page that the browser has kept as it was.
addEventListener("pageshow", ({ persisted }) => persisted && setColors());
