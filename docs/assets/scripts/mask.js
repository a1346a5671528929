// Masks what must not be in a note: passwords, codes, card and phone numbers. When in doubt, it is masked: the reader
// sees the text before it is sent.
// No lookbehind: Safari before 16.4 would refuse the whole file.

export const MASKED = "[removed]";
const KEPT = "\uE000";
const PASSWORD = "(?:pass[ -]?(?:words?|phrases?|keys?)|passwd|(?:\\b|_)pwd?|\\bp\\/w|contraseña)";
// What people say of a password, rather than the password.
const STATUS = "(?:not|no|wrong|incorrect|invalid|expired|right|correct|forgotten|lost|required|too|never|being)\\b";
const PASSWORDS = [
  // "password: …", "my pw for Netflix was …", "changed my password to …": to the sentence's end.
  new RegExp(`(${PASSWORD}[^.;:=!?\\n]{0,40}?(?:\\s*[:=]+|['’]s| (?:is|was|to)) *)(?!${STATUS})\\S.*?(?=[.;,!?]+\\s|$)`, "gim"),
  new RegExp(`(${PASSWORD} +)["“‘'][^"”’'\\n]+["”’']`, "gi"),
  new RegExp(`(${PASSWORD} +)(?=\\S*\\d)\\S{4,}`, "gi"),
];
const CODE = /code|\bpin\b|otp|verification|[2m]fa|cv[vc]|csc|password/i;
// Prices, dates, times and Netflix's error codes, however many of them follow each other.
const HARMLESS = new RegExp("(^|[^\\p{L}\\p{N}.,/:-])(?:" + [
  "(?:19|20)\\d\\d-\\d\\d-\\d\\d", "\\d\\d?([-./])\\d\\d?\\2(?:19|20)\\d\\d", "\\d\\d?:\\d\\d",
  "[$€£]?\\d{1,3}(?:,\\d{3})?[.,]\\d\\d", "error code \\d{3,4}", "\\d{3,4}p\\b",
  "(?:in|since) (?:19|20)\\d\\d", "[a-z]{3,9} \\d\\d?, (?:19|20)\\d\\d",
  "(?!otp|pin|code)[a-z]{2,5}(?:-[a-z]{2})?(?:-\\d{1,3}){1,2}(?: ?\\(\\d{4,6}\\))?", "[a-z]7\\d{3}(?:-\\d{4}){0,2}",
].join("|") + ")(?![-.,/:]?\\d)", "giu");
const YEARS = /^\D*(?:(?:19|20)\d\d\D*)+$/;
const NUMBER = /\+?\(?\d(?:[^\p{L}\p{N}\uE000$€£]{0,4}\d)*/gu;

/** The digit that a character of any script stands for: digits come in rows of ten. */
function digit(one) {
  let place = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(one.codePointAt(0) - place - 1))) place++;
  return place % 10;
}

/** What a number may be that nobody should send, or nothing. */
function secret(number, around) {
  const count = number.replace(/\D/g, "").length;
  if (CODE.test(around) && count > 2 && count < 10) return "a code";
  if (count < 6 || YEARS.test(number)) return "";
  if (count < 7) return "a code";
  return count > 12 && number[0] !== "+" ? "a card number" : "a phone number";
}

/** A note without what must not be in it, and what that was. */
export function mask(note) {
  const found = new Set(), kept = [];
  // Digits of all scripts and widths become plain ones; what is invisible goes.
  let text = note.normalize("NFKC").replace(/\p{Nd}/gu, digit).replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, "");
  for (const one of PASSWORDS) text = text.replace(one, (_, lead) => found.add("a password") && lead + MASKED);
  text = text.replace(HARMLESS, (all, before = "") => kept.push(all.slice(before.length)) && before + KEPT)
    .replace(NUMBER, (number, at, all) => {
      const what = secret(number, all.slice(Math.max(0, at - 60), at + number.length + 20));
      return what ? found.add(what) && MASKED : number;
    })
    .replace(/\uE000/g, () => kept.shift());
  return { text: text.trim(), found: [...found] };
}
