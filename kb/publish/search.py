"""Completes the theme's search index: what people really ask, and a hit for each content tab.

The theme indexes what a page shows, section by section. Its search box looks through every field that `mkdocs.yml`
names under `search: fields:`, so the articles' questions are found although no page shows them. A tab gets an entry of
its own, so that a result can lead to the very tab that holds the words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from kb.model.article import ArticleMeta
from kb.model.project import Project

INDEX = "search/search_index.json"
Entry = dict[str, str]


def complete_index(folder: Path, project: Project) -> None:
    """Write each article's questions and tabs into the search index of a built site.

    Args:
        folder: the built site. One without a search index is left alone.
        project: the project that it was built from.
    """
    file = folder / INDEX
    if not file.exists():
        return
    index = json.loads(file.read_text(encoding="utf-8"))
    entries: list[Entry] = []
    for entry in index["docs"]:
        # A section's location has a # and names no article.
        article = project.articles.get(entry["location"].rstrip("/"))
        if article and isinstance(article.meta, ArticleMeta):
            entry["questions"] = " ".join(article.meta.questions)
            entries += _tabs(folder, entry["location"])
        entries.append(entry)
    # The theme needs a page's own entry before those of its parts.
    index["docs"] = sorted(entries, key=lambda entry: "#" in entry["location"])
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _tabs(folder: Path, location: str) -> Iterator[Entry]:
    """Give an entry for each content tab of a built page."""
    page = html.parse(str(folder / location / "index.html"))
    for tabs in page.xpath("//div[contains(@class, 'tabbed-set')]"):
        ids = tabs.xpath("./input/@id")
        labels = tabs.xpath("./div[@class='tabbed-labels']/label")
        panels = tabs.xpath("./div[@class='tabbed-content']/div[@class='tabbed-block']")
        for anchor, label, panel in zip(ids, labels, panels, strict=True):
            yield {"location": f"{location}#{anchor}", "title": _words(label), "text": _words(panel)}


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
