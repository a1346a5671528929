// Where a very old browser lacks this, the theme would fetch it from another host. Here is as much as the theme needs:
// it is told once when an element is first watched, and again when the window changes.
if (typeof ResizeObserver === "undefined") {
  window.ResizeObserver = class {
    constructor(tell) {
      this.tell = () => tell([...this.watched].map((target) => ({ target })));
      this.watched = new Set();
    }

    observe(element) {
      if (!this.watched.size) addEventListener("resize", this.tell);
      this.watched.add(element);
      requestAnimationFrame(this.tell);
    }

    unobserve(element) {
      this.watched.delete(element);
    }

    disconnect() {
      this.watched.clear();
      removeEventListener("resize", this.tell);
    }
  };
}
