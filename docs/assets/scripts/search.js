// What stands around the results of the theme's search box: the choice of topics and providers, recent searches, and help
// when nothing is found.
// The engine is in the search's worker, which this page shares with the theme. wake.js makes the worker and loads this file
// when somebody is about to search: words may have been typed by then.
(() => {
  "use strict";

  // The theme's message from the worker, and one of our own to it: keep to a topic or provider.
  const RESULT = 3, KEEP = 11;
  const MOST_CHIPS = 6, MOST_PARTNERS = 3, MOST_OFFERED = 8, MOST_RECENT = 5, LONGEST_RECENT = 80, LONGEST_GUESS = 60;
  // How long to wait for an answer before saying that it is late, and for quiet before speaking.
  const PATIENCE = 4000, QUIET = 500;

  const search = document.querySelector(".md-search");
  const toggle = document.getElementById("__search");
  const field = search.querySelector(".md-search__input");
  const result = search.querySelector(".md-search-result");
  const [meta, list] = result.children;
  // The worker, and the address of the page that was loaded: relative addresses of what is still here lead on from there.
  const { worker, here } = document.currentScript;
  const base = new URL(JSON.parse(document.getElementById("__config").textContent).base, here);
  const help = document.getElementById("search-help").content;
  const root = base.pathname.replace(/\/*$/, "/");
  for (const link of help.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), here);

  let asked = "", answer = { items: [], query: "" };
  // What the reader keeps to, by the chips: the name of a topic, the id of a provider.
  let topic = "", partner = "";
  let openWhenFound = false, dead = worker.dead, patience, quiet;

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    return element;
  }

  function makeButton(className, press, ...children) {
    const button = make("button", className, ...children);
    button.type = "button";
    button.addEventListener("click", press);
    return button;
  }

  const chips = make("div", "search-topics");
  chips.setAttribute("role", "toolbar");
  chips.setAttribute("aria-label", "Show only");
  const aside = make("div", "search-aside");
  meta.after(chips, aside);
  const said = make("p", "search-said");
  said.setAttribute("role", "status");
  result.closest(".md-search__inner").append(said);

  // ---- The worker ----

  // The theme's listener is older: when ours is called, the results are drawn.
  worker.addEventListener("message", ({ data: { type, data } }) => type === RESULT && show(data));
  worker.addEventListener("error", () => {
    dead = true;
    if (asked.trim()) show({ items: [], query: asked, broken: true });
  });

  // ---- Asking and answering ----

  /** Type for the reader. The theme listens to keyup alone. */
  function type(words) {
    field.value = words;
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  }

  function ask(words) {
    field.focus();
    type(words);
  }

  /** Keep to a topic or a provider, or no longer; what is not given stays. */
  function keep(only) {
    ({ topic, partner } = { topic, partner, ...only });
    worker.postMessage({ type: KEEP, data: { topic, partner, mine: mine() } });
  }

  /** The id of the reader's own provider, as chosen on the page. */
  const mine = () => document.documentElement.dataset.provider;

  document.addEventListener("provider", () => keep({}));

  /** The words have changed: an answer must come. */
  function expectAnswer() {
    if (field.value === asked) return;
    asked = field.value;
    openWhenFound = false;
    clearTimeout(patience);
    clearTimeout(quiet);
    said.textContent = "";
    if (!asked.trim()) return draw();
    if (!answer.query) draw();
    patience = setTimeout(() => {
      toggle.checked ||= true;
      show({ items: [], query: field.value, broken: dead, late: !dead });
    }, dead ? 0 : PATIENCE);
  }

  field.addEventListener("keyup", expectAnswer);
  field.addEventListener("focus", expectAnswer);
  // Pasted, dictated and swiped words come without a key.
  field.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })));
  // At once: a moment later the focus may be elsewhere.
  field.form.addEventListener("reset", () => ask(""));

  function show(data) {
    // An answer to older words is no answer to these.
    if (data.query === field.value) clearTimeout(patience);
    answer = data;
    // The theme draws results before this is called. When it could not start, nothing is drawn.
    if (data.items.length && !list.children.length) answer.broken = true;
    if (!data.query && (topic || partner)) keep({ topic: "", partner: "" });
    draw();
    if (openWhenFound && data.query === field.value) {
      openWhenFound = false;
      if (data.items.length) list.querySelector("a")?.click();
    }
  }

  // ---- What stands between the box and the results ----

  function draw() {
    const { items, query, broken, late, instead, unknown, owners = [] } = answer;
    if (field.value.trim()) delete aside.dataset.kept;
    if (!field.value.trim()) {
      drawChips([]);
      const kept = readRecent();
      // A late answer must not take away what somebody has reached with the arrows.
      if (aside.dataset.kept !== JSON.stringify(kept)) aside.replaceChildren(...recentSearches(kept));
      aside.dataset.kept = JSON.stringify(kept);
      // Spaces alone are no question, though the theme takes them for one.
      if (field.value) meta.textContent = "Type what went wrong, in your own words";
    } else if (!query) {
      // The first answer is on its way.
      meta.textContent = "Searching…";
      aside.replaceChildren();
    } else {
      drawChips(chipsFor(answer));
      if (broken) {
        meta.textContent = "Search isn't working";
        aside.replaceChildren(makeHelp("Search isn't working right now. Everything else is."));
      } else if (late) {
        meta.textContent = "Still searching…";
        aside.replaceChildren(makeHelp("The search is slow to load. You can wait, or look here."));
      } else if (!items.length && owners.length) {
        meta.textContent = `Nothing${scope()}`;
        aside.replaceChildren(make("div", "search-help", makeButton("search-button", showAll, allOf())));
      } else if (unknown !== undefined) {
        if (!items.length) meta.textContent = noProvider(unknown);
        aside.replaceChildren(makeProviders(answer));
      } else if (!items.length) {
        aside.replaceChildren(makeHelp("This site has no article about what you typed.", instead));
      } else {
        const mended = make("p", "search-mended", "Showing results for ", make("strong", "", instead ?? ""));
        aside.replaceChildren(...(instead ? [mended] : []));
      }
      const told = items.length && unknown !== undefined ? `${noProvider(unknown)}. ` : "";
      say(told + meta.textContent + (items.length && !broken && !late ? scope() : ""));
    }
  }

  function makeHelp(words, instead) {
    const block = make("div", "search-help", make("p", "", words));
    if (instead) block.append(make("p", "", "Did you mean ", makeButton("search-guess", () => ask(instead), instead), "?"));
    block.append(help.cloneNode(true));
    return block;
  }

  // ---- What it is kept to ----

  /** The provider that the answer is kept to, by its chip or as typed. */
  const keptPartner = () => answer.partners?.find(({ id }) => id === answer.partner);

  /** What it is kept to, in words. */
  const scope = () => (topic && ` under ${topic}`) + (keptPartner() ? ` for ${keptPartner().name}` : "");

  const allOf = () => `All ${[topic && "topics", keptPartner() && "providers"].filter(Boolean).join(" and ")}`;

  const noProvider = (name) => (name ? `No provider called “${name}”` : "Which provider?");

  /** Where a provider is not known: those that are. */
  function makeProviders({ unknown, partners, words }) {
    const row = make("p", "search-providers", ...partners.slice(0, MOST_OFFERED).map(({ id, name }) => (
      makeButton("search-button", () => ask(`partner:${id} ${words.trim()}`), name))));
    return make("div", "search-help", make("p", "", `${noProvider(unknown)}${unknown ? ". Choose one:" : ""}`), row);
  }

  /** Keep to a provider, or with an empty id to none. One that was typed is typed anew, or taken out of the words. */
  function keepToPartner(id, only = {}) {
    if (answer.typed) type(`${id && `partner:${id}`} ${answer.words.trim()}`.trim());
    keep({ ...only, partner: answer.typed ? "" : id });
  }

  function showAll() {
    keepToPartner("", { topic: "" });
    (chips.firstChild ?? field).focus();
  }

  /**
   * A chip for all, one for each provider and one for each topic that tell answers apart. The reader's own provider and what
   * is kept to always have one. One answer needs none.
   */
  function chipsFor({ items, topics: carried = [], owners = [], partners = [], partner: kept, broken, late }) {
    if (broken || late || !owners.length || (items.length < 2 && !topic && !kept)) return [];
    const rank = ({ id }) => {
      if (id === mine() || id === kept) return id === mine() ? 100 : 99;
      const own = owners.filter((ids) => ids.includes(id)).length;
      return own < owners.length ? own : 0;
    };
    const providers = partners.map((one) => ({ ...one, rank: rank(one) })).filter((one) => one.rank)
      .sort((a, b) => b.rank - a.rank).slice(0, MOST_PARTNERS)
      .map(({ id, name }) => ({
        key: `partner ${id}`, name, label: `Only ${name}`,
        press: () => keepToPartner(answer.partner === id ? "" : id),
      }));
    const counts = new Map(topic ? [[topic, 0]] : []);
    for (const name of carried.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
    // A topic by a provider's name is that provider's chip.
    const topics = [...counts].filter(([name]) => !partners.some((one) => one.name === name))
      .filter(([name, count]) => name === topic || count < carried.length || count < 2).sort((a, b) => b[1] - a[1]);
    const most = MOST_CHIPS - providers.length;
    const shown = topics.filter(([name], place) => place < most || name === topic)
      .map(([name, count]) => ({
        key: `topic ${name}`, name, count, label: `${name}, ${count} ${count === 1 ? "answer" : "answers"}`,
        press: () => keep({ topic: name }),
      }));
    const all = { key: "all", name: "All", press: () => keepToPartner("", { topic: "" }) };
    return providers.length || shown.length ? [all, ...providers, ...shown] : [];
  }

  function drawChips(all) {
    const drawn = JSON.stringify(all);
    if (chips.dataset.drawn !== drawn) {
      const focused = chips.contains(document.activeElement) && document.activeElement.dataset.key;
      chips.dataset.drawn = drawn;
      chips.replaceChildren(...all.map(({ key, name, count, label, press }) => {
        const chip = makeButton(key.startsWith("partner") ? "search-chip search-chip--partner" : "search-chip", press, name);
        chip.dataset.key = key;
        if (count !== undefined) chip.append(" ", make("span", "search-chip__count", count));
        if (label) chip.setAttribute("aria-label", label);
        return chip;
      }));
      if (focused !== false) ([...chips.children].find((one) => one.dataset.key === focused) ?? field).focus();
    }
    chips.hidden = !all.length;
    const pressed = [topic && `topic ${topic}`, keptPartner() && `partner ${answer.partner}`].filter(Boolean);
    if (!pressed.length) pressed.push("all");
    const stop = chips.contains(document.activeElement) ? document.activeElement.dataset.key : pressed[0];
    for (const chip of chips.children) {
      chip.setAttribute("aria-pressed", String(pressed.includes(chip.dataset.key)));
      // One stop for Tab: arrows lead from chip to chip.
      chip.tabIndex = chip.dataset.key === stop ? 0 : -1;
    }
  }

  /** Tell a screen reader the outcome, once the typing has stopped. */
  function say(words) {
    clearTimeout(quiet);
    quiet = setTimeout(() => { said.textContent = toggle.checked ? words : ""; }, QUIET);
  }

  // ---- Recent searches: on this device only, and only those that led to an answer ----

  const STORE = `${root}.recent-searches`;

  /** Whether words may be kept: nothing that may hold an email address, or the number of a phone, a card or an account. */
  function mayKeep(words) {
    if (typeof words !== "string" || !words.trim() || words.length > LONGEST_RECENT) return false;
    const plain = words.normalize("NFKC");
    return !plain.includes("@") && !/(\p{Nd}[\s\p{P}]*){4}/u.test(plain);
  }

  // A browser may refuse its storage, and anything may be in it.
  function readRecent() {
    try {
      const kept = JSON.parse(localStorage.getItem(STORE));
      return Array.isArray(kept) ? kept.filter(mayKeep).slice(0, MOST_RECENT) : [];
    } catch {
      return [];
    }
  }

  function keepRecent(typed) {
    const words = typed.trim();
    if (!mayKeep(words)) return;
    const others = readRecent().filter((one) => one.toLowerCase() !== words.toLowerCase());
    try {
      localStorage.setItem(STORE, JSON.stringify([words, ...others].slice(0, MOST_RECENT)));
    } catch { /* Then there are none. */ }
  }

  function clearRecent() {
    try {
      localStorage.removeItem(STORE);
    } catch { /* Then there were none. */ }
    field.focus();
    draw();
    said.textContent = "Recent searches cleared";
  }

  function recentSearches(kept) {
    if (!kept.length) return [];
    const rows = kept.map((words) => make("li", "", makeButton("search-recent__words", () => ask(words), words)));
    const rowsList = make("ul", "", ...rows);
    const block = make("div", "search-recent", make("p", "", "Recent searches"), rowsList);
    rowsList.setAttribute("aria-label", "Recent searches");
    block.append(makeButton("search-button", clearRecent, "Clear recent searches"));
    return [block];
  }

  list.addEventListener("click", ({ target }) => target.closest("a") && keepRecent(answer.query));

  // ---- Keys ----

  const covers = window.matchMedia("(max-width: 59.984375em)");

  // The theme keeps Tab away from its results. With topics before them, Tab has to lead on.
  result.closest(".md-search__scrollwrap").tabIndex = -1;
  const reach = () => { for (const one of list.querySelectorAll("a, summary")) one.tabIndex = 0; };
  new MutationObserver(reach).observe(list, { childList: true });
  reach();

  function stops(within) {
    const all = [...within.querySelectorAll("input, button, a, summary")];
    return all.filter((one) => one.tabIndex === 0 && getComputedStyle(one).visibility === "visible"
      && !one.closest("details:not([open]) > :not(summary)"));
  }

  /** Move along a row of elements; the keys of its ends hold. */
  function move(event, row, step) {
    const next = row[Math.min(Math.max(row.indexOf(event.target) + step, 0), row.length - 1)];
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  }

  // The theme hears every key at the window: Tab shuts its search, and any key that it doesn't know leads back to the box.
  search.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (!toggle.checked || event.isComposing) return;
    if (key === "Tab") {
      // Answers first; then what else the box offers: to close it, to share it, to clear it.
      const row = [field, ...stops(result), ...stops(field.form).slice(1)];
      const at = row.indexOf(target) + (event.shiftKey ? -1 : 1);
      // On a phone the search covers the page: from its end the way leads to its start.
      const next = row[at] ?? (covers.matches ? row.at(Math.min(at, 0)) : undefined);
      if (next) move(event, [next], 0);
    } else if (key === "Enter" && target === field) {
      // With results the theme opens the best. Results of fewer words than those typed are not meant.
      if (answer.query === field.value && list.children.length) return;
      // After a failure, once more: the network may be back.
      if (answer.broken) keep({});
      openWhenFound = field.value.trim() !== "" && answer.query !== field.value;
      event.preventDefault();
      event.stopPropagation();
    } else if (chips.contains(target) && /^(ArrowLeft|ArrowRight|Home|End)$/.test(key)) {
      const steps = { ArrowLeft: -1, ArrowRight: 1, Home: -chips.children.length, End: chips.children.length };
      move(event, [...chips.children], steps[key]);
    } else if (chips.contains(target) && key === "ArrowUp") {
      move(event, [field], 0);
    } else if ((!list.children.length || !field.value.trim()) && /^Arrow(Up|Down)$/.test(key)) {
      move(event, [field, ...stops(result)], key === "ArrowUp" ? -1 : 1);
    } else if (target !== field) {
      // Words typed anywhere go to the box, as the theme has it.
      const typing = key.length === 1 ? !(key === " " && target.matches("button, summary")) : key === "Backspace";
      if (!typing && !/^(Escape|ArrowUp|ArrowDown)$/.test(key)) event.stopPropagation();
    }
  });

  // On a phone the box opens with the last words in it: the next ones take their place.
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("[for=__search]")) setTimeout(() => toggle.checked && field.select());
  });

  toggle.addEventListener("change", () => {
    if (toggle.checked) return draw();
    // A result was opened: the keys belong to its page now.
    field.blur();
    if (topic || partner) keep({ topic: "", partner: "" });
    clearTimeout(quiet);
    clearTimeout(patience);
    openWhenFound = false;
    said.textContent = "";
  });

  // ---- "Page not found": the words of the address are the first guess ----

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  function wordsOf(path) {
    const words = path.split("/").map(decoded).join("/").replace(/\.[a-z]{2,5}\/?$/i, "").split(/[\s/\-_.+<>]+/);
    const telling = words.filter((one) => one && !/^(\d+|index)$/i.test(one));
    return [...telling.join(" ")].slice(0, LONGEST_GUESS).join("").trim();
  }

  const lost = document.querySelector(".find__input[data-lost]");
  if (lost && !lost.value && location.pathname.startsWith(root)) {
    lost.value = wordsOf(location.pathname.slice(root.length));
  }

  // What has been typed and found before this file came: the worker answers once more.
  if (field.value) type(field.value);
  else if (toggle.checked) draw();
  keep({});
})();
