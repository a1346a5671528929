// Find my answer: on its first page all questions lie ready, and a choice shows the next one at once. The choices so far are
// in the address, as in `#money.charge`, so that it can be sent, kept, and gone back to. Without scripts each question is a page.
(() => {
  "use strict";

  let guide, shown, path;

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    return element;
  }

  function makeLink(words, keys, className = "") {
    const link = make("a", className, words);
    link.href = keys.length ? `#${keys.join(".")}` : location.pathname + location.search;
    // The theme follows no link that has a target.
    if (className) link.target = "_self";
    return link;
  }

  const part = (name, value) => [...guide.children].find((one) => one.dataset[name] === value);
  const optionsOf = (question) => [...question.querySelectorAll("[data-option]")];

  /** Where the choices in an address lead: as far as they are choices that there are. */
  function follow(words) {
    const way = [];
    let place = part("question", "start");
    for (const key of words.split(".")) {
      const option = optionsOf(place).find((one) => one.dataset.option === key);
      if (!option) break;
      way.push(option);
      place = option.dataset.next ? part("question", option.dataset.next) : part("answer", option.dataset.end);
      if (!option.dataset.next) break;
    }
    return { way, place };
  }

  /** An end says what its option says: the section that is meant, and a word before the answer. */
  function fillEnd(end, option) {
    const row = option.closest("li"), said = row.querySelector(".guide__said");
    end.querySelector("h2").textContent = row.querySelector(".guide__title").textContent;
    end.querySelector(".guide__read a").href = option.dataset.page ?? option.href;
    end.querySelector(".guide__said")?.remove();
    if (said) end.querySelector("h2").after(make("p", "guide__said", ...said.cloneNode(true).childNodes));
  }

  /** The answers given so far, each a link back to its question. */
  function tellWay(way, keys) {
    const list = make("ul", "", ...way.map((option, at) => make("li", "", makeLink(option.textContent, keys.slice(0, at)))));
    const told = make("nav", "guide__way", make("p", "", "You said:"), list);
    told.setAttribute("aria-label", "Your answers");
    return told;
  }

  function show({ way, place }, keys) {
    const option = way.at(-1), reach = option?.dataset.reach;
    if (place.dataset.answer) fillEnd(place, option);
    for (const one of guide.children) {
      one.classList.toggle("is-shown", one === place || Boolean(reach && one.dataset.contact === reach));
    }
    for (const one of place.dataset.question ? optionsOf(place) : []) {
      one.dataset.page ??= one.href;
      one.href = `#${[...keys, one.dataset.option].join(".")}`;
    }
    for (const old of guide.querySelectorAll(":scope > :is(.guide__way, .guide__foot)")) old.remove();
    if (!way.length) return;
    guide.prepend(tellWay(way, keys));
    guide.append(make("p", "guide__foot", makeLink("Back", keys.slice(0, -1)), makeLink("Start again", []),
      makeLink("Copy link to this", keys, "copy guide__copy")));
  }

  function update() {
    if (!guide?.isConnected) return;
    const words = location.hash.slice(1), found = follow(words);
    const keys = found.way.map((option) => option.dataset.option), now = keys.join(".");
    // An address within the page, such as that of the skip link, is no answer.
    if (shown !== undefined && !now && document.getElementById(words)) return;
    if (now === shown && now === words) return;
    if (now !== words) history.replaceState(history.state, "", now ? `#${now}` : location.pathname + location.search);
    show(found, keys);
    guide.classList.add("is-live");
    if (shown !== undefined) {
      const heading = found.place.querySelector("h2");
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    shown = now;
  }

  // The theme would fetch the page anew for a link or a step back within it. What it doesn't see, it leaves alone.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!guide?.isConnected || !link || link.origin + link.pathname !== location.origin + location.pathname) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!guide.contains(link)) {
      // The menu's link to the first question: the theme takes it for the address that it knows, and goes back.
      if (!link.hash) link.target = "_self";
      return;
    }
    event.preventDefault();
    if (link.matches(".guide__copy")) return;
    event.stopPropagation();
    history.pushState(null, "", link.hash || location.pathname + location.search);
    update();
  }, true);
  addEventListener("popstate", (event) => {
    if (!guide?.isConnected || location.pathname !== path) return;
    event.stopImmediatePropagation();
    update();
  }, true);
  addEventListener("hashchange", update);

  window.document$.subscribe(() => {
    guide = document.querySelector(".guide--all");
    shown = undefined;
    path = location.pathname;
    update();
  });
})();
