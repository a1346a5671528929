// Copying, for agents who write to a customer: an article's answer, short texts, the address of a section or a step;
// and the keys for it. Runs once: what belongs to a page is done each time the theme's `document$` reports one.
(() => {
  "use strict";

  const canCopy = Boolean(navigator.clipboard);
  // Left out. When another provider's answer is shown first, it takes the place of the page's own.
  const left = "svg, button, [hidden], .headerlink, .step-link, .edit-fact, :not(.answer--second) > p > .answer__scope, .answer__more, "
    + ".answer--replaced > .answer__provider ~ p";

  // Tells everybody what was copied: seen at the window's foot, and read out by screen readers.
  const said = document.createElement("div");
  said.className = "copied";
  said.setAttribute("role", "status");
  document.body.append(said);
  let silence;

  async function copy(text, what, button) {
    const done = await navigator.clipboard.writeText(text).then(() => true, () => false);
    said.textContent = done ? `${what} copied` : "Not copied: the browser did not allow it";
    clearTimeout(silence);
    silence = setTimeout(() => (said.textContent = ""), 3000);
    if (!button || !done) return;
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = button.dataset.label), 2000);
  }

  function makeButton(label, what, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = button.dataset.label = label;
    button.addEventListener("click", () => copy(text(), what, button));
    return button;
  }

  /** An address to pass on: without what a search has added to it, but with the provider that the page shows first. */
  function toPassOn(address) {
    const url = new URL(address, location.href), provider = new URLSearchParams(location.search).get("provider");
    url.search = provider ? new URLSearchParams({ provider }) : "";
    return url.href;
  }

  /** What an element says, as plain text or as Markdown: links and bold kept, lists with their numbers. */
  function words(element, markdown) {
    const blank = markdown ? "\n\n" : "\n";
    return element ? written(element, markdown).replace(/[ \t]+$/gm, "").replace(/\n{2,}/g, blank).trim() : "";
  }

  function written(node, markdown) {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.data.replace(/\s+/g, " ");
      return markdown ? text.replace(/[\\*_[\]`]/g, "\\$&") : text;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(left)) return "";
    if (node.matches("ol, ul")) return `\n${items(node, markdown)}\n`;
    if (node.matches("br")) return "\n";
    const inner = [...node.childNodes].map((one) => written(one, markdown)).join("");
    if (node.matches("p, div")) return `\n${inner.trim()}\n`;
    if (markdown && node.matches("strong") && inner.trim()) return `**${inner.trim()}**`;
    return markdown && node.matches("a") ? `[${inner}](${node.href})` : inner;
  }

  function items(list, markdown) {
    return [...list.children].map((item, index) => {
      const mark = list.tagName === "OL" ? `${index + 1}. ` : "- ";
      const lines = [...item.childNodes].map((one) => written(one, markdown)).join("").trim();
      return mark + lines.replace(/\s*\n\s*/g, `\n${" ".repeat(mark.length)}`);
    }).join("\n");
  }

  /** The label of the tab that an element stands in, or nothing. */
  function tabOf(element) {
    const panel = element.closest(".tabbed-block");
    if (!panel) return "";
    const labels = panel.closest(".tabbed-set").querySelector(":scope > .tabbed-labels");
    return labels.children[[...panel.parentElement.children].indexOf(panel)].textContent.trim();
  }

  /** The article's answer: title, short answer, the steps that show, the numbers to call, the page's address. */
  function answer(markdown) {
    const article = document.querySelector("article.md-content__inner");
    const bold = (text) => (markdown && text ? `**${text}**` : text);
    const blank = markdown ? "\n\n" : "\n";
    const parts = [bold(words(article.querySelector("h1"), markdown))];
    parts.push(words(document.getElementById("answer"), markdown));
    const replaced = article.querySelector("#answer.answer--replaced");
    let section = "", told = "";
    for (const one of article.querySelectorAll("h2, h3, ol:not([class])")) {
      if (one.tagName !== "OL") section = words(one, markdown);
      // Steps in a tab that is shut are left out, and a list inside a step comes with its step.
      if (one.tagName !== "OL" || !one.offsetParent || one.parentElement.closest("ol")) continue;
      // Nor are the steps of the provider that the page is about any help to the customer of another.
      if (replaced && !one.closest(".by-provider")) continue;
      const title = [section, tabOf(one)].filter(Boolean).join(": ");
      // What stands right before the steps belongs to them: whom they are for, or the warning that guards them.
      const before = one.previousElementSibling;
      const lead = before?.matches("p, .notice") ? words(before, markdown) : "";
      const heading = title === told ? "" : bold(title);
      parts.push([heading, lead, words(one, markdown)].filter(Boolean).join(blank));
      told = title;
    }
    const cards = [...article.querySelectorAll(".contact-card__number .phone")].filter((number) => number.offsetParent);
    const numbers = cards.map((number) => `${words(number.closest("p").querySelector("strong"), markdown)}: ${words(number, markdown)}`);
    parts.push([...new Set(numbers)].join(blank), toPassOn(location.pathname));
    return parts.filter(Boolean).join("\n\n");
  }

  function addAnswerButtons() {
    const box = document.getElementById("answer");
    if (!box || box.querySelector("button")) return;
    const plain = makeButton("Copy answer", "Answer", () => answer(false));
    const markdown = makeButton("Copy as Markdown", "Answer as Markdown", () => answer(true));
    plain.dataset.key = "c";
    markdown.dataset.key = "m";
    // First in the box, so that one Tab from the content's start reaches them; the style sheet puts them at the foot.
    box.prepend(plain, markdown);
  }

  /** A button after each text that asks for one: numbers, labels, short addresses, the desk's answers. */
  function addCopyButtons() {
    for (const one of document.querySelectorAll("[data-copy]")) {
      if (one.nextElementSibling?.matches(".copy")) continue;
      const label = one.dataset.copy, page = one.querySelector(".desk-answer__title a");
      const what = label.replace("Copy ", "").replace(/^./, (letter) => letter.toUpperCase());
      const button = makeButton(label, what, () => [words(one), page && toPassOn(page.href)].filter(Boolean).join("\n"));
      const about = one.parentElement.querySelector("strong")?.textContent.replace(/:$/, "");
      if (about) button.setAttribute("aria-label", `${label}: ${about}`);
      one.after(button);
    }
  }

  // A press on the sign next to a heading, or on a step's number, copies its address as well as going there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".headerlink, .step-link, .guide__copy");
    if (link && canCopy) copy(toPassOn(location.pathname + link.hash), "Link");
  });

  // ---- The keys, and the switch that turns them off ----

  // Beside the theme's own settings. A browser may refuse its storage: then the switch holds as long as the page does.
  const STORE = `${new URL(window.__md_scope).pathname}.keys`;
  let keysOn = true;
  try {
    keysOn = localStorage.getItem(STORE) !== "off";
  } catch { /* On, then. */ }

  /** Show the switch as it stands, and a key only where it does something. */
  function showKeys() {
    document.documentElement.toggleAttribute("data-keys-off", !keysOn);
    for (const box of document.querySelectorAll(".keys-switch input")) box.checked = keysOn;
    for (const button of document.querySelectorAll(".answer > [data-key]")) {
      if (keysOn) button.setAttribute("aria-keyshortcuts", button.dataset.key);
      else button.removeAttribute("aria-keyshortcuts");
    }
  }

  document.addEventListener("change", ({ target }) => {
    if (!target.matches(".keys-switch input")) return;
    keysOn = target.checked;
    try {
      localStorage.setItem(STORE, keysOn ? "on" : "off");
    } catch { /* It holds for now. */ }
    showKeys();
  });

  document.addEventListener("click", ({ target }) => {
    if (target.closest(".keys-open")) document.getElementById("keys")?.showModal();
  });

  // The theme listens further out, on the window: what stops here does not get there, such as a key while the list is open.
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return event.stopPropagation();
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    // A tab's label is a radio button: it takes no letters, nor does the switch.
    const typing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
    if (typing || document.getElementById("__search")?.checked) return;
    // A key of one sign: a letter, a stop, a slash.
    if (!keysOn) return event.key.length === 1 && event.stopPropagation();
    const key = event.shiftKey ? event.key : event.key.toLowerCase();
    if (key === "?") document.getElementById("keys")?.showModal();
    else if (key === "c" || key === "m") document.querySelector(`.answer > [data-key=${key}]`)?.click();
  });

  window.document$.subscribe(() => {
    if (canCopy) addAnswerButtons();
    if (canCopy) addCopyButtons();
    showKeys();
  });
})();
