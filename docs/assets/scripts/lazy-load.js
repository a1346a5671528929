// Scripts of parts that few pages have or few readers reach: each is fetched when its part is about to be seen.

const PARTS = { guide: ".guide--all", directory: ".directory-row", feedback: ".article-foot" };
// About a screen ahead, so that it is ready when the reader gets there.
const AHEAD = "600px";

// Absolute addresses: once the theme has swapped pages, relative ones lead elsewhere.
const { dataset } = document.querySelector("script[data-search]");
const pending = new Map(Object.entries(PARTS).map(([name, selector]) => [selector, new URL(dataset[name], location)]));

const observer = new IntersectionObserver((entries) => {
  for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
    observer.unobserve(target);
    const selector = [...pending.keys()].find((one) => target.matches(one));
    if (!selector) continue;
    document.body.append(Object.assign(document.createElement("script"), { src: pending.get(selector) }));
    // The script itself handles the pages that follow.
    pending.delete(selector);
  }
}, { rootMargin: AHEAD });

window.document$.subscribe(() => {
  for (const selector of pending.keys()) {
    const part = document.querySelector(selector);
    if (part) observer.observe(part);
  }
});
