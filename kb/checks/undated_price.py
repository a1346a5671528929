"""KB321 undated-price."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.typed_fact import DIGIT, is_read
from kb.checks.written import lines_written
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB321",
    "undated-price",
    "Prices change, and a reader can't tell an old one: it needs the month in which it was true.",
    bad="Standard costs $15.49 a month.",
    good="Standard cost $15.49 a month as of June 2026, in a record with its source.",
)
PRICE = re.compile(r"[$€£] ?\d[\d.,]*\d|[$€£] ?[1-9]|\b\d[\d.,]* ?(?:USD|CAD|EUR|GBP|dollars|euros)\b")
MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b[ \d,]* 20\d\d"
)
# A paragraph ends at an empty line; a record's text also at the next key.
ENDS = re.compile(r"\s*$|\s*(?:- )?[\w-]+:(?: |$)")


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for prices in what customers read, without a month and a year in the same paragraph."""
    for path, number, line in lines_written(context.project):
        for found in PRICE.finditer(line) if DIGIT.search(line) else ():
            if re.search("[1-9]", found.group()) and is_read(context, path, number):
                lines = context.project.text(path).split("\n")
                begin, end = number - 1, number
                while begin > 0 and not ENDS.match(lines[begin]):
                    begin -= 1
                while end < len(lines) and not ENDS.match(lines[end]):
                    end += 1
                if not MONTH.search(" ".join(lines[begin:end])):
                    at = (path, number, found.start() + 1, RULE.alias, found.group())
                    fix = "add “as of” with the month and year of the source, or leave the price out"
                    yield Diagnostic(*at, "a price with the month in which it was true", fix=fix)
