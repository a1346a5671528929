"""The addresses that a project gives out: pages, what leads on to them, and the named places in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.published import BuiltPage
from kb.model.article import SHORT_FOLDER, Article, ArticleMeta
from kb.model.ledger import Entry, read_ledger
from kb.model.project import LEDGER, Project

# The rules about the ledger: what one of them tells hides nothing from the others.
ALIASES = {"lost-page", "lost-section", "new-address", "ledger-line"}
GIVEN_UP = f"`retired:` with the reason behind it in {LEDGER} (if it was never published, remove the line there)"
# A name that somebody typed: `{: #steps }`, `/// html | div#steps`, `id="steps"`. A heading without one gets its id
# from its words, and another one with other words: nobody has promised that it stays.
TYPED = re.compile(r"""(?:\{:|^ */{3,} ?html \|)[^}\n]*?#([\w-]+)|\sid=["']([\w-]+)""", re.MULTILINE)
# Nor that a number stays: the second of two tabs with one label.
NUMBERED = re.compile(r".*_\d+")
# What stands on every article, made by the two calls that frame it.
FRAME = {"answer", "related", "sources"}


def entries(project: Project) -> list[Entry]:
    """Return the lines of the project's ledger that hold addresses.

    Args:
        project: the loaded project.
    """
    return read_ledger(project.texts.get(LEDGER, ""))


def short_addresses(project: Project) -> dict[str, Article]:
    """Return the short address of each article, such as ``/go/refunds/``, with the article.

    Args:
        project: the loaded project.
    """
    articles = [one for one in project.articles.values() if isinstance(one.meta, ArticleMeta)]
    return {f"/{SHORT_FOLDER}/{one.short}/": one for one in articles}


def pages(project: Project) -> set[str]:
    """Return the addresses of all pages, their old ones and the short ones.

    Args:
        project: the loaded project.
    """
    own = {f"/{one.url}".replace("//", "/") for one in project.articles.values()}
    old = {f"/{address}/" for one in project.articles.values() if one.meta for address in one.meta.moved_from}
    return own | old | set(short_addresses(project))


def public_urls(context: Context) -> set[str]:
    """Return every address that the built site gives out.

    Sections of a page that the search leaves out are not among them, for nobody is led there: those of the editors'
    guide and of the desk. Nor are those of "Find my answer": its script has addresses of its own, and mends stale ones.

    Args:
        context: the project and the built site.
    """
    found = pages(context.project)
    for page, article in context.built_articles():
        hidden = article.meta and article.meta.search and article.meta.search.exclude
        if not hidden and "find_my_answer(" not in article.body:
            found |= {f"/{page.url}#{name}" for name in named_places(context, page, article)}
    return found


def named_places(context: Context, page: BuiltPage, article: Article) -> set[str]:
    """Return the ids of a page's tabs and of the places that somebody named, their old names too.

    Args:
        context: the project and the built site.
        page: the built page.
        article: what it was made from.
    """
    typed = {name for text in _texts(context, article) for names in TYPED.findall(text) for name in names}
    renamed = article.meta.renamed if article.meta else {}
    return ((typed | set(renamed)) & page.ids - FRAME) | {one for one in page.tabs if not NUMBERED.fullmatch(one)}


def _texts(context: Context, article: Article) -> Iterator[str]:
    """Give what made a page: its body, its snippets, and what their macros made."""
    snippets = [path for including, path in context.evaluation.includes if including == article.path]
    yield article.body
    yield from (context.project.text(path) for path in snippets)
    yield from (call.output for call in context.evaluation.calls if call.path in (article.path, *snippets))


def has_no_other_errors(context: Context) -> bool:
    """Say whether no other rule has found anything: an error elsewhere takes sections with it, or adds some.

    Args:
        context: the project and the built site.
    """
    return context.published is not None and all(diagnostic.rule in ALIASES for diagnostic in context.found)
