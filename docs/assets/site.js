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
  }

  /** On a phone the menu and the search open by labels, which Tab skips: make them buttons for the keyboard. */
  function makeButton(name, words) {
    const toggle = document.getElementById(name);
    const label = document.querySelector(`.md-header__button[for=${name}]`);
    if (!toggle || !label) return;
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    label.setAttribute("aria-label", words);
    const tell = () => label.setAttribute("aria-expanded", String(toggle.checked));
    toggle.addEventListener("change", tell);
    tell();
    label.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      // The theme too clicks a focused label on Enter: that would close it again.
      event.stopPropagation();
      label.click();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || name !== "__drawer" || !toggle.checked) return;
      toggle.click();
      label.focus();
    });
  }

  makeButton("__drawer", "Menu");
  makeButton("__search", "Search");
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");

  window.document$.subscribe(connectLargeField);
})();
