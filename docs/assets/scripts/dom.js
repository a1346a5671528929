// Elements, and what several scripts do with them.

export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

export function button(className, onClick, ...children) {
  const made = element("button", className, ...children);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

/** A live region: screen readers announce the text that is put into it. */
export function liveRegion(tag, className) {
  const region = element(tag, className);
  region.setAttribute("role", "status");
  return region;
}

/** Move the focus without scrolling, also to an element that is not focusable by itself. */
export function focusOn(target) {
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** A function that runs once its calls have paused: long enough for a screen reader to finish the last key. */
export function debounce(run, milliseconds = 500) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds, ...given);
  };
}
