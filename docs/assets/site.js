// Small helps on top of the theme. The theme (Material) swaps pages without reloading, so this file runs once:
// what belongs to the header is done once, what belongs to a page is done each time `document$` reports one.
(() => {
  "use strict";

  const searchField = document.querySelector(".md-search__input");

  /** Open the theme's own search, with the words typed so far. It listens to focus and to keyup. */
  function openSearch(words) {
    if (!searchField) return;
    if (words) searchField.value = words;
    searchField.focus();
    searchField.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  }

  /** The large field hands over when it is tapped, typed into or sent, but not when Tab merely passes through. */
  function connectLargeField() {
    const form = document.querySelector(".find");
    if (!form || !searchField) return;
    const field = form.querySelector("input");
    const handOver = () => {
      const words = field.value;
      field.value = "";
      openSearch(words);
    };
    field.addEventListener("click", handOver);
    // While an input method composes a character, wait for the finished one.
    field.addEventListener("input", (event) => event.isComposing || handOver());
    field.addEventListener("compositionend", handOver);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      handOver();
    });
    // Words typed before this script was ready.
    if (field.value && document.activeElement === field) handOver();
    // In the empty field, the keys for the whole page are no words to search for.
    field.addEventListener("keydown", (event) => {
      if (field.value) return;
      if (event.key === "Escape") field.blur();
      else if (event.key === "/") openSearch("");
      else if (event.key === "?") document.getElementById("keys")?.showModal();
      if (event.key === "/" || event.key === "?") event.preventDefault();
    });
    // On the agents' desk the cursor waits in the field, unless the address asks for something else.
    const asked = location.hash || new URLSearchParams(location.search).has("q");
    if (form.closest(".desk-head") && !asked) field.focus({ preventScroll: true });
  }

  /** On a phone the menu and the search open by labels, which Tab skips: put a real button in each one's place. */
  function makeButton(name, words) {
    const toggle = document.getElementById(name);
    const label = document.querySelector(`.md-header__button[for=${name}]`);
    if (!toggle || !label) return undefined;
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.dataset.opens = name;
    button.setAttribute("aria-label", words);
    button.append(...label.childNodes);
    // The label keeps working behind the button: the theme listens to it.
    button.addEventListener("click", () => label.click());
    label.hidden = true;
    label.after(button);
    const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
    toggle.addEventListener("change", tell);
    tell();
    return button;
  }

  const menu = makeButton("__drawer", "Menu");
  makeButton("__search", "Search");
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
  document.addEventListener("keydown", (event) => {
    const drawer = document.getElementById("__drawer");
    if (event.key !== "Escape" || !drawer?.checked) return;
    drawer.click();
    menu?.focus();
  });

  /** An address that leads to a step in a shut tab opens the tab. (The theme does so for a tab's own address only.) */
  function openTab() {
    const place = document.getElementById(location.hash.slice(1));
    if (!place?.closest(".tabbed-block") || place.offsetParent) return;
    // A tab may stand in another.
    for (let one = place; (one = one.parentElement.closest(".tabbed-block"));) {
      const tab = one.closest(".tabbed-set").querySelectorAll(":scope > input")[[...one.parentElement.children].indexOf(one)];
      tab.checked = true;
      tab.dispatchEvent(new Event("change"));
    }
    place.scrollIntoView();
  }
  window.addEventListener("hashchange", openTab);

  /** The theme's skip link leads past the short answer, to the first heading. */
  function mendSkipLink() {
    const link = document.querySelector(".md-skip");
    if (link && document.getElementById("answer")) link.href = "#answer";
  }

  /** Names that the theme leaves out, and a way into wide tables for the keyboard. */
  function nameParts() {
    document.querySelector(".md-path")?.setAttribute("aria-label", "Breadcrumbs");
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (box.scrollWidth <= box.clientWidth) continue;
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "Table, scrolls sideways");
    }
  }

  window.document$.subscribe(() => {
    connectLargeField();
    mendSkipLink();
    // The theme wraps its tables and opens its tabs on the same signal: let it finish first.
    setTimeout(nameParts);
    setTimeout(openTab);
  });
})();
