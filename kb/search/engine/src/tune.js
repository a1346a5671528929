// What the ranking weighs. The figures were found by trying, on tests/search/tuned.yml and on what people type
// (macros/data/searches.yml). `make bench-search` shows what a change does.

// How much a match in each field counts.
export const BOOST = { title: 3, questions: 6, answer: 1.5, headings: 0.6, text: 0.6 };
// How surely a match in each field tells that the page is about the word.
export const ABOUT = { title: 1, questions: 1, answer: 0.9, headings: 0.9, text: 0.3 };

// What a word weighs beside the most telling one, which weighs 1, as does one that nobody knows: a light one (a share of its
// own weight), one that stands nearly everywhere, a provider's name that does, and the name of something that the site does
// not treat.
export const light = 0.85;
export const floor = 0.24;
export const name = 0.35;
export const elsewhere = 4;
// An unknown word weighs less in a query with more telling words than this.
export const few = 3;
// How surely a reading is meant: a word that the list gives for a known word (1 for an unknown one), a word of a phrase,
// a longer word that begins so, the same for a word that is known itself, the next after the likeliest; and what a corrected
// typo loses, more where the word may well be another.
export const nearKnown = 0.45;
export const part = 0.2;
export const ending = 0.75;
export const knownEnding = 0.4;
export const next = 0.2;
export const typo = 0.12;
export const another = 0.3;
// A page for one provider when none is named; when one is, a page with a tab for it, a page for all without one, and a
// page for other providers.
export const noPartner = 0.9;
export const tab = 0.6;
export const anyPartner = 0.6;
export const otherPartner = 0.3;
// How much the nearest question counts beside the words, and how much its own length counts against it.
export const question = 3;
export const length = 0.4;
// The share of a query that a page must be about, and the share of the best page's value that is worth showing.
export const confident = 0.34;
export const shown = 0.35;
