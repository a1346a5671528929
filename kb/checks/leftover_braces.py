"""KB401 leftover-braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.locate import TEMPLATES
from kb.checks.rule import Rule
from kb.model.faults import Fault

RULE = Rule("KB401", "leftover-braces", "Braces or a macro's error text must never reach a reader.")
LEFT = re.compile(r"\{\{|\{%|\}\}|Macro (?:Rendering|Syntax) Error|(?<!\w)(?:/{3,} html|={3} \"|!!! \w)")


def check(context: Context) -> Iterator[Fault]:
    """Look for unrendered marks in every built page and in the search index."""
    if not context.published:
        return
    faulty = {fault.path for fault in context.evaluation.faults} | {
        context.project.articles[name].path for name in context.project.broken if name in context.project.articles}
    for page in context.published.pages.values():
        article = context.article_of(page)
        path = article.path if article else TEMPLATES
        match = LEFT.search(page.text)
        if match and path not in faulty:
            around = " ".join(page.text[max(0, match.start() - 20):match.end() + 40].split())
            line = _line(article.text, match.group()) if article else 1
            yield Fault(path, line, 1, RULE.alias, around, "text without unrendered marks",
                        fix="look at the indent and the blank lines around it; a literal {{ stands in {% raw %}")


def _line(text: str, needle: str) -> int:
    position = text.find(needle)
    return text.count("\n", 0, position) + 1 if position >= 0 else 1
