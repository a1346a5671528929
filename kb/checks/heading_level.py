"""KB310 heading-level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import markdown
from kb.model.faults import Fault

RULE = Rule(
    "KB310",
    "heading-level",
    "Who reads by ear goes from heading to heading, and takes a gap for a lost part.",
    bad="## Steps\n\n#### More",
    good="## Steps\n\n### More",
)
HEADING = re.compile(r"(#+) *\S.*")
DEEPEST = 6


def check(context: Context) -> Iterator[Fault]:
    """Look for headings more than one level below the one before them."""
    for path, lines in markdown(context.project):
        level = 1  # the title's
        for number, line in enumerate(lines, start=1):
            heading = HEADING.fullmatch(line)
            if heading and len(heading[1]) > min(level + 1, DEEPEST):
                fix = "#" * min(level + 1, DEEPEST) + line.lstrip("#")
                yield Fault(path, number, 1, RULE.alias, line, f"at most {min(level + 1, DEEPEST)} marks here", fix=fix)
            level = len(heading[1]) if heading else level
