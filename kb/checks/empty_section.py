"""KB500 empty-section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.article import Article
from kb.model.diagnostic import Diagnostic
from kb.model.project import SNIPPETS

RULE = Rule(
    "KB500",
    "empty-section",
    "A heading with nothing below it promises an answer that nobody has written.",
    bad="## Before you call",
    good="## Before you call … and below it a sentence or a step",
)
HEADING = re.compile(r"(#{2,6}) ")
FOOT = "{{ article_foot() }}"


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for headings with nothing below them, and for snippets without a word."""
    unreadable = {diagnostic.path for diagnostic in context.project.diagnostics}
    for name, text in context.project.snippets.items():
        if not text.strip() and f"{SNIPPETS}/{name}" not in unreadable:
            fix = "write what the pages that include it are to say, or remove it and their lines"
            yield Diagnostic(f"{SNIPPETS}/{name}", 1, 1, RULE.alias, "an empty snippet", "words", fix=fix)
    told = context.told_lines()
    for article in context.project.articles.values():
        for line, heading in empty_sections(article):
            # A heading that is wrong in itself is told already.
            if (article.path, line) in told:
                continue
            expected, fix = "words or a macro below each heading", "write the section, or remove its heading"
            yield Diagnostic(article.path, line, 1, RULE.alias, heading, expected, fix=fix)


def empty_sections(article: Article) -> Iterator[tuple[int, str]]:
    """Give each heading of an article that another one of its rank, a higher one or the end follows, with its line.

    Args:
        article: the article.
    """
    last, rank, in_code = (0, ""), 0, False
    for number, line in enumerate([*article.body.split("\n"), FOOT], start=1):
        heading = None if in_code else HEADING.match(line)
        ends = line.strip() == FOOT or (heading and len(heading[1]) <= rank)
        if rank and ends:
            yield last
        if heading:
            last, rank = (number, line.strip()), len(heading[1])
        elif line.strip():
            rank = 0
        if line.lstrip().startswith("```"):
            in_code = not in_code
