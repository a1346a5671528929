"""KB320 typed-fact."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import call_fits, lines_written
from kb.model.diagnostic import Diagnostic
from kb.model.project import SNIPPETS, WHERE
from kb.usage import EDITORS

RULE = Rule(
    "KB320",
    "typed-fact",
    "A fact typed by hand stays wrong when its record is mended, and nobody knows its source.",
    bad="Wait 12 hours.",
    good='Wait {{ fact("plan-change-wait") }}.',
    fixable=True,
)
DIGIT = re.compile(r"\d")
# The records with text that readers see.
RECORDS = tuple(WHERE[name] for name in ("notices", "payers", "details", "kinds", "partners"))


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for the values of facts, those with a digit, in what customers read."""
    facts: dict[str, list[str]] = defaultdict(list)
    for name, fact in context.project.facts.items():
        if DIGIT.search(fact.value):
            facts[fact.value.casefold()].append(f'{{{{ fact("{name}") }}}}')
    if not facts:
        return
    any_of = "|".join(re.escape(value).replace(r"\ ", r"[ \u00a0]") for value in sorted(facts, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w$.,-])(?:{any_of})(?![\w-])", re.IGNORECASE)
    for path, number, line in lines_written(context.project):
        for found in pattern.finditer(line) if DIGIT.search(line) and is_read(context, path, number) else ():
            calls = facts[found.group().replace("\u00a0", " ").casefold()]
            other = "another thing that is as long by chance gets a record of its own in facts.yml"
            fits = len(calls) == 1 and path.endswith(".md")
            old = found.group() if fits and call_fits(context.project, path, number, line[: found.start()]) else ""
            at = (path, number, found.start() + 1, RULE.alias, found.group())
            expected = f"the fact's call, so that it changes with its record ({WHERE['facts']})"
            yield Diagnostic(*at, expected, fix=f"{' or '.join(calls)}; {other}", old=old, new=calls[0])


def is_read(context: Context, path: str, number: int) -> bool:
    """Say whether customers read a line, and macros work in it: in a body, an answer, a snippet or a record's text.

    Args:
        context: what the rules look at.
        path: the file.
        number: the line.
    """
    if path.startswith(f"docs/{EDITORS}"):
        return False
    return path.startswith((*RECORDS, SNIPPETS)) or (
        path.endswith(".md") and call_fits(context.project, path, number, "")
    )
