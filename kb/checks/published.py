"""The built site as its readers get it: pages, their ids, links and text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

ATTRIBUTES = {
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
    "video": "src",
    "audio": "src",
    "form": "action",
}
BASE = "https://site.invalid"


@dataclass(frozen=True)
class Link:
    """A link or an asset of a page: the address as it stands there, and where it leads on this site.

    Args:
        raw: the address as written.
        target: the path on this site without a leading slash, or None when it leads elsewhere.
        fragment: the part after ``#``.
    """

    raw: str
    target: str | None
    fragment: str


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of the built site.

    Args:
        url: its address on the site, such as ``billing/refunds/``, or ``404.html``.
        ids: every id in it.
        links: its links and assets, each once.
        text: its visible text, code samples left out.
        content: the part of it that its article made, without menus.
        phones: the addresses that a tap would dial.
    """

    url: str
    ids: frozenset[str]
    links: tuple[Link, ...]
    text: str
    content: str
    phones: frozenset[str]

    @property
    def name(self) -> str:
        """Its address as an article's id, ``/index`` of a section page left out."""
        return self.url.rstrip("/") or "index"


class Published:
    """A built site in a folder.

    Args:
        folder: the built site.
        site_url: the address that it was built for; its path is where the site's root lies.
    """

    def __init__(self, folder: Path, site_url: str) -> None:
        self.folder = folder
        self.root = urlsplit(site_url).path.rstrip("/") + "/"

    @cached_property
    def pages(self) -> dict[str, BuiltPage]:
        """Every HTML page by its address."""
        found = {}
        for file in sorted(self.folder.rglob("*.html")):
            url = file.relative_to(self.folder).as_posix()
            url = re.sub(r"(^|/)index\.html$", r"\1", url)
            found[url] = self._read(file, url)
        return found

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file of the site and every folder with an index, as addresses."""
        every = {file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*") if file.is_file()}
        return frozenset(every | set(self.pages))

    def _read(self, file: Path, url: str) -> BuiltPage:
        tree = html.document_fromstring(file.read_bytes().decode("utf-8"))
        links, ids, phones = {}, set(), set()
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            if element.get("id"):
                ids.add(element.get("id"))
            raw = element.get(ATTRIBUTES[element.tag]) if element.tag in ATTRIBUTES else None
            if raw and raw.startswith("tel:"):
                phones.add(raw)
            elif raw is not None and element.get("rel") != "canonical":
                links[raw] = self._resolve(raw, url)
        for element in tree.xpath("//script|//style|//code|//pre"):
            element.drop_tree()
        body = tree.find("body")
        text = " ".join(body.itertext()) if body is not None else ""
        content = " ".join(words for part in tree.xpath("//article") for words in part.itertext())
        return BuiltPage(url, frozenset(ids), tuple(links.values()), text, content, frozenset(phones))

    def _resolve(self, raw: str, url: str) -> Link:
        absolute = urlsplit(urljoin(BASE + self.root + url, raw))
        inside = f"{absolute.scheme}://{absolute.netloc}" == BASE and absolute.path.startswith(self.root)
        # An address outside the site's own root cannot be followed here, unless it was meant to be inside.
        target = unquote(absolute.path.removeprefix(self.root)) if inside else None
        if target is None and absolute.netloc == urlsplit(BASE).netloc:
            target = unquote(absolute.path.lstrip("/"))
        return Link(raw, target, unquote(absolute.fragment))
