"""The few forms of which macros make Markdown: blocks, lists, tabs, links and days."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from textwrap import indent
from urllib.parse import urljoin

from kb.model.article import Article
from kb.model.records import Source
from macros.registry import Site

CHECK = "Check important details with Netflix or your provider."
LINK = re.compile(r"\[([^\]]*)\](\([^)]*\))?")
MARKUP = re.compile(r"\*+|</?[a-z][^>]*>|\{[:.#][^}]*\}")
FENCE = re.compile(r"///+(?= html )")
DOCS = "docs/"


def paragraphs(*parts: str) -> str:
    """Return Markdown of several parts; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)


def block(selector: str, *parts: str) -> str:
    """Return Markdown inside an HTML element, in the form that may stand in tabs and lists too.

    Args:
        selector: the element with its classes and attributes, such as ``div.answer#answer[role=note]``.
        parts: the Markdown, a paragraph each.
    """
    inside = paragraphs(*parts)
    # The fence of an outer block needs more slashes than those of the blocks inside it.
    fence = max(FENCE.findall(inside), key=len, default="//") + "/"
    return f"{fence} html | {selector}\n\n{inside}\n\n{fence}"


def tabs_block(css_class: str, *parts: str, attributes: str = "") -> str:
    """Return Markdown inside a ``div`` that holds tabs: a block of slashes around tabs that hold tabs loses its end."""
    return f'<div class="{css_class}"{attributes} markdown="1">\n\n{paragraphs(*parts)}\n\n</div>'


def tabs(panels: Iterable[tuple[str, str]]) -> str:
    """Return tabs, given each one's label and Markdown."""
    return "\n\n".join(f'=== "{label}"\n\n{indent(text, "    ")}' for label, text in panels)


def bullets(items: Iterable[str]) -> str:
    """Return a list, one line an item."""
    return "\n".join(f"- {item}" for item in items)


def table(*rows: Sequence[str]) -> str:
    """Return a table; its first row is the heading."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def steps_of(site: Site, steps: Iterable[str]) -> str:
    """Return a record's steps, which may call macros, as a numbered list."""
    return "\n".join(f"{number}. {site.line(step)}" for number, step in enumerate(steps, start=1))


def link_to(article: Article) -> str:
    """Return a link to an article, by its title."""
    return f"[{article.title}](/{article.id}.md)"


def source_link(source: Source) -> str:
    """Return a source's title, as a link where its address is known."""
    return f"[{source.title}]({source.url})" if source.url else source.title


def mailbox(address: str) -> str:
    """Return a mailbox as a link that opens the reader's mail program."""
    return f"[{address}](mailto:{address})"


def plain(markdown: str) -> str:
    """Return Markdown as words alone, without links and marks."""
    return MARKUP.sub("", LINK.sub(r"\1", markdown))


def shown_day(day: date) -> str:
    """Return a day in words, such as ``January 31, 2026``."""
    return f"{day:%B} {day.day}, {day.year}"


def once_past(day: date | None, words: str, css_class: str) -> str:
    """Return words that stay hidden until a day is over by the reader's clock (`before-paint.js`)."""
    return f'<span class="{css_class}" hidden data-due="{day}">{words}</span>' if day else ""


def edit_link(site: Site, path: str, what: str) -> str:
    """Return a small link to edit a file of the project, or an empty text where no address is set up.

    What the file holds is for those who hear the link alone.
    """
    # The setting leads to the folder of the articles; the records lie beside it.
    folder = site.config.get("edit_uri") or ""
    if not folder.endswith(DOCS):
        return ""
    address = escape(urljoin(f"{site.config.get('repo_url') or ''}/", folder.removesuffix(DOCS) + path))
    return f'<a class="edit-fact" href="{address}" aria-label="{escape(f"Edit this fact: {what}")}">Edit this fact</a>'
