"""KB301 typed-number."""

from __future__ import annotations

from collections.abc import Iterator

import phonenumbers

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import lines_written
from kb.model.faults import Fault

RULE = Rule("KB301", "typed-number", "A number typed by hand stays wrong when the record is mended.")


def check(context: Context) -> Iterator[Fault]:
    """Look for phone numbers in articles, snippets and records other than the partners' own."""
    known = {
        contact.number: (partner.id, name)
        for partner in context.project.partners.values()
        for name, contact in partner.contacts.items()
        if contact.number
    }
    for path, number, text in lines_written(context.project):
        for match in phonenumbers.PhoneNumberMatcher(text, "US"):
            e164 = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
            owner = known.get(e164)
            yield Fault(
                path,
                number,
                match.start + 1,
                RULE.alias,
                match.raw_string,
                "no number in text: numbers stand in macros/data/partners/*.yml and articles call them",
                fix=f'{{{{ phone("{owner[0]}") }}}}'
                if owner
                else "add the number to its partner's record, with its source",
            )
