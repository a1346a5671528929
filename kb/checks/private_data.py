"""KB316 private-data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import lines_written
from kb.model.diagnostic import Diagnostic

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
# A password or a code said, the number of somebody's account, and a mailbox that hides itself.
SECRET = re.compile(
    r"\b(?:password|passcode|PIN)\b\s*(?:is|:|=)\s*[\"'“]?(?!\d+[-–](?:\d|digit))(?=\S*\d)\S{4,}"
    r"|\baccount (?:number|no\.?|id)\s*(?:is|:|=)?\s*#?\d[\d -]{3,}\d"
    r"|\b[\w.+-]+ *[\[(]?\bat\b[\])]? *\w+ *[\[(]?\bdot\b[\])]? *(?:com|net|org|ca)\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for card numbers, which have a check digit, for Social Security's numbers, and for what tells a secret."""
    for path, number, text in lines_written(context.project):
        found = [match for match in CARD.finditer(text) if _is_card(match.group())]
        for match in [*found, *SOCIAL_SECURITY.finditer(text), *SECRET.finditer(text)]:
            # Not told in full: what is told stands in logs.
            form = "in the form of a card's or a Social Security number"
            form = "a password, an account's number or a mailbox" if match.re is SECRET else form
            said = f"something that ends in {match.group()[-2:]}, {form}"
            fix = "take it out, and tell whose it is: it counts as given away"
            yield Diagnostic(
                path, number, match.start() + 1, RULE.alias, said, "nothing that belongs to a person", fix=fix
            )


def _is_card(text: str) -> bool:
    """Say whether a number's check digit is right, by the Luhn formula."""
    digits = [int(one) for one in reversed(re.sub(r"\D", "", text))]
    doubled = sum(sum(divmod(2 * one, 10)) for one in digits[1::2])
    return (sum(digits[0::2]) + doubled) % 10 == 0
