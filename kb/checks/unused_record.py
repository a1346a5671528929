"""KB108 unused-record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic
from kb.model.project import SNIPPETS, WHERE

RULE = Rule(
    "KB108",
    "unused-record",
    "What no page shows is kept up to date for nobody.",
    bad="a fact in facts.yml that no page calls",
    good='{{ fact("its-name") }} on a page, or no such fact',
)
# How a record of each kind is named where it is used.
NAMED = {
    "facts": r"""["']{}["']""",
    "notices": r"""["']{}["']""",
    "details": r"""["']{}["']""",
    "sources": r"""\bid: *["']?{}\b(?![\w-])""",
    "topics": "",
    "snippets": r"""include +["']{}["']""",
}


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for facts, notices, lists of details, sources, topics and snippets that nothing names."""
    project = context.project
    # What a page would call that has lost its answer, its front matter or the whole of it is not known.
    lost = context.told("unreadable-file", "missing-key", "unknown-macro")
    if any(article.path in lost for article in project.articles.values()):
        return
    if any(path.startswith("docs/") for path in context.told("unread-file")):
        return
    # A name that was meant by a misspelt one is in use.
    meant = {diagnostic.suggestion for diagnostic in context.found}
    for table in NAMED:
        for name in getattr(project, table):
            if name in meant or is_named(context, table, name):
                continue
            if table == "snippets":
                fix = f'{{% include "{name}" %}} where it belongs, or remove the file'
                at, expected = (f"{SNIPPETS}/{name}", 1, 1), "a snippet that a page includes"
                yield Diagnostic(*at, RULE.alias, f"{name}, which nothing includes", expected, fix=fix)
                continue
            mark = project.documents[WHERE[table]].mark((name,))
            fix = "call it where it belongs, or remove it"
            at = (WHERE[table], mark.line, mark.column)
            yield Diagnostic(*at, RULE.alias, f"{name}, which nothing names", "a record that a page uses", fix=fix)


def is_named(context: Context, table: str, name: str) -> bool:
    """Say whether an article, a record or the code names a record.

    Args:
        context: what the rules look at.
        table: the kind of record.
        name: its name.
    """
    if table not in NAMED:
        return True
    named = re.compile(NAMED[table].format(re.escape(name)))
    written, code = context.written
    by_code = table != "snippets" and f'"{name}"' in code
    return by_code or (name in _topics(context) if table == "topics" else any(named.search(text) for text in written))


def _topics(context: Context) -> set[str]:
    """Return the topics that articles name, also where their other keys are at error."""
    fronts = [article.front.value for article in context.project.articles.values()]
    named = [front.get("topics") for front in fronts if isinstance(front, dict)]
    return {str(topic) for topics in named for topic in (topics if isinstance(topics, list) else [topics])}
