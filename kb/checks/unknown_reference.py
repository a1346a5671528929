"""KB007 unknown-reference."""

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic, closest_match, join_names, unique_typo_match
from kb.model.guide import OWN_PROVIDER
from kb.model.project import GUIDE, WHERE, Project

RULE = Rule(
    "KB007",
    "unknown-reference",
    "A name that no record has leads readers and editors nowhere.",
    bad="- {id: csn-netflx, part: refunds}",
    good="- {id: csn-netflix, part: refunds}",
    fixable=True,
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Look up every source, topic, partner, page, fact and question that front matter, a record or a setting names."""
    project = context.project
    for document, place, table, value in project.references():
        records = getattr(project, table)
        # A page may be named with a section of it: that one is looked up in the built page (dead-anchor).
        name = value.partition("#")[0] if table == "articles" else value
        key = next((str(part) for part in reversed(place) if isinstance(part, str)), "")
        found = value if value == key else f"{key}: {value}"
        if document.path == f"docs/{value}.md" and table == "articles":
            yield document.diagnostic(
                place, RULE.alias, f"{found}, which is this page", "another page", fix="remove it"
            )
        if name in records or (document.path == GUIDE and value == OWN_PROVIDER) or _is_broken(project, table, name):
            continue
        close, meant = closest_match(name, records), unique_typo_match(name, records)
        expected = f"one of {join_names(records)} ({WHERE.get(table, 'docs/, without .md')})"
        more = {"fix": close or "remove it, or add the record first", "old": name if meant else "", "new": meant}
        yield document.diagnostic(place, RULE.alias, found, expected, close, **more)


def _is_broken(project: Project, table: str, name: str) -> bool:
    """Say whether a record has errors of its own; a changed fact may be a partner's."""
    if table == "fact_names":
        return project.is_broken("facts", name) or project.is_broken("partners", name.partition(".")[0])
    return project.is_broken(table, name)
