"""Measures the search as people meet it: in Chromium, through the real box, on the real site.

`make bench-search` prints how many queries find their page first or among the first three, how many unanswerable ones
are told that there is no article, how long a keystroke takes, how much is loaded, and five calls by keyboard alone.
"""

import gzip
import json
import random
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import chromium, served, settle
from tests.project import copy_real, run_kb
from tests.search.queries import SETS, Query, negatives, queries

BOX = ".md-search__input"
# Tells in the page when the worker has answered, and when the theme last drew.
WATCH = """
const Native = window.Worker;
window.Worker = class extends Native {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => {
      if (data.type !== 3) return;
      window.answered = data.data.query;
      window.answeredAt = performance.now();
    });
  }
};
addEventListener("DOMContentLoaded", () => {
  new MutationObserver(() => { window.drawnAt = performance.now(); })
    .observe(document.querySelector(".md-search-result"), { childList: true, subtree: true, characterData: true });
});
"""
# The words that five callers' agents type.
CALLS = ("wrong acct", "no cancel btn", "optimum number", "pw reset", "fake text")
KEYS_A_SECOND = 5


def opened(browser: Browser, address: str, **settings: Any) -> tuple[BrowserContext, Page]:
    """Open the home page in a browser without a memory."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}, **settings)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto("")
    settle(page)
    return context, page


def ask(page: Page, text: str) -> list[str]:
    """Type a query and return the pages that are found, by path, the first first."""
    page.evaluate("window.answered = undefined")
    page.fill(BOX, text)
    page.dispatch_event(BOX, "keyup")
    page.wait_for_function("text => window.answered === text", arg=text)
    page.wait_for_timeout(1)
    links = page.eval_on_selector_all(".md-search-result__item a", "links => links.map(link => link.pathname)")
    return list(dict.fromkeys(link.strip("/") or "index" for link in links))


def report_ranking(page: Page) -> None:
    """Print how each query set fares, by kind."""
    print(f"{'set':9} {'kind':16} {'n':>4} {'first':>6} {'in 3':>6} {'MRR':>6} {'none':>6}")
    for name in SETS:
        found: dict[str, list[tuple[Query, list[str]]]] = defaultdict(list)
        for query in queries(name):
            result = (query, ask(page, query.text))
            found["all"].append(result)
            found[query.kind].append(result)
        for kind, results in found.items():
            places = [next((i for i, one in enumerate(got, 1) if one in query.pages), 0) for query, got in results]
            first = statistics.mean(place == 1 for place in places)
            three = statistics.mean(1 <= place <= 3 for place in places)
            rank = statistics.mean(1 / place if place else 0 for place in places)
            none = statistics.mean(not got for _, got in results)
            print(f"{name:9} {kind:16} {len(results):4} {first:6.3f} {three:6.3f} {rank:6.3f} {none:6.3f}")
        refused = [not ask(page, text) for text in negatives(name)]
        print(f"{name:9} {'unanswerable':16} {len(refused):4} told so: {statistics.mean(refused):.3f}")


def keystrokes(page: Page) -> list[float]:
    """Type queries letter by letter; return the milliseconds from each key to the last change on the screen."""
    took = []
    for query in queries("dev")[:40]:
        page.fill(BOX, "")
        page.dispatch_event(BOX, "keyup")
        for end in range(1, min(len(query.text), 25) + 1):
            took.append(
                page.evaluate(
                    """async ([selector, text]) => {
                      const box = document.querySelector(selector);
                      window.answered = undefined;
                      const start = performance.now();
                      window.drawnAt = start;
                      box.value = text;
                      box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
                      while (window.answered !== text) await new Promise((done) => setTimeout(done));
                      await new Promise((done) => setTimeout(done));
                      return Math.max(window.answeredAt, window.drawnAt) - start;
                    }""",
                    [BOX, query.text[:end]],
                )
            )
    return took


def first_result(browser: Browser, address: str) -> float:
    """Return the milliseconds from opening the search on a fresh page, a word typed at once, to its first result.

    Args:
        browser: a running browser.
        address: the site's address.
    """
    context, page = opened(browser, address)
    took = page.evaluate(
        """async (selector) => {
          const start = performance.now();
          const box = document.querySelector(selector);
          box.focus();
          box.value = "charged";
          box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
          while (!document.querySelector(".md-search-result__item")) await new Promise((done) => setTimeout(done));
          return performance.now() - start;
        }""",
        BOX,
    )
    context.close()
    return float(took)


def many_pages(index: dict[str, Any], count: int) -> dict[str, Any]:
    """Return an index of made-up pages: the real ones' sentences, mixed, with made-up words among them."""
    rng = random.Random(1)
    syllables = ["ba", "ko", "li", "mu", "ne", "ri", "so", "ta", "vu", "ze"]
    names = ["".join(rng.choices(syllables, k=4)) for _ in range(3000)]
    real = index["pages"]
    pages = []
    for number in range(count):
        page, other = real[number % len(real)], rng.choice(real)
        added = " ".join(rng.sample(names, 12))
        sections = [[anchor, title, f"{text} {added}"] for anchor, title, text in page["sections"]]
        questions = [
            f"{one} {rng.choice(names)}"
            for one in rng.sample(page.get("questions", []), len(page.get("questions", [])) // 2)
        ]
        questions += other.get("questions", [])[:5]
        pages.append(page | {"url": f"{page['url']}{number}/", "title": f"{page['title']} {rng.choice(names)}",
                             "sections": sections, "questions": questions})  # fmt: skip
    return {**index, "pages": pages}


def five_calls(browser: Browser, address: str) -> None:
    """Print what five calls cost an agent with a keyboard alone: from `/` to the answer on the clipboard."""
    context, page = opened(browser, address, permissions=["clipboard-read", "clipboard-write"])
    for words in CALLS:
        keys = ["/", *words, "Enter", "c"]
        settle(page)
        start = time.perf_counter()
        page.keyboard.press("/")
        # A second call: the words of the first are marked, and the new ones take their place.
        page.keyboard.type(words, delay=1000 / KEYS_A_SECOND)
        page.wait_for_function("words => window.answered === words", arg=words)
        before = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, before=before: url != before)  # type: ignore[misc]
        page.wait_for_timeout(1000 / KEYS_A_SECOND)
        settle(page)
        page.evaluate("navigator.clipboard.writeText('')")
        page.keyboard.press("c")
        page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 40")
        seconds = time.perf_counter() - start
        copied = page.evaluate("navigator.clipboard.readText()").replace("\n", " ")
        print(f"  {words:16} {len(keys):3} keys {seconds:5.2f} s  {urlsplit(page.url).path}: {copied[:70]}…")
    context.close()


def p95(values: list[float]) -> float:
    """Return the value that 95 of 100 stay below."""
    return statistics.quantiles(values, n=20)[-1]


def main() -> None:
    """Print every figure."""
    with TemporaryDirectory() as folder, served(Path(folder) / "site") as address, chromium() as browser:
        done = run_kb(copy_real(Path(folder)))
        if done.returncode:
            sys.exit(done.stderr)
        site = Path(folder) / "site"
        context, page = opened(browser, address)
        page.focus(BOX)
        report_ranking(page)
        took = keystrokes(page)
        print(f"keystroke to settled results: median {statistics.median(took):.1f} ms, p95 {p95(took):.1f} ms")
        context.close()
        firsts = [first_result(browser, address) for _ in range(7)]
        print(f"opening search to first result: median {statistics.median(firsts):.0f} ms, most {max(firsts):.0f} ms")
        index = json.loads((site / "search/index.json").read_text(encoding="utf-8"))
        large = json.dumps(many_pages(index, 1000), ensure_ascii=False)
        context, page = opened(browser, address)
        context.route("**/search/index.json", lambda route: route.fulfill(body=large, content_type="application/json"))
        page.focus(BOX)
        ask(page, "charged")
        took = keystrokes(page)
        print(f"with 1,000 articles: median {statistics.median(took):.1f} ms, p95 {p95(took):.1f} ms")
        context.close()
        articles = sum("topics" in one for one in index["pages"])
        sizes = {name: packed(site / "search" / name) for name in ("worker.js", "index.json")}
        print(f"worker with engine: {sizes['worker.js'] / 1000:.1f} kB gzip")
        each = sizes["index.json"] / 1000 / articles
        print(f"index: {sizes['index.json'] / 1000:.1f} kB gzip, {each:.2f} kB an article")
        print(f"five calls by keyboard alone, {KEYS_A_SECOND} keys a second:")
        five_calls(browser, address)


def packed(file: Path) -> int:
    """Return a file's size in bytes, gzipped."""
    return len(gzip.compress(file.read_bytes(), 9))


if __name__ == "__main__":
    main()
