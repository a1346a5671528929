"""KB013 short-address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.article import SHORT_NAME, ArticleMeta, is_short_name
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB013",
    "short-address",
    "An agent says a short address on the phone, so it must lead to one article only.",
    bad="docs/household/extra-members.md and docs/packages/extra-members.md",
    good="short: package-extra-members",
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare the short addresses of all articles, whether typed or made from the path."""
    first: dict[str, str] = {}
    # A provider's page has no key for it: of two pages with one address, the other one can change.
    for article in sorted(context.project.articles.values(), key=lambda one: one.record is None):
        if not isinstance(article.meta, ArticleMeta):
            continue
        mark, name = article.front.mark(("short",)), article.short
        at = (article.path, mark.line, mark.column)
        fix = f"short: {re.sub(r'[^a-z0-9]+', '-', article.id.lower())[:30].strip('-')}"
        if name in first:
            expected = "a short address that no other page has"
            yield Diagnostic(*at, RULE.alias, f"/go/{name}/, the short address of {first[name]}", expected, fix=fix)
        elif not is_short_name(name):
            yield Diagnostic(
                *at, RULE.alias, f"/go/{name}/, made from the file's name", f"{SHORT_NAME}, in `short:`", fix=fix
            )
        first.setdefault(name, article.path)
