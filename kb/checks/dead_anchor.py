"""KB202 dead-anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.locate import locate
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic, closest_match, join_names

RULE = Rule(
    "KB202",
    "dead-anchor",
    "A link to a section that is gone lands at the top of a long page.",
    bad="[Refunds](/billing/refunds.md#contact)",
    good="[Refunds](/billing/refunds.md#contact-soon)",
)

# The sections of the calls that frame an article: article-frame tells of those that are missing.
FRAMED = {"answer": "{{ answer_box() }}", "sources": "{{ article_foot() }}"}
# What shows all providers: a broken record's row and tabs are missing there.
ALL_PROVIDERS = re.compile(r"\{\{ *(activation_|contact_directory|provider_)")


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for the section or tab of every internal link in the page that it leads to."""
    if not context.published:
        return
    pages = context.published.pages
    # A page with faulty macros has lost sections for another reason, which is reported already.
    diagnosticy = context.evaluation.unrendered | context.swallowed()
    broken = any(table == "partners" for table, _ in context.project.broken)
    for page in pages.values():
        for link in page.links:
            target = pages.get(link.target or "") if link.target is not None else None
            if not link.fragment or link.fragment.startswith("__") or target is None or link.fragment in target.ids:
                continue
            owner = context.article_of(target)
            if owner and owner.path in diagnosticy:
                continue
            if owner and link.fragment in FRAMED and FRAMED[link.fragment] not in owner.body:
                continue
            if owner and any(diagnostic.path == owner.path for diagnostic in context.project.diagnostics):
                continue
            if owner and broken and ALL_PROVIDERS.search(owner.body):
                continue
            known = [one for one in target.ids if not one.startswith("__")]
            close = closest_match(link.fragment, known)
            yield Diagnostic(
                *locate(context, page, link),
                RULE.alias,
                f"#{link.fragment} in /{link.target}",
                f"a section or tab of that page: {join_names(known)}",
                close,
                f"#{close}" if close else "leave it out",
            )
