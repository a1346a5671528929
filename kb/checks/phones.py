"""Finds phone numbers in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

# The library looks closely at every run of digits, and a page has hundreds; a number has at least this many.
MIN_DIGITS = 7
SHAPED = re.compile(rf"(?:\d\D{{0,4}}){{{MIN_DIGITS}}}")


def numbers_in(text: str, country: str = "US") -> Iterator[tuple[int, str, str]]:
    """Give each phone number of a text: where it begins, how it is written, and its international form.

    Args:
        text: any text, of one line or of many.
        country: where a number without its country's code is dialed.
    """
    end = 0
    for shaped in SHAPED.finditer(text):
        if shaped.start() < end:  # in a line that was looked through already
            continue
        start, end = text.rfind("\n", 0, shaped.start()) + 1, text.find("\n", shaped.end())
        end = len(text) if end < 0 else end
        for match in phonenumbers.PhoneNumberMatcher(text[start:end], country, min_candidate_length=MIN_DIGITS):
            e164 = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
            yield start + match.start, match.raw_string, e164
