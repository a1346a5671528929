// "Was this helpful?" below an article: a No is asked why, and led on. The answer goes nowhere by itself: where the site
// has an address, the reader can open an email draft. Nothing of it is stored.
import { debounce } from "./dom.js";
import { MASKED, mask } from "./mask.js";

// Some systems truncate a longer mailto: address, or don't open it.
const MAX_ADDRESS = 2000;

function connect(form, version) {
  const part = (name) => form.querySelector(`.feedback__${name}`);
  const { title, address, reviewed } = form.dataset;
  const send = part("send"), note = part("note"), mail = part("mail"), to = mail?.href;
  const buttons = [...part("ask").querySelectorAll("button")];
  const warn = debounce((text) => { part("found").textContent = text; });

  function draft() {
    const { text, found } = mask(note.value);
    const reason = part("why").querySelector(":checked").labels[0].textContent.trim();
    const about = [
      `Page: ${title}`, `Address: ${address}`, `Reviewed: ${reviewed} (version ${version})`,
      "Helpful: No", `Reason: ${reason}`,
    ].join("\n");
    const bodyOf = (words) => (words ? `${about}\n\n${words}` : about);
    const addressOf = (words) => {
      const body = encodeURIComponent(bodyOf(words).replace(/\n/g, "\r\n"));
      return `${to}?subject=${encodeURIComponent(`Feedback: ${title}`)}&body=${body}`;
    };
    let sent = [...text].slice(0, MAX_ADDRESS).join("");
    while (addressOf(sent).length > MAX_ADDRESS && sent.length > 1) sent = `${[...sent].slice(0, -11).join("")}…`;
    mail.href = addressOf(sent);
    part("draft").textContent = bodyOf(sent);
    warn(found.length ? `Your note seems to hold ${found.join(" and ")}. The email will say “${MASKED}” there.` : "");
  }

  for (const pressed of buttons) {
    pressed.addEventListener("click", () => {
      const helped = pressed.value === "yes";
      for (const one of buttons) one.setAttribute("aria-pressed", String(one === pressed));
      part("said").textContent = helped ? "Thanks! Good that it helped." : "Sorry that this didn't help.";
      part("no").hidden = helped;
      // What follows may be below the window's end, where nobody would look for it.
      part("why").scrollIntoView({ block: "nearest" });
    });
  }
  part("why").addEventListener("change", ({ target }) => {
    for (const one of part("next").children) one.hidden = one.dataset.why !== target.value;
    if (send) {
      send.hidden = false;
      draft();
    }
    part("next").scrollIntoView({ block: "nearest" });
  });
  note?.addEventListener("input", draft);
  // Enter on a reason submits nothing.
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
}

const form = document.querySelector("form.feedback");
if (form) connect(form, document.querySelector(".article-foot").dataset.version);
