"""KB306 unfinished-text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import lines_written
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB306",
    "unfinished-text",
    "A note to oneself or the marks of a merge must never reach a reader.",
    bad="TODO: ask Optimum",
    good="what Optimum said, with its source",
)
LEFT = re.compile(
    r"\b(?:TODO|FIXME|XXX|TBD|TBC|TK)\b|\?\?\?+|(?i:\blorem ipsum\b|\[insert\b[^\]]*\]|\(to be continued\))"
    r"|\]\(#\)|^ *```suggestion|^(?:<{7}|>{7})(?: .*)?$"
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for notes to oneself, filler texts and the marks of a merge in articles, snippets and records."""
    for path, number, line in lines_written(context.project):
        left = LEFT.search(line)
        # The first mark of a merge tells of the second, and broken YAML tells of both.
        told = any((one.path, one.line) == (path, number) for one in context.found)
        if left and not told and not left.group().startswith(">"):
            fix = "finish it, or remove it; keep one of the two texts of a merge, without the marks"
            yield Diagnostic(path, number, left.start() + 1, RULE.alias, line.strip()[:80], "finished text", fix=fix)
