"""The names of records and pages that front matter, records and settings give."""

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import found, rule, value_at
from kb.model.diagnostic import Diagnostic, join_names, unique_typo_match
from kb.model.guide import OWN_PROVIDER
from kb.model.project import GUIDE, WHERE, Project


@rule("unknown-reference")
def unknown_reference(context: Context) -> Iterator[Diagnostic]:
    """Look up every source, topic, partner, page, fact and question that front matter, a record or a setting names."""
    project = context.project
    for document, place, table, value in project.references():
        records = getattr(project, table)
        # A page may be named with a section of it: that one is looked up in the built page (dead-anchor).
        name = value.partition("#")[0] if table == "articles" else value
        key = next((str(part) for part in reversed(place) if isinstance(part, str)), "")
        typed = value if value == key else f"{key}: {value}"
        at = value_at(document, *place)
        if document.path == f"docs/{value}.md" and table == "articles":
            yield found(at, f"{typed}, which is this page", "another page", fix="remove it")
        if name in records or (document.path == GUIDE and value == OWN_PROVIDER) or _is_broken(project, table, name):
            continue
        close = unique_typo_match(name, records)
        expected = f"one of {join_names(records)} ({WHERE.get(table, 'docs/, without .md')})"
        fix = close or "remove it, or add the record first"
        yield found(at, typed, expected, close, fix, old=name if close else "", new=close)


def _is_broken(project: Project, table: str, name: str) -> bool:
    """Say whether a record has errors of its own; a changed fact may be a partner's."""
    if table == "fact_names":
        return project.is_broken("facts", name) or project.is_broken("partners", name.partition(".")[0])
    return project.is_broken(table, name)
