// The search: ranks the pages of an index for what somebody typed, and says so when none of them is about it.
import MiniSearch from "minisearch";
import { understand } from "./query.js";
import { fold, stem, wordsOf } from "./text.js";
import { ABOUT, BOOST, TUNE } from "./tune.js";
import { Words } from "./words.js";

export { ABOUT, BOOST, TUNE };

const MOST_PAGES = 12;

export class Engine {
  /** @param {{pages: Object[], words: Object}} index what kb/search/index.py wrote */
  constructor(index) {
    this.words = new Words(index.words);
    this.pages = [];
    this.termSets = new Map();
    this.mini = new MiniSearch({
      fields: Object.keys(BOOST),
      // Each field comes as its terms, a line each.
      tokenize: (lines) => lines.split("\n"),
      processTerm: (term) => term,
      searchOptions: { boost: BOOST },
    });
    index.pages.forEach((page, id) => {
      this.pages.push({ boost: 1, topics: [], partners: [], questions: [], ...page });
      this.mini.add(this.#fieldsOf(id, 1));
    });
    this.partners = [...new Set(this.pages.flatMap((page) => page.partners))]
      .map((name) => ({ name, term: this.words.termsOf(name)[0] }));
    this.clear();
  }

  /** The terms of each of a page's fields; the page's words are noted as known, or as no longer so. */
  #fieldsOf(id, count) {
    const { title, answer, questions, sections } = this.pages[id];
    const terms = (texts) => texts.flatMap((text) => this.words.termsOf(text, count)).join("\n");
    return {
      id, title: terms([title]), answer: terms([answer]), questions: terms(questions),
      headings: terms(sections.map(([, heading]) => heading)), text: terms(sections.map(([, , text]) => text)),
    };
  }

  /** Forget what was worked out from the index. */
  clear() {
    this.found = new Map();
    this.asked = new Map();
  }

  /** Replace a page's questions: a test takes one out, and puts it back. */
  replaceQuestions(id, questions) {
    this.mini.remove(this.#fieldsOf(id, -1));
    this.pages[id] = { ...this.pages[id], questions };
    this.mini.add(this.#fieldsOf(id, 1));
    this.clear();
  }

  termPages(term) { return this.#pagesOf(term).pages; }

  /** Where a term stands: page -> its score there, and how surely the page is about it. */
  #pagesOf(term) {
    let found = this.found.get(term);
    if (!found) {
      const results = this.mini.search(term);
      const pages = new Map(results.map(({ id, score, match }) => [
        id, { score, about: Math.max(...Object.values(match).flat().map((field) => ABOUT[field])) }]));
      const total = this.pages.length;
      const weight = Math.log(1 + (total - pages.size + 0.5) / (pages.size + 0.5)) / Math.log(1 + (total + 0.5) / 0.5);
      this.found.set(term, found = { pages, weight });
      if (this.found.size > 2000) this.found.clear();
    }
    return found;
  }

  /** The terms of each of a page's questions, and what they weigh together. */
  #questionsOf(id) {
    let found = this.asked.get(id);
    if (!found) {
      found = [...this.pages[id].questions, this.pages[id].title].map((text) => {
        if (!this.termSets.has(text)) this.termSets.set(text, new Set(this.words.termsOf(text)));
        const terms = this.termSets.get(text);
        let norm = 0;
        for (const term of terms) norm += this.weightOf(term);
        return { terms, norm };
      });
      this.asked.set(id, found);
    }
    return found;
  }

  /** How much a term tells: 0 for one that stands on every page, 1 for one that stands on a single page. */
  weightOf(term) {
    return this.#pagesOf(term).weight * (this.words.light.has(term) ? TUNE.light : 1);
  }

  /**
   * @param {string} query what somebody typed
   * @param {string} [topic] the name of the topic to keep to
   * @returns {{hits: Object[], topics: {name: string, count: number}[], near: Object[], instead: string,
   *   concepts: Object[], confidence: number, nothing: boolean}} pages, the best first; none when the site has no article
   *   on it, and then `near` holds what came nearest; `instead` is the query with its slips mended, where it had any
   */
  search(query, topic = "") {
    const concepts = understand(query, this.words, (term) => this.#pagesOf(term).pages.size > 0);
    for (const one of concepts) {
      const weights = one.options.map(({ term, weight }) => [this.#pagesOf(term).weight, weight]);
      // What a word weighs is what its surest reading weighs.
      const known = weights.length ? weights.reduce((a, b) => (b[1] > a[1] ? b : a))[0] : TUNE.unknown;
      one.weight = (one.elsewhere ? TUNE.elsewhere : Math.max(known, TUNE.floor)) * (one.light ? TUNE.light : 1);
    }
    const total = concepts.reduce((sum, one) => sum + one.weight, 0);
    const pages = new Map();
    for (const one of concepts) {
      const best = new Map();
      for (const { term, weight } of one.options) {
        for (const [id, { score, about }] of this.#pagesOf(term).pages) {
          const there = best.get(id);
          if (!there || weight * score > there.score) best.set(id, { score: weight * score, sure: weight * about, term });
        }
      }
      for (const [id, { score, sure, term }] of best) {
        let page = pages.get(id);
        if (!page) pages.set(id, page = { id, score: 0, covered: 0, terms: new Set() });
        page.score += score * (one.light ? TUNE.light : 1);
        page.covered += one.weight * (one.elsewhere ? 0 : sure);
        if (!one.light) page.terms.add(term);
      }
    }
    const asked = new Set(concepts.flatMap(({ options }) => options.map(({ term }) => term)));
    const hits = [...pages.values()];
    for (const hit of hits) {
      const page = this.pages[hit.id];
      hit.coverage = total ? hit.covered / total : 0;
      hit.question = this.#closest(hit.id, concepts, total);
      hit.value = hit.score ** TUNE.power * hit.coverage ** TUNE.coverage * (1 + TUNE.question * hit.question) * page.boost
        * this.#fits(page, asked);
    }
    hits.sort((a, b) => b.value - a.value);
    const confidence = Math.max(0, ...hits.slice(0, 3).map((hit) => (hit.coverage + hit.question) / 2));
    const nothing = confidence < TUNE.confident;
    const shown = nothing ? [] : hits.filter((hit) => hit.value > hits[0].value * TUNE.shown).slice(0, MOST_PAGES);
    return {
      hits: topic ? shown.filter((hit) => this.pages[hit.id].topics.includes(topic)) : shown,
      topics: this.#topicsOf(shown),
      near: nothing ? hits.slice(0, 3) : [],
      instead: concepts.some((one) => one.corrected) ? concepts.map((one) => one.read).join(" ") : "",
      concepts,
      confidence,
      nothing,
    };
  }

  /** The topics of some hits, each with how many of them carry it, the commonest first. */
  #topicsOf(hits) {
    const counts = new Map();
    for (const { id } of hits) for (const topic of this.pages[id].topics) counts.set(topic, (counts.get(topic) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => ({ name, count }));
  }

  /** The word that the last typed word is likely to become, as the theme wants it: in a list, or an empty list. */
  completion(query) {
    const last = wordsOf(query).at(-1);
    if (!last || last.word.length < 3 || last.end < query.length || this.words.known.get(last.word)) return [];
    const [longer] = this.words.endings(last.word);
    return longer ? [longer.word] : [];
  }

  /** Whether a word tells pages apart, so that it is worth marking on a page. */
  tells(word) {
    const key = stem(fold(word));
    return !this.words.light.has(key) && this.#pagesOf(this.words.term(key)).pages.size < this.pages.length * 0.9;
  }

  /** A page for one partner's customers fits less well when that partner isn't asked for, and the others when it is. */
  #fits(page, asked) {
    const named = this.partners.filter((one) => asked.has(one.term)).map((one) => one.name);
    if (!named.length) return page.partners.length ? TUNE.noPartner : 1;
    return page.partners.some((one) => named.includes(one)) ? 1 : TUNE.otherPartner;
  }

  /** How close the closest of a page's questions is: 1 for the very same telling words. */
  #closest(id, concepts, total) {
    let best = 0, second = 0;
    for (const { terms, norm } of this.#questionsOf(id)) {
      let shared = 0;
      for (const one of concepts) {
        let sure = 0;
        for (const { term, weight } of one.options) if (weight > sure && terms.has(term)) sure = weight;
        shared += sure * one.weight;
      }
      const close = shared / (total ** (1 - TUNE.qnorm) * norm ** TUNE.qnorm || 1);
      if (close > best) [best, second] = [close, best];
      else if (close > second) second = close;
    }
    return (best + TUNE.second * second) / (1 + TUNE.second);
  }
}
