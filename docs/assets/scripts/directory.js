// The directory of providers: a field and buttons above it, to leave only those that one is looking for.
(() => {
  "use strict";

  const KINDS = { "": "All", package: "Package", billing: "Billing" };
  // Long enough for a screen reader to hear the last key first.
  const QUIET = 500;

  /** What is left of words when case, accents, spaces and dashes don't count. */
  const plain = (words) => words.normalize("NFD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    return element;
  }

  let showAll = () => {};

  function addFilter(rows) {
    // A provider is found by its name, its other names, and its numbers as they are shown and as they are dialed.
    const entries = rows.map((row) => {
      const heading = row.previousElementSibling, numbers = [...row.querySelectorAll("[href^='tel:']")];
      const names = [heading.textContent, ...(row.dataset.names ?? "").split(","),
        ...numbers.flatMap((one) => [one.textContent, one.pathname])];
      return { row, heading, kinds: row.dataset.kinds.split(" "), names: names.map(plain).filter(Boolean) };
    });
    const field = make("input", "");
    field.type = "search";
    field.autocomplete = "off";
    const kinds = make("div", "directory-filter__kinds");
    kinds.setAttribute("role", "group");
    kinds.setAttribute("aria-label", "Kind of offer");
    const said = make("p", "directory-filter__said");
    said.setAttribute("role", "status");
    // Seen until somebody asks, and not read out.
    said.dataset.count = `${entries.length} of ${entries.length} shown`;
    let kind = "", quiet;

    function show() {
      const words = plain(field.value);
      let count = 0;
      for (const { row, heading, kinds: own, names } of entries) {
        const found = (!kind || own.includes(kind)) && names.some((name) => name.includes(words));
        row.hidden = heading.hidden = !found;
        count += found;
      }
      for (const button of kinds.children) button.setAttribute("aria-pressed", String(button.value === kind));
      const under = kind ? ` under ${KINDS[kind]}` : "";
      const none = words ? `No provider called “${field.value.trim()}”${under}.` : `Nothing${under}.`;
      clearTimeout(quiet);
      quiet = setTimeout(() => (said.textContent = count ? `${count} of ${entries.length} shown` : none), QUIET);
    }

    for (const [value, label] of Object.entries(KINDS)) {
      const button = make("button", "", label);
      Object.assign(button, { type: "button", value });
      button.addEventListener("click", () => {
        kind = value;
        show();
      });
      kinds.append(button);
    }
    field.addEventListener("input", show);
    field.addEventListener("keydown", ({ key }) => key === "Escape" && showAll());
    const filter = make("div", "directory-filter", make("label", "directory-filter__field", "Name or number", field), kinds, said);
    filter.setAttribute("role", "search");
    filter.setAttribute("aria-label", "Find a provider");
    rows[0].previousElementSibling.before(filter);
    show();
    // Nobody has asked yet: nothing is read out.
    clearTimeout(quiet);
    showAll = () => {
      field.value = kind = "";
      show();
    };
  }

  // A link to an entry that is left out brings it back.
  addEventListener("hashchange", () => {
    const place = document.getElementById(location.hash.slice(1));
    if (!place?.hidden) return;
    showAll();
    place.scrollIntoView();
  });

  window.document$.subscribe(() => {
    const rows = [...document.querySelectorAll(".directory-row")];
    if (rows.length && !document.querySelector(".directory-filter")) addFilter(rows);
  });
})();
