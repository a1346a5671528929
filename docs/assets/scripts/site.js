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
      if (event.key === "Escape") return field.blur();
      if (document.documentElement.hasAttribute("data-keys-off")) return;
      if (event.key === "/") openSearch("");
      else if (event.key === "?") document.getElementById("keys")?.showModal();
      if (event.key === "/" || event.key === "?") event.preventDefault();
    });
    // On the agents' desk the cursor waits in the field, unless the address asks for something else.
    const asked = location.hash || new URLSearchParams(location.search).has("q");
    if (form.closest(".desk-head") && !asked) field.focus({ preventScroll: true });
  }

  // ---- Buttons, and what they open over the page ----

  const narrow = window.matchMedia("(max-width: 76.234375em)"), phone = window.matchMedia("(max-width: 59.984375em)");
  const drawer = document.getElementById("__drawer"), search = document.getElementById("__search");

  /** The theme opens and shuts things by labels, which Tab skips: put a real button into one. The label keeps working. */
  function makeButton(label, words) {
    if (!label || label.querySelector("button")) return undefined;
    const { control } = label, button = document.createElement("button");
    button.type = "button";
    if (words) button.setAttribute("aria-label", words);
    button.append(...label.childNodes);
    button.addEventListener("click", () => control.click());
    label.removeAttribute("tabindex");
    label.append(button);
    const tell = () => button.setAttribute("aria-expanded", String(control.checked));
    if (control.type === "checkbox") control.addEventListener("change", tell);
    if (control.type === "checkbox") tell();
    return button;
  }

  const menuButton = makeButton(document.querySelector(".md-header__button[for=__drawer]"), "Menu");
  const searchButton = makeButton(document.querySelector(".md-header__button[for=__search]"), "Search");
  makeButton(document.querySelector(".md-search__icon[for=__search]"), "Close search");
  for (const one of document.querySelectorAll(".md-search__options > *")) one.tabIndex = 0;
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
  // What the theme says at the window's foot ("Copied to clipboard") is read out, too.
  document.querySelector(".md-dialog__inner")?.setAttribute("role", "status");

  /** One button can be seen, and switches the colors. */
  function connectPalette() {
    const { body } = document, buttons = [...document.querySelectorAll("[data-to]")];
    const show = () => buttons.map((one) => {
      one.parentElement.hidden = one.dataset.from !== body.dataset.mdColorScheme;
      return one;
    }).find((one) => !one.parentElement.hidden);
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const scheme = button.dataset.to;
        body.dataset.mdColorScheme = scheme;
        window.__md_set("__palette", { index: buttons.indexOf(button), color: { scheme } });
        show()?.focus();
      });
    }
    show();
    // Back to a page that the browser has kept: provider.js has set the colors picked since.
    addEventListener("pageshow", show);
  }
  connectPalette();

  /** Move the focus, without a jump, to something that need not take it by itself. */
  function focusOn(place) {
    if (!place) return;
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  const target = () => document.getElementById(location.hash.slice(1));

  // Whether a link was followed: then the focus belongs to where it leads.
  let followed;
  document.addEventListener("click", ({ target: pressed }) => {
    if (!pressed.matches(".md-toggle")) followed = pressed.closest("a[href]:not([data-clipboard])")?.pathname;
  }, true);

  /** What covers the page keeps the focus, for nothing behind it can be reached; shut, it gives the focus back. */
  function connectLayer(toggle, inside, covers, enter, opener) {
    const tell = (event) => {
      for (const one of document.querySelectorAll("[inert]")) one.inert = false;
      const layer = document.querySelector(inside);
      // Shut, the field of a phone's search cannot be seen: Tab goes to the button that opens it.
      if (toggle === search) searchField.tabIndex = toggle.checked || !covers.matches ? 0 : -1;
      if (toggle.checked) {
        followed = undefined;
        if (!covers.matches) return;
        for (let one = layer; one !== document.body; one = one.parentElement) {
          for (const other of one.parentElement.children) other.inert = other !== one && !other.matches("[role=status], label, .md-dialog");
        }
        enter();
      } else if (event) {
        // After the key that shut it has done its own work: Tab leads on by itself.
        setTimeout(() => {
          const lost = document.activeElement === document.body || layer.contains(document.activeElement);
          if (lost) focusOn(followed ? target() : opener());
        });
      }
    };
    toggle.addEventListener("change", tell);
    // Wider windows have no such cover: a phone was turned, or a window made larger.
    covers.addEventListener("change", () => (toggle.checked ? toggle.click() : tell()));
    tell();
  }

  let before;
  searchField?.addEventListener("focus", ({ relatedTarget }) => {
    if (!search.checked) before = relatedTarget;
  }, true);
  connectLayer(search, ".md-search__inner", phone, () => searchField.focus(), () => (phone.matches ? searchButton : before));
  connectLayer(drawer, ".md-sidebar--primary", narrow, () => focusOn(document.querySelector(".menu-close")), () => menuButton);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && drawer?.checked && drawer.click());

  /** The menu's levels: a button for each way down and back, a name for each, and one button to shut it all. */
  function connectMenu() {
    for (const nav of document.querySelectorAll(".md-nav--primary .md-nav")) {
      const back = nav.querySelector(":scope > .md-nav__title");
      if (!back?.control?.matches(".md-nav__toggle")) continue;
      const words = back.textContent.trim();
      nav.removeAttribute("aria-labelledby");
      nav.removeAttribute("aria-expanded");
      nav.setAttribute("aria-label", words);
      makeButton(back, `Back from ${words}`);
      const down = nav.parentElement.querySelector(":scope > label, :scope > .md-nav__container > label");
      makeButton(down, down?.textContent.trim() ? "" : `${words}: all pages`);
    }
    for (const one of document.querySelectorAll("a.md-nav__link--active")) one.setAttribute("aria-current", "page");
    document.querySelector(".md-tabs__item--active a")?.setAttribute("aria-current", "true");
    const inner = document.querySelector(".md-sidebar--primary .md-sidebar__inner");
    if (!inner || inner.querySelector(".menu-close")) return;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "menu-close md-icon";
    close.setAttribute("aria-label", "Close menu");
    close.append(document.querySelector(".md-search__options [type=reset] svg").cloneNode(true));
    close.addEventListener("click", () => drawer.click());
    inner.prepend(close);
  }

  // The focus goes along to the level that opens, or back to the one below it.
  document.addEventListener("change", ({ target: level }) => {
    if (!drawer?.checked || !level.matches(".md-nav--primary .md-nav__toggle")) return;
    focusOn(level.parentElement.querySelector(level.checked ? ".md-nav__title > button" : ".md-nav__link > button"));
  });

  /** An address that leads to a step in a shut tab opens the tab. (The theme does so for a tab's own address only.) */
  function openTab() {
    const place = target();
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

  /** The theme's skip link leads past the short answer, to the first heading, and is missing where there is none. */
  function mendSkipLink() {
    const start = document.getElementById("answer") ?? document.querySelector(".md-content h1");
    if (!start) return;
    const link = document.querySelector(".md-skip") ?? document.createElement("a");
    if (!link.parentElement) {
      link.className = "md-skip";
      link.textContent = "Skip to content";
      document.querySelector("[data-md-component=skip]").append(link);
    }
    start.id ||= "start";
    link.href = `#${start.id}`;
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
  // A table may become too wide later: in a tab that opens, or in a smaller window.
  document.addEventListener("change", nameParts);
  addEventListener("resize", nameParts);

  // ---- The next page, in the place of this one ----

  // Reads out the title of a page that came without loading.
  const said = document.createElement("div");
  said.className = "page-said";
  said.setAttribute("role", "status");
  document.body.append(said);
  let page;

  /** With the old page goes what had the focus: give it to the new one's start, or after Back to the link that led away. */
  function moveFocus() {
    const left = page;
    page = location.pathname;
    if (left === undefined) return;
    said.textContent = document.title;
    if (drawer?.checked) drawer.click();
    if (document.querySelector(".md-container").contains(document.activeElement)) return;
    const links = followed === page || left === page ? [] : [...document.querySelectorAll(".md-content a, .md-nav a, .md-tabs a")];
    const way = links.find((one) => one.pathname === left && one.getClientRects().length);
    focusOn(way ?? target() ?? document.querySelector(".md-content h1"));
  }

  window.document$.subscribe(() => {
    connectMenu();
    connectLargeField();
    mendSkipLink();
    // The theme wraps its tables and opens its tabs on the same signal: let it finish first.
    setTimeout(nameParts);
    setTimeout(openTab);
    setTimeout(moveFocus);
  });
})();
