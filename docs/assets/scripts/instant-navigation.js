// Two costs of the theme's instant navigation, which swaps pages without loading them whole. This file runs just before
// the theme's own script.

// It rewrites every address of the page as an absolute one. A style sheet whose address is written is loaded and
// matched again, though it stays the same: half of the time in which a slow phone cannot respond. So a sheet only seems
// rewritten.
for (const sheet of document.querySelectorAll("head > link[rel=stylesheet]")) {
  const absolute = sheet.cloneNode();
  absolute.href = sheet.href;
  // By the HTML of its element the theme recognizes the same sheet in the next page.
  const { href } = sheet, { outerHTML } = absolute;
  Object.defineProperties(sheet, { href: { value: href, writable: true }, outerHTML: { value: outerHTML } });
}

// It fetches the sitemap at once. That grows with the site, and who came for one answer has no use for it: so it waits
// for the reader's first move. A link that is followed sooner loads its page whole.
const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown"];
const firstMove = new Promise((resolve) => {
  const listeners = new AbortController();
  const onSign = ({ type, movementX, movementY }) => {
    // Where a page appears below a mouse at rest, the browser reports a move.
    if (type === "pointermove" && !movementX && !movementY) return;
    listeners.abort();
    resolve();
  };
  for (const sign of SIGNS) addEventListener(sign, onSign, { capture: true, passive: true, signal: listeners.signal });
});

window.XMLHttpRequest = class extends XMLHttpRequest {
  open(method, address, ...more) {
    this.isSitemap = new URL(address, location.href).pathname.endsWith("/sitemap.xml");
    super.open(method, address, ...more);
    // The theme compares the last click with the sitemap once it has come: a link that is being followed must not be
    // it.
    if (this.isSitemap) this.addEventListener("load", () => document.body.dispatchEvent(new Event("click")));
  }

  async send(body) {
    if (this.isSitemap) await firstMove;
    super.send(body);
  }
};
