// The search costs nothing until somebody is about to use it. The theme makes its worker at once: here it gets a
// stand-in, which keeps its messages until the real worker is made. search.js, which adds what surrounds the results,
// is then loaded as well. This file runs just before the theme's own script.

// The theme's first message to its worker, and one of our own: fetch the index now.
const SETUP = 0, LOAD_INDEX = 10;
const NEAR = ".md-search__form, .find, [for=__search]";

const NativeWorker = window.Worker;
const { search } = document.currentScript.dataset;
const standIn = new EventTarget(), queue = [];
let address, wanted = false;
standIn.postMessage = (message) => queue.push(message);

// The search's worker is the only one of a page.
window.Worker = function (url) {
  address = url;
  if (wanted) start();
  return standIn;
};

function start() {
  const worker = new NativeWorker(address);
  worker.addEventListener("message", ({ data }) => standIn.dispatchEvent(new MessageEvent("message", { data })));
  worker.addEventListener("error", () => {
    standIn.dead = true;
    standIn.dispatchEvent(new Event("error"));
  });
  standIn.postMessage = (message) => worker.postMessage(message);
  // The theme would first wait for its own index, which is empty here.
  for (const message of [{ type: SETUP }, { type: LOAD_INDEX }, ...queue]) worker.postMessage(message);
  // Should this one not arrive, the theme still shows what is found.
  document.body.append(Object.assign(document.createElement("script"), { src: search, worker: standIn }));
}

function load() {
  document.removeEventListener("pointerover", loadIfNear);
  document.removeEventListener("focusin", loadIfNear);
  if (!wanted && address) start();
  wanted = true;
}

const loadIfNear = ({ target }) => target.closest?.(NEAR) && load();
document.addEventListener("pointerover", loadIfNear);
document.addEventListener("focusin", loadIfNear);
// Words in the address are searched for at once.
if (new URLSearchParams(location.search).has("q")) load();

// Words never go to the server by a form: the box may be closed, or the theme late.
document.querySelector(".md-search__form").addEventListener("submit", (event) => event.preventDefault());
