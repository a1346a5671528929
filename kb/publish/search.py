"""Adds what people really ask to the search index: each article's questions, as a field of their own.

The theme's index holds only what a page shows. Its search box looks through every field that `mkdocs.yml` names under
`search: fields:`, so a field that the page does not show is found as well.
"""

from __future__ import annotations

import json
from pathlib import Path

from kb.model.article import ArticleMeta
from kb.model.project import Project

INDEX = "search/search_index.json"


def add_questions(folder: Path, project: Project) -> None:
    """Write each article's questions into the search index of a built site.

    Args:
        folder: the built site. One without a search index is left alone.
        project: the project that it was built from.
    """
    file = folder / INDEX
    if not file.exists():
        return
    index = json.loads(file.read_text(encoding="utf-8"))
    for document in index["docs"]:
        article = project.articles.get(
            document["location"].rstrip("/")
        )  # a section's location has a # and is no article
        if article and isinstance(article.meta, ArticleMeta):
            document["questions"] = " ".join(article.meta.questions)
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
