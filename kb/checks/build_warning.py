"""KB402 build-warning."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault

RULE = Rule("KB402", "build-warning", "A warning that nobody reads becomes a broken page.")

# What other rules report with the line and the mend; MkDocs's own words are then left out.
COVERED = ("contains a link", "contains an absolute link", "contains an unrecognized", "Macro ", "no such anchor",
           "is not found among documentation files", "is not found in the documentation files", "exist in the docs directory",
           "does not contain an anchor")


def check(context: Context) -> Iterator[Fault]:
    """Pass on what MkDocs warned of, unless another rule may say it better."""
    for logger, message in context.warnings:
        if not any(words in message for words in COVERED):
            yield Fault("mkdocs.yml", 1, 1, RULE.alias, f"{logger}: {message}", "a build without warnings")
