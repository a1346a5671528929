"""KB019 old-address."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.addresses import short_addresses
from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB019",
    "old-address",
    "An address that a page had before leads on to it: no other page may stand there.",
    bad="moved_from: [billing/refunds], where a page still stands",
    good="moved_from: [billing/money-back]",
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare every `moved_from` with the addresses of all pages, and with each other."""
    taken = {article.url.rstrip("/"): article.path for article in context.project.articles.values()}
    taken |= {address.strip("/"): article.path for address, article in short_addresses(context.project).items()}
    for article in context.project.articles.values():
        for index, address in enumerate(article.meta.moved_from if article.meta else ()):
            mark = article.front.mark(("moved_from", index))
            at = (article.path, mark.line, mark.column)
            holder = taken.get(address)
            if holder:
                expected = "an address at which nothing stands"
                yield Diagnostic(*at, RULE.alias, f"{address}/, the address of {holder}", expected, fix="remove it")
            taken.setdefault(address, f"a page that has moved to {article.path}")
