"""Measures what a page costs its readers. `make bench` prints it, and the same for the theme alone with the same text.

The bytes of a first visit, as a server that compresses sends them; those of the next article; how soon a slow phone
shows a page, and whether it then stays where it is; what Lighthouse says; and how long the build takes.
"""

import json
import os
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from gzip import compress
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, NamedTuple

from playwright.sync_api import Browser

from kb.search.bundle import node, run_node
from tests.browser.conftest import PHONE, Quiet, chromium, served, settle
from tests.browser.install import SHELL, system_chromium
from tests.project import copy_real
from tests.search.bench import packed

PAGES = ("", "billing/review-a-charge/", "activate/link-netflix/", "agents/")
ARTICLE, NEXT = "billing/review-a-charge/", "billing/unknown-charge/"
BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet")
RUNS = 5
HERE = Path(__file__).parent
LIGHTHOUSE = HERE / "node_modules/lighthouse/cli/index.js"
SCORES = ("performance", "accessibility", "best-practices", "seo")
KINDS = {".html": "HTML", ".css": "CSS", ".js": "JS", ".json": "search"}
ON_PHONE: dict[str, Any] = {"has_touch": True, "is_mobile": True, "viewport": PHONE, "device_scale_factor": 2}
# A cheap phone on a slow line: bits and milliseconds as in Lighthouse.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER = 4
WATCH = """
window.seen = { lcp: 0, cls: 0, fcp: 0, tasks: [] };
const watch = (type, tell) =>
  new PerformanceObserver((list) => list.getEntries().forEach(tell)).observe({ type, buffered: true });
watch("largest-contentful-paint", (one) => { seen.lcp = one.startTime; });
watch("layout-shift", (one) => { if (!one.hadRecentInput) seen.cls += one.value; });
watch("paint", (one) => { if (one.name === "first-contentful-paint") seen.fcp = one.startTime; });
watch("longtask", (one) => seen.tasks.push([one.startTime, one.duration]));
"""


class Site(NamedTuple):
    """A built site and where it is served."""

    folder: Path
    address: str


class Compressing(Quiet):
    """Serves a folder as a good server does: compressed, over kept connections, with a word on what may be kept."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Send the head of an answer, and return its body."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file() or (path.is_dir() and not self.path.split("?")[0].endswith("/")):
            return SimpleHTTPRequestHandler.send_head(self)
        body = compress(file.read_bytes(), 6)
        hashed = len(file.name.split(".")) > 2
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000, immutable" if hashed else "no-cache")
        self.end_headers()
        return BytesIO(body)


def weigh(browser: Browser, site: Site, path: str, then: str = "") -> Counter[str]:
    """Return the bytes, by kind, that a first visit to a page fetches, compressed.

    Args:
        browser: a running browser.
        site: the site.
        path: the page.
        then: a second page; only what is fetched on the way there from the first is then counted.
    """
    context = browser.new_context(base_url=site.address, **ON_PHONE)
    page = context.new_page()
    fetched: list[str] = []
    # What a browser has kept of the first page.
    kept: set[str] = set()
    context.on("request", lambda one: fetched.append(one.url.removeprefix(site.address).partition("?")[0]))
    page.goto(path, wait_until="networkidle")
    if then:
        kept, fetched = set(fetched), []
        # Nobody reads without moving anything.
        page.evaluate("scrollTo(0, 1)")
        settle(page)
        page.wait_for_load_state("networkidle")
        page.evaluate("path => [...document.links].find((link) => link.pathname === `/${path}`).click()", then)
        page.wait_for_url(f"**/{then}")
        page.wait_for_load_state("networkidle")
        settle(page)
    context.close()
    bytes_of: Counter[str] = Counter()
    for name in dict.fromkeys(one for one in fetched if one not in kept):
        file = site.folder / name / "index.html" if not name or name.endswith("/") else site.folder / name
        bytes_of["search" if name.startswith("search/") else KINDS.get(file.suffix, "other")] += packed(file)
    return bytes_of


def run(command: Sequence[str], root: Path, site_url: str = "") -> None:
    """Build a site, and end where that fails."""
    environment = {**os.environ, "PYTHONPATH": str(root), "NO_MKDOCS_2_WARNING": "1"}
    environment |= {"SITE_URL": site_url} if site_url else {}
    if subprocess.run(command, cwd=root, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
        sys.exit(f"{' '.join(command)} failed in {root}")


def make_stock(root: Path) -> None:
    """Take from a project all but its text, its macros and the theme. The project is changed."""
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    text = re.sub(r"\n(?:hooks|extra_css|extra_javascript):\n(?: +.*\n)+", "\n", text)
    text = text.replace("strict: true", "strict: false")
    text = re.sub(r" +(?:custom_dir: overrides|static_templates: .*|language: custom|polyfills: .*)\n", "", text)
    settings.write_text(text, encoding="utf-8")
    for page in (root / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"^template: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")


def _seen(browser: Browser, site: Site, path: str) -> tuple[float, float, float, float]:
    """Return how a page arrives on a slow phone: first and largest paint, layout shift, and how long it was blocked."""
    context = browser.new_context(base_url=site.address, **ON_PHONE)
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(path, wait_until="networkidle")
    page.wait_for_function("seen.lcp > 0")
    page.wait_for_timeout(500)
    seen = page.evaluate("seen")
    context.close()
    blocked = sum(max(0, length - 50) for start, length in seen["tasks"] if start > seen["fcp"])
    return seen["fcp"], seen["lcp"], seen["cls"], blocked


def _lighthouse(address: str) -> list[str]:
    """Return Lighthouse's four scores of a page on a phone."""
    flags = "--headless=new --no-sandbox --disable-background-networking"
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        run_node(
            LIGHTHOUSE, address, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={flags}",
            f"--only-categories={','.join(SCORES)}",
            cwd=HERE, env={**os.environ, "CHROME_PATH": system_chromium() or system_chromium(SHELL) or ""},
        )  # fmt: skip
        found = json.loads(report.read_text(encoding="utf-8"))
    return [str(round(100 * (found["categories"][one]["score"] or 0))) for one in SCORES]


def row(name: str, *cells: str) -> None:
    """Print one line of a table."""
    print(f"{name or 'home':26} " + " ".join(f"{one:>7}" for one in cells), flush=True)


def _report(browser: Browser, name: str, site: Site) -> None:
    """Print every figure of a site."""
    kinds = ("HTML", "CSS", "JS", "search", "other")
    row(f"\n{name}\nfirst visit, kB gzip", *kinds, "all")
    weights = {path: weigh(browser, site, path) for path in PAGES}
    weights["the next article"] = weigh(browser, site, ARTICLE, then=NEXT)
    for path, weight in weights.items():
        row(path, *(f"{one / 1000:.1f}" for one in (*(weight[kind] for kind in kinds), weight.total())))
    row(f"slow phone, median of {RUNS}", "FCP ms", "LCP ms", "CLS", "TBT ms")
    for path in PAGES:
        runs = zip(*(_seen(browser, site, path) for _ in range(RUNS)), strict=True)
        fcp, lcp, cls, tbt = (statistics.median(one) for one in runs)
        row(path, f"{fcp:.0f}", f"{lcp:.0f}", f"{cls:.3f}", f"{tbt:.0f}")
    row("Lighthouse, mobile", *(one[:7] for one in SCORES))
    for path in PAGES:
        row(path, *_lighthouse(site.address + path))


def main() -> None:
    """Print every figure of this site, and then of the theme alone."""
    _, npm = node()
    run_node(npm, "ci", "--loglevel=error", cwd=HERE)
    for name in ("this site", "the theme alone, same text"):
        with TemporaryDirectory() as folder, chromium() as browser:
            root = copy_real(Path(folder))
            with served(root / "site", Compressing) as address:
                if name != "this site":
                    make_stock(root)
                run(BUILD, root, address)
                _report(browser, name, Site(root / "site", address))


if __name__ == "__main__":
    main()
