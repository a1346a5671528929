"""KB007 unknown-reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault, listed, nearest
from kb.model.project import DATA
from kb.model.yamlfile import Document, Place

RULE = Rule("KB007", "unknown-reference", "A name that no record has leads readers and editors nowhere.")


def check(context: Context) -> Iterator[Fault]:
    """Look up every source, topic, partner and page that front matter or a record names."""
    project = context.project
    pages = project.articles
    tables: dict[str, tuple[Mapping[str, Any], str]] = {
        "sources": (project.sources, f"{DATA}/sources.yml"),
        "topics": (project.topics, f"{DATA}/topics.yml"),
        "partners": (project.partners, f"{DATA}/partners/"),
        "related": (pages, "docs/, without .md"),
    }
    for article in pages.values():
        for place, value in _scalars(article.front.value):
            key = str(place[0])
            if key in tables and (key != "sources" or place[-1] == "id"):
                yield from _unknown(context, article.front, place, value, *tables[key])
    for document in project.documents.values():
        for place, value in _scalars(document.value):
            if place[-1] == "id" and len(place) > 1:
                yield from _unknown(context, document, place, value, *tables["sources"])
            elif place[-1] == "page":
                yield from _unknown(context, document, place, value, *tables["related"])


def _scalars(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Walk a YAML value and give each plain value with its place."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    for key, inner in items:
        yield from _scalars(inner, (*place, key))
    if not isinstance(value, (dict, list)) and place:
        yield place, value


def _unknown(
    context: Context, document: Document, place: Place, value: Any, table: Mapping[str, Any], where: str
) -> Iterator[Fault]:
    if value in table or value in context.project.broken or not isinstance(value, str):
        return
    mark, close = document.mark(place), nearest(value, table)
    key = next((str(part) for part in reversed(place) if isinstance(part, str)), "")
    yield Fault(
        document.path,
        mark.line,
        mark.column,
        RULE.alias,
        f"{key}: {value}",
        f"one of {listed(table)} ({where})",
        close,
        close or "remove it, or add the record first",
    )
