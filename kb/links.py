"""Every outside address of the records, with what hangs on it: what to look at again when the address is dead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from kb.model.article import ArticleMeta
from kb.model.project import DATA, Project

# An article calls a page of a partner's own by its name: official("netflix", "account").
CALL = re.compile(r"""\bofficial\(\s*["']([^"']+)["']\s*,\s*["']([^"']+)["']""")


def outside_links(project: Project) -> dict[str, list[str]]:
    """Return each outside address with where it stands, and then the records and articles that name it.

    Args:
        project: the loaded project.
    """
    links: dict[str, list[str]] = {}
    named: dict[tuple[str, str], str] = {}
    for path, document in project.documents.items():
        for place, mark in document.marks.items():
            if place[-1] == "url" and len(place) > 1:
                links.setdefault(mark.typed, []).append(f"{path}:{mark.line}")
                named[PurePath(path).stem, str(place[-2])] = mark.typed
    for what, who in dict.fromkeys(_namings(project)):
        if what in named:
            links[named[what]].append(who)
    return links


def _namings(project: Project) -> Iterator[tuple[tuple[str, str], str]]:
    """Give each naming of a source or of a partner's page: its file and name there, and who names it."""
    for path, document in project.documents.items():
        for place, mark in document.marks.items():
            if place[-1] == "id" and len(place) > 1:
                # A partner's record is a file, and an entry of a list has no name.
                whole = path.startswith(f"{DATA}/partners/") or isinstance(place[0], int)
                yield ("sources", mark.typed), path if whole else f"{path} ({place[0]})"
    for article in project.articles.values():
        for source in article.meta.sources if isinstance(article.meta, ArticleMeta) else ():
            yield ("sources", source.id), article.path
        for partner, page in CALL.findall(article.text):
            yield (partner, page), article.path
