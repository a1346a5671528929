// The providers by their names: which of them a search is kept to, as in "partner:xfinity refund".
import { damerauLevenshtein, maxTypos, wordsOf } from "./text.js";

const TOKEN = /(?:^|\s)(?:partner|provider):(\s*)/i;
const MAX_WORDS = 3;

/** A name without what people leave out: "T-Mobile" is "tmobile". */
export const normalizeName = (name) => wordsOf(name).map(({ word }) => word).join("");

/**
 * @param {string} query
 * @param {{names: string[]}[]} partners each with its normalized names
 * @returns {{words: string, partner: Object=, typo: boolean=, unknown: string=}} the other words, the provider that was
 *   typed, and whether its name had a typo; or the name that no provider has
 */
export function extractPartner(query, partners) {
  const found = TOKEN.exec(query);
  if (!found) return { words: query };
  const rest = query.slice(found.index + found[0].length);
  const without = (end) => `${query.slice(0, found.index)} ${rest.slice(end)}`;
  const typed = wordsOf(rest).slice(0, MAX_WORDS);
  for (; typed.length; typed.pop()) {
    const name = typed.map(({ word }) => word).join("");
    const partner = partners.find(({ names }) => names.includes(name));
    if (partner) return { partner, words: without(typed.at(-1).end) };
  }
  // "My provider: nobody answers" names none.
  if (found[1]) return { words: query };
  const [token] = rest.split(/\s/);
  const name = normalizeName(token);
  let partner, lowest = name && maxTypos(name) + 1;
  for (const one of partners) {
    for (const other of one.names) {
      const count = other.startsWith(name) ? 0 : damerauLevenshtein(name, other, lowest);
      if (count < lowest) [partner, lowest] = [one, count];
    }
  }
  return { partner, typo: partner && lowest > 0, unknown: partner ? undefined : token, words: without(token.length) };
}
