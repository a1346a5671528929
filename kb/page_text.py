"""The text of a built page as its readers see it, block by block: paragraphs, list items, table rows, cards."""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import html

from kb.model.article import SHORT_FOLDER

# What belongs to the page and not to what it says, is shown to editors only, or once a day has come.
NOT_READ = [
    *("script", "style", "button", "form", "input", "svg"),
    *(
        f"*[contains(concat(' ', @class, ' '), ' {name} ')]"
        for name in (
            *("headerlink", "step-link", "md-content__button", "edit-fact", "print-address"),
            *("used", "example", "tabbed-labels"),
        )
    ),
    "*[@data-due]",
]
# Elements that begin a new block, and spans that the style sheet puts below each other.
BLOCKS = [
    *("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "table", "thead", "tbody", "div", "section"),
    *("article", "aside", "nav", "header", "footer", "ul", "ol", "dl", "dt", "dd", "pre", "blockquote", "label"),
    *("details", "summary", "figure", "figcaption", "hr", "*[starts-with(@class, 'guide__')]"),
]
TABS = ".//*[contains(concat(' ', @class, ' '), ' tabbed-set ')]"
# Characters of no language: the end of a block, the begin and the end of a tab, and the two ends of an address.
END, TAB, END_TAB, LINK = "\ue000", "\ue001", "\ue002", "\ue003"


class Block(NamedTuple):
    """One piece of a page's text.

    Args:
        tabs: the labels of the tabs in which it stands, such as ``TV box › Acme``.
        text: what it says.
        links: the addresses on other hosts, numbers and mailboxes that it links.
    """

    tabs: str
    text: str
    links: tuple[str, ...] = ()


def read_site(folder: Path) -> tuple[dict[str, list[Block]], dict[str, str]]:
    """Return the blocks of each page of a built site by its address, and the old addresses with where they lead.

    Args:
        folder: the site. Its short addresses are left out.
    """
    pages, redirects = dict[str, list[Block]](), dict[str, str]()
    for file in sorted(folder.rglob("*.html")):
        url = re.sub(r"(^|/)index\.html$", r"\1", file.relative_to(folder).as_posix())
        tree = html.document_fromstring(file.read_bytes().decode("utf-8"))
        leads = tree.xpath("//meta[@http-equiv='refresh']/@content")
        if not leads:
            pages[url] = [block for article in tree.iter("article") for block in _blocks(article)]
        elif not url.startswith(f"{SHORT_FOLDER}/"):
            redirects[url] = urljoin(f"/{url}", leads[0].partition("url=")[2]).lstrip("/")
    return pages, redirects


def _blocks(article: html.HtmlElement) -> list[Block]:
    """Mark in the page where blocks, tabs and links begin and end, and read its text in one go."""
    for tabs in article.xpath(TABS):
        labels = tabs.xpath("./div[@class='tabbed-labels']/label")
        panels = tabs.xpath("./div[@class='tabbed-content']/div[@class='tabbed-block']")
        for label, panel in zip(labels, panels, strict=False):
            _wrap(panel, f"{TAB}{label.text_content().strip()}{END}", END_TAB)
    for element in article.xpath("|".join(f".//{one}" for one in NOT_READ)):
        element.drop_tree()
    for link in article.xpath(".//a[@href]"):
        if re.match(r"[a-z]+:", link.get("href")):
            _wrap(link, "", f"{LINK}{link.get('href')}{LINK}")
    for line in article.iter("br"):
        _wrap(line, "", " ")
    for row in article.iter("tr"):
        text, tail = " | ".join(" ".join(cell.text_content().split()) for cell in row.iterchildren("*")), row.tail
        row.clear()
        row.text, row.tail = text, tail
    for element in article.xpath("|".join(f".//{one}" for one in BLOCKS)):
        _wrap(element, END, END)
    found, labels = [], list[str]()
    for piece in article.text_content().split(END):
        words, *links = re.split(f"{LINK}(.*?){LINK}", piece)
        text = " ".join("".join([words, *links[1::2]]).split())
        if text.startswith(TAB):
            labels.append(text[1:])
        elif text == END_TAB:
            labels.pop()
        elif text:
            found.append(Block(" › ".join(labels), text, tuple(links[::2])))
    return found


def _wrap(element: html.HtmlElement, before: str, after: str) -> None:
    """Put text at the beginning of an element and after its end."""
    element.text = before + (element.text or "")
    element.tail = after + (element.tail or "")
