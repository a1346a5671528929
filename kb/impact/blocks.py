"""The text of a built page as its readers see it, block by block: paragraphs, list items, table rows, cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from lxml import html

from kb.model.article import SHORT_FOLDER

# What belongs to the page and not to what it says.
FURNITURE = {"script", "style", "button", "form", "input", "svg"}
FURNITURE_CLASSES = {"headerlink", "step-link", "md-content__button", "edit-fact", "print-address"}
# Shown to editors, of records and macros that are compared themselves.
FURNITURE_CLASSES |= {"used", "example"}
# Elements that begin a new line.
LINES = {
    *("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "table", "thead", "tbody", "div", "section"),
    *("article", "aside", "nav", "header", "footer", "ul", "ol", "dl", "dt", "dd", "pre", "blockquote", "label"),
    *("details", "summary", "figure", "figcaption", "hr"),
}
# Spans that the style sheet puts below each other.
LINES_CLASS = "guide__"
ELSEWHERE = re.compile(r"^[a-z]+:")


@dataclass(frozen=True)
class Block:
    """One piece of a page's text.

    Args:
        where: the labels of the tabs in which it stands, from the outer one.
        text: what it says.
        links: the addresses on other hosts, numbers and mailboxes that it links.
    """

    where: tuple[str, ...]
    text: str
    links: tuple[str, ...] = ()


@dataclass
class Built:
    """A built site.

    Args:
        pages: the blocks of each page, by its address.
        leads: the old addresses that lead on, with where to.
    """

    pages: dict[str, list[Block]] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)


def read_site(folder: Path) -> Built:
    """Return what the pages of a built site say; short addresses are left out.

    Args:
        folder: the site.
    """
    built = Built()
    for file in sorted(folder.rglob("*.html")):
        url = re.sub(r"(^|/)index\.html$", r"\1", file.relative_to(folder).as_posix())
        tree = html.document_fromstring(file.read_bytes().decode("utf-8"))
        told = tree.xpath("//meta[@http-equiv='refresh']/@content")
        if not told:
            built.pages[url] = [one for part in tree.iter("article") for one in _blocks(part, ())]
        elif not url.startswith(f"{SHORT_FOLDER}/"):
            built.leads[url] = urljoin(f"/{url}", told[0].partition("url=")[2]).lstrip("/")
    return built


def _blocks(element: html.HtmlElement, where: tuple[str, ...]) -> Iterator[Block]:
    """Give the blocks of an element; words between its inner blocks are blocks too."""
    if element.tag == "tr":
        cells = [_inline(cell) for cell in element if isinstance(cell.tag, str)]
        yield Block(where, " | ".join(words for words, _ in cells), tuple(one for _, links in cells for one in links))
        return
    if "tabbed-set" in (element.get("class") or "").split():
        labels = [_inline(label)[0] for label in element.xpath("./div[@class='tabbed-labels']/label")]
        panels = element.xpath("./div[@class='tabbed-content']/div[@class='tabbed-block']")
        for label, panel in zip(labels, panels, strict=False):
            yield from _blocks(panel, (*where, label))
        return
    words, links = [element.text or ""], list[str]()
    for child in element:
        if _is_read(child) and _has_lines(child):
            yield from _block(words, links, where)
            words, links = [], []
            yield from _blocks(child, where)
        elif _is_read(child):
            text, inner = _inline(child, strip=False)
            words.append(text)
            links += inner
        words.append(child.tail or "")
    yield from _block(words, links, where)


def _block(words: list[str], links: list[str], where: tuple[str, ...]) -> Iterator[Block]:
    text = " ".join("".join(words).split())
    if text:
        yield Block(where, text, tuple(links))


def _has_lines(element: html.HtmlElement) -> bool:
    return any(one.tag in LINES or (one.get("class") or "").startswith(LINES_CLASS) for one in element.iter("*"))


def _is_read(element: html.HtmlElement) -> bool:
    # Not a comment, nor what a browser shows only once a day has come.
    if not isinstance(element.tag, str) or "data-due" in element.attrib:
        return False
    return element.tag not in FURNITURE and not FURNITURE_CLASSES & set((element.get("class") or "").split())


def _inline(element: html.HtmlElement, strip: bool = True) -> tuple[str, list[str]]:
    """Return an element's words, and the links in it that lead elsewhere."""
    words, address = [element.text or ""], element.get("href") or ""
    links = [address] if element.tag == "a" and ELSEWHERE.match(address) else []
    if element.tag == "br":
        words.append(" ")
    for child in element:
        if _is_read(child):
            text, inner = _inline(child, strip=False)
            words.append(text)
            links += inner
        words.append(child.tail or "")
    text = "".join(words)
    return (" ".join(text.split()) if strip else text), links
