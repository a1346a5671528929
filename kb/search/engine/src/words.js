// What words mean here: the editors' word list (macros/data/search-words.yml), and which words the site knows at all.
import { damerauLevenshtein, maxTypos, stem, wordsOf } from "./text.js";
import * as TUNE from "./tune.js";

const MAX_COMPLETIONS = 6;

const sortLetters = (word) => Array.from(word).sort().join("");

export class Words {
  #same = new Map(); // stems of a word or phrase -> the term that stands for it
  #elsewhere = new Set();
  #stems = new Map(); // stem -> how often words with it stand on the site or in the list
  #typed = new Set(); // stems of what people typed
  #byLength = [];
  #phrases = new Map(); // first stem -> the phrases that begin with it, the longest first

  /**
   * @param {{same: Object, near: Object, light: string[], elsewhere: string[]}} list the editors' word list
   * @param {{name: string, aliases: string[]}[]} partners whose names, too, are words that mean the same
   */
  constructor(list, partners) {
    this.near = new Map(); // stems of a word or phrase -> the terms that it may stand for
    this.light = new Set();
    this.uncorrectable = new Set();
    this.known = new Map(); // word -> how often it stands on the site
    this.inWordList = new Set();
    this.names = new Set(); // the terms that stand for partners
    for (const { name, aliases } of partners) this.names.add(this.#addSynonyms(name, aliases));
    for (const [name, synonyms] of Object.entries(list.same)) this.#addSynonyms(name, synonyms);
    for (const one of list.light) this.light.add(this.#stemsOf(one));
    for (const one of list.elsewhere) {
      const keys = wordsOf(one).map(({ word }) => stem(word));
      this.#elsewhere.add(keys.join(" "));
      // These words are never corrected.
      for (const key of keys) this.uncorrectable.add(key);
    }
    for (const [name, others] of Object.entries(list.near)) {
      const terms = others.map((one) => {
        const key = this.#stemsOf(one);
        // A phrase that is meant becomes a term of its own, so that the index holds it.
        if (key.includes(" ") && !this.#same.has(key)) this.#same.set(key, key);
        return this.term(key);
      });
      const key = this.#stemsOf(name);
      this.near.set(key, [...(this.near.get(key) ?? []), ...terms]);
    }
    for (const key of new Set([...this.#same.keys(), ...this.near.keys(), ...this.#elsewhere, ...this.light])) {
      const keys = key.split(" ");
      if (keys.length < 2) continue;
      if (!this.#phrases.has(keys[0])) this.#phrases.set(keys[0], []);
      this.#phrases.get(keys[0]).push(keys);
    }
    for (const starting of this.#phrases.values()) starting.sort((a, b) => b.length - a.length);
  }

  #addSynonyms(name, synonyms) {
    const key = this.#stemsOf(name);
    const term = this.term(key);
    for (const one of [key, ...synonyms.map((other) => this.#stemsOf(other))]) this.#same.set(one, term);
    return term;
  }

  #stemsOf(phrase) {
    return wordsOf(phrase).map(({ word }) => { this.#addToList(word); return stem(word); }).join(" ");
  }

  #addToList(word) {
    this.learn(word, 0);
    this.inWordList.add(word);
    this.#stems.set(stem(word), (this.#stems.get(stem(word)) ?? 0) + 1);
  }

  /** The one term that stands for a word's or phrase's stems and all that mean the same. */
  term(key) {
    return this.#same.get(key) ?? key;
  }

  /** Note that a word stands on the site (or, with a negative count, that it no longer does). */
  learn(word, count = 1, typed = false) {
    const key = stem(word);
    // What people typed may hold typos and the names of other things: it is understood, and no more.
    if (typed) return void this.#typed.add(key);
    const times = this.known.get(word);
    if (times === undefined) (this.#byLength[word.length] ??= []).push(word);
    this.known.set(word, (times ?? 0) + count);
    this.#stems.set(key, (this.#stems.get(key) ?? 0) + count);
  }

  /** Whether a word or phrase, given by its stems, names something that the site does not treat. */
  isElsewhere(key) {
    return this.#elsewhere.has(key) && (key.includes(" ") || !(this.#stems.get(key) > 0));
  }

  /** Whether a word, or another form of it, stands on the site or in the word list. */
  knows(word) {
    const key = stem(word);
    return this.#stems.get(key) > 0 || this.#typed.has(key) && !this.#elsewhere.has(key);
  }

  /** Whether a word is known only because people have typed it. */
  isOnlyTyped(word) {
    const key = stem(word);
    return this.#typed.has(key) && !(this.#stems.get(key) > 0);
  }

  /** The longest phrase of the word list that begins at a word: its number of words, 1 where there is none. */
  phraseAt(keys, index) {
    for (const phrase of this.#phrases.get(keys[index]) ?? []) {
      if (phrase.every((key, place) => keys[index + place] === key)) return phrase.length;
    }
    return 1;
  }

  /**
   * Where the terms of a text stand: each phrase's, each word's, and glued pairs of a hyphenated word.
   *
   * @param {string} text
   * @param {number} [count] how often to note its words as standing on the site
   * @param {boolean} [typed] whether people typed it
   * @returns {{term: string, start: number, end: number}[]} by their start; a phrase comes before its first word
   */
  placesOf(text, count = 0, typed = false) {
    const words = wordsOf(text);
    const keys = words.map(({ word }) => stem(word));
    const places = [];
    for (let index = 0; index < keys.length; index++) {
      const { word, start, end } = words[index];
      if (count) this.learn(word, count, typed);
      const length = this.phraseAt(keys, index);
      const phrase = length > 1 && this.#same.get(keys.slice(index, index + length).join(" "));
      if (phrase) places.push({ term: phrase, start, end: words[index + length - 1].end });
      // "T-Mobile" is no mobile phone.
      if (this.names.has(phrase)) {
        index += length - 1;
        continue;
      }
      places.push({ term: this.term(keys[index]), start, end });
      const next = words[index + 1];
      if (next && next.start === end + 1 && text[end] === "-") {
        const whole = word + next.word;
        if (count) this.learn(whole, count, typed);
        places.push({ term: this.term(stem(whole)), start, end: next.end });
      }
    }
    return places;
  }

  /** The terms of a text, as the index holds them. */
  termsOf(text, count, typed) {
    return this.placesOf(text, count, typed).map(({ term }) => term);
  }

  /**
   * Known words that a word may be a typo of.
   *
   * @param {string} word
   * @param {number} [often] how often a word must stand on the site to be offered
   * @returns {{word: string, typos: number, confidence: number}[]} at most three, the likeliest first
   */
  corrections(word, often = 0) {
    const max = maxTypos(word);
    const found = [];
    for (let length = word.length - max; max && length <= word.length + max; length++) {
      for (const other of this.#byLength[length] ?? []) {
        const times = this.known.get(other);
        if (other.length < 3 || other === word || times < often || !times && !this.inWordList.has(other)) continue;
        const first = other[0] === word[0];
        const isSwapped = () => length === word.length && sortLetters(word) === sortLetters(other);
        // "wall" is no typo of "call".
        if (!first && length === word.length && length < 6 && !isSwapped()) continue;
        const typos = damerauLevenshtein(word, other, first ? max : 1);
        if (typos > (first ? max : 1)) continue;
        // People seldom miss the first letter, and a short word with another letter in it is often another word.
        const another = !first || !isSwapped() && (typos > 1 ? word.length < 9 : word.length < 6 && length === word.length);
        const confidence = 1 - TUNE.typo * typos - (another ? TUNE.another : 0);
        // Light words are common, however seldom they stand on this site.
        const common = times + (this.light.has(stem(other)) ? 20 : 0);
        found.push({ word: other, typos, confidence, rank: typos - confidence - 0.07 * Math.log1p(common) });
      }
    }
    return found.sort((a, b) => a.rank - b.rank).slice(0, 3);
  }

  /** Known words that begin with what was typed so far, the commonest first. */
  startingWith(start) {
    const found = [];
    for (const [word, times] of this.known) {
      if (times > 0 && word.length > start.length && word.startsWith(start) && !this.light.has(stem(word))) {
        found.push({ word, times });
      }
    }
    return found.sort((a, b) => b.times - a.times).slice(0, MAX_COMPLETIONS);
  }

  /** Two known words that were typed without a space between them, or nothing. */
  splitCompound(word) {
    let best;
    for (let cut = 3; cut <= word.length - 3; cut++) {
      const parts = [word.slice(0, cut), word.slice(cut)];
      if (!parts.every((part) => this.knows(part))) continue;
      const rank = parts.reduce((sum, part) => sum + Math.log1p(this.known.get(part) ?? 0) + part.length, 0);
      if (!best || rank > best.rank) best = { parts, rank };
    }
    return best?.parts;
  }
}
