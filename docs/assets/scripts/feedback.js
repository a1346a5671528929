// "Was this helpful?" below an article. The answer is stored on the device, by page and version of its text, and goes
// nowhere by itself: where the site has an address, the reader can open an email draft. Its note is never stored.
import { debounce } from "./dom.js";
import { MASKED, mask } from "./mask.js";
import { SITE, readList, writeList } from "./storage.js";

const KEY = `${SITE}.feedback`;
const MAX_PAGES = 100;
// Some systems truncate a longer mailto: address, or don't open it.
const MAX_ADDRESS = 2000;

// ---- What is stored on the device: page, version, answer and reason. ----

// The votes of this visit, for a browser that stores nothing.
const votes = new Map();
const isText = (value) => typeof value === "string" && value.length < 200;
const stored = () => readList(KEY, (vote) => Array.isArray(vote) && vote.length === 4 && vote.every(isText));

function store(page, vote) {
  votes.set(page, vote);
  writeList(KEY, [...stored().filter(([other]) => other !== page), ...(vote ? [vote] : [])].slice(-MAX_PAGES));
}

// ---- The form. ----

function connect(form, version) {
  const part = (name) => form.querySelector(`.feedback__${name}`);
  const { page, title, address, reviewed } = form.dataset;
  const [ask, said, change, why, next, send] = ["ask", "said", "change", "why", "next", "send"].map(part);
  const [yes, no] = ask.querySelectorAll("button"), reasons = [...form.elements.why];
  const note = part("note"), mail = part("mail"), to = mail?.href;
  const reasonOf = (value) => reasons.find((one) => one.value === value)?.labels[0].textContent.trim();
  const warn = debounce((text) => { part("found").textContent = text; });
  let answer = "", reason = "";

  function show(text, open) {
    ask.hidden = Boolean(answer);
    change.hidden = !answer;
    said.textContent = text;
    why.hidden = !open;
    for (const one of next.children) one.hidden = !open || one.dataset.why !== reason;
    if (!send) return;
    send.hidden = !open || !reason;
    draft();
  }

  function draft() {
    const { text, found } = mask(note.value);
    const about = [
      `Page: ${title}`, `Address: ${address}`, `Reviewed: ${reviewed} (version ${version})`,
      "Helpful: No", `Reason: ${reasonOf(reason)}`,
    ].join("\n");
    const bodyOf = (words) => (words ? `${about}\n\n${words}` : about);
    const addressOf = (words) => {
      const body = encodeURIComponent(bodyOf(words).replace(/\n/g, "\r\n"));
      return `${to}?subject=${encodeURIComponent(`Feedback: ${title}`)}&body=${body}`;
    };
    // A letter takes at least one of the address. There may be more than were typed: masking expands some characters.
    let sent = text.length > MAX_ADDRESS ? [...text].slice(0, MAX_ADDRESS).join("") : text;
    while (addressOf(sent).length > MAX_ADDRESS && sent.length > 1) sent = `${[...sent].slice(0, -11).join("")}…`;
    mail.href = addressOf(sent);
    part("draft").textContent = bodyOf(sent);
    part("left").textContent = `${note.maxLength - note.value.length} characters left`;
    warn([
      found.length && `Your note seems to hold ${found.join(" and ")}. The email will say “${MASKED}” there.`,
      sent !== text && "The note is too long for an email draft: its end is left out.",
    ].filter(Boolean).join(" "));
  }

  function vote(value) {
    answer = value;
    reason = "";
    store(page, [page, version, answer, reason]);
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
    store(page, [page, version, answer, reason]);
    show(said.textContent, true);
    next.scrollIntoView({ block: "nearest" });
  });
  change.addEventListener("click", () => {
    answer = reason = "";
    form.reset();
    store(page, null);
    show("", false);
    yes.focus();
  });
  note?.addEventListener("input", draft);
  // Enter on a reason submits nothing. A key that is held down presses one button, not the next as well.
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", (event) => {
    if (event.repeat && event.target.matches("button")) event.preventDefault();
  });

  const before = votes.has(page) ? votes.get(page) : stored().find(([other]) => other === page);
  if (before?.[1] === version && ["yes", "no"].includes(before[2])) {
    [, , answer, reason] = before;
    const because = reasonOf(reason);
    const unhelpful = `You said that this didn't help${because ? `: “${because}.”` : "."}`;
    show(answer === "yes" ? "You said that this helped." : unhelpful, false);
  }
  form.hidden = false;
}

const form = document.querySelector("form.feedback");
if (form) connect(form, document.querySelector(".article-foot").dataset.version);
