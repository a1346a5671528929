"""Weighs pages: the bytes that a visit fetches from a server that compresses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from gzip import compress
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from playwright.sync_api import Browser

from tests.browser.conftest import PHONE, Quiet, settle
from tests.search.bench import FAST_LINE, packed

KINDS = {
    ".html": "HTML",
    ".css": "CSS",
    ".js": "JS",
    ".json": "search",
    ".xml": "other",
    ".svg": "other",
    ".png": "other",
}
ON_PHONE: dict[str, Any] = {"has_touch": True, "is_mobile": True, "viewport": PHONE, "device_scale_factor": 2}


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
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        hashed = len(file.name.split(".")) > 2
        self.send_header("Cache-Control", "max-age=31536000, immutable" if hashed else "no-cache")
        self.end_headers()
        return BytesIO(body)


@dataclass
class Site:
    """A built site and where it is served."""

    folder: Path
    address: str


def weigh(browser: Browser, site: Site, path: str, fast: bool = False, then: str = "") -> Counter[str]:
    """Return the bytes, by kind, that a first visit to a page fetches, compressed.

    Args:
        browser: a running browser.
        site: the site.
        path: the page.
        fast: whether it is a computer on a fast line, and not a phone.
        then: a second page; only what is fetched on the way there from the first is then counted.
    """
    context = browser.new_context(base_url=site.address, **({} if fast else ON_PHONE))
    page = context.new_page()
    page.add_init_script(FAST_LINE if fast else "")
    fetched: list[str] = []
    context.on("request", lambda one: fetched.append(one.url.removeprefix(site.address).partition("?")[0]))
    page.goto(path, wait_until="networkidle")
    if then:
        fetched.clear()
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
    for name in dict.fromkeys(fetched):
        file = site.folder / name / "index.html" if not name or name.endswith("/") else site.folder / name
        kind = "search" if name.startswith("search/") else KINDS[file.suffix]
        bytes_of[kind] += packed(file)
    return bytes_of
