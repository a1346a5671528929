"""KB316 private-data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import lines_written
from kb.model.faults import Fault

RULE = Rule(
    "KB316",
    "private-data",
    "Everything here is public, and so is every earlier version: a card number or an ID must never get in.",
    bad="My card 4111 1111 1111 1111 was charged.",
    good="The card was charged.",
)
# Thirteen to nineteen digits, also in groups.
CARD = re.compile(r"(?<![\w.-])\d(?:[ \u00a0.-]?\d){12,18}(?![\w-])")
SOCIAL_SECURITY = re.compile(r"(?<![\w-])\d{3}-\d\d-\d{4}(?![\w-])")


def check(context: Context) -> Iterator[Fault]:
    """Look for card numbers, which have a check digit, and for numbers in the form of Social Security's."""
    for path, number, text in lines_written(context.project):
        found = [match for match in CARD.finditer(text) if _is_card(match.group())]
        for match in [*found, *SOCIAL_SECURITY.finditer(text)]:
            # Not told in full: what is told stands in logs.
            said = f"a number that ends in {match.group()[-2:]}, in the form of a card's or a Social Security number"
            fix = "take it out, and tell whose it is: the number counts as given away"
            yield Fault(path, number, match.start() + 1, RULE.alias, said, "nothing that belongs to a person", fix=fix)


def _is_card(text: str) -> bool:
    """Say whether a number's check digit is right, by the Luhn formula."""
    digits = [int(one) for one in reversed(re.sub(r"\D", "", text))]
    doubled = sum(sum(divmod(2 * one, 10)) for one in digits[1::2])
    return (sum(digits[0::2]) + doubled) % 10 == 0
