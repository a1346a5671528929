"""The records that nothing names."""

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import found, rule, value_at
from kb.model.article import CONTACT_TOPIC, OFFER_TOPICS
from kb.model.diagnostic import Diagnostic
from kb.model.partner import QUESTION_NOTICES
from kb.model.project import SNIPPETS, WHERE, Project

# What calls of macros and includes name, in quotes.
CALLED = ("facts", "notices", "details", "snippets")
QUOTED = re.compile(r"""["']([^"'\s]+)["']""")


@rule("unused-record")
def unused_record(context: Context) -> Iterator[Diagnostic]:
    """Look for facts, notices, lists of details, sources, topics and snippets that nothing names."""
    project = context.project
    # What a page names that cannot be read is not known.
    if not all(isinstance(one.front.value, dict) for one in project.articles.values()):
        return
    if not all(project.texts.values()):
        return
    for table, names in _unused(project).items():
        for name in names:
            if table == "snippets":
                fix = f'{{% include "{name}" %}} where it belongs, or remove the file'
                at, expected = (f"{SNIPPETS}/{name}", 1, 1), "a snippet that a page includes"
                yield found(at, f"{name}, which nothing includes", expected, fix=fix)
            else:
                at, fix = value_at(project.documents[WHERE[table]], name), "call it where it belongs, or remove it"
                yield found(at, f"{name}, which nothing names", "a record that a page uses", fix=fix)


def _unused(project: Project) -> dict[str, list[str]]:
    """Return the records that nothing names, by their table."""
    quoted = {name for text in project.texts.values() for name in QUOTED.findall(text)}
    named = dict.fromkeys(CALLED, quoted | set(QUESTION_NOTICES.values())) | {"sources": set()}
    named["topics"] = {*OFFER_TOPICS.values(), CONTACT_TOPIC}
    for _, _, table, name in project.references():
        if table in ("sources", "topics"):
            named[table].add(name)
    return {table: [name for name in getattr(project, table) if name not in known] for table, known in named.items()}
