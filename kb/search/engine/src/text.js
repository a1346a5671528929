// Words of a text: where they stand, and the form in which they are compared.
import { stemmer } from "stemmer";

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;

const MIN_STEM = 3;
const PLAIN = /^[a-z0-9]+$/;

/** Lower case, without accents, apostrophes and the endings that follow them: "Café's" and "cafe" are one. */
export function fold(word) {
  const lower = word.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower.normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(/['’](s|d|ll|re|ve|m)$/, "").replace(/['’]/g, "");
}

/**
 * Split a text into its words.
 *
 * @param {string} text
 * @returns {{word: string, start: number, end: number}[]} each folded word and where it stands in the text
 */
export function wordsOf(text) {
  const words = [];
  WORD.lastIndex = 0;
  for (let found = WORD.exec(text); found; found = WORD.exec(text)) {
    const word = fold(found[0]);
    if (word) words.push({ word, start: found.index, end: WORD.lastIndex });
  }
  return words;
}

const stems = new Map();

/** The part of a word that its forms share: "charged" and "charging" are both "charg". */
export function stem(word) {
  let found = stems.get(word);
  if (found === undefined) {
    // So short a word is its own stem, and a shorter stem is none: "ads" and "added" would both be "ad".
    found = word.length < MIN_STEM + 1 ? word : stemmer(word);
    if (found.length < MIN_STEM) found = word.slice(0, MIN_STEM);
    stems.set(word, found);
  }
  return found;
}

/** How many typos a word may have: one from four letters, two from seven. */
export const maxTypos = ({ length }) => (length >= 7 ? 2 : length >= 4 ? 1 : 0);

/**
 * The distance between two words in letters that are missing, extra, wrong, or swapped with their neighbor (the restricted
 * Damerau-Levenshtein distance).
 *
 * @returns {number} the distance, or `max + 1` when it is larger than `max`
 */
export function damerauLevenshtein(a, b, max) {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let before = [], last = [], row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    [before, last, row] = [last, row, [i]];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
      row.push(value);
      if (value < least) least = value;
    }
    if (least > max) return max + 1;
  }
  return row[b.length];
}
