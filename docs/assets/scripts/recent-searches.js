// Recent searches: on this device only, and only those that led to an answer. Part of search.js.
import { SITE, readList, writeList } from "./storage.js";

const KEY = `${SITE}.recent-searches`;
const MAX_RECENT = 5, MAX_LENGTH = 80;

/** Whether words may be stored: not if they may hold an email address, or the number of a phone, card or account. */
function isHarmless(words) {
  if (typeof words !== "string" || !words.trim() || words.length > MAX_LENGTH) return false;
  const plain = words.normalize("NFKC");
  return !plain.includes("@") && !/(\p{Nd}[\s\p{P}]*){4}/u.test(plain);
}

export const recentSearches = () => readList(KEY, isHarmless).slice(0, MAX_RECENT);

export const clearRecentSearches = () => writeList(KEY, []);

export function addRecentSearch(typed) {
  const words = typed.trim();
  if (!isHarmless(words)) return;
  const others = recentSearches().filter((one) => one.toLowerCase() !== words.toLowerCase());
  writeList(KEY, [words, ...others].slice(0, MAX_RECENT));
}
