"""The text of a built page as its readers see it, block by block: paragraphs, list items, table rows, cards."""

import re
from pathlib import Path
from urllib.parse import urljoin

from lxml import html

from kb.model.article import SHORT_FOLDER

# What belongs to the page and not to what it says, is shown to editors only, or once a day has come.
NOT_READ = [
    *("script", "style", "button", "form", "input", "svg", "*[@data-due]"),
    *(
        f"*[contains(concat(' ', @class, ' '), ' {name} ')]"
        for name in ("headerlink", "md-content__button", "edit-fact", "print-address", "example")
    ),
]
# What is no block of its own. All else is, and spans that the style sheet puts below each other.
INLINE = "a|b|strong|em|i|span[not(starts-with(@class, 'guide__'))]|code|small|time"
BLOCKS = f".//*[not({' or '.join(f'self::{one}' for one in INLINE.split('|'))})]"
# Characters of no language: the end of a block, and the end of a cell.
END, CELL = "\ue000", "\ue001"


def read_site(folder: Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return the texts of each page of a built site by its address, and the old addresses with where they lead.

    Of a page, what its blocks say in their order, and then the addresses on other hosts, numbers and mailboxes that it
    links. Short addresses are left out.
    """
    pages, redirects = dict[str, list[str]](), dict[str, str]()
    for file in sorted(folder.rglob("*.html")):
        url = re.sub(r"(^|/)index\.html$", r"\1", file.relative_to(folder).as_posix())
        tree = html.document_fromstring(file.read_bytes().decode("utf-8"))
        leads = tree.xpath("//meta[@http-equiv='refresh']/@content")
        if not leads:
            pages[url] = [text for article in tree.iter("article") for text in _texts(article)]
        elif not url.startswith(f"{SHORT_FOLDER}/"):
            redirects[url] = urljoin(f"/{url}", leads[0].partition("url=")[2]).lstrip("/")
    return pages, redirects


def _texts(article: html.HtmlElement) -> list[str]:
    for element in article.xpath("|".join(f".//{one}" for one in NOT_READ)):
        element.drop_tree()
    links = [one for one in article.xpath(".//a/@href") if re.match(r"[a-z]+:", one)]
    for element in article.xpath(BLOCKS):
        begin, end = {"br": ("", " "), "td": ("", CELL), "th": ("", CELL)}.get(element.tag, (END, END))
        element.text, element.tail = begin + (element.text or ""), end + (element.tail or "")
    rows = (piece.strip(f"{CELL} \n").replace(CELL, " | ") for piece in article.text_content().split(END))
    return [" ".join(row.split()) for row in rows if row] + links
