// The providers by their names: which of them a search is kept to, as in "partner:xfinity refund".
import { mostSlips, slips, wordsOf } from "./text.js";

const TOKEN = /(?:^|\s)(?:partner|provider):(\s*)/i;
const MOST_WORDS = 3;

/** A name without what people leave out: "T-Mobile" is "tmobile". */
export const plain = (name) => wordsOf(name).map(({ word }) => word).join("");

/**
 * @param {string} query
 * @param {{names: string[]}[]} partners each with its plain names
 * @returns {{words: string, partner: Object=, slip: boolean=, unknown: string=}} the words besides, the provider that was
 *   typed, and whether its name had a slip; or the name that no provider has
 */
export function keptTo(query, partners) {
  const found = TOKEN.exec(query);
  if (!found) return { words: query };
  const rest = query.slice(found.index + found[0].length);
  const besides = (end) => `${query.slice(0, found.index)} ${rest.slice(end)}`;
  const typed = wordsOf(rest).slice(0, MOST_WORDS);
  for (; typed.length; typed.pop()) {
    const name = typed.map(({ word }) => word).join("");
    const partner = partners.find(({ names }) => names.includes(name));
    if (partner) return { partner, words: besides(typed.at(-1).end) };
  }
  // "My provider: nobody answers" names none.
  if (found[1]) return { words: query };
  const [token] = rest.split(/\s/);
  const name = plain(token);
  let partner, least = name && mostSlips(name) + 1;
  for (const one of partners) {
    for (const other of one.names) {
      const count = other.startsWith(name) ? 0 : slips(name, other, least);
      if (count < least) [partner, least] = [one, count];
    }
  }
  return { partner, slip: partner && least > 0, unknown: partner ? undefined : token, words: besides(token.length) };
}
