// What the ranking weighs. The figures were found by trying, on tests/search/tuned.yml and on what people type
// (macros/data/searches.yml). `make bench-search` shows what a change does.

// How much a match in each field counts.
export const BOOST = { title: 3, questions: 6, answer: 1.5, headings: 0.6, text: 0.6 };
// How surely a match in each field tells that the page is about the word.
export const ABOUT = { title: 1, questions: 1, answer: 0.9, headings: 0.9, text: 0.3 };

export const TUNE = {
  // What a word weighs beside the most telling one, which weighs 1: a light one (a share of its own weight), one that stands
  // nearly everywhere, one that nobody knows, and the name of something that the site does not treat.
  light: 0.85,
  floor: 0.24,
  unknown: 1,
  elsewhere: 4,
  // An unknown word weighs less in a query with more telling words than this.
  few: 3,
  // How surely a reading is meant: a word that the list gives for an unknown word or for a known one, a word of a phrase,
  // a longer word that begins so, the same for a word that is known itself, the next after the likeliest; and what a mended
  // slip loses, more where the word may well be another.
  near: 1,
  nearKnown: 0.45,
  part: 0.2,
  ending: 0.75,
  knownEnding: 0.4,
  next: 0.2,
  slip: 0.12,
  another: 0.3,
  // A page for one partner when no partner is named, and any other page when one is.
  noPartner: 0.9,
  otherPartner: 0.7,
  // How much the nearest question counts beside the words, and how much its own length counts against it.
  question: 3,
  length: 0.4,
  // The share of a query that a page must be about, and the share of the best page's value that is worth showing.
  confident: 0.34,
  shown: 0.35,
};
