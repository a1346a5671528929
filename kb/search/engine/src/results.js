// Makes of the engine's hits what the theme's search box draws: for each page a list of rows, highlighted and safe to show.
import { wordsOf } from "./text.js";

const MAX_SECTIONS = 2;
const MAX_SNIPPET = 190;
const MIN_COVERED = 0.6;
const CLEARLY_MORE = 1.15;
const MAX_MARKED = 4;

const escapeHtml = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt()};`);

/** Where terms stand in a text. */
const matchesIn = (text, terms, words) => words.placesOf(text).filter(({ term }) => terms.has(term));

function highlight(text, places, from = 0, to = text.length) {
  let html = "", at = from;
  for (const { start, end } of places) {
    if (start < at || end > to) continue;
    html += `${escapeHtml(text.slice(at, start))}<mark data-md-highlight>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at, to));
}

/** The stretch of a long text around its first match, cut between words. */
function snippet(text, places) {
  if (text.length <= MAX_SNIPPET) return highlight(text, places);
  // From the sentence that holds the first match, or from shortly before it where that sentence is long.
  const first = places[0]?.start ?? 0;
  let from = text.lastIndexOf(". ", first) + 1;
  if (first - from > 90) from = text.indexOf(" ", first - 60);
  if (from) from += 1;
  let to = Math.min(text.length, from + MAX_SNIPPET);
  if (to < text.length) to = text.lastIndexOf(" ", to);
  return `${from ? "… " : ""}${highlight(text, places, from, to)}${to < text.length ? " …" : ""}`;
}

/** Which of the query's terms stand in a text. */
const within = (text, hit, words) => new Set(words.termsOf(text).filter((term) => hit.terms.has(term)));

/**
 * The sections of a page that are worth a row of their own: those that hold most of what was asked. One is shown at once
 * when it tells clearly more of it than the page's own title and answer, or as much under a title that names it.
 */
function sectionsOf(page, hit, engine) {
  const { words } = engine;
  const weigh = (terms) => [...terms].reduce((sum, term) => sum + engine.weightOf(term), 0);
  const all = weigh(hit.terms) || 1;
  const named = within(page.title, hit, words);
  const told = new Set([...named, ...within(page.answer, hit, words)]);
  return page.sections.filter(([anchor]) => anchor).map(([anchor, title, text]) => {
    const inTitle = within(title, hit, words);
    const inAll = new Set([...inTitle, ...within(text, hit, words)]);
    return {
      anchor, title, text,
      share: (weigh(inAll) + weigh(inTitle) / 2) / all,
      holds: weigh(inAll) / all,
      prominent: weigh(inAll) > weigh(told) * CLEARLY_MORE || weigh(inAll) >= weigh(told) && [...inTitle].some((term) => !named.has(term)),
    };
  }).filter(({ holds }) => holds >= MIN_COVERED).sort((a, b) => b.share - a.share).slice(0, MAX_SECTIONS);
}

/** The words of some texts that a page should mark, in lower case, as they stand there. */
function wordsToMark(texts, marks, words) {
  const found = new Set();
  for (const text of texts) {
    for (const { start, end } of matchesIn(text, marks, words)) {
      for (const { word } of wordsOf(text.slice(start, end))) if (word.length > 2) found.add(word);
    }
  }
  return Object.fromEntries([...found].slice(0, MAX_MARKED).map((word) => [word, true]));
}

/**
 * @param {import("./engine.js").Engine} engine
 * @param {import("./engine.js").Hit[]} hits what the engine's search found
 * @returns {Object[][]} for each page its rows: location, title and text as HTML, score, and the words to mark there
 */
export function rowsOf(engine, hits) {
  const { words } = engine;
  return hits.map((hit) => {
    const page = engine.pages[hit.id];
    const marks = engine.informative(hit.terms);
    const html = (text, make = highlight) => make(text, matchesIn(text, marks, words));
    const sections = sectionsOf(page, hit, engine);
    const texts = [page.title, page.answer, ...sections.flatMap(({ title, text }) => [title, text])];
    const terms = wordsToMark(texts, marks, words);
    // Whose answer it is, for it may be wrong for others.
    const holders = engine.partners.flatMap(({ id, name }) => (page.partners.includes(id) ? name : []));
    const about = escapeHtml(page.topics.slice(0, 1).concat(holders).join(" · "));
    const topic = about && `<small class="search-topic"><span>, topic: </span>${about}</small>`;
    const row = { location: page.url, title: html(page.title) + topic, text: `<p>${html(page.answer)}</p>`, score: hit.value, terms };
    return [row, ...sections.map((section, rank) => ({
      location: `${page.url}#${section.anchor}`,
      title: html(section.title),
      text: `<p>${html(section.text, snippet)}</p>`,
      // The theme shows a section at once when it scores no less than its page, and folds it away otherwise.
      score: rank === 0 && section.prominent ? hit.value : hit.value / 2,
      terms,
    }))];
  });
}
