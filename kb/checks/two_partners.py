"""KB015 two-partners."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic
from kb.model.partner import Partner, plain_name
from kb.model.project import DATA
from kb.model.yaml_document import Place

RULE = Rule(
    "KB015",
    "two-partners",
    "A name, number or address of two partners sends a reader to the wrong one.",
    bad="also: [Rogers], in the record of Sky",
    good="also: [Sky Ireland]",
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare the names, numbers, mailboxes and web addresses of all partners."""
    owners: dict[str, Partner] = {}
    for partner in context.project.partners.values():
        document = context.project.documents[f"{DATA}/partners/{partner.id}.yml"]
        for plain, place in _own(partner):
            owner = owners.setdefault(plain, partner)
            if owner.id != partner.id:
                mark = document.mark(place)
                found = (
                    f"{place[-1] if isinstance(place[-1], str) else place[0]}: {mark.typed}, which {owner.name} has too"
                )
                expected = f"what no other partner has ({DATA}/partners/{owner.id}.yml)"
                fix = "remove it from the record that it does not belong to"
                yield Diagnostic(document.path, mark.line, mark.column, RULE.alias, found, expected, fix=fix)


def _own(partner: Partner) -> Iterator[tuple[str, Place]]:
    """Give what a partner alone may have, in a form to compare, with its place in the record."""
    yield plain_name(partner.id), ("id",)
    yield plain_name(partner.name), ("name",)
    for index, name in enumerate(partner.also):
        yield plain_name(name), ("also", index)
    for name, page in partner.pages.items():
        yield re.sub(r"^https://(www\.)?", "", page.url).rstrip("/"), ("pages", name, "url")
    for name, contact in partner.contacts.items():
        if contact.number:
            yield contact.number, ("contacts", name, "number")
        if contact.address:
            yield contact.address.casefold(), ("contacts", name, "address")
