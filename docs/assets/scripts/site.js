// Keyboard and screen-reader work on top of the theme (Material).
import { button, element, focusOn } from "./dom.js";

// ---- The large search field ----

const searchField = document.querySelector(".md-search__input");

/** Open the theme's own search, with the words typed so far. It listens to focus and to keyup. */
function openSearch(words) {
  if (words) searchField.value = words;
  searchField.focus();
  searchField.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
}

/** The large field passes its words on when it is tapped, typed into or submitted, but not when Tab only visits it. */
function connectLargeField() {
  const form = document.querySelector(".find");
  if (!form) return;
  const field = form.querySelector("input");
  const passOn = (event) => {
    // While an input method composes a character, wait for the finished one.
    if (event?.isComposing) return;
    const words = field.value;
    field.value = "";
    openSearch(words);
  };
  for (const type of ["click", "input", "compositionend"]) field.addEventListener(type, passOn);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    passOn();
  });
  // Words typed before this script was ready.
  if (field.value && document.activeElement === field) passOn();
}

// ---- Buttons, and the layers that they open over the page ----

const narrow = matchMedia("(max-width: 76.234375em)"), phone = matchMedia("(max-width: 59.984375em)");
const drawer = document.getElementById("__drawer"), search = document.getElementById("__search");

/** The theme opens and closes things by labels, which Tab skips: put a real button into one. The label still works. */
function addButton(label, name) {
  if (!label || label.querySelector("button")) return undefined;
  const { control } = label;
  const added = button(name ? { "aria-label": name } : {}, () => control.click(), ...label.childNodes);
  label.removeAttribute("tabindex");
  label.append(added);
  if (control.type !== "checkbox") return added;
  const showState = () => added.setAttribute("aria-expanded", String(control.checked));
  control.addEventListener("change", showState);
  showState();
  return added;
}

const menuButton = addButton(document.querySelector(".md-header__button[for=__drawer]"), "Menu");
const searchButton = addButton(document.querySelector(".md-header__button[for=__search]"), "Search");
addButton(document.querySelector(".md-search__icon[for=__search]"), "Close search");
for (const option of document.querySelectorAll(".md-search__options > *")) option.tabIndex = 0;
document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
// The theme's messages at the foot of the window ("Copied to clipboard").
document.querySelector(".md-dialog__inner")?.setAttribute("role", "status");

// Of the two buttons that switch the colors, the style sheet shows the one that does something.
const colorButtons = [...document.querySelectorAll("[data-to]")];
for (const [index, pressed] of colorButtons.entries()) {
  pressed.addEventListener("click", () => {
    const scheme = pressed.dataset.to;
    document.body.dataset.mdColorScheme = scheme;
    window.__md_set("__palette", { color: { scheme } });
    colorButtons[1 - index].focus();
  });
}

const target = () => document.getElementById(location.hash.slice(1));

// Whether a link was followed: then the focus belongs to where it leads.
let followed = false;
document.addEventListener("click", ({ target: clicked }) => {
  if (!clicked.matches(".md-toggle")) followed = Boolean(clicked.closest("a[href]:not([data-clipboard])"));
}, true);

/**
 * Trap the focus in a layer as long as it covers the page, and return it when the layer closes.
 *
 * @param {HTMLInputElement} toggle the theme's checkbox for the layer
 * @param {string} selector of the layer
 * @param {MediaQueryList} covers the windows in which it covers the page
 * @param {() => void} enter moves the focus into the layer
 * @param {() => HTMLElement} opener what the focus returns to
 */
function connectLayer(toggle, selector, covers, enter, opener) {
  const update = (event) => {
    for (const one of document.querySelectorAll("[inert]")) one.inert = false;
    const layer = document.querySelector(selector);
    // Closed, the field of a phone's search cannot be seen: Tab goes to the button that opens it.
    if (toggle === search) searchField.tabIndex = toggle.checked || !covers.matches ? 0 : -1;
    if (toggle.checked) {
      followed = false;
      if (!covers.matches) return;
      for (let one = layer; one !== document.body; one = one.parentElement) {
        for (const other of one.parentElement.children) {
          other.inert = other !== one && !other.matches("[role=status], label, .md-dialog");
        }
      }
      enter();
    } else if (event) {
      // After the key that closed it has done its own work: Tab moves on by itself.
      setTimeout(() => {
        const lost = document.activeElement === document.body || layer.contains(document.activeElement);
        if (lost) focusOn(followed ? target() : opener());
      });
    }
  };
  toggle.addEventListener("change", update);
  // In a wider window it covers nothing: a phone was turned, or a window made larger.
  covers.addEventListener("change", () => (toggle.checked ? toggle.click() : update()));
  update();
}

let beforeSearch;
searchField.addEventListener("focus", ({ relatedTarget }) => {
  if (!search.checked) beforeSearch = relatedTarget;
}, true);
const searchOpener = () => (phone.matches ? searchButton : beforeSearch);
const enterMenu = () => focusOn(document.querySelector(".menu-close"));
connectLayer(search, ".md-search__inner", phone, () => searchField.focus(), searchOpener);
connectLayer(drawer, ".md-sidebar--primary", narrow, enterMenu, () => menuButton);
document.addEventListener("keydown", ({ key }) => key === "Escape" && drawer.checked && drawer.click());

/** The menu's levels: a button for each way down and back, a name for each, and one button to close it all. */
function connectMenu() {
  for (const nav of document.querySelectorAll(".md-nav--primary .md-nav")) {
    const back = nav.querySelector(":scope > .md-nav__title");
    if (!back?.control?.matches(".md-nav__toggle")) continue;
    const title = back.textContent.trim();
    nav.removeAttribute("aria-labelledby");
    nav.removeAttribute("aria-expanded");
    nav.setAttribute("aria-label", title);
    addButton(back, `Back from ${title}`);
    const down = nav.parentElement.querySelector(":scope > label, :scope > .md-nav__container > label");
    addButton(down, down?.textContent.trim() ? "" : `${title}: all pages`);
  }
  for (const link of document.querySelectorAll("a.md-nav__link--active")) link.setAttribute("aria-current", "page");
  document.querySelector(".md-tabs__item--active a")?.setAttribute("aria-current", "true");
  const inner = document.querySelector(".md-sidebar--primary .md-sidebar__inner");
  if (!inner) return;
  const icon = document.querySelector(".md-search__options [type=reset] svg").cloneNode(true);
  inner.prepend(button({ class: "menu-close md-icon", "aria-label": "Close menu" }, () => drawer.click(), icon));
}

// The focus moves to the level that opens, or back to the one above it.
document.addEventListener("change", ({ target: level }) => {
  if (!drawer.checked || !level.matches(".md-nav--primary .md-nav__toggle")) return;
  focusOn(level.parentElement.querySelector(level.checked ? ".md-nav__title > button" : ".md-nav__link > button"));
});

// ---- The page ----

/** An address that leads into a closed tab opens it. (The theme does so for a tab's own address only.) */
function openTab() {
  const place = target();
  if (!place?.closest(".tabbed-block") || place.offsetParent) return;
  // A tab may stand in another.
  for (let one = place; (one = one.parentElement.closest(".tabbed-block"));) {
    const tabs = one.closest(".tabbed-set").querySelectorAll(":scope > input");
    const tab = tabs[[...one.parentElement.children].indexOf(one)];
    tab.checked = true;
    tab.dispatchEvent(new Event("change"));
  }
  place.scrollIntoView();
}
addEventListener("hashchange", openTab);

/** The theme's skip link skips the short answer, too, and is missing where a page has no headings. */
function fixSkipLink() {
  const start = document.getElementById("answer") ?? document.querySelector(".md-content h1");
  if (!start) return;
  const link = document.querySelector(".md-skip") ?? element("a", { class: "md-skip" }, "Skip to content");
  document.querySelector("[data-md-component=skip]").append(link);
  start.id ||= "start";
  link.href = `#${start.id}`;
}

/** Make tables that scroll sideways reachable by keyboard. */
function connectTables() {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
    if (box.scrollWidth <= box.clientWidth) continue;
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Table, scrolls sideways");
  }
}
// A table may become too wide later: in a tab that opens, or in a smaller window.
document.addEventListener("change", connectTables);
addEventListener("resize", connectTables);

connectMenu();
connectLargeField();
fixSkipLink();
// The theme first wraps its tables and opens its tabs.
window.document$.subscribe(() => setTimeout(() => {
  connectTables();
  openTab();
}));
