// Masks what must not be in a note: passwords, codes, card and phone numbers.
// No lookbehind: Safari before 16.4 would refuse the whole file.

export const MASKED = "[removed]";
const KEPT = "\uE000";
const PASSWORD = "(?:pass[ -]?(?:word|phrase|key)s?|passwd|(?:\\b|_)pwd?|\\bp\\/w|contraseña)";
// What people say of a password, rather than the password.
const STATUS = "(?:not|wrong|incorrect|invalid|expired|right|correct|fine|ok|okay|forgotten|lost|rejected|refused|"
  + "required|needed|asked|accepted|the same|no longer|never|too|being|(?:changed|reset)(?! to))\\b";
const ABOUT = "(?: +(?:\\(|(?:for|to|on|of|that|i|we|you|he|she|they) )[^.;:!?\\n]{0,40}?)?";
const EQUALS = `(?:\\s*[:=]+\\s*|(?:['’]s| +(?:is|was|are)):? +(?!${STATUS}))`;
const CHANGED = `\\b(?:chang|set|reset)\\w*(?: my| the| our)? password to +(?!${STATUS})`;
const PASSWORDS = [
  // "password: …", "password is …", "my pw for Netflix was …", "changed my password to …": all to the sentence's end.
  new RegExp(`((?:${PASSWORD}${ABOUT}${EQUALS}|\\bpass *[:=]+\\s*|${CHANGED}))\\S.*?(?=[.;,!?]+\\s|$)`, "gim"),
  new RegExp(`(${PASSWORD}\\s+)["“‘'][^"”’'\\n]+["”’']`, "gi"),
  new RegExp(`(${PASSWORD}\\s+(?:to\\s+)?)(?=\\S*\\d)(?=\\S*[a-z])\\S{4,}`, "gi"),
];
const CODE = "(?:codes?|\\bpins?|otp|one[- ]time|verification|[2m]fa|cv[vc]2?|\\bcsc|passwords?)";
const YEAR = "(?:19|20)\\d\\d", DAY = "(?:0?[1-9]|[12]\\d|3[01])";
const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
// Prices, dates, times and Netflix's error codes are no secrets, however many of them follow each other.
const HARMLESS = new RegExp(
  "[$€£¥₹] ?\\d{1,3}(?:,?\\d{3}){0,2}(?:\\.\\d\\d?)?(?!\\d|[ -]\\d{4}[ -]\\d{4})|(^|[^\\p{L}\\p{N}.,/:-])(?:"
  + [
    `${YEAR}[-./]${DAY}[-./]${DAY}`, `${DAY}([-./])${DAY}\\2(?:${YEAR}|\\d\\d)`,
    `${MONTH} ${DAY}(?:st|nd|rd|th)?(?:,? ${YEAR})?`, `${MONTH} ${YEAR}`,
    "\\d\\d?:\\d\\d(?::\\d\\d)?", "\\d{1,4}[.,]\\d\\d",
    `(?!${CODE})[a-z]{2,5}(?:-[a-z]{2,4})*(?:-\\d{1,3}){1,3}(?: ?\\(\\d{4,6}\\))?`,
    "[a-z]7\\d{3}(?:-\\d{4}){0,2}(?:-[a-z]\\d)?",
  ].join("|") + ")(?![-.,/:]?\\d)", "giu");
const NUMBER = /\+?\(?\d(?:[^\p{L}\p{N}\uE000$€£¥₹]{0,4}\d)*/gu;
const YEARS = new RegExp(`^\\D*${YEAR}(?:\\D+${YEAR})*$`);
const LOCAL_PHONE = /(?:^|\D)\d{3}[-.]\d{4}(?!\d)/;
const BARE_CODE = /(?:^|\D)(?:\d{6,9}|\d{3}[ -]\d{3}|\d\d(?:[ -]\d\d){2}|\d(?:[ -]\d){5}|\d{3}-\d\d-\d{4})(?!\d)/;

const test = (words, text) => new RegExp(words, "iu").test(text);

/** The digit that a character of any script stands for: digits come in rows of ten. */
function digit(one) {
  let place = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(one.codePointAt(0) - place - 1))) place++;
  return place % 10;
}

/** What a number may be that nobody should send, or nothing. When in doubt, it is taken for one. */
function secret(number, before, after) {
  const count = number.replace(/\D/g, "").length, years = YEARS.test(number);
  if (count >= 10 && !years) return count > 12 && number[0] !== "+" ? "a card number" : "a phone number";
  if (LOCAL_PHONE.test(number) || number[0] === "+" && count > 6) return "a phone number";
  if (BARE_CODE.test(number)) return "a code";
  const context = before.replace(/\berror codes?\b/gi, "");
  const cardCode = `(?:cv[vc]2?|csc|security code|\\bpin|otp)\\W{0,3}(?:(?:is|was|number)\\W{1,3})?$`;
  if (count === 3 && test(cardCode, context)) return "a code";
  const dated = years && test("\\b(?:in|since|until|till|from|before|after|during|year)\\s$", before);
  const glued = test("\\p{L}$", before) && !test(`${CODE}$`, context) || test("^p\\b", after);
  return count > 3 && count < 10 && !dated && !glued && test(`${CODE}(?![a-z])`, `${context} ${after}`) ? "a code" : "";
}

/** A note without what must not be in it, and what that was. */
export function mask(note) {
  const found = new Set(), kept = [];
  // Digits of all scripts and widths become plain ones; what is invisible goes.
  let text = note.normalize("NFKC").replace(/\p{Nd}/gu, digit).replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, "");
  for (const one of PASSWORDS) text = text.replace(one, (_, lead) => found.add("a password") && lead + MASKED);
  text = text.replace(HARMLESS, (all, before = "") => kept.push(all.slice(before.length)) && before + KEPT)
    .replace(NUMBER, (number, at, all) => {
      const what = secret(number, all.slice(Math.max(0, at - 90), at), all.slice(at + number.length).slice(0, 40));
      return what ? found.add(what) && MASKED : number;
    })
    .replace(/\uE000/g, () => kept.shift());
  return { text: text.trim(), found: [...found] };
}
