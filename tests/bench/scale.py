"""Measures how the site grows: `make bench-scale` builds it with 100, 300 and 1,000 articles and 50 made-up providers.

Beside each stands the theme as it comes, with the same text and macros: without our templates, checks and search.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from tests.bench.made_up import make_site
from tests.bench.preview import seconds_to_show
from tests.bench.weight import Site, weigh
from tests.browser.conftest import chromium, served
from tests.search.bench import BOX, ask, first_result, keystrokes, opened, p95, packed

SIZES = (100, 300, 1000)
# With all of the menu on each page the theme needs minutes: once will do.
WITH_WHOLE_MENU = 300
BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet")


def run(command: Sequence[str], root: Path, site_url: str = "") -> tuple[float, float, float]:
    """Run a command in a project.

    Returns:
        The seconds that passed, the seconds of processor time, and the most memory in MB that it and all that it
        started held at one time (0 where the system doesn't tell).
    """
    environment = {**os.environ, "PYTHONPATH": str(root), "NO_MKDOCS_2_WARNING": "1"}
    environment |= {"SITE_URL": site_url} if site_url else {}
    start = time.perf_counter()
    most = 0.0
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL) as process:
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            most = max(most, memory(process.pid))
            time.sleep(0.2)
        _, status, used = ended
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed in {root}")
    return seconds, used.ru_utime + used.ru_stime, most


def memory(process: int) -> float:
    """Return the MB that a process and all that it started hold, what they share counted once.

    Args:
        process: its id.
    """
    folder = Path(f"/proc/{process}")
    try:
        own = re.search(r"^Pss: +(\d+)", (folder / "smaps_rollup").read_text(), re.MULTILINE)
        started = [int(one) for file in folder.glob("task/*/children") for one in file.read_text().split()]
    except (OSError, ValueError):  # it has just ended, or this system has no such files
        return 0
    return (int(own[1]) / 1000 if own else 0) + sum(memory(one) for one in started)


def make_stock(root: Path, whole_menu: bool = False) -> None:
    """Take from a project all but its text, its macros and the theme.

    Args:
        root: the project; it is changed.
        whole_menu: whether each page shows the whole menu.
    """
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    text = re.sub(r"\n(?:hooks|extra_css|extra_javascript):\n(?: +.*\n)+", "\n", text)
    text = text.replace("strict: true", "strict: false")
    text = re.sub(r" +(?:custom_dir: overrides|static_templates: .*|language: custom|polyfills: .*)\n", "", text)
    if whole_menu:
        text = text.replace("    - navigation.prune\n", "")
    settings.write_text(text, encoding="utf-8")
    for page in (root / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"^template: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")


def typical_page(site: Path) -> Path:
    """Return the file of a made-up article of middling size."""
    pages = sorted(site.glob("room-*/shelf-*/question-*/index.html"), key=lambda page: page.stat().st_size)
    return pages[len(pages) // 2]


def report(name: str, site: Path, took: tuple[float, float, float], index: str) -> None:
    """Print one line of figures about a built site."""
    typical = typical_page(site)
    every = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    words = site / "search" / index
    print(
        f"{name:24} {took[0]:7.1f} {took[1]:7.1f} {took[2]:7.0f} {every / 1e6:8.1f} "
        f"{typical.stat().st_size / 1e3:8.1f} {packed(typical) / 1e3:6.1f} "
        f"{words.stat().st_size / 1e3:9.0f} {packed(words) / 1e3:6.0f}",
        flush=True,
    )


def report_search(browser: Browser, address: str) -> None:
    """Print how fast the search of a served site is."""
    first = statistics.median(first_result(browser, address) for _ in range(5))
    context, page = opened(browser, address)
    page.focus(BOX)
    ask(page, "charged")
    keys = p95(keystrokes(page))
    context.close()
    print(f"{'':24} search: first result {first:.0f} ms after opening it, keystroke p95 {keys:.1f} ms", flush=True)


def report_weight(browser: Browser, site: Site) -> None:
    """Print what a first visit to an article costs on a phone."""
    path = typical_page(site.folder).parent.relative_to(site.folder).as_posix() + "/"
    weight = weigh(browser, site, path)
    print(f"{'':24} first visit: {weight.total() / 1000:.1f} kB gzip, {dict(weight)}", flush=True)


def main() -> None:
    """Print every figure."""
    with chromium() as browser:
        took = seconds_to_show(browser)
        print(f"real site, a saved change shows in the preview after {min(took):.1f} to {max(took):.1f} s", flush=True)
        print(" " * 24, "build s   CPU s  mem MB  site MB  page kB   gzip  index kB   gzip")
        for articles in SIZES:
            with TemporaryDirectory() as folder, served(Path(folder) / "site") as address:
                root = make_site(Path(folder), articles)
                report(f"{articles} articles", root / "site", run(BUILD, root, address), "index.json")
                report_weight(browser, Site(root / "site", address))
                report_search(browser, address)
                make_stock(root)
                report(f"{articles}, theme alone", root / "site", run(BUILD, root, address), "search_index.json")
                report_weight(browser, Site(root / "site", address))
                if articles == WITH_WHOLE_MENU:
                    make_stock(root, whole_menu=True)
                    report(f"{articles}, with whole menu", root / "site", run(BUILD, root), "search_index.json")


if __name__ == "__main__":
    main()
