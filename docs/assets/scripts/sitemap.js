// The theme fetches the list of all pages as soon as a page is there, to swap pages without loading them whole. The list
// grows with the site, and who came for one answer has no use for it: it waits until the reader does anything at all.
// A link that is followed sooner loads its page whole. This file runs just before the theme's own script.
(() => {
  "use strict";

  const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown"];
  const stirred = new Promise((stir) => {
    const done = new AbortController();
    const tell = ({ type, movementX, movementY }) => {
      // Where a page appears below a mouse that rests, the browser says so as a move.
      if (type === "pointermove" && !movementX && !movementY) return;
      done.abort();
      stir();
    };
    for (const sign of SIGNS) addEventListener(sign, tell, { capture: true, passive: true, signal: done.signal });
  });

  window.XMLHttpRequest = class extends XMLHttpRequest {
    open(method, address, ...more) {
      this.waits = new URL(address, location.href).pathname.endsWith("/sitemap.xml");
      super.open(method, address, ...more);
      // The theme holds the last click against the list once it has come: a link that is being followed must not be it.
      if (this.waits) this.addEventListener("load", () => document.body.dispatchEvent(new Event("click")));
    }

    async send(body) {
      if (this.waits) await stirred;
      super.send(body);
    }
  };
})();
