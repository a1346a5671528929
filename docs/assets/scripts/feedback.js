// "Was this helpful?" below an article. The answer is kept on the device, by page and version of its text, and goes nowhere
// by itself: where the site has an address, the reader can open an email draft. The note in it is never kept.
(() => {
  "use strict";

  // Under the site's own path, as the theme's keys are: several sites may share a host.
  const STORE = `${window.__md_scope.pathname}.feedback`;
  const MOST_PAGES = 100, LONGEST_TEXT = 50000;
  // Some systems cut a longer mailto: address off, or don't open it.
  const LONGEST_ADDRESS = 2000;
  // Long enough for a screen reader to hear the last key first.
  const QUIET = 500;

  // ---- What must not be in a note. No lookbehind: older Safaris would refuse the whole file. ----

  const OUT = "[removed]", KEPT = "\uE000";
  const PASSWORD = "(?:pass[ -]?(?:word|phrase|key)s?|passwd|(?:\\b|_)pwd?|\\bp\\/w|contraseña)";
  // What people say of a password, rather than the password.
  const SAID = "(?:not|wrong|incorrect|invalid|expired|right|correct|fine|ok|okay|forgotten|lost|rejected|refused|required|needed|asked|"
    + "accepted|the same|no longer|never|too|being|(?:changed|reset)(?! to))\\b";
  const PASSWORDS = [
    // "password: …", "password is …", "my pw for Netflix was …", "changed my password to …": all to the sentence's end.
    new RegExp(`((?:${PASSWORD}(?: +(?:\\(|(?:for|to|on|of|that|i|we|you|he|she|they) )[^.;:!?\\n]{0,40}?)?(?:\\s*[:=]+\\s*|(?:['’]s| +(?:is|was|are)):? +(?!${SAID}))`
      + `|\\bpass *[:=]+\\s*|\\b(?:chang|set|reset)\\w*(?: my| the| our)? password to +(?!${SAID})))\\S.*?(?=[.;,!?]+\\s|$)`, "gim"),
    new RegExp(`(${PASSWORD}\\s+)["“‘'][^"”’'\\n]+["”’']`, "gi"),
    new RegExp(`(${PASSWORD}\\s+(?:to\\s+)?)(?=\\S*\\d)(?=\\S*[a-z])\\S{4,}`, "gi"),
  ];
  const CODE = "(?:codes?|\\bpins?|otp|one[- ]time|verification|[2m]fa|cv[vc]2?|\\bcsc|passwords?)";
  const YEAR = "(?:19|20)\\d\\d", DAY = "(?:0?[1-9]|[12]\\d|3[01])", MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
  // Prices, dates, times and Netflix's error codes are no secrets, however many of them follow each other.
  const HARMLESS = new RegExp(
    "[$€£¥₹] ?\\d{1,3}(?:,?\\d{3}){0,2}(?:\\.\\d\\d?)?(?!\\d|[ -]\\d{4}[ -]\\d{4})|(^|[^\\p{L}\\p{N}.,/:-])(?:"
    + [
      `${YEAR}[-./]${DAY}[-./]${DAY}`, `${DAY}([-./])${DAY}\\2(?:${YEAR}|\\d\\d)`,
      `${MONTH} ${DAY}(?:st|nd|rd|th)?(?:,? ${YEAR})?`, `${MONTH} ${YEAR}`,
      "\\d\\d?:\\d\\d(?::\\d\\d)?", "\\d{1,4}[.,]\\d\\d",
      `(?!${CODE})[a-z]{2,5}(?:-[a-z]{2,4})*(?:-\\d{1,3}){1,3}(?: ?\\(\\d{4,6}\\))?`, "[a-z]7\\d{3}(?:-\\d{4}){0,2}(?:-[a-z]\\d)?",
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
    const told = before.replace(/\berror codes?\b/gi, "");
    if (count === 3 && test(`(?:cv[vc]2?|csc|security code|\\bpin|otp)\\W{0,3}(?:(?:is|was|number)\\W{1,3})?$`, told)) return "a code";
    const dated = years && test("\\b(?:in|since|until|till|from|before|after|during|year)\\s$", before);
    const glued = test("\\p{L}$", before) && !test(`${CODE}$`, told) || test("^p\\b", after);
    return count > 3 && count < 10 && !dated && !glued && test(`${CODE}(?![a-z])`, `${told} ${after}`) ? "a code" : "";
  }

  /** A note without what must not be in it, and what that was. */
  function mask(note) {
    const found = new Set(), kept = [];
    // Digits of all scripts and widths become plain ones; what is invisible goes.
    let text = note.normalize("NFKC").replace(/\p{Nd}/gu, digit).replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, "");
    for (const one of PASSWORDS) text = text.replace(one, (_, lead) => found.add("a password") && lead + OUT);
    text = text.replace(HARMLESS, (all, before = "") => kept.push(all.slice(before.length)) && before + KEPT)
      .replace(NUMBER, (number, at, all) => {
        const what = secret(number, all.slice(Math.max(0, at - 90), at), all.slice(at + number.length).slice(0, 40));
        return what ? found.add(what) && OUT : number;
      })
      .replace(/\uE000/g, () => kept.shift());
    return { text: text.trim(), found: [...found] };
  }

  // ---- What is kept on the device: page, version, answer and reason. ----

  // Of this visit, for a browser that keeps nothing.
  const given = new Map();
  const isVote = (one) => Array.isArray(one) && one.length === 4 && one.every((part) => typeof part === "string" && part.length < 200);

  /** A browser may refuse its storage, and anything may be in it. */
  function stored() {
    try {
      const text = localStorage.getItem(STORE);
      const votes = text.length < LONGEST_TEXT ? JSON.parse(text) : [];
      return Array.isArray(votes) ? votes.filter(isVote) : [];
    } catch {
      return [];
    }
  }

  function keep(page, vote) {
    given.set(page, vote);
    const votes = [...stored().filter(([other]) => other !== page), ...(vote ? [vote] : [])].slice(-MOST_PAGES);
    try {
      if (votes.length) localStorage.setItem(STORE, JSON.stringify(votes));
      else localStorage.removeItem(STORE);
    } catch { /* It then holds for this visit. */ }
  }

  // ---- The form. ----

  function connect(form, version) {
    const part = (name) => form.querySelector(`.feedback__${name}`);
    const { page, title, address, reviewed } = form.dataset;
    const [ask, said, change, why, next, send] = ["ask", "said", "change", "why", "next", "send"].map(part);
    const [yes, no] = ask.querySelectorAll("button"), reasons = [...form.elements.why];
    const note = part("note"), mail = part("mail"), to = mail?.href;
    const reasonOf = (value) => reasons.find((one) => one.value === value)?.labels[0].textContent.trim();
    let answer = "", reason = "", quiet;

    function show(words, open) {
      ask.hidden = Boolean(answer);
      change.hidden = !answer;
      said.textContent = words;
      why.hidden = !open;
      for (const one of next.children) one.hidden = !open || one.dataset.why !== reason;
      if (!send) return;
      send.hidden = !open || !reason;
      draft();
    }

    function draft() {
      const { text, found } = mask(note.value);
      const about = `Page: ${title}\nAddress: ${address}\nReviewed: ${reviewed} (version ${version})\nHelpful: No\nReason: ${reasonOf(reason)}`;
      let body, link, sent = text;
      const write = () => {
        body = sent ? `${about}\n\n${sent}` : about;
        link = `${to}?subject=${encodeURIComponent(`Feedback: ${title}`)}&body=${encodeURIComponent(body.replace(/\n/g, "\r\n"))}`;
      };
      // A letter takes at least one of the address. There may be more than were typed: some signs are read as several.
      if (sent.length > LONGEST_ADDRESS) sent = [...sent].slice(0, LONGEST_ADDRESS).join("");
      for (write(); link.length > LONGEST_ADDRESS && sent.length > 1; write()) sent = `${[...sent].slice(0, -11).join("")}…`;
      mail.href = link;
      part("draft").textContent = body;
      part("left").textContent = `${note.maxLength - note.value.length} characters left`;
      const masked = found.length ? `Your note seems to hold ${found.join(" and ")}. The email will say “${OUT}” there.` : "";
      const short = sent !== text ? "The note is too long for an email draft: its end is left out." : "";
      clearTimeout(quiet);
      quiet = setTimeout(() => (part("found").textContent = [masked, short].filter(Boolean).join(" ")), QUIET);
    }

    function vote(value) {
      answer = value;
      reason = "";
      keep(page, [page, version, answer, reason]);
      if (answer === "yes") show("Thanks! Good that it helped.", false);
      else show("Sorry that this didn't help.", true);
      (answer === "yes" ? change : reasons[0]).focus();
      // What follows may be below the window's end, where nobody would look for it.
      why.scrollIntoView({ block: "nearest" });
    }

    yes.addEventListener("click", () => vote("yes"));
    no.addEventListener("click", () => vote("no"));
    why.addEventListener("change", ({ target }) => {
      reason = target.value;
      keep(page, [page, version, answer, reason]);
      show(said.textContent, true);
      next.scrollIntoView({ block: "nearest" });
    });
    change.addEventListener("click", () => {
      answer = reason = "";
      form.reset();
      keep(page, null);
      show("", false);
      yes.focus();
    });
    note?.addEventListener("input", draft);
    // Enter on a reason sends nothing. A key that is held down presses one button, not the next as well.
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("keydown", (event) => event.repeat && event.target.matches("button") && event.preventDefault());

    const before = given.has(page) ? given.get(page) : stored().find(([other]) => other === page);
    if (before?.[1] === version && ["yes", "no"].includes(before[2])) {
      [, , answer, reason] = before;
      const because = answer === "no" && reasonOf(reason);
      show(answer === "yes" ? "You said that this helped." : `You said that this didn't help${because ? `: “${because}.”` : "."}`, false);
    }
    form.hidden = false;
  }

  window.document$.subscribe(() => {
    const form = document.querySelector("form.feedback"), foot = document.querySelector(".article-foot");
    if (form?.hidden && foot) connect(form, foot.dataset.version);
  });
})();
