// What the ranking weighs. The figures were found by trying, on tests/search/tuned.yml; `make bench-search` shows what a
// change does.

// How much a match in each field counts.
export const BOOST = { title: 3, questions: 6, answer: 1.5, headings: 0.6, text: 0.6 };
// How surely a match in each field tells that the page is about the word.
export const ABOUT = { title: 1, questions: 1, answer: 0.9, headings: 0.9, text: 0.3 };
export const TUNE = {
  light: 0.55,
  unknown: 2,
  elsewhere: 2,
  near: 1,
  nearKnown: 0.45,
  part: 0.2,
  coverage: 1.1,
  question: 1.6,
  confident: 0.5,
  shown: 0.35,
  another: 0.3,
  otherPartner: 0.7,
  noPartner: 0.9,
  qnorm: 0.5,
  second: 0.3,
  power: 1,
  floor: 0.24,
};
