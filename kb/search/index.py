"""Makes the search index: what the search's worker needs to know of each page, read from the built site.

The theme's own index would hold no questions, glue a tab's label to the words before it, and be fetched on every full
page load. So the theme gets an empty index, and the worker fetches this one when somebody is about to search.
"""

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import html

from kb.model.article import Article, ArticleMeta, PageMeta
from kb.model.partner import Partner
from kb.model.project import Project
from kb.search.bundle import WORKER

INDEX = "search/index.json"
THEMES_INDEX = "search/search_index.json"
# What stands on many pages, or for other reasons than to be found. The lists of pages lead to what is found by itself.
_NOT_FOUND_BY = (
    *("headerlink", "article-foot", "contact-card", "independence", "print-address", "edit-fact", "feedback"),
    *("find-way", "section-list", "problems", "told-in-full", "guide", "overdue", "check-first"),
)
_INLINE = {"a", "b", "strong", "em", "i", "span", "code", "small"}
Section = tuple[str, str, str]


def publish_search(folder: Path, project: Project) -> None:
    """Write into a built site its search index and the worker that reads it, and empty the theme's index.

    A site without a search is left alone.

    Raises:
        RuntimeError: the worker is not bundled.
    """
    themes = folder / THEMES_INDEX
    if not themes.exists():
        return
    if not WORKER.exists():
        raise RuntimeError("The search's worker is not bundled. Run `make build`.")
    shutil.copyfile(WORKER, folder / "search/worker.js")
    index = {
        "pages": list(_pages(folder, project)),
        # Those that a search can be kept to, with the other names that people know them by.
        "partners": [
            {"id": one.id, "name": one.name} | ({"names": one.also} if one.also else {}) for one in _providers(project)
        ],
        "words": project.search_words.model_dump(),
    }
    (folder / INDEX).write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    # Its separator tells the theme how to split the words that it marks on the page that a result leads to.
    config = {**json.loads(themes.read_text(encoding="utf-8"))["config"], "separator": r"\s+"}
    themes.write_text(json.dumps({"config": config, "docs": []}), encoding="utf-8")


def _providers(project: Project) -> list[Partner]:
    return [one for one in project.partners.values() if one.role == "provider"]


def _pages(folder: Path, project: Project) -> Iterator[dict[str, Any]]:
    for article in project.articles.values():
        page, meta = folder / article.url / "index.html", article.meta
        if meta and not (meta.search and meta.search.exclude) and page.exists():
            yield _page(article, meta, html.parse(str(page)).find(".//article"), project)


def _page(article: Article, meta: PageMeta, content: html.HtmlElement, project: Project) -> dict[str, Any]:
    """Return what the worker knows of a page. What says nothing is left out, for every reader's device fetches it."""
    # The providers whose customers it is for, and those that have a tab or a row on it, too.
    own = meta.partners if isinstance(meta, ArticleMeta) else []
    named = [*content.xpath(".//@data-providers"), *content.xpath(".//*[@class='directory-row']/@data-provider")]
    ids = set(" ".join(named).split()).difference(own)
    others = [one for one in _providers(project) if one.id in ids]
    answer = " ".join(map(_words, content.xpath(".//*[@id='answer']/p[not(.//*[@class='answer__scope'])]")))
    entry = {
        "url": article.url,
        "title": article.title,
        "answer": answer or article.description,
        "sections": [one for one in _sections(content, own) if one[2]],
        "boost": meta.search.boost if meta.search and meta.search.boost != 1 else None,
        "topics": [project.topics.get(one, one) for one in meta.topics] if isinstance(meta, ArticleMeta) else None,
        # Its row is all that there is for a provider without a page.
        "partners": [*own, *(one.id for one in others if one.entry == "directory")] or None,
        "tabs": [one.id for one in others if one.entry == "page"] or None,
        "questions": meta.questions or None,
    }
    if article.id in project.searches:
        # Nobody reads these in the index, and each byte is fetched.
        entry["asked"] = [re.sub(r"[^\w'’-]+", " ", one.lower()).strip() for one in project.searches[article.id]]
    return {key: value for key, value in entry.items() if value is not None}


def _sections(content: html.HtmlElement, own: Sequence[str]) -> Iterator[Section]:
    """Give each part of a page that has an address of its own, tabs included: its id, its title and its text.

    Of the tabs by provider only its own: what it says to the customers of others stands on their pages.
    """
    anchor, title = "", ""
    words: list[str] = []
    for child in content:
        if child.tag in ("h1", "header") or not isinstance(child.tag, str):
            continue
        if child.tag in ("h2", "h3") and child.get("id"):
            yield anchor, title, " ".join(words)
            anchor, title, words = child.get("id"), _words(child), []
        elif child.get("id") == "answer" or _is_left_out(child):
            continue
        elif child.get("class") == "by-provider":
            yield from _provider_tabs(child, own)
        elif "tabbed-set" in (child.get("class") or ""):
            yield from _tabs(child)
        else:
            words.append(_words(child))
    yield anchor, title, " ".join(words)


def _provider_tabs(block: html.HtmlElement, own: Sequence[str]) -> Iterator[Section]:
    """Give the tabs of a page's own providers; in a tab with tabs inside, each of those."""
    providers = block.get("data-providers").split()
    shown = [one for one in zip(providers, _panels(block[0]), strict=True) if one[0] in own]
    for _, (anchor, label, panel) in shown:
        inner = panel.find_class("tabbed-set")
        for tabs in inner:
            prefix = f"{label}: " if len(shown) > 1 else ""
            yield from _tabs(tabs, prefix)
            tabs.drop_tree()
        yield anchor, label, _words(panel)


def _tabs(tabs: html.HtmlElement, prefix: str = "") -> Iterator[Section]:
    for anchor, label, panel in _panels(tabs):
        yield anchor, prefix + label, _words(panel)


def _panels(tabs: html.HtmlElement) -> Iterator[tuple[str, str, html.HtmlElement]]:
    labels = tabs.xpath("./div[@class='tabbed-labels']/label")
    panels = tabs.xpath("./div[@class='tabbed-content']/div[@class='tabbed-block']")
    for anchor, label, panel in zip(tabs.xpath("./input[@id]"), labels, panels, strict=True):
        yield anchor.get("id"), _words(label), panel


def _is_left_out(element: html.HtmlElement) -> bool:
    classes = element.get("class") or ""
    return element.tag in ("script", "style", "button", "form") or any(name in classes for name in _NOT_FOUND_BY)


def _words(element: html.HtmlElement) -> str:
    found: list[str] = []
    _gather(element, found)
    return " ".join("".join(found).split())


def _gather(element: html.HtmlElement, found: list[str]) -> None:
    """Add the texts inside an element, with a space where a block begins or ends, so that no two words are glued."""
    if not isinstance(element.tag, str) or _is_left_out(element):  # a comment has no name
        return
    edge = "" if element.tag in _INLINE else " "
    found += [edge, element.text or "", edge]
    for child in element:
        _gather(child, found)
        edge = "" if child.tag in _INLINE else " "
        found += [edge, child.tail or "", edge]
