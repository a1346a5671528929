// The search costs nothing until somebody is about to use it. The theme makes its worker at once: here it gets a stand-in,
// which keeps its messages until the real worker is made. search.js, which sees to what stands around the results, then
// comes as well. This file runs just before the theme's own script.
(() => {
  "use strict";

  // The theme's first message to its worker, and one of our own: fetch the index now.
  const SETUP = 0, WAKE = 10;
  const NEAR = ".md-search__form, .find, [for=__search]";
  // Megabits a second; no browser tells of more than 10.
  const FAST = 5;
  // Milliseconds after which a busy page counts as idle.
  const SOON = 3000;

  const Native = window.Worker;
  const form = document.querySelector(".md-search__form");
  if (!form || !Native) return;
  // Both are taken before the theme swaps pages: then relative addresses no longer lead where they did.
  const here = location.href;
  const script = new URL(document.currentScript.dataset.search, here);

  const standIn = new EventTarget(), waiting = [];
  let address, awake = false;
  standIn.postMessage = (message) => waiting.push(message);

  window.Worker = function (asked, options) {
    const url = new URL(asked, here);
    if (!url.pathname.endsWith("/search/worker.js")) return new Native(asked, options);
    window.Worker = Native;
    address = url;
    if (awake) start();
    return standIn;
  };

  function start() {
    const worker = new Native(address);
    worker.addEventListener("message", ({ data }) => standIn.dispatchEvent(new MessageEvent("message", { data })));
    worker.addEventListener("error", () => {
      standIn.dead = true;
      standIn.dispatchEvent(new Event("error"));
    });
    standIn.postMessage = (message) => worker.postMessage(message);
    // The theme would first wait for its own index, which is empty here.
    for (const message of [{ type: SETUP }, { type: WAKE }, ...waiting]) worker.postMessage(message);
    // Should this one not arrive, the theme still shows what is found.
    document.body.append(Object.assign(document.createElement("script"), { src: script, worker: standIn, here }));
  }

  function wake() {
    document.removeEventListener("pointerover", wakeNear);
    document.removeEventListener("focusin", wakeNear);
    if (!awake && address) start();
    awake = true;
  }

  function wakeNear({ type, target }) {
    // In the desk's large field the cursor waits from the start. Whoever types there is handed over to the theme's.
    if (target.closest?.(NEAR) && !(type === "focusin" && target.closest(".desk-head"))) wake();
  }

  document.addEventListener("pointerover", wakeNear);
  document.addEventListener("focusin", wakeNear);
  // Words in the address are searched for at once, and those of a page that isn't there are the first guess.
  if (new URLSearchParams(location.search).has("q") || document.querySelector("[data-lost]")) wake();

  // A computer on a fast line has it ready before the first key. A phone, whose reader may pay by the byte, has not.
  const line = navigator.connection;
  if (matchMedia("(hover: hover)").matches && !line?.saveData && !(line?.downlink < FAST)) {
    addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(wake, { timeout: SOON }));
  }

  // Words never go to the server by a form: the box may be shut, or the theme late.
  form.addEventListener("submit", (event) => event.preventDefault());
})();
