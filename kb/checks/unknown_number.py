"""KB303 unknown-number."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.locate import TEMPLATES
from kb.checks.phones import numbers_in
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB303",
    "unknown-number",
    "Every number that a reader may call must come from a record with its source.",
    bad="a number in a template that no record has",
    good='{{ phone("acme") }}',
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare every phone-shaped text and every `tel:` link of the built pages with the records."""
    if not context.published:
        return
    typed = {diagnostic.found for diagnostic in context.found if diagnostic.rule == "typed-number"}
    known = {contact.number for partner in context.project.partners.values() for contact in partner.contacts.values()}
    # A number that was right once stands where its change is told.
    known |= {number for one in context.project.changes for _, _, number in numbers_in(f"{one.before}\n{one.after}")}
    for page in context.published.pages.values():
        found = {phone.removeprefix("tel:"): phone for phone in page.phones}
        found |= {number: shown for _, shown, number in numbers_in(page.text)}
        article = context.article_of(page)
        for number, shown in found.items():
            if number not in known and shown.removeprefix("tel:") not in typed and not context.project.broken:
                yield Diagnostic(
                    article.path if article else TEMPLATES,
                    article.body_line if article else 1,
                    1,
                    RULE.alias,
                    f"{shown} on the built page",
                    "a number from macros/data/partners/*.yml",
                    fix="add it to its partner's record, with its source, and call it with phone(…)",
                )
