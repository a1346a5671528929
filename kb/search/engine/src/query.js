// Understands what somebody typed: one concept for each telling word or phrase, with the site's terms for it.
import { stem, wordsOf } from "./text.js";
import * as TUNE from "./tune.js";

// Enough for a pasted message; what follows is not read.
const MAX_LENGTH = 300;
const MAX_WORDS = 32;
// How often a word stands on the site that may be a typo there, and one that is surely none.
const RARE = 3;
const FREQUENT = 20;
// Netflix's error codes look like tvq-pb-101, ui-800-3, nw-2-5 or u7353.
const ERROR_CODE = /\b(?=[a-z\d-]*\d)(?:[a-z]{1,4}\d{0,4}(?:-[a-z\d]{1,5}){2,3}|[a-z]{2,3}-\d{3,5}|[a-z]\d{3,5})\b/gi;

/**
 * @typedef {{term: string, weight: number}} Option a term of the index, and how surely it is meant (at most 1)
 * @typedef {{read: string, corrected: boolean, options: Option[], light: boolean, elsewhere: boolean}} Concept
 *   what a typed word or phrase was read as, whether a typo was corrected, the terms for it, whether it says little, and
 *   whether it names something that the site does not treat
 */

/**
 * @param {string} query
 * @param {import("./words.js").Words} words
 * @param {(term: string) => boolean} isIndexed whether the index holds a term
 * @returns {Concept[]}
 */
export function parseQuery(query, words, isIndexed) {
  const cut = query.slice(0, MAX_LENGTH).normalize("NFC").replace(ERROR_CODE, " error code ");
  const typed = wordsOf(cut).slice(0, MAX_WORDS);
  const open = /[\p{L}\p{N}]$/u.test(query) ? typed[typed.length - 1] : undefined; // the word that may still be being typed
  const read = typed.flatMap((one) => interpret(one, words, one === open));
  const joined = joinWords(read, words);
  const keys = joined.map(({ word }) => stem(word));
  const concepts = [];
  for (let index = 0; index < joined.length;) {
    const length = words.phraseAt(keys, index);
    const parts = joined.slice(index, index + length);
    concepts.push(concept(keys.slice(index, index + length), parts, words, isIndexed));
    index += length;
  }
  return concepts;
}

/** How a typed word is read: as it is, as the start of longer words, as two words, or as what it was meant to be. */
function interpret(one, words, open) {
  const { word } = one;
  const plain = { word, weight: 1, alternatives: [] };
  const longer = () => ((open || word.length > 2) && !words.light.has(stem(word)) ? completions(word, words) : []);
  // What others typed, too, may be a typo of a word that the site has often.
  const corrected = words.isOnlyTyped(word) ? words.corrections(word, FREQUENT).filter(({ typos }) => typos === 1) : [];
  if (corrected.length) {
    const alternatives = [{ word, weight: 1 }, ...weighed(corrected)];
    return [{ ...plain, word: corrected[0].word, corrected: true, alternatives }];
  }
  if (words.knows(word)) {
    const times = words.known.get(word) ?? 0;
    // A word that stands on the site once or twice may be a typo there, too.
    const typos = times && times <= RARE && !words.inWordList.has(word)
      ? words.corrections(word, RARE * times).filter(({ typos }) => typos === 1) : [];
    return [{ ...plain, alternatives: [...(open ? longer() : []), ...weighed(typos)] }];
  }
  if (words.uncorrectable.has(stem(word))) return [plain];
  if (/\d/.test(word)) return [{ ...plain, number: true }];
  const begun = longer();
  if (open && begun.length) return [{ ...plain, alternatives: begun }];
  const close = words.corrections(word);
  const parts = words.splitCompound(word);
  if (parts && !(close[0]?.typos === 1 && word.length < 9)) {
    return parts.map((part) => ({ ...plain, word: part, corrected: true }));
  }
  if (!close.length) return [{ ...plain, alternatives: begun }];
  const [best, ...rest] = close;
  return [{ word: best.word, weight: best.confidence, corrected: true, alternatives: weighed(rest) }];
}

const weighed = (corrections) => corrections.map(({ word, confidence }) => ({ word, weight: confidence - TUNE.next }));
const completions = (start, words) => words.startingWith(start)
  .map(({ word }, rank) => ({ word, weight: (words.knows(start) ? TUNE.knownEnding : TUNE.ending) - 0.05 * rank }));

/** Join two words that are one: "wi fi", "house hold". */
function joinWords(read, words) {
  const joined = [];
  for (let index = 0; index < read.length; index++) {
    const next = read[index + 1];
    const whole = next && read[index].word + next.word;
    const apart = next && words.knows(read[index].word) && words.knows(next.word);
    if (whole && words.known.get(whole) && !words.light.has(stem(whole)) && (!apart || whole.length < 5 && read[index].word.length > 1)) {
      joined.push({ word: whole, weight: 1, alternatives: [] });
      index++;
    } else joined.push(read[index]);
  }
  return joined;
}

function concept(keys, parts, words, isIndexed) {
  const options = new Map();
  const add = (term, weight) => {
    if (isIndexed(term) && weight > (options.get(term) ?? 0)) options.set(term, weight);
  };
  const addWord = (key, weight) => {
    add(words.term(key), weight);
    const term = words.term(key);
    for (const other of words.near.get(key) ?? []) add(other, weight * (isIndexed(term) ? TUNE.nearKnown : 1));
  };
  const key = keys.join(" ");
  const weight = Math.min(...parts.map((part) => part.weight));
  addWord(key, weight);
  if (parts.length > 1) for (const one of keys) add(words.term(one), weight * TUNE.part);
  for (const { word, weight: less } of parts.flatMap((part) => part.alternatives)) addWord(stem(word), less);
  const light = words.light.has(key) || parts.length > 1 && keys.every((one) => words.light.has(one));
  return {
    read: parts.map((part) => part.word).join(" "),
    corrected: parts.some((part) => part.corrected),
    options: [...options].map(([term, value]) => ({ term, weight: value })),
    // A number or a single letter tells nothing by itself.
    light: light || parts.every((part) => part.number || part.word.length < 2),
    elsewhere: words.isElsewhere(key),
  };
}
