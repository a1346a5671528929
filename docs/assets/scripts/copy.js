// Copying, for agents who write to a customer: an article's answer, short texts, the address of a section or a step;
// and the keys for it. It copies what the page shows, such as the steps of the open tab. Runs once: what belongs to a
// page is done each time the theme's `document$` reports one.
import { button, debounce, element } from "./dom.js";
import { SITE, read, write } from "./storage.js";

const canCopy = Boolean(navigator.clipboard);
// Left out. When another provider's answer is shown first, it takes the place of the page's own.
const EXCLUDED = [
  "svg, button, [hidden], .headerlink, .step-link, .edit-fact, .answer__more",
  ":not(.answer--second) > p > .answer__scope", ".answer--replaced > .answer__provider ~ p",
].join();

const status = element("div", { class: "copied", role: "status" });
document.body.append(status);
const clearStatus = debounce(() => { status.textContent = ""; }, 3000);

async function copy(text, what, pressed) {
  const done = await navigator.clipboard.writeText(text).then(() => true, () => false);
  status.textContent = done ? `${what} copied` : "Not copied: the browser did not allow it";
  clearStatus();
  if (!pressed || !done) return;
  pressed.textContent = "Copied";
  setTimeout(() => { pressed.textContent = pressed.dataset.label; }, 2000);
}

function makeButton(label, what, text, attributes = {}) {
  const made = button({ class: "copy", "data-label": label, ...attributes }, () => copy(text(), what, made), label);
  return made;
}

/** An address to share: without what a search has added to it, but with the provider that the page shows first. */
function shareable(address) {
  const url = new URL(address, location.href), provider = new URLSearchParams(location.search).get("provider");
  url.search = provider ? new URLSearchParams({ provider }) : "";
  return url.href;
}

// ---- The text of a page ----

/** An element as plain text or as Markdown: links and bold are kept, lists have their numbers. */
function textOf(node, markdown) {
  if (!node) return "";
  return convert(node, markdown).replace(/[ \t]+$/gm, "").replace(/\n{2,}/g, markdown ? "\n\n" : "\n").trim();
}

function convert(node, markdown) {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.data.replace(/\s+/g, " ");
    return markdown ? text.replace(/[\\*_[\]`]/g, "\\$&") : text;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(EXCLUDED)) return "";
  if (node.matches("ol, ul")) return `\n${convertItems(node, markdown)}\n`;
  if (node.matches("br")) return "\n";
  const inner = convertChildren(node, markdown);
  if (node.matches("p, div")) return `\n${inner.trim()}\n`;
  if (markdown && node.matches("strong") && inner.trim()) return `**${inner.trim()}**`;
  return markdown && node.matches("a") ? `[${inner}](${node.href})` : inner;
}

const convertChildren = (node, markdown) => [...node.childNodes].map((child) => convert(child, markdown)).join("");

function convertItems(list, markdown) {
  return [...list.children].map((item, index) => {
    const mark = list.tagName === "OL" ? `${index + 1}. ` : "- ";
    return mark + convertChildren(item, markdown).trim().replace(/\s*\n\s*/g, `\n${" ".repeat(mark.length)}`);
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
function steps(article, markdown) {
  const replaced = article.querySelector("#answer.answer--replaced");
  let section = "", lastTitle = "";
  return [...article.querySelectorAll("h2, h3, ol:not([class])")].flatMap((one) => {
    if (one.tagName !== "OL") section = textOf(one, markdown);
    // Steps in a closed tab are left out, and a list inside a step comes with its step.
    if (one.tagName !== "OL" || !one.offsetParent || one.parentElement.closest("ol")) return [];
    // The steps of the provider that the page is about are no help to the customer of another.
    if (replaced && !one.closest(".by-provider")) return [];
    const title = [section, tabOf(one)].filter(Boolean).join(": ");
    const heading = title === lastTitle ? "" : title && (markdown ? `**${title}**` : title);
    lastTitle = title;
    // Whom the steps are for, or the warning that guards them.
    const before = one.previousElementSibling;
    const lead = before?.matches("p, .notice") ? textOf(before, markdown) : "";
    return [[heading, lead, textOf(one, markdown)].filter(Boolean).join(markdown ? "\n\n" : "\n")];
  });
}

/** The article's answer: title, short answer, the steps that show, the numbers to call, the page's address. */
function answer(markdown) {
  const article = document.querySelector("article.md-content__inner");
  const title = textOf(article.querySelector("h1"), markdown);
  const cards = [...article.querySelectorAll(".contact-card__number .phone")].filter((number) => number.offsetParent);
  const numbers = cards.map((number) => (
    `${textOf(number.closest("p").querySelector("strong"), markdown)}: ${textOf(number, markdown)}`));
  return [
    markdown ? `**${title}**` : title,
    textOf(document.getElementById("answer"), markdown),
    ...steps(article, markdown),
    [...new Set(numbers)].join(markdown ? "\n\n" : "\n"),
    shareable(location.pathname),
  ].filter(Boolean).join("\n\n");
}

// ---- Buttons ----

function addAnswerButtons() {
  const box = document.getElementById("answer");
  if (!box || box.querySelector("button")) return;
  // First in the box, so that one Tab from the content's start reaches them; the style sheet puts them at the foot.
  box.prepend(
    makeButton("Copy answer", "Answer", () => answer(false), { "data-key": "c" }),
    makeButton("Copy as Markdown", "Answer as Markdown", () => answer(true), { "data-key": "m" }),
  );
}

/** A button after each text that asks for one: numbers, labels, short addresses, the desk's answers. */
function addCopyButtons() {
  for (const one of document.querySelectorAll("[data-copy]")) {
    if (one.nextElementSibling?.matches(".copy")) continue;
    const label = one.dataset.copy, page = one.querySelector(".desk-answer__title a");
    const what = label.replace("Copy ", "").replace(/^./, (letter) => letter.toUpperCase());
    const text = () => [textOf(one), page && shareable(page.href)].filter(Boolean).join("\n");
    const about = one.parentElement.querySelector("strong")?.textContent.replace(/:$/, "");
    one.after(makeButton(label, what, text, about ? { "aria-label": `${label}: ${about}` } : {}));
  }
}

// A click on the sign next to a heading, or on a step's number, copies its address as well as going there.
document.addEventListener("click", ({ target }) => {
  const link = target.closest(".headerlink, .step-link, .guide__copy");
  if (link && canCopy) copy(shareable(location.pathname + link.hash), "Link");
});

// ---- The keys, and the switch that turns them off ----

const KEY = `${SITE}.keys`;
let keysOn = read(KEY) !== "off";

/** Show the state of the switch, and a key only where it does something. */
function showKeys() {
  document.documentElement.toggleAttribute("data-keys-off", !keysOn);
  for (const box of document.querySelectorAll(".keys-switch input")) box.checked = keysOn;
  for (const one of document.querySelectorAll(".answer > [data-key]")) {
    if (keysOn) one.setAttribute("aria-keyshortcuts", one.dataset.key);
    else one.removeAttribute("aria-keyshortcuts");
  }
}

document.addEventListener("change", ({ target }) => {
  if (!target.matches(".keys-switch input")) return;
  keysOn = target.checked;
  write(KEY, keysOn ? "on" : "off");
  showKeys();
});

const openKeys = () => document.getElementById("keys")?.showModal();
document.addEventListener("click", ({ target }) => target.closest(".keys-open") && openKeys());

// The theme listens at the window: what stops here doesn't get there, such as a key while the list of keys is open.
document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return event.stopPropagation();
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  // A tab's label is a radio button: it takes no letters, nor does the switch.
  const typing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  if (typing || document.getElementById("__search").checked) return;
  // A key of one character: a letter, a period, a slash.
  if (!keysOn) return event.key.length === 1 && event.stopPropagation();
  const key = event.shiftKey ? event.key : event.key.toLowerCase();
  if (key === "?") openKeys();
  else if (key === "c" || key === "m") document.querySelector(`.answer > [data-key=${key}]`)?.click();
});

window.document$.subscribe(() => {
  if (canCopy) addAnswerButtons();
  if (canCopy) addCopyButtons();
  showKeys();
});
