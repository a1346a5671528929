"""Measures how soon a saved change shows in the preview of the real site, as `make serve` runs it."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from tests.browser.preview import previewed
from tests.project import copy_real

PAGE = "billing/refunds"
# The preview looks for changes twice a second and then waits a moment for more: a change comes at any time between.
PAUSES = (1.5, 1.6, 1.7, 1.8, 1.9)


def seconds_to_show(browser: Browser) -> list[float]:
    """Change an article of the real site a few times; return the seconds from each save to its words in the browser."""
    took = []
    with TemporaryDirectory() as folder:
        root = copy_real(Path(folder) / "project")
        article = root / f"docs/{PAGE}.md"
        text = article.read_text(encoding="utf-8")
        with previewed(root, Path(folder) / "log") as address:
            page = browser.new_page()
            page.goto(f"{address}{PAGE}/")
            for number, pause in enumerate(PAUSES):
                time.sleep(pause)
                start = time.perf_counter()
                article.write_text(f"{text}\nChange {number} is here.\n", encoding="utf-8")
                page.get_by_text(f"Change {number} is here.").wait_for()
                took.append(time.perf_counter() - start)
            page.close()
    return took
