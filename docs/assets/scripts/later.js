// Parts that only some pages have, or that few readers come to, bring their scripts themselves: they are fetched when
// such a part is about to be seen. The script that starts the search names the files.
(() => {
  "use strict";

  const PARTS = { guide: ".guide--all", directory: ".directory-row", feedback: ".article-foot" };
  // About a screen ahead, so that it is ready when the reader comes to it.
  const AHEAD = "600px";

  // Taken before the theme swaps pages: then relative addresses no longer lead where they did.
  const named = document.querySelector("script[data-search]").dataset;
  const files = Object.fromEntries(Object.keys(PARTS).map((name) => [name, new URL(named[name], location.href)]));

  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      fetchFor(target);
    }
  }, { rootMargin: AHEAD });

  function fetchFor(part) {
    for (const [name, selector] of Object.entries(PARTS)) {
      if (!files[name] || !part.matches(selector)) continue;
      document.body.append(Object.assign(document.createElement("script"), { src: files[name] }));
      // Each of them sees to the later pages by itself.
      delete files[name];
    }
  }

  window.document$.subscribe(() => {
    for (const name of Object.keys(files)) {
      const part = document.querySelector(PARTS[name]);
      if (part) near.observe(part);
    }
  });
})();
