"""KB313 same-tab."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import markdown
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB313",
    "same-tab",
    "Of two tabs with one label, nobody can tell which one to choose.",
    bad='=== "Phone"\n\n    …\n\n=== "Phone"',
    good='=== "iPhone"\n\n    …\n\n=== "Android"',
)
TAB = re.compile(r"( *)===[!+]* \"(.+)\" *")


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare the labels of the tabs in each set."""
    for path, lines in markdown(context.project):
        labels: dict[int, dict[str, int]] = {}  # by the set's indent
        for number, line in enumerate(lines, start=1):
            tab, indent = TAB.fullmatch(line), len(line) - len(line.lstrip())
            if line.strip():
                # A line as far left as a tab, or further, ends its set.
                labels = {one: first for one, first in labels.items() if one < indent or (tab and one == indent)}
            if tab:
                first = labels.setdefault(indent, {}).setdefault(tab[2].casefold(), number)
                if first != number:
                    found = f"the tab “{tab[2]}” a second time (first in line {first})"
                    yield Diagnostic(
                        path, number, indent + 1, RULE.alias, found, "another label", fix="say how the two differ"
                    )
