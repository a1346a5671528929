"""KB401 leftover-braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks import front_matter_braces
from kb.checks.context import Context
from kb.checks.locate import TEMPLATES
from kb.checks.rule import Rule
from kb.model.article import Article
from kb.model.faults import Fault

RULE = Rule("KB401", "leftover-braces", "Braces or a macro's error text must never reach a reader.")
LEFT = re.compile(r"\{\{|\{%|\}\}|Macro (?:Rendering|Syntax) Error|(?<!\w)(?:/{3,} html|={3} \"|!!! \w)")


def check(context: Context) -> Iterator[Fault]:
    """Look for unrendered marks in every built page and in the search index."""
    if not context.published:
        return
    braces = list(front_matter_braces.check(context))
    faulty = context.evaluation.unrendered | {fault.path for fault in [*context.project.faults, *braces]}
    for page in context.published.pages.values():
        article = context.article_of(page)
        path = article.path if article else TEMPLATES
        # A faulty page's error text may stand in every menu as its title: then only the pages' own parts are told.
        text = page.content if faulty else page.text
        for told in braces:
            text = text.replace(told.found, "")
        match = LEFT.search(text)
        if match and path not in faulty:
            around = " ".join(text[max(0, match.start() - 20) : match.end() + 40].split())
            line = _line(article, text[match.start() : match.start() + 10], match.group()) if article else 1
            yield Fault(
                path,
                line,
                1,
                RULE.alias,
                around,
                "text without unrendered marks",
                fix="look at the indent and the blank lines around it; a literal {{ stands in {% raw %}",
            )


def _line(article: Article, *needles: str) -> int:
    """Return the line of the first of the needles that the article's body has."""
    position = next((at for at in map(article.body.find, needles) if at >= 0), 0)
    return article.body.count("\n", 0, position) + 1
