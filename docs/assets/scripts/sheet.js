// Before it swaps pages, the theme writes every address of the page anew, as a whole one. A style sheet whose address is
// written is loaded and held against the page once more, though it stays the same: half of the time in which a slow phone
// cannot answer. So a sheet only says that it was done. This file runs just before the theme's own script.
(() => {
  "use strict";

  for (const sheet of document.querySelectorAll("head > link[rel=stylesheet]")) {
    const whole = sheet.cloneNode();
    whole.href = sheet.href;
    // By the text of its element the theme knows the same sheet in the next page.
    Object.defineProperties(sheet, { href: { value: sheet.href, writable: true }, outerHTML: { value: whole.outerHTML } });
  }
})();
