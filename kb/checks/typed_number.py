"""KB301 typed-number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import phonenumbers

from kb.checks.context import Context
from kb.checks.phones import numbers_in
from kb.checks.rule import Rule
from kb.checks.written import call_fits, lines_written
from kb.model.diagnostic import Diagnostic
from kb.model.project import WHERE

RULE = Rule(
    "KB301",
    "typed-number",
    "A number typed by hand stays wrong when the record is mended.",
    bad="Call 202-555-0143.",
    good='Call {{ phone("acme") }}.',
    fixable=True,
)

# Toll-free numbers that end in a word: the library finds digits only.
LETTERS = re.compile(r"(?:\b1[-. ]?)?(?:\b|\()8(?:00|33|44|55|66|77|88)\)?[-. ]?(?=[\dA-Z-]*[A-Z]{3})[\dA-Z-]{7,}")
# What only looks like a number to call: too long, in halves, with marks in between, or short behind a word for calling.
LIKE = re.compile(
    r"(?<![\w.$#/–-])(?!\d{1,3}(?:\.\d{1,3}){3})"
    r"(?:\+?\d{1,3}[-. *_/]{1,4})?\(?\d{3,4}\)?[-. *_)]{1,4}\d{3}[-. *_]{1,4}\d{3,5}(?![\w-])"
    r"|(?<![\w.$#/–-])\d{3}[-.]\d{4}(?![\w-])|(?<=\b(?i:call|dial|ring|text) )[*#]?\d{3,}\b"
)
ADD = "a company's: add it to its partner's record, with its source; a person's: take it out"
# Where most readers are.
HOME = "US"


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for phone numbers in articles, snippets and records, but for the keys that hold numbers."""
    known = {
        contact.number: (partner.id, name)
        for partner in context.project.partners.values()
        for name, contact in partner.contacts.items()
        if contact.number
    }
    countries = {f"{WHERE['partners']}{one.id}.yml": one.country for one in context.project.partners.values()}
    for path, number, text in lines_written(context.project):
        typed, text = text, unescape(text)
        found: list[tuple[int, str, str]] = []
        # As it is dialed at home, or else where any of the companies is.
        for country in dict.fromkeys([countries.get(path, HOME), HOME, *sorted(countries.values())]):
            taken = {start for start, _, _ in found}
            found += [one for one in numbers_in(text, country) if one[0] not in taken]
        for letters in LETTERS.finditer(text):
            digits = phonenumbers.convert_alpha_characters_in_number(letters.group())
            # Too long for a number, it is told as one that nobody knows.
            dialed = next((e164 for _, _, e164 in numbers_in(digits)), "")
            found.append((letters.start(), letters.group(), dialed))
        taken = {at for start, raw, _ in found for at in range(start, start + len(raw))}
        found += [(one.start(), one[0], "") for one in LIKE.finditer(text) if taken.isdisjoint(range(*one.span()))]
        for start, raw, e164 in found:
            partner, contact = known.get(e164, ("", ""))
            call = f'{{{{ phone("{partner}"' + (f', "{contact}"' if contact != "support" else "") + ") }}"
            expected = "no number in text: numbers stand in macros/data/partners/*.yml and articles call them"
            fix = call if partner else ADD
            # The library takes a bracket before the number for a part of it.
            whole = raw.count("(") == raw.count(")") and not raw.startswith("[")
            # An extension would be lost.
            digits = re.sub(r"\D", "", phonenumbers.convert_alpha_characters_in_number(raw)).lstrip("0")
            whole = whole and e164.endswith(digits)
            # A space or a dash may be written as `&nbsp;`: then the number is told where its line first says its begin.
            start = start if typed == text else max(0, typed.find(raw[:3]))
            whole = whole and raw in typed
            old = raw if partner and whole and call_fits(context.project, path, number, typed[:start]) else ""
            yield Diagnostic(path, number, start + 1, RULE.alias, raw, expected, fix=fix, old=old, new=call)
