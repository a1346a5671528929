// Copying, for agents who write to a customer: an article's answer, short texts, the address of a section;
// and the key for it. It copies what the page shows, such as the steps of the open tab.
import { button, debounce, element } from "./dom.js";
import { SITE, read, write } from "./storage.js";

// Left out. When another provider's answer is shown first, it takes the place of the page's own.
const EXCLUDED = [
  "svg, button, [hidden], .headerlink, .edit-fact, .answer__more",
  ":not(.answer--second) > p > .answer__scope", ".answer--replaced > .answer__provider ~ p",
].join();

const status = element("div", { class: "copied", role: "status" });
document.body.append(status);
const clearStatus = debounce(() => { status.textContent = ""; }, 3000);

async function copy(text, what) {
  const done = await navigator.clipboard.writeText(text).then(() => true, () => false);
  status.textContent = done ? `${what} copied` : "Not copied: the browser did not allow it";
  clearStatus();
}

const makeButton = (label, what, text, attributes = {}) =>
  button({ class: "copy", ...attributes }, () => copy(text(), what), label);

/** An address to share: without what a search has added to it, but with the provider that the page shows first. */
function shareable(address) {
  const url = new URL(address, location.href), provider = new URLSearchParams(location.search).get("provider");
  url.search = provider ? new URLSearchParams({ provider }) : "";
  return url.href;
}

// ---- The text of a page ----

/** An element as plain text: lists have their numbers. */
const textOf = (node) => (node ? convert(node) : "").replace(/[ \t]+$/gm, "").replace(/\n{2,}/g, "\n").trim();

function convert(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(EXCLUDED)) return "";
  if (node.matches("ol, ul")) return `\n${convertItems(node)}\n`;
  if (node.matches("br")) return "\n";
  return node.matches("p, div") ? `\n${convertChildren(node).trim()}\n` : convertChildren(node);
}

const convertChildren = (node) => [...node.childNodes].map(convert).join("");

function convertItems(list) {
  return [...list.children].map((item, index) => {
    const mark = list.tagName === "OL" ? `${index + 1}. ` : "- ";
    return mark + convertChildren(item).trim().replace(/\s*\n\s*/g, `\n${" ".repeat(mark.length)}`);
  }).join("\n");
}

/** The label of the tab that a list stands in, or nothing. */
function tabOf(list) {
  const panel = list.closest(".tabbed-block");
  if (!panel) return "";
  const labels = panel.closest(".tabbed-set").querySelector(":scope > .tabbed-labels");
  return labels.children[[...panel.parentElement.children].indexOf(panel)].textContent.trim();
}

/** The lists of steps that show, each under its section and tab, with what stands right before it. */
function steps(article) {
  const replaced = article.querySelector("#answer.answer--replaced");
  let section = "", lastTitle = "";
  return [...article.querySelectorAll("h2, h3, ol:not([class])")].flatMap((one) => {
    if (one.tagName !== "OL") section = textOf(one);
    // Steps in a closed tab are left out, and a list inside a step comes with its step.
    if (one.tagName !== "OL" || !one.offsetParent || one.parentElement.closest("ol")) return [];
    // The steps of the provider that the page is about are no help to the customer of another.
    if (replaced && !one.closest(".by-provider")) return [];
    const title = [section, tabOf(one)].filter(Boolean).join(": ");
    const heading = title === lastTitle ? "" : title;
    lastTitle = title;
    // Whom the steps are for, or the warning that guards them.
    const before = one.previousElementSibling;
    const lead = before?.matches("p, .notice") ? textOf(before) : "";
    return [[heading, lead, textOf(one)].filter(Boolean).join("\n")];
  });
}

/** The article's answer: title, short answer, the steps that show, the numbers to call, the page's address. */
function answer() {
  const article = document.querySelector("article.md-content__inner");
  const cards = [...article.querySelectorAll(".contact-card__number .phone")].filter((number) => number.offsetParent);
  const numbers = cards.map((number) => `${textOf(number.closest("p").querySelector("strong"))}: ${textOf(number)}`);
  return [
    textOf(article.querySelector("h1")), textOf(document.getElementById("answer")), ...steps(article),
    [...new Set(numbers)].join("\n"), shareable(location.pathname),
  ].filter(Boolean).join("\n\n");
}

// ---- Buttons ----

function addButtons() {
  // First in the box, so that one Tab from the content's start reaches it; the style sheet puts it at the foot.
  document.getElementById("answer")?.prepend(makeButton("Copy answer", "Answer", answer, { "data-key": "c" }));
  // After each text that asks for one: numbers, labels, short addresses, the desk's answers.
  for (const one of document.querySelectorAll("[data-copy]")) {
    const label = one.dataset.copy, page = one.querySelector(".desk-answer__title a");
    const what = label.replace("Copy ", "").replace(/^./, (letter) => letter.toUpperCase());
    const text = () => [textOf(one), page && shareable(page.href)].filter(Boolean).join("\n");
    const about = one.parentElement.querySelector("strong")?.textContent.replace(/:$/, "");
    one.after(makeButton(label, what, text, about ? { "aria-label": `${label}: ${about}` } : {}));
  }
  // A click on the sign next to a heading copies its address as well as going there.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest(".headerlink, .guide__copy");
    if (link) copy(shareable(location.pathname + link.hash), "Link");
  });
}

// Browsers copy on secure pages only.
if (navigator.clipboard) addButtons();

// ---- The keys, and the switch that turns them off ----

const KEY = `${SITE}.keys`;

function connectKeys(keySwitch) {
  const copyButton = document.querySelector(".answer > [data-key]");
  keySwitch.checked = read(KEY) !== "off";

  /** Show the key of the button where it does something. */
  function showKey() {
    if (keySwitch.checked) copyButton?.setAttribute("aria-keyshortcuts", "c");
    else copyButton?.removeAttribute("aria-keyshortcuts");
  }
  showKey();

  keySwitch.addEventListener("change", () => {
    write(KEY, keySwitch.checked ? "on" : "off");
    showKey();
  });
  document.querySelector(".keys-open").addEventListener("click", () => document.getElementById("keys").showModal());

  // The theme listens at the window: what stops here doesn't get there, such as a key while the list of keys is open.
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return event.stopPropagation();
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    // A tab's label is a radio button: it takes no letters.
    const typing = event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]");
    if (typing || document.getElementById("__search").checked) return;
    // A key of one character: a letter, a period, a slash.
    if (!keySwitch.checked) return event.key.length === 1 && event.stopPropagation();
    if (event.key === "c") copyButton?.click();
  });
}

const keySwitch = document.querySelector(".keys-switch input");
if (keySwitch) connectKeys(keySwitch);
