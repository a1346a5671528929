// The browser's storage. It may be blocked, full or hold anything: then reading gives null, and writing does nothing.

/** What all keys begin with, as the theme's own do: several sites may share a host. */
export const SITE = window.__md_scope.pathname;

export function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

export const read = (key, area = "localStorage") => attempt(() => window[area].getItem(key));

/** Store a text; null removes it. */
export function write(key, text, area = "localStorage") {
  attempt(() => (text === null ? window[area].removeItem(key) : window[area].setItem(key, text)));
}
