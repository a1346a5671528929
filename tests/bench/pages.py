"""Measures what a page costs its readers. `make bench` prints it, and the same for the theme alone with the same text.

The bytes of a first visit, as a server that compresses sends them; those of the next article; how soon a slow phone
shows a page, and whether it then stays where it is; what Lighthouse says; and how long the build takes.
"""

from __future__ import annotations

import json
import os
import statistics
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from kb.search.bundle import node, run_node
from tests.bench.scale import BUILD, make_stock, run
from tests.bench.weight import ON_PHONE, Compressing, Site, weigh
from tests.browser.conftest import chromium, served
from tests.browser.install import SHELL, system_chromium
from tests.project import copy_real

PAGES = {
    "home": "",
    "article": "billing/review-a-charge/",
    "activation": "activate/link-netflix/",
    "desk": "agents/",
}
NEXT = "billing/unknown-charge/"
RUNS = 5
HERE = Path(__file__).parent
LIGHTHOUSE = HERE / "node_modules/lighthouse/cli/index.js"
# A cheap phone on a slow line: bits and milliseconds as in Lighthouse.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER = 4
SCORES = ("performance", "accessibility", "best-practices", "seo")
WATCH = """
window.seen = { lcp: 0, cls: 0, fcp: 0, tasks: [] };
const watch = (type, tell) =>
  new PerformanceObserver((list) => list.getEntries().forEach(tell)).observe({ type, buffered: true });
watch("largest-contentful-paint", (one) => { seen.lcp = one.startTime; });
watch("layout-shift", (one) => { if (!one.hadRecentInput) seen.cls += one.value; });
watch("paint", (one) => { if (one.name === "first-contentful-paint") seen.fcp = one.startTime; });
watch("longtask", (one) => seen.tasks.push([one.startTime, one.duration]));
"""


def seen(browser: Browser, site: Site, path: str) -> dict[str, float]:
    """Return how a page arrives on a slow phone: largest paint, layout shift, and how long scripts blocked it."""
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
    got = page.evaluate("seen")
    context.close()
    blocked = sum(max(0, length - 50) for start, length in got["tasks"] if start > got["fcp"])
    return {"FCP": got["fcp"], "LCP": got["lcp"], "CLS": got["cls"], "TBT": blocked}


def lighthouse(address: str) -> list[str]:
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


def report_build(root: Path, address: str) -> None:
    """Build a site a few times and print how long it took, the first time aside."""
    took = [run(BUILD, root, address) for _ in range(RUNS + 1)][1:]
    seconds, processor = (statistics.median(one[number] for one in took) for number in (0, 1))
    print(f"\nbuild, median of {RUNS}: {seconds:.2f} s, {processor:.2f} s of processor time", flush=True)


def report(browser: Browser, name: str, site: Site) -> None:
    """Print every figure of a site."""
    print(
        f"\n{name}\n{'first visit, kB gzip':22} "
        + " ".join(f"{one:>7}" for one in ("HTML", "CSS", "JS", "search", "other", "all"))
    )
    for page, path in PAGES.items():
        print_weight(page, weigh(browser, site, path))
    print_weight("article, fast desktop", weigh(browser, site, PAGES["article"], fast=True))
    print_weight("next article", weigh(browser, site, PAGES["article"], then=NEXT))
    print(f"slow phone, median of {RUNS:<2}  FCP ms  LCP ms     CLS  TBT ms")
    for page, path in PAGES.items():
        runs = [seen(browser, site, path) for _ in range(RUNS)]
        fcp, lcp, cls, tbt = (statistics.median(run[key] for run in runs) for key in ("FCP", "LCP", "CLS", "TBT"))
        print(f"{page:22} {fcp:7.0f} {lcp:7.0f} {cls:7.3f} {tbt:7.0f}", flush=True)


def print_weight(name: str, weight: Counter[str]) -> None:
    """Print one line of bytes by kind."""
    kinds = [weight[kind] for kind in ("HTML", "CSS", "JS", "search", "other")]
    print(f"{name:22} " + " ".join(f"{one / 1000:7.1f}" for one in (*kinds, sum(kinds))), flush=True)


def main() -> None:
    """Print every figure of this site, and then of the theme alone."""
    _, npm = node()
    run_node(npm, "ci", "--loglevel=error", cwd=HERE)
    with TemporaryDirectory() as folder, chromium() as browser:
        for name in ("this site", "the theme alone, same text"):
            root = copy_real(Path(folder) / name.split()[1])
            with served(root / "site", Compressing) as address:
                if name != "this site":
                    make_stock(root)
                report_build(root, address)
                site = Site(root / "site", address)
                report(browser, name, site)
                print("Lighthouse, mobile     " + " ".join(f"{one[:7]:>7}" for one in SCORES))
                for page, path in PAGES.items():
                    print(f"{page:22} " + " ".join(f"{one:>7}" for one in lighthouse(address + path)), flush=True)


if __name__ == "__main__":
    main()
