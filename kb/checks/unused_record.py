"""KB108 unused-record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault
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
    "topics": r"""(?<![\w-]){}(?![\w-])""",
}


def check(context: Context) -> Iterator[Fault]:
    """Look for facts, notices, lists of details, sources, topics and snippets that nothing names."""
    project = context.project
    # What a page would call that has lost its answer, its front matter or the whole of it is not known.
    lost = context.told("unreadable-file", "missing-key", "unknown-macro")
    if any(article.path in lost for article in project.articles.values()):
        return
    # A name that was meant by a misspelt one is in use.
    meant = {fault.suggestion for fault in context.found}
    code = [file.read_text(encoding="utf-8") for file in sorted((project.root / "macros").glob("*.py"))]
    code += [file.read_text(encoding="utf-8") for file in sorted((project.root / "kb/model").glob("*.py"))]
    written = [text for path, text in project.texts.items() if path != WHERE["topics"]]
    for table, pattern in NAMED.items():
        texts = [article.front_text for article in project.articles.values()] if table == "topics" else written
        for name in getattr(project, table):
            named = re.compile(pattern.format(re.escape(name)))
            by_code = any(f'"{name}"' in text for text in code)
            if name not in meant and not by_code and not any(named.search(text) for text in texts):
                mark = project.documents[WHERE[table]].mark((name,))
                fix = "call it where it belongs, or remove it"
                at = (WHERE[table], mark.line, mark.column)
                yield Fault(*at, RULE.alias, f"{name}, which nothing names", "a record that a page uses", fix=fix)
    for name in project.snippets:
        included = re.compile(rf"""include +["']{re.escape(name)}["']""")
        if name not in meant and not any(included.search(text) for text in written):
            fix = f'{{% include "{name}" %}} where it belongs, or remove the file'
            expected = "a snippet that a page includes"
            yield Fault(f"{SNIPPETS}/{name}", 1, 1, RULE.alias, f"{name}, which nothing includes", expected, fix=fix)
