"""KB008 same-title."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB008",
    "same-title",
    "Two pages with one title or description look the same in search results.",
    bad="title: Refunds, in two articles",
    good="title: Refunds after a cancellation",
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare the titles and the descriptions of all pages."""
    first: dict[str, str] = {}
    for key in ("title", "description"):
        for article in context.project.articles.values():
            text = getattr(article, key).casefold()
            if text and text in first:
                mark = article.front.mark((key,))
                yield Diagnostic(
                    article.path,
                    mark.line,
                    mark.column,
                    RULE.alias,
                    f"the {key} is {first[text]}",
                    f"a {key} that no other page has",
                    fix=f"say what only this page answers in `{key}:`",
                )
            first.setdefault(text, f"the {key} of {article.path}")
