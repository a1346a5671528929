"""KB009 front-matter-braces."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault

RULE = Rule("KB009", "front-matter-braces", "Macros work in the body and in `answer`; elsewhere readers see braces.")


def check(context: Context) -> Iterator[Fault]:
    """Look for braces in every value of the front matter but the answer."""
    for article in context.project.articles.values():
        for place, mark in article.front.marks.items():
            if place[0] != "answer" and "{{" in mark.typed:
                yield Fault(
                    article.path,
                    mark.line,
                    mark.column,
                    RULE.alias,
                    mark.typed,
                    "plain words",
                    fix=f"write out what the macro says, or move it from `{place[0]}` to `answer` or the body",
                )
