// "Who is your provider?": keeps the choice, and shows that provider first: its tab, its answer, its contacts.
// Runs in <head>, before anything is drawn, and then looks on while the page arrives or the theme puts another in its
// place: what it does to new elements is done before they are seen. Without a choice, and without scripts, the page is as built.
// So it is also what tells, before anything is seen, that a review is overdue by the reader's clock.
(() => {
  "use strict";

  const root = document.documentElement;
  const { dataset } = document.currentScript;
  const known = [...dataset.providers.split(" "), "other"].filter(Boolean);
  // Under the site's own path, as the theme's keys are: several sites may share a host.
  const STORE = `${window.__md_scope.pathname}.provider`;
  const TAB = ".by-provider > .tabbed-set > input", LABEL = ".by-provider > .tabbed-set > .tabbed-labels > label";
  const ENTRY = ".directory__entry, .directory-row";
  const original = new WeakMap();

  // ---- The theme keeps its tabs in the browser's storage, and stops if that is shut or holds rubbish ----

  const { __md_get: themeGet, __md_set: themeSet } = window;
  window.__md_get = (name, ...where) => {
    try {
      const kept = themeGet(name, ...where);
      return name === "__tabs" && !kept.every((one) => typeof one === "string") ? null : kept;
    } catch {
      return null;
    }
  };
  window.__md_set = (...what) => {
    try {
      themeSet(...what);
    } catch { /* It then holds as long as the page does. */ }
  };

  // ---- The colors: as picked before, or else as the device likes them ----

  function color() {
    const picked = window.__md_get("__palette")?.color?.scheme;
    const liked = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
    document.body.dataset.mdColorScheme = /^(default|slate)$/.test(picked) ? picked : liked;
  }

  // ---- The choice: in the address, for this visit, on this device ----

  /** What a storage holds: an id, "" (all providers) or null. A browser may refuse it, and anything may be in it. */
  function read(storage) {
    try {
      const kept = window[storage].getItem(STORE);
      if (!kept || known.includes(kept)) return kept;
      window[storage].removeItem(STORE);
    } catch { /* As if nothing were kept. */ }
    return null;
  }

  function write(storage, id) {
    try {
      window[storage].setItem(STORE, id);
    } catch { /* The choice then holds as long as the address does. */ }
  }

  function firstChoice() {
    const asked = new URLSearchParams(location.search).get("provider")?.toLowerCase();
    const visit = read("sessionStorage"), device = read("localStorage");
    // After Back or a reload, what was chosen since counts, not the older address.
    const returned = visit !== null && performance.getEntriesByType("navigation")[0]?.type !== "navigate";
    const id = known.includes(asked) && !returned ? asked : visit ?? device ?? "";
    if (id) write("sessionStorage", id);
    if (id && device === null && id === asked) write("localStorage", id);
    return id;
  }

  let choice, page = location.pathname;

  function setChoice(id) {
    choice = id;
    if (id) root.dataset.provider = id;
    else delete root.dataset.provider;
  }

  /** The reader has chosen; what they pressed stays where it is in the window. */
  function choose(id, pressed) {
    const top = pressed.getBoundingClientRect().top;
    write("sessionStorage", id);
    if (id) write("localStorage", id);
    else try { localStorage.removeItem(STORE); } catch { /* Nothing is kept, then. */ }
    setChoice(id);
    // An address that leads to another provider's tab would open that one again.
    if (target()?.closest(".by-provider")) history.replaceState(history.state, "", location.pathname + location.search);
    showAgain();
    document.dispatchEvent(new CustomEvent("provider"));
    scrollBy({ top: pressed.getBoundingClientRect().top - top, behavior: "instant" });
  }

  /** An address with the choice in it, to pass on, if it matters on this page. Other parameters are left alone. */
  function withChoice(address) {
    const wanted = document.querySelector(`.by-provider, .answer__provider, ${ENTRY}`) ? choice : "";
    if ((address.searchParams.get("provider") ?? "") === wanted) return address.href;
    if (wanted) address.searchParams.set("provider", wanted);
    else address.searchParams.delete("provider");
    return address.href;
  }

  function tellAddress() {
    const address = withChoice(new URL(location));
    // The theme keeps the place in the page as the entry's state.
    if (address !== location.href) history.replaceState(history.state, "", address);
  }

  // ---- What it changes on a page ----

  /** What the address leads to. If the chosen provider has the same way to activate, the address is mended to lead there. */
  function target() {
    const id = location.hash.slice(1);
    const own = choice && id ? document.getElementById(`${choice}-${id}`) : null;
    if (!own?.matches(".by-provider input")) return document.getElementById(id);
    history.replaceState(history.state, "", `#${own.id}`);
    return own;
  }

  const tabsOf = (box) => [...box.querySelectorAll(":scope > .tabbed-set > input")];
  const panelsOf = (box) => [...box.querySelectorAll(":scope > .tabbed-set > .tabbed-content > *")];

  /** Open a tab. The theme's style sheet counts to the twentieth, so each panel and label is told whether it is the open one. */
  function check(tab) {
    tab.checked = true;
    const box = tab.closest(".by-provider"), panels = panelsOf(box);
    for (const [at, one] of tabsOf(box).entries()) {
      for (const part of [panels[at], ...one.labels]) part.classList.toggle("is-open", one.checked);
    }
  }

  /** The tab of the address, or else of the choice. The last tab is for every provider without one. */
  function openTab(box) {
    const ids = box.dataset.providers.split(" ");
    const tabs = tabsOf(box), panels = panelsOf(box);
    const place = target();
    const led = tabs.findIndex((tab, at) => tab === place || panels[at].contains(place));
    const chosen = choice && !ids.includes(choice) ? ids.length - 1 : Math.max(0, ids.indexOf(choice));
    const open = led < 0 ? chosen : led;
    check(tabs[open]);
    // No browser shall bring back the tab of an older visit.
    for (const tab of tabs) tab.autocomplete = "off";
  }

  /** A provider's own answer before that of the page, or a word that the page is about another provider. */
  function showAnswer(box) {
    const others = [...box.querySelectorAll(":scope > .answer__provider")];
    const find = (id) => others.find((one) => one.dataset.provider === id);
    const another = choice && !box.dataset.partners.split(" ").includes(choice);
    const shown = another ? find(choice) ?? find("other") : undefined;
    for (const one of others) one.hidden = one !== shown;
    box.classList.toggle("answer--second", Boolean(shown));
    box.classList.toggle("answer--replaced", Boolean(shown));
    const link = find("other")?.querySelector("a"), option = optionOf(choice);
    if (!link) return;
    link.dataset.words ??= link.textContent;
    link.dataset.page ??= link.href;
    const named = option && choice !== "other";
    link.textContent = named ? `See what we know of ${option.text}` : link.dataset.words;
    link.href = named ? option.dataset.page : link.dataset.page;
  }

  /** The chosen provider's entry first, the others in their own order. Its heading goes with it. */
  function order(list) {
    const entries = [...list.querySelectorAll(ENTRY)];
    if (!original.has(list)) original.set(list, entries);
    const isChosen = (entry) => Number(entry.dataset.provider === choice);
    const wanted = [...original.get(list)].sort((one, two) => isChosen(two) - isChosen(one));
    if (wanted.every((entry, at) => entry === entries[at])) return;
    const end = entries.at(-1).nextSibling;
    for (const entry of wanted) {
      const heading = entry.previousElementSibling;
      if (heading?.matches("h2")) list.insertBefore(heading, end);
      list.insertBefore(entry, end);
    }
  }

  const optionOf = (id) => id && document.querySelector(`#provider option[value="${id}"]`);

  function fill(form) {
    const option = optionOf(choice), link = form.querySelector(".provider__page");
    form.querySelector("select").value = choice;
    link.hidden = !option || choice === "other";
    if (!link.hidden) link.replaceChildren(`Netflix through ${option.text}`);
    if (option) link.href = option.dataset.page;
    form.hidden = false;
  }

  /** What is said once a day is over. A clock or a day that makes no sense says nothing. */
  function showPast(words) {
    words.hidden = !(Date.now() > Date.parse(`${words.dataset.due}T23:59:59`));
  }

  /** Whether an element has arrived in full: something stands behind it. */
  function isWhole(element) {
    if (document.readyState !== "loading") return true;
    for (let one = element; one; one = one.parentElement) if (one.nextSibling) return true;
    return false;
  }

  /** See to all that has arrived since. The style sheet hides what waits for its rest (data-arriving, data-waiting, data-ready). */
  function settle() {
    const arrived = (selector) => [...document.querySelectorAll(selector)].filter((one) => !("ready" in one.dataset));
    const parts = [
      ...arrived("form.provider").map((one) => [one, fill]),
      ...arrived("[data-due]").map((one) => [one, showPast]),
      ...arrived("[data-partners]").map((one) => [one, showAnswer]),
      ...arrived(".by-provider").map((one) => [one, openTab]),
      ...arrived(".directory, .md-content__inner:has(> .directory-row)").map((one) => [one, order]),
    ];
    for (const [part, show] of parts) {
      const whole = isWhole(part);
      // Of an answer, each provider's words are seen to as they come: the page's own come last.
      if (whole || show === showAnswer) show(part);
      if (whole) part.dataset.ready = "";
      // Told to the style sheet here: Chromium may look at what an element has a frame too late.
      else part.toggleAttribute("data-waiting", true);
    }
    // What this did itself is nothing new.
    arrivals.takeRecords();
    if (!parts.length || document.readyState === "loading") return;
    page = location.pathname;
    tellAddress();
  }

  function showAgain() {
    for (const one of document.querySelectorAll("[data-ready]")) delete one.dataset.ready;
    settle();
  }

  const arrivals = new MutationObserver(settle);
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    color();
  }).observe(root, { childList: true });
  setChoice(firstChoice());
  root.toggleAttribute("data-arriving", Boolean(choice || location.hash));
  arrivals.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    root.removeAttribute("data-arriving");
    showAgain();
  });
  // Back to a page that the browser has kept as it was.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    setChoice(read("sessionStorage") ?? choice);
    color();
    showAgain();
    document.dispatchEvent(new CustomEvent("provider"));
  });
  addEventListener("popstate", () => location.pathname === page && tellAddress());
  addEventListener("hashchange", target);

  // ---- Choosing ----

  function press(tab) {
    const box = tab.closest(".by-provider");
    const id = box.dataset.providers.split(" ")[tabsOf(box).indexOf(tab)];
    // Nobody's provider is called "other providers": that tab only shows itself.
    check(tab);
    if (id !== "other") choose(id, tab.labels[0]);
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const label = event.target.closest(LABEL), link = event.target.closest("a[href]");
    // Only a person chooses: the theme, too, presses tabs, when an address leads to them.
    if (label && event.isTrusted) {
      event.preventDefault();
      event.stopImmediatePropagation();
      label.control.focus({ preventScroll: true });
      press(label.control);
    } else if (event.isTrusted && event.target.matches(TAB)) {
      press(event.target);
    } else if (link?.hash && link.origin + link.pathname === location.origin + location.pathname) {
      link.href = withChoice(new URL(link.href));
    }
  }, true);

  document.addEventListener("change", (event) => {
    if (event.target.id === "provider") choose(event.target.value, event.target);
    // The theme would link and remember these tabs in its own way.
    if (!event.target.matches(TAB)) return;
    event.stopImmediatePropagation();
    check(event.target);
  }, true);
})();
