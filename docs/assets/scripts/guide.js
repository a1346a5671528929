// Find my answer: its first page holds all questions, and a choice shows the next one at once. The choices so far are
// in the address, as in `#money.charge`, to be sent, bookmarked and gone back to. Without scripts each question is a
// page.
import { element, focusOn } from "./dom.js";

const guide = document.querySelector(".guide--all");
let shown;

const addressOf = (keys) => `#${keys.join(".")}`;
const makeLink = (text, keys, attributes = {}) => element("a", { href: addressOf(keys), ...attributes }, text);
const part = (name, value) => [...guide.children].find((one) => one.dataset[name] === value);
const optionsOf = (question) => [...question.querySelectorAll("[data-option]")];

/** Where the choices in an address lead: as far as they exist. */
function follow(choices) {
  const options = [];
  let place = part("question", "start");
  for (const key of choices.split(".")) {
    const option = optionsOf(place).find((one) => one.dataset.option === key);
    if (!option) break;
    options.push(option);
    place = option.dataset.next ? part("question", option.dataset.next) : part("answer", option.dataset.end);
    if (!option.dataset.next) break;
  }
  return { options, place };
}

/** Fill an end with what its option holds: the section that is meant, and a hint before the answer. */
function fillEnd(end, option) {
  const row = option.closest("li"), hint = row.querySelector(".guide__said"), heading = end.querySelector("h2");
  heading.textContent = row.querySelector(".guide__title").textContent;
  end.querySelector(".guide__read a").href = option.dataset.page ?? option.href;
  end.querySelector(".guide__said")?.remove();
  if (hint) heading.after(element("p", { class: "guide__said" }, ...hint.cloneNode(true).childNodes));
}

/** The answers given so far, each a link back to its question. */
function makeTrail(options, keys) {
  const links = options.map((option, index) => makeLink(option.textContent, keys.slice(0, index)));
  const list = element("ul", {}, ...links.map((link) => element("li", {}, link)));
  return element("nav", { class: "guide__way", "aria-label": "Your answers" }, element("p", {}, "You said:"), list);
}

function show({ options, place }, keys) {
  const last = options[options.length - 1], reach = last?.dataset.reach;
  if (place.dataset.answer) fillEnd(place, last);
  for (const one of guide.children) {
    one.classList.toggle("is-shown", one === place || Boolean(reach && one.dataset.contact === reach));
  }
  for (const option of place.dataset.question ? optionsOf(place) : []) {
    option.dataset.page ??= option.href;
    option.href = addressOf([...keys, option.dataset.option]);
  }
  for (const old of guide.querySelectorAll(":scope > :is(.guide__way, .guide__foot)")) old.remove();
  if (!last) return;
  guide.prepend(makeTrail(options, keys));
  guide.append(element("p", { class: "guide__foot" }, makeLink("Back", keys.slice(0, -1)), makeLink("Start again", []),
    makeLink("Copy link to this", keys, { class: "copy guide__copy" })));
}

function update() {
  const asked = location.hash.slice(1), found = follow(asked);
  const keys = found.options.map((option) => option.dataset.option), state = keys.join(".");
  // An address within the page, such as that of the skip link, is no answer.
  if (shown !== undefined && !state && document.getElementById(asked)) return;
  if (state !== asked || !state) history.replaceState(null, "", state ? addressOf(keys) : location.pathname + location.search);
  if (state === shown) return;
  show(found, keys);
  guide.classList.add("is-live");
  if (shown !== undefined) {
    focusOn(found.place.querySelector("h2"));
    scrollTo(0, 0);
  }
  shown = state;
}

addEventListener("hashchange", update);
update();
