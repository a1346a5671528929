// What surrounds the results in the theme's search box: what was read in place of a typo, and help when nothing is
// found. The engine is in the search's worker, which this page shares with the theme. search-loader.js makes
// the worker and loads this file when somebody is about to search: words may have been typed by then.
import { button, debounce, element } from "./dom.js";

// The theme's message from the worker, and one of our own to it: the reader's provider.
const RESULT = 3, PROVIDER = 11;

const search = document.querySelector(".md-search");
const toggle = document.getElementById("__search");
const field = search.querySelector(".md-search__input");
const result = search.querySelector(".md-search-result");
const [meta, list] = result.children;
const { worker } = document.currentScript;
const help = document.getElementById("search-help").content;

let asked = "", answer = { items: [], query: "" };
let openWhenFound = false, dead = worker.dead;

const aside = element("div", { class: "search-aside" });
meta.after(aside);
const status = element("p", { class: "search-said", role: "status" });
result.closest(".md-search__inner").append(status);

/** Tell a screen reader the outcome, once the typing has stopped. */
const announce = debounce((text) => { status.textContent = toggle.checked ? text : ""; });

function clearStatus() {
  status.textContent = "";
  announce("");
}

// ---- Asking and answering ----

// The theme's listener is older: when ours is called, the results are drawn.
worker.addEventListener("message", ({ data: { type, data } }) => type === RESULT && show(data));
worker.addEventListener("error", () => {
  dead = true;
  if (asked.trim()) show({ items: [], query: asked, broken: true });
});

// The theme listens to keyup alone.
const notifyTheme = () => field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));

function type(words) {
  field.value = words;
  notifyTheme();
}

function ask(words) {
  field.focus();
  type(words);
}

/** Let the worker answer once more, for the provider that the reader has chosen. */
const askAgain = () => worker.postMessage({ type: PROVIDER, data: document.documentElement.dataset.provider });
document.addEventListener("provider", askAgain);

/** The words have changed: an answer must come. */
function expectAnswer() {
  if (field.value === asked) return;
  asked = field.value;
  openWhenFound = false;
  clearStatus();
  if (dead && asked.trim()) show({ items: [], query: asked, broken: true });
  else if (!asked.trim() || !answer.query) draw();
}

field.addEventListener("keyup", expectAnswer);
field.addEventListener("focus", expectAnswer);
// Pasted, dictated and swiped words come without a key.
field.addEventListener("input", notifyTheme);
// At once: a moment later the focus may be elsewhere.
field.form.addEventListener("reset", () => ask(""));

function show(data) {
  answer = data;
  // The theme draws results before this is called. When it could not start, nothing is drawn.
  if (data.items.length && !list.children.length) answer.broken = true;
  draw();
  if (!openWhenFound || data.query !== field.value) return;
  openWhenFound = false;
  if (data.items.length) list.querySelector("a")?.click();
}

// ---- What stands between the box and the results ----

function draw() {
  if (!field.value.trim()) {
    aside.replaceChildren();
    // Spaces alone are no question, though the theme takes them for one.
    if (field.value) meta.textContent = "Type what went wrong, in your own words";
    return;
  }
  const { items, query, broken, instead } = answer;
  if (!query) {
    // The first answer is on its way.
    meta.textContent = "Searching…";
    aside.replaceChildren();
    return;
  }
  if (broken) {
    meta.textContent = "Search isn't working";
    aside.replaceChildren(makeHelp("Search isn't working right now. Everything else is."));
  } else if (!items.length) {
    aside.replaceChildren(makeHelp("This site has no article about what you typed.", instead));
  } else if (instead) {
    const words = element("strong", {}, instead);
    aside.replaceChildren(element("p", { class: "search-corrected" }, "Showing results for ", words));
  } else {
    aside.replaceChildren();
  }
  announce(meta.textContent);
}

function makeHelp(text, instead) {
  const block = element("div", { class: "search-help" }, element("p", {}, text));
  if (instead) {
    const guess = button({ class: "search-guess" }, () => ask(instead), instead);
    block.append(element("p", {}, "Did you mean ", guess, "?"));
  }
  block.append(help.cloneNode(true));
  return block;
}

// ---- Keys ----

const covers = matchMedia("(max-width: 59.984375em)");

// The theme keeps Tab away from its results.
result.closest(".md-search__scrollwrap").tabIndex = -1;
const makeReachable = () => { for (const one of list.querySelectorAll("a, summary")) one.tabIndex = 0; };
new MutationObserver(makeReachable).observe(list, { childList: true });
makeReachable();

function tabStops(within) {
  const all = [...within.querySelectorAll("input, button, a, summary")];
  return all.filter((one) => one.tabIndex === 0 && getComputedStyle(one).visibility === "visible"
    && !one.closest("details:not([open]) > :not(summary)"));
}

/** Move the focus along a row of elements; at its ends it stays. */
function move(event, row, step) {
  const next = row[Math.min(Math.max(row.indexOf(event.target) + step, 0), row.length - 1)];
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

// The theme hears every key at the window: Tab closes its search, and keys that it doesn't know lead back to the box.
search.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (!toggle.checked || event.isComposing) return;
  if (key === "Tab") {
    // Answers first; then the box's other buttons: to close it, to share it, to clear it.
    const row = [field, ...tabStops(result), ...tabStops(field.form).slice(1)];
    const index = row.indexOf(target) + (event.shiftKey ? -1 : 1);
    // On a phone the search covers the page: Tab goes round.
    const next = row[index] ?? (covers.matches ? row[index < 0 ? row.length - 1 : 0] : undefined);
    if (next) move(event, [next], 0);
  } else if (key === "Enter" && target === field) {
    // With results the theme opens the best. Results of other words than those typed are not meant.
    if (answer.query === field.value && list.children.length) return;
    // After a failure, once more: the network may be back.
    if (answer.broken) askAgain();
    openWhenFound = field.value.trim() !== "" && answer.query !== field.value;
    event.preventDefault();
    event.stopPropagation();
  } else if ((!list.children.length || !field.value.trim()) && /^Arrow(Up|Down)$/.test(key)) {
    move(event, [field, ...tabStops(result)], key === "ArrowUp" ? -1 : 1);
  } else if (target !== field) {
    // Letters typed anywhere go to the box, as the theme has it.
    const typing = key.length === 1 ? !(key === " " && target.matches("button, summary")) : key === "Backspace";
    if (!typing && !/^(Escape|ArrowUp|ArrowDown)$/.test(key)) event.stopPropagation();
  }
});

// On a phone the box opens with the last words in it: the next ones replace them.
document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[for=__search]")) setTimeout(() => toggle.checked && field.select());
});

toggle.addEventListener("change", () => {
  if (toggle.checked) return draw();
  // A result was opened: the keys belong to its page now.
  field.blur();
  openWhenFound = false;
  clearStatus();
});

// What was typed and found before this file came: the worker answers once more.
if (field.value) type(field.value);
else if (toggle.checked) draw();
askAgain();
