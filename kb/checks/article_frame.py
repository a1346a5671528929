"""KB403 article-frame."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.article import ArticleMeta
from kb.model.faults import Fault

RULE = Rule("KB403", "article-frame", "An article shows its short answer first, its sources and review date last.")
FRAME = {"answer_box": "first", "article_foot": "last"}


def check(context: Context) -> Iterator[Fault]:
    """Look for the two calls that frame an article."""
    for article in context.project.articles.values():
        lines = [line.strip() for line in article.body.split("\n")]
        filled = [number for number, line in enumerate(lines, start=1) if line]
        if not isinstance(article.meta, ArticleMeta):
            continue
        for name, place in FRAME.items():
            call = f"{{{{ {name}() }}}}"
            number = (filled or [article.body_line])[0 if place == "first" else -1]
            if not filled or lines[number - 1] != call:
                yield Fault(
                    article.path,
                    number,
                    1,
                    RULE.alias,
                    lines[number - 1] if filled else "an empty article",
                    f"{call} as the {place} line of an article",
                    fix=call,
                )
