"""Takes pictures of each page type, on a phone and a desktop, light and dark, into ``shots/``."""

from __future__ import annotations

import sys
from typing import Literal, cast

from kb.build import build
from tests.browser.conftest import DESKTOP, PHONE, chromium, served
from tests.project import ROOT

PAGES = {
    "home": "",
    "section": "billing/",
    "activate": "activate/link-netflix/",
    "article": "billing/review-a-charge/",
    "partner": "providers/optimum/",
    "contact": "contact/call-or-chat/",
    "messages": "messages/",
    "desk": "agents/",
    "short": "go/",
    "404": "404.html",
}


def main() -> int:
    """Build the site and take the pictures."""
    if build(ROOT):
        return 1
    folder = ROOT / "shots"
    folder.mkdir(exist_ok=True)
    with served(ROOT / "site") as address, chromium() as browser:
        for scheme in ("light", "dark"):
            for width, size in (("390", PHONE), ("1440", DESKTOP)):
                context = browser.new_context(
                    base_url=address,
                    color_scheme=cast(Literal["light", "dark"], scheme),
                    viewport={"width": size["width"], "height": size["height"]},
                )
                page = context.new_page()
                for name, url in PAGES.items():
                    page.goto(url)
                    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                context.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
