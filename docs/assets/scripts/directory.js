// The directory of providers: a field and buttons above it that filter its rows.
import { button, debounce, element } from "./dom.js";

const KINDS = { "": "All", package: "Package", billing: "Billing" };

/** Without what people leave out or type differently: case, accents, spaces and dashes. */
const normalize = (text) => text.normalize("NFD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

let showAll = () => {};

function addFilter(rows) {
  // A provider is found by its name, its other names, and its numbers as they are shown and as they are dialed.
  const entries = rows.map((row) => {
    const heading = row.previousElementSibling;
    const numbers = [...row.querySelectorAll("[href^='tel:']")].flatMap((link) => [link.textContent, link.pathname]);
    const names = [heading.textContent, ...(row.dataset.names ?? "").split(","), ...numbers];
    return { row, heading, kinds: row.dataset.kinds.split(" "), names: names.map(normalize).filter(Boolean) };
  });
  const field = element("input", { type: "search", autocomplete: "off" });
  // The count is seen until somebody filters, and not announced.
  const count = `${rows.length} of ${rows.length} shown`;
  const status = element("p", { class: "directory-filter__said", role: "status", "data-count": count });
  const announce = debounce((text) => { status.textContent = text; });
  let kind = "";

  function show() {
    const words = normalize(field.value);
    let shown = 0;
    for (const { row, heading, kinds, names } of entries) {
      const found = (!kind || kinds.includes(kind)) && names.some((name) => name.includes(words));
      row.hidden = heading.hidden = !found;
      shown += found;
    }
    for (const one of buttons) one.setAttribute("aria-pressed", String(one.value === kind));
    const scope = kind ? ` under ${KINDS[kind]}` : "";
    const none = words ? `No provider called “${field.value.trim()}”${scope}.` : `Nothing${scope}.`;
    announce(shown ? `${shown} of ${rows.length} shown` : none);
  }

  const buttons = Object.entries(KINDS).map(([value, label]) => button({ value }, () => {
    kind = value;
    show();
  }, label));
  showAll = () => {
    field.value = kind = "";
    show();
  };
  field.addEventListener("input", show);
  field.addEventListener("keydown", ({ key }) => key === "Escape" && showAll());
  rows[0].previousElementSibling.before(element(
    "div", { class: "directory-filter", role: "search", "aria-label": "Find a provider" },
    element("label", { class: "directory-filter__field" }, "Name or number", field),
    element("div", { class: "directory-filter__kinds", role: "group", "aria-label": "Kind of offer" }, ...buttons),
    status,
  ));
  show();
  // Nobody has filtered yet: nothing is announced.
  announce("");
}

// A link to a row that is filtered out shows it again.
addEventListener("hashchange", () => {
  const place = document.getElementById(location.hash.slice(1));
  if (!place?.hidden) return;
  showAll();
  place.scrollIntoView();
});

addFilter([...document.querySelectorAll(".directory-row")]);
