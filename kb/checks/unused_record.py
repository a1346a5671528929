"""KB108 unused-record."""

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.article import CONTACT_TOPIC, OFFER_TOPICS
from kb.model.diagnostic import Diagnostic
from kb.model.partner import QUESTION_NOTICES
from kb.model.project import SNIPPETS, WHERE, Project

RULE = Rule(
    "KB108",
    "unused-record",
    "What no page shows is kept up to date for nobody.",
    bad="a fact in facts.yml that no page calls",
    good='{{ fact("its-name") }} on a page, or no such fact',
)
# What calls of macros and includes name, in quotes.
CALLED = ("facts", "notices", "details", "snippets")
QUOTED = re.compile(r"""["']([^"'\s]+)["']""")


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for facts, notices, lists of details, sources, topics and snippets that nothing names."""
    project = context.project
    # What a page would call that has lost its answer, its front matter or the whole of it is not known.
    lost = context.told("unreadable-file", "yaml-syntax", "missing-key", "unknown-macro")
    if any(path in lost for path in [*(one.path for one in project.articles.values()), *project.documents]):
        return
    if any(path.startswith("docs/") for path in context.told("unread-file")):
        return
    # A name that was meant by a misspelt one is in use.
    meant = {diagnostic.suggestion for diagnostic in context.found}
    for table, names in unused_records(project).items():
        for name in names:
            if name in meant:
                continue
            if table == "snippets":
                fix = f'{{% include "{name}" %}} where it belongs, or remove the file'
                at, expected = (f"{SNIPPETS}/{name}", 1, 1), "a snippet that a page includes"
                yield Diagnostic(*at, RULE.alias, f"{name}, which nothing includes", expected, fix=fix)
                continue
            found, expected = f"{name}, which nothing names", "a record that a page uses"
            fix = "call it where it belongs, or remove it"
            yield project.documents[WHERE[table]].diagnostic((name,), RULE.alias, found, expected, fix=fix)


def unused_records(project: Project) -> dict[str, list[str]]:
    """Return the records that nothing names, by their table.

    Args:
        project: the loaded project.
    """
    quoted = {name for text in project.texts.values() for name in QUOTED.findall(text)}
    named = dict.fromkeys(CALLED, quoted | set(QUESTION_NOTICES.values())) | {"sources": set()}
    named["topics"] = {*OFFER_TOPICS.values(), CONTACT_TOPIC}
    for _, _, table, name in project.references():
        if table in ("sources", "topics"):
            named[table].add(name)
    return {table: [name for name in getattr(project, table) if name not in known] for table, known in named.items()}
