// "Who is your provider?": keeps the choice in the address, for this visit and on this device, and puts that provider
// first: its tab, its answer, its contacts. Part of before-paint.js.
import { SITE, read, write } from "./storage.js";

const root = document.documentElement;
const known = [...document.currentScript.dataset.providers.split(" "), "other"].filter(Boolean);
const KEY = `${SITE}.provider`;
const TAB = ".by-provider > .tabbed-set > input", LABEL = ".by-provider > .tabbed-set > .tabbed-labels > label";
const ENTRY = ".directory__entry, .directory-row";

// ---- The choice ----

/** The stored id, "" (all providers) or null. An unknown id is removed. */
function stored(area) {
  const id = read(KEY, area);
  if (!id || known.includes(id)) return id;
  write(KEY, null, area);
  return null;
}

function firstChoice() {
  const asked = new URLSearchParams(location.search).get("provider")?.toLowerCase();
  const visit = stored("sessionStorage"), device = stored("localStorage");
  // After Back or a reload, what was chosen since counts, not the older address.
  const returned = visit !== null && performance.getEntriesByType("navigation")[0]?.type !== "navigate";
  const id = known.includes(asked) && !returned ? asked : visit ?? device ?? "";
  if (id) write(KEY, id, "sessionStorage");
  if (id && device === null && id === asked) write(KEY, id);
  return id;
}

let choice;

function setChoice(id) {
  choice = id;
  if (id) root.dataset.provider = id;
  else delete root.dataset.provider;
}
setChoice(firstChoice());

const announceChoice = () => document.dispatchEvent(new CustomEvent("provider"));

/** The reader has chosen; what they pressed keeps its place in the window. */
function choose(id, pressed) {
  const { top } = pressed.getBoundingClientRect();
  write(KEY, id, "sessionStorage");
  write(KEY, id || null);
  setChoice(id);
  // An address that leads to another provider's tab would open that one again.
  if (target()?.closest(".by-provider")) history.replaceState(null, "", location.pathname + location.search);
  announceChoice();
  scrollBy({ top: pressed.getBoundingClientRect().top - top, behavior: "instant" });
}

/** Keep the choice in the address, to be shared, if it matters on this page. Other parameters are left alone. */
function updateAddress() {
  const wanted = document.querySelector(`.by-provider, .answer__provider, ${ENTRY}`) ? choice : "";
  const address = new URL(location);
  if ((address.searchParams.get("provider") ?? "") === wanted) return;
  if (wanted) address.searchParams.set("provider", wanted);
  else address.searchParams.delete("provider");
  history.replaceState(null, "", address);
}

// ---- What it changes on a page ----

/** What the address leads to. Where the chosen provider has the same tab, the address is changed to lead there. */
function target() {
  const id = location.hash.slice(1);
  const own = choice && id ? document.getElementById(`${choice}-${id}`) : null;
  if (!own?.matches(".by-provider input")) return document.getElementById(id);
  history.replaceState(null, "", `#${own.id}`);
  return own;
}

const tabsOf = (box) => [...box.querySelectorAll(":scope > .tabbed-set > input")];
const panelsOf = (box) => [...box.querySelectorAll(":scope > .tabbed-set > .tabbed-content > *")];

/** Select a tab. The theme's style sheet counts to the twentieth, so panels and labels are marked as open. */
function selectTab(tab) {
  tab.checked = true;
  const box = tab.closest(".by-provider"), panels = panelsOf(box);
  for (const [index, one] of tabsOf(box).entries()) {
    for (const part of [panels[index], ...one.labels]) part.classList.toggle("is-open", one.checked);
  }
}

/** Open the tab of the address, or else of the choice. The last tab is for all providers without one. */
function openTab(box) {
  const ids = box.dataset.providers.split(" ");
  const tabs = tabsOf(box), panels = panelsOf(box), place = target();
  const addressed = tabs.find((tab, index) => tab === place || panels[index].contains(place));
  const chosen = choice && !ids.includes(choice) ? ids.length - 1 : Math.max(0, ids.indexOf(choice));
  selectTab(addressed ?? tabs[chosen]);
  // The browser must not restore the tab of an older visit.
  for (const tab of tabs) tab.autocomplete = "off";
}

/** Show a provider's own answer before the page's, or a hint that the page is about another provider. */
function showAnswer(box) {
  const answers = [...box.querySelectorAll(":scope > .answer__provider")];
  const find = (id) => answers.find((one) => one.dataset.provider === id);
  const isOther = choice && !box.dataset.partners.split(" ").includes(choice);
  const shown = isOther ? find(choice) ?? find("other") : undefined;
  for (const one of answers) one.hidden = one !== shown;
  for (const name of ["answer--second", "answer--replaced"]) box.classList.toggle(name, Boolean(shown));
  const link = find("other")?.querySelector("a"), option = optionOf(choice);
  if (!link) return;
  link.dataset.words ??= link.textContent;
  link.dataset.page ??= link.href;
  const isNamed = option && choice !== "other";
  link.textContent = isNamed ? `See what we know of ${option.text}` : link.dataset.words;
  link.href = isNamed ? option.dataset.page : link.dataset.page;
}

const originalOrder = new WeakMap();

/** Put the chosen provider's entry first, with its heading; the others keep their order. */
function reorder(list) {
  const entries = [...list.querySelectorAll(ENTRY)];
  if (!originalOrder.has(list)) originalOrder.set(list, entries);
  const isChosen = (entry) => Number(entry.dataset.provider === choice);
  const wanted = [...originalOrder.get(list)].sort((a, b) => isChosen(b) - isChosen(a));
  if (wanted.every((entry, index) => entry === entries[index])) return;
  const end = entries[entries.length - 1].nextSibling;
  for (const entry of wanted) {
    const heading = entry.previousElementSibling;
    if (heading?.matches("h2")) list.insertBefore(heading, end);
    list.insertBefore(entry, end);
  }
}

const optionOf = (id) => id && document.querySelector(`#provider option[value="${id}"]`);

function fillForm(form) {
  const option = optionOf(choice), link = form.querySelector(".provider__page");
  // The form in the footer may still be arriving.
  if (!link) return;
  form.querySelector("select").value = choice;
  link.hidden = !option;
  if (!option) return;
  link.replaceChildren(choice === "other" ? "What to do then" : `Netflix through ${option.text}`);
  link.href = option.dataset.page;
}

/** Show the choice everywhere on the page, and in its address. */
export function updateProvider() {
  document.querySelectorAll("form.provider").forEach(fillForm);
  document.querySelectorAll("[data-partners]").forEach(showAnswer);
  document.querySelectorAll(".by-provider").forEach(openTab);
  new Set([...document.querySelectorAll(ENTRY)].map((entry) => entry.parentElement)).forEach(reorder);
  updateAddress();
}

// ---- Choosing ----

// Back to a page that the browser has kept as it was.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  setChoice(stored("sessionStorage") ?? choice);
  announceChoice();
});
addEventListener("popstate", updateAddress);
addEventListener("hashchange", target);

function press(tab) {
  const box = tab.closest(".by-provider");
  const id = box.dataset.providers.split(" ")[tabsOf(box).indexOf(tab)];
  // "Other providers" is nobody's provider: that tab is only shown.
  selectTab(tab);
  if (id !== "other") choose(id, tab.labels[0]);
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const label = event.target.closest(LABEL);
  // Only a person chooses: the theme clicks tabs, too, when an address leads to them.
  if (label && event.isTrusted) {
    event.preventDefault();
    event.stopImmediatePropagation();
    label.control.focus({ preventScroll: true });
    press(label.control);
  } else if (event.isTrusted && event.target.matches(TAB)) {
    press(event.target);
  }
}, true);

document.addEventListener("change", (event) => {
  if (event.target.id === "provider") choose(event.target.value, event.target);
  // The theme would link and store these tabs in its own way.
  if (!event.target.matches(TAB)) return;
  event.stopImmediatePropagation();
  selectTab(event.target);
}, true);
