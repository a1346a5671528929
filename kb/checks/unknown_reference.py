"""The names of records and pages that front matter and records give."""

import re
from collections.abc import Iterator
from typing import Any

from kb.checks.context import Context
from kb.checks.rule import rule
from kb.model.diagnostic import Diagnostic, join_names, unique_typo_match
from kb.model.guide import OWN_PROVIDER
from kb.model.project import CHANGES, DATA, GUIDE, SETTINGS, WHERE, Project
from kb.model.yamlfile import Document, Place

SEARCHES = f"{DATA}/searches.yml"
# The keys of front matter that name a record or a page, and the table where it stands.
TABLES = {"sources": "sources", "topics": "topics", "partners": "partners", "related": "articles"}
# The provider whose tab stands first.
FIRST = re.compile(r"^  first_provider: *(\S+)", re.MULTILINE)
# The keys of an option in "Find my answer".
OPTION: dict[str | int, str] = {"next": "questions", "contact": "partners"}


@rule("unknown-reference")
def unknown_reference(context: Context) -> Iterator[Diagnostic]:
    """Look up every source, topic, partner and page that front matter or a record names."""
    for article in context.project.articles.values():
        for place, value in _scalars(article.front.value):
            key = str(place[0])
            if key in TABLES and len(place) > 1 and (key != "sources" or place[-1] == "id"):
                yield from _unknown(context, article.front, place, value, TABLES[key])
            if key == "related" and value == article.id:
                mark = article.front.mark(place)
                at = (article.path, mark.line, mark.column)
                yield Diagnostic(
                    *at, "unknown-reference", f"related: {value}, which is this page", "another page", fix="remove it"
                )
    for document in context.project.documents.values():
        for place, value in _scalars(document.value):
            if place[-1] == "id" and len(place) > 1:
                yield from _unknown(context, document, place, value, "sources")
            elif place[-1] == "page" or (document.path == CHANGES and "pages" in place):
                yield from _unknown(context, document, place, value, "articles")
            elif document.path == CHANGES and place[-1] == "fact" and not _is_of_broken(context.project, value):
                yield from _unknown(context, document, place, value, "fact_names")
            elif document.path == GUIDE and place[-1] in OPTION:
                yield from _unknown(context, document, place, value, OPTION[place[-1]])
    first = FIRST.search(context.project.text(SETTINGS))
    if first and first[1] not in context.project.partners and not context.project.is_broken("partners", first[1]):
        line, close = (
            context.project.text(SETTINGS).count("\n", 0, first.start(1)) + 1,
            unique_typo_match(first[1], context.project.partners),
        )
        expected = f"one of {join_names(context.project.partners)} ({WHERE['partners']})"
        found = f"first_provider: {first[1]}"
        yield Diagnostic(SETTINGS, line, 3, "unknown-reference", found, expected, close, close or "remove the line")
    searches = context.project.documents.get(SEARCHES)
    if searches:
        for page in context.project.searches:
            yield from _unknown(context, searches, (page,), page, "articles")


def _is_of_broken(project: Project, fact: Any) -> bool:
    """Say whether a changed fact is one of a record that has errors of its own."""
    return project.is_broken("facts", str(fact)) or project.is_broken("partners", str(fact).partition(".")[0])


def _scalars(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Walk a YAML value and give each plain value with its place."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    for key, inner in items:
        yield from _scalars(inner, (*place, key))
    if not isinstance(value, (dict, list)) and place:
        yield place, value


def _unknown(context: Context, document: Document, place: Place, value: Any, table: str) -> Iterator[Diagnostic]:
    if not isinstance(value, str):
        return
    # A page may be named with a section of it: that one is looked up in the built page (dead-anchor).
    records, name = getattr(context.project, table), value.partition("#")[0] if table == "articles" else value
    own = document.path == GUIDE and value == OWN_PROVIDER
    if name in records or own or context.project.is_broken(table, name):
        return
    mark, close = document.mark(place), unique_typo_match(name, records)
    key = next((str(part) for part in reversed(place) if isinstance(part, str)), "")
    at, found = (document.path, mark.line, mark.column), value if value == key else f"{key}: {value}"
    expected = f"one of {join_names(records)} ({WHERE.get(table, 'docs/, without .md')})"
    fix = close or "remove it, or add the record first"
    yield Diagnostic(*at, "unknown-reference", found, expected, close, fix, old=name if close else "", new=close)
