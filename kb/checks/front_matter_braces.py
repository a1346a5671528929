"""KB009 front-matter-braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB009",
    "front-matter-braces",
    "Macros and Markdown work in the body and in `answer`; elsewhere readers see their signs.",
    bad='description: Wait {{ fact("pause-most") }} at most.',
    good="description: How long you can pause at most.",
)
MARKS = re.compile(r"\{\{|\[\[|\*\*|\]\(|<[a-z/]")


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for braces and marks in every value of the front matter but the answer."""
    for article in context.project.articles.values():
        for place, mark in article.front.marks.items():
            if place[0] != "answer" and MARKS.search(mark.typed):
                yield Diagnostic(
                    article.path,
                    mark.line,
                    mark.column,
                    RULE.alias,
                    mark.typed,
                    "plain words",
                    fix=f"write it in plain words, or move it from `{place[0]}` to `answer` or the body",
                )
