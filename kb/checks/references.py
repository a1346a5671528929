"""The names of records and pages that front matter, records and settings give, and the records that nothing names."""

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import found, rule, value_at
from kb.model.article import CONTACT_TOPIC, OFFER_TOPICS
from kb.model.diagnostic import Diagnostic, join_names, unique_typo_match
from kb.model.guide import OWN_PROVIDER
from kb.model.partner import QUESTION_NOTICES
from kb.model.project import GUIDE, SNIPPETS, WHERE, Project

# What calls of macros and includes name, in quotes.
CALLED = ("facts", "notices", "details", "snippets")
QUOTED = re.compile(r"""["']([^"'\s]+)["']""")


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


@rule("unused-record")
def unused_record(context: Context) -> Iterator[Diagnostic]:
    """Look for facts, notices, lists of details, sources, topics and snippets that nothing names."""
    project = context.project
    # What a page names that cannot be read is not known.
    if not all(isinstance(one.front.value, dict) for one in project.articles.values()) or not all(
        project.texts.values()
    ):
        return
    quoted = {name for text in project.texts.values() for name in QUOTED.findall(text)}
    named = dict.fromkeys(CALLED, quoted | set(QUESTION_NOTICES.values()))
    named |= {"sources": set(), "topics": {*OFFER_TOPICS.values(), CONTACT_TOPIC}}
    for _, _, table, name in project.references():
        if table in ("sources", "topics"):
            named[table].add(name)
    for table, names in named.items():
        for name in (one for one in getattr(project, table) if one not in names):
            is_snippet = table == "snippets"
            at = (f"{SNIPPETS}/{name}", 1, 1) if is_snippet else value_at(project.documents[WHERE[table]], name)
            fix = f'{{% include "{name}" %}} where it belongs' if is_snippet else "call it where it belongs"
            yield found(at, f"{name}, which nothing names", "what a page uses", fix=f"{fix}, or remove it")
