"""KB312 open-block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import markdown
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB312",
    "open-block",
    "A block of slashes that isn't closed takes the rest of the page with it.",
    bad="a line of three slashes that begins a block, and none that ends it",
    good="a line of as many slashes after the block",
)
FENCE = re.compile(r" *(/{3,}) *(.*)")


def check(context: Context) -> Iterator[Diagnostic]:
    """Match the lines of slashes that begin a block with those that end one."""
    for path, lines in markdown(context.project):
        opened: list[tuple[str, int, str]] = []
        for number, line in enumerate(lines, start=1):
            fence = FENCE.fullmatch(line)
            if fence and fence[2]:
                opened.append((fence[1], number, line.strip()))
            elif fence and opened and opened[-1][0] == fence[1]:
                opened.pop()
        for slashes, number, line in opened:
            expected = f"a line {slashes}, with as many slashes, where the block ends"
            yield Diagnostic(path, number, 1, RULE.alias, line, expected, fix=f"add a line {slashes}")
