// Understands what somebody typed: one concept for each telling word or phrase, with the site's terms for it.
import { stem, wordsOf } from "./text.js";
import * as TUNE from "./tune.js";

// Enough for a pasted message; what follows is not read.
const LONGEST_QUERY = 300;
const MOST_WORDS = 32;
// How often a word stands on the site that may be a slip there, and one that is surely none.
const RARE = 3;
const OFTEN = 20;
// Netflix's error codes look like tvq-pb-101, ui-800-3, nw-2-5 or u7353.
const ERROR_CODE = /\b(?=[a-z\d-]*\d)(?:[a-z]{1,4}\d{0,4}(?:-[a-z\d]{1,5}){2,3}|[a-z]{2,3}-\d{3,5}|[a-z]\d{3,5})\b/gi;

/**
 * @typedef {{term: string, weight: number}} Option a term of the index, and how surely it is meant (at most 1)
 * @typedef {{read: string, corrected: boolean, options: Option[], light: boolean, elsewhere: boolean}} Concept
 *   what a typed word or phrase was read as, whether a slip was mended, the terms for it, whether it says little, and
 *   whether it names something that the site does not treat
 */

/**
 * @param {string} query
 * @param {import("./words.js").Words} words
 * @param {(term: string) => boolean} stands whether the index holds a term
 * @returns {Concept[]}
 */
export function understand(query, words, stands) {
  const cut = query.slice(0, LONGEST_QUERY).normalize("NFC").replace(ERROR_CODE, " error code ");
  const typed = wordsOf(cut).slice(0, MOST_WORDS);
  const open = /[\p{L}\p{N}]$/u.test(query) ? typed.at(-1) : undefined; // the word that may still be being typed
  const read = typed.flatMap((one) => reading(one, words, one === open));
  const joined = join(read, words);
  const keys = joined.map(({ word }) => stem(word));
  const concepts = [];
  for (let index = 0; index < joined.length;) {
    const length = words.phraseAt(keys, index);
    const parts = joined.slice(index, index + length);
    concepts.push(concept(keys.slice(index, index + length), parts, words, stands));
    index += length;
  }
  return concepts;
}

/** How a typed word is read: as it is, as the start of longer words, as two words, or as what it was meant to be. */
function reading(one, words, open) {
  const { word } = one;
  const plain = { word, weight: 1, others: [] };
  const longer = () => ((open || word.length > 2) && !words.light.has(stem(word)) ? ending(word, words) : []);
  // What others typed, too, may be a slip of a word that the site has often.
  const mended = words.isOnlyTyped(word) ? words.meant(word, OFTEN).filter(({ slips }) => slips === 1) : [];
  if (mended.length) {
    return [{ ...plain, word: mended[0].word, corrected: true, others: [{ word, weight: 1 }, ...weighed(mended)] }];
  }
  if (words.knows(word)) {
    const times = words.known.get(word) ?? 0;
    // A word that stands on the site once or twice may be a slip there, too.
    const slip = times && times <= RARE && !words.listed.has(word)
      ? words.meant(word, RARE * times).filter(({ slips }) => slips === 1) : [];
    return [{ ...plain, others: [...(open ? longer() : []), ...weighed(slip)] }];
  }
  if (words.spared.has(stem(word))) return [plain];
  if (/\d/.test(word)) return [{ ...plain, number: true }];
  const begun = longer();
  if (open && begun.length) return [{ ...plain, others: begun }];
  const close = words.meant(word);
  const parts = words.unglued(word);
  if (parts && !(close[0]?.slips === 1 && word.length < 9)) return parts.map((part) => ({ ...plain, word: part, corrected: true }));
  if (!close.length) return [{ ...plain, others: begun }];
  const [best, ...rest] = close;
  return [{ word: best.word, weight: best.sure, corrected: true, others: weighed(rest) }];
}

const weighed = (meant) => meant.map(({ word, sure }) => ({ word, weight: sure - TUNE.next }));
const ending = (start, words) => words.endings(start)
  .map(({ word }, rank) => ({ word, weight: (words.knows(start) ? TUNE.knownEnding : TUNE.ending) - 0.05 * rank }));

/** Join two words that are one: "wi fi", "house hold". */
function join(read, words) {
  const joined = [];
  for (let index = 0; index < read.length; index++) {
    const next = read[index + 1];
    const whole = next && read[index].word + next.word;
    const apart = next && words.knows(read[index].word) && words.knows(next.word);
    if (whole && words.known.get(whole) && !words.light.has(stem(whole)) && (!apart || whole.length < 5 && read[index].word.length > 1)) {
      joined.push({ word: whole, weight: 1, others: [] });
      index++;
    } else joined.push(read[index]);
  }
  return joined;
}

function concept(keys, parts, words, stands) {
  const options = new Map();
  const add = (term, weight) => {
    if (stands(term) && weight > (options.get(term) ?? 0)) options.set(term, weight);
  };
  const addWord = (key, weight) => {
    add(words.term(key), weight);
    const term = words.term(key);
    for (const other of words.near.get(key) ?? []) add(other, weight * (stands(term) ? TUNE.nearKnown : 1));
  };
  const key = keys.join(" ");
  const weight = Math.min(...parts.map((part) => part.weight));
  addWord(key, weight);
  if (parts.length > 1) for (const one of keys) add(words.term(one), weight * TUNE.part);
  for (const { word, weight: less } of parts.flatMap((part) => part.others)) addWord(stem(word), less);
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
