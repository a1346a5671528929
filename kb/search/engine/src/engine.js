// The search: ranks the pages of an index for what somebody typed, and says so when none of them is about it.
//
// MiniSearch holds the index and scores single terms. On top of it stands what a help site needs: what a typed word may
// mean (query.js), how much of what was typed a page is about, and how near the nearest of its questions is.
import MiniSearch from "minisearch";
import { parseQuery } from "./query.js";
import { wordsOf } from "./text.js";
import * as TUNE from "./tune.js";
import { Words } from "./words.js";

const MAX_PAGES = 12;
const EVERYWHERE = 0.9; // a share of the pages

/** @typedef {{id: number, value: number, coverage: number, terms: Set<string>}} Hit a page, and the terms that it holds */

export class Engine {
  #documentFrequencies = new Map(); // term -> on how many pages it stands
  mini = new MiniSearch({
    fields: Object.keys(TUNE.BOOST),
    // Each field comes as its terms, a line each.
    tokenize: (lines) => lines.split("\n"),
    processTerm: (term) => term,
    searchOptions: { boost: TUNE.BOOST },
  });
  // What was worked out from the index: where a term stands, and what the terms of a page's questions weigh.
  found = new Map();
  questions = new Map();

  /** @param {{pages: Object[], partners: Object[], words: Object}} index what kb/search/index.py wrote */
  constructor({ pages, partners = [], words }) {
    // A name may be typed as one word: "T-Mobile" as "tmobile".
    this.partners = partners.map(({ names = [], ...one }) => {
      const glued = [one.id, one.name, ...names].map((name) => wordsOf(name).map(({ word }) => word).join(""));
      return { ...one, aliases: [...names, ...glued] };
    });
    this.words = new Words(words, this.partners);
    for (const one of this.partners) [one.term] = this.words.termsOf(one.name);
    this.pages = [];
    pages.forEach((page, id) => {
      this.pages.push({ boost: 1, topics: [], partners: [], tabs: [], questions: [], asked: [], ...page });
      this.mini.add(this.fieldsOf(id));
    });
  }

  /** The terms of each of a page's fields; the page's words are noted as known, or as no longer so. */
  fieldsOf(id, count = 1) {
    const { title, answer, questions, asked, sections, tabs } = this.pages[id];
    const terms = (texts, typed) => texts.flatMap((text) => this.words.termsOf(text, count, typed)).join("\n");
    const fields = {
      title: terms([title]),
      answer: terms([answer]),
      questions: `${terms(questions)}\n${terms(asked, true)}`,
      // A provider's tab is its heading, though its text is on the provider's own page.
      headings: terms([...sections.map(([, heading]) => heading), ...tabs]),
      text: terms(sections.map(([, , text]) => text)),
    };
    for (const term of new Set(Object.values(fields).join("\n").split("\n"))) {
      this.#documentFrequencies.set(term, this.#documentFrequency(term) + count);
    }
    return { id, ...fields };
  }

  /** On how many pages a term stands. */
  #documentFrequency(term) {
    return this.#documentFrequencies.get(term) ?? 0;
  }

  /** Where a term stands: page -> its score there, and how surely the page is about it. */
  #pagesOf(term) {
    let found = this.found.get(term);
    if (!found) {
      found = new Map(this.mini.search(term).map(({ id, score, match }) => [
        id, { score, about: Math.max(...Object.values(match).flat().map((field) => TUNE.ABOUT[field])) }]));
      // What stands nowhere is not kept: there is no end of such words.
      if (found.size) this.found.set(term, found);
    }
    return found;
  }

  /** The inverse document frequency: 0 for a term that stands on every page, 1 for one that stands on none. */
  #idf(term) {
    const total = this.pages.length, times = this.#documentFrequency(term);
    return Math.log(1 + (total - times + 0.5) / (times + 0.5)) / Math.log(2 + 2 * total);
  }

  /** The same, less for a word that says little. */
  weightOf(term) {
    return this.#idf(term) * (this.words.light.has(term) ? TUNE.light : 1);
  }

  /** The terms that are worth highlighting: not those that stand nearly everywhere, unless there are no others. */
  informative(terms) {
    const rare = [...terms].filter((term) => this.#documentFrequency(term) < this.pages.length * EVERYWHERE);
    return new Set(rare.length ? rare : terms);
  }

  /**
   * @param {string} query what somebody typed
   * @param {string=} mine the id of the reader's own provider
   * @returns {{hits: Hit[], instead: string, concepts: Object[]}} pages, the best first: none when the site has no article
   *   on it. `instead` is the query as it was read, where it had typos; when there is nothing, a part of it that would find
   *   something. `concepts` tells what it was read as
   */
  search(query, mine) {
    const concepts = this.#conceptsOf(query);
    const hits = topHits(this.#rank(concepts, mine));
    return { hits, concepts, instead: hits.length ? correctedQuery(concepts) : this.#knownPart(query, concepts) };
  }

  /** What was typed as concepts, each with what it weighs: as much as its surest term tells. */
  #conceptsOf(query) {
    const concepts = parseQuery(query, this.words, (term) => this.#documentFrequency(term) > 0);
    const telling = concepts.filter((one) => !one.light).length;
    for (const one of concepts) {
      const surest = one.options.reduce((best, option) => (option.weight > best.weight ? option : best), { weight: 0 });
      // In a long story a word that nobody knows tells little.
      const least = this.words.names.has(surest.term) ? TUNE.name : TUNE.floor;
      const weight = surest.term ? Math.max(this.#idf(surest.term), least)
        : Math.min(1, TUNE.few / telling);
      one.weight = one.elsewhere ? TUNE.elsewhere : weight * (one.light ? TUNE.light : 1);
    }
    return concepts;
  }

  /** Every page that holds anything of it, the best first. */
  #rank(concepts, mine) {
    const total = concepts.reduce((sum, one) => sum + one.weight, 0) || 1;
    const asked = new Set(concepts.flatMap(({ options }) => options.map(({ term }) => term)));
    const named = this.partners.filter(({ term }) => asked.has(term)).map(({ id }) => id);
    const hits = [...this.#match(concepts).values()];
    for (const hit of hits) {
      const page = this.pages[hit.id];
      hit.coverage = hit.covered / total;
      const near = 1 + TUNE.question * this.#questionSimilarity(hit.id, concepts, total);
      hit.value = hit.score * hit.coverage * near * page.boost * this.#partnerFactor(page, named, mine);
    }
    return hits.sort((a, b) => b.value - a.value);
  }

  /** For each page its score, the weight of the concepts that it covers, and the telling terms that it holds. */
  #match(concepts) {
    const pages = new Map();
    for (const one of concepts) {
      const best = new Map();
      for (const { term, weight } of one.options) {
        for (const [id, { score, about }] of this.#pagesOf(term)) {
          if (!pages.has(id)) pages.set(id, { id, score: 0, covered: 0, terms: new Set() });
          if (!one.light) pages.get(id).terms.add(term);
          if (weight * score <= (best.get(id)?.score ?? 0)) continue;
          best.set(id, { score: weight * score, confidence: weight * about });
        }
      }
      for (const [id, { score, confidence }] of best) {
        const page = pages.get(id);
        page.score += score * (one.light ? TUNE.light : 1);
        if (!one.elsewhere) page.covered += one.weight * confidence;
      }
    }
    return pages;
  }

  /** How near the nearest of a page's questions is: 1 for the very same words. */
  #questionSimilarity(id, concepts, total) {
    let best = 0;
    for (const { terms, weight } of this.#questionsOf(id)) {
      let shared = 0;
      for (const one of concepts) {
        let confidence = 0;
        for (const { term, weight: sure } of one.options) if (terms.has(term)) confidence = Math.max(confidence, sure);
        shared += confidence * one.weight;
      }
      best = Math.max(best, shared / (total ** (1 - TUNE.length) * weight ** TUNE.length || 1));
    }
    return best;
  }

  /** The terms of each of a page's questions, and what they weigh together. */
  #questionsOf(id) {
    let found = this.questions.get(id);
    if (!found) {
      const { title, questions, asked } = this.pages[id];
      found = [title, ...questions, ...asked].map((text) => {
        const terms = new Set(this.words.termsOf(text));
        let weight = 0;
        for (const term of terms) weight += this.weightOf(term);
        return { terms, weight };
      });
      this.questions.set(id, found);
    }
    return found;
  }

  /** A page for one provider's customers fits less well when that provider isn't named, and all others when it is. */
  #partnerFactor({ partners, tabs }, named, mine) {
    if (!named.length) return !partners.length || partners.includes(mine) ? 1 : TUNE.noPartner;
    const holds = (ids) => ids.some((one) => named.includes(one));
    if (holds(partners)) return 1;
    return holds(tabs) ? TUNE.tab : partners.length ? TUNE.otherPartner : TUNE.anyPartner;
  }

  /** The part of a query without results that the site knows, where that alone finds something. */
  #knownPart(query, concepts) {
    const known = concepts.filter((one) => one.options.length && !one.elsewhere && !one.light && one.weight > TUNE.floor);
    const part = known.map((one) => one.read).join(" ");
    if (!part || part === query.trim().toLowerCase()) return "";
    const [best] = this.#rank(this.#conceptsOf(part));
    return best?.coverage >= TUNE.confident ? part : "";
  }
}

/** The best of some pages, where any is about what was typed. */
function topHits(ranked) {
  const isConfident = ranked.slice(0, 3).some(({ coverage }) => coverage >= TUNE.confident);
  return isConfident ? ranked.filter(({ value }) => value > ranked[0].value * TUNE.shown).slice(0, MAX_PAGES) : [];
}

/** What was typed, as it was read, where an informative word of it was corrected; or nothing. */
function correctedQuery(concepts) {
  return concepts.some((one) => one.corrected && !one.light) ? concepts.map((one) => one.read).join(" ") : "";
}
