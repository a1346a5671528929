"""KB402 build-warning."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks import rules
from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault

RULE = Rule("KB402", "build-warning", "A warning that nobody reads becomes a broken page.")

# What other rules report with the line and the mend. MkDocs's own words are left out when such a rule has spoken.
COVERED = (
    "contains a link",
    "contains an absolute link",
    "contains an unrecognized",
    "Macro ",
    "no such anchor",
    "is not found among documentation files",
    "is not found in the documentation files",
    "exist in the docs directory",
    "does not contain an anchor",
)


def check(context: Context) -> Iterator[Fault]:
    """Pass on what MkDocs warned of, unless another rule says it better. No warning is ever lost."""
    if not context.warnings:
        return
    others = [check for alias, (_, check) in rules().items() if alias != RULE.alias]
    said = any(True for check in others for _ in check(context))
    for logger, message in context.warnings:
        if not (said and any(words in message for words in COVERED)):
            yield Fault("mkdocs.yml", 1, 1, RULE.alias, f"{logger}: {message}", "a build without warnings")
