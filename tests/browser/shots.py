"""Takes pictures of each page type, on three widths, light and dark, into ``shots/``, with a gallery of them."""

import argparse
import base64
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, PHONE, chromium, served, settle
from tests.project import ROOT

PAGES = {
    "home": "",
    "section": "billing/",
    "article": "billing/review-a-charge/",
    "activate": "activate/link-netflix/",
    "partner": "providers/optimum/",
    "partner-long": "providers/xfinity/",
    "directory": "providers/",
    "contact": "contact/call-or-chat/",
    "messages": "messages/",
    "short": "go/",
    "404": "404.html",
    "desk": "agents/",
    "about": "about/",
    "contribute": "contribute/",
}
WIDTHS = {"390": PHONE, "768": {"width": 768, "height": 1024}, "1440": DESKTOP}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
README = ROOT / ".github/pictures"

GALLERY = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Screenshots</title>
<style>
  body {{ margin: 1rem; font: 15px system-ui; color: #222; background: #ddd; }}
  section {{ display: flex; gap: 1rem; align-items: start; overflow-x: auto; }}
  figure {{ margin: 0 0 1rem; }}
  img {{ display: block; height: 24rem; width: auto; max-width: 40rem; object-fit: cover; object-position: top; }}
</style>
<h1>Screenshots</h1>
{}
</html>
"""
FIGURE = '<figure><a href="{file}"><img src="{file}" alt=""></a>{name}</figure>'


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("charged twice")
    page.locator(".md-search-result__item").first.wait_for()


def _menu(page: Page) -> None:
    button = page.get_by_role("button", name="Menu")
    if button.is_visible():
        button.click()


# What is open over a page: only the screen is taken, not the whole page.
OPEN: dict[str, Callable[[Page], None]] = {"search": _search, "menu": _menu}


def _picture(browser: Browser, address: str, folder: Path, names: list[str]) -> None:
    for scheme in SCHEMES:
        for width, size in WIDTHS.items():
            context = browser.new_context(base_url=address, color_scheme=scheme, reduced_motion="reduce")
            page = context.new_page()
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            for name in names:
                page.goto(PAGES.get(name, ""))
                settle(page)
                if name in OPEN:
                    OPEN[name](page)
                    settle(page)
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=name not in OPEN)
            context.close()


def _gallery(folder: Path) -> None:
    rows = []
    for name in (*PAGES, *OPEN):
        for scheme in SCHEMES:
            files = [file for width in WIDTHS if (file := folder / f"{name}-{width}-{scheme}.png").exists()]
            links = (
                f'<figure><a href="{one.name}"><img src="{one.name}" alt=""></a>{one.stem}</figure>' for one in files
            )
            rows.append(f"<h2>{name}, {scheme}</h2><section>{''.join(links)}</section>")
    (folder / "index.html").write_text(GALLERY.format("\n".join(rows)), encoding="utf-8")


def _for_readme(browser: Browser, address: str) -> None:
    """Write the README's two pictures: WebP, which Chromium writes small and Playwright alone cannot."""
    README.mkdir(parents=True, exist_ok=True)
    for name, url, size in (("phone", "", PHONE), ("article", "providers/optimum/", DESKTOP)):
        page = browser.new_page(viewport={"width": size["width"], "height": size["height"]})
        page.goto(address + url)
        settle(page)
        taken = page.context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": 75})
        (README / f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))


def main() -> int:
    """Build the site and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"only these: {', '.join((*PAGES, *OPEN))}")
    parser.add_argument("--readme", action="store_true", help="write the README's two pictures instead")
    options = parser.parse_args()
    if done := subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=ROOT, check=False).returncode:
        return done
    folder = ROOT / "shots"
    folder.mkdir(exist_ok=True)
    with served(ROOT / "site") as address, chromium() as browser:
        if options.readme:
            _for_readme(browser, address)
        else:
            _picture(browser, address, folder, options.names or [*PAGES, *OPEN])
            _gallery(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
