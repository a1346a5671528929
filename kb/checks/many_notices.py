"""KB314 many-notices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault

RULE = Rule(
    "KB314",
    "many-notices",
    "Of many warnings on one page readers skip all.",
    bad="three calls of notice(…) in one article",
    good="two, or one checklist(…) before the steps",
)
NOTICE = re.compile(r"\{\{ *notice\(")
MOST = 2


def check(context: Context) -> Iterator[Fault]:
    """Count the notices that each article calls."""
    for article in context.project.articles.values():
        body = article.body
        for notice in list(NOTICE.finditer(body))[MOST:]:
            line, column = body.count("\n", 0, notice.start()) + 1, notice.start() - body.rfind("\n", 0, notice.start())
            fix = "say it in the text, or put several before the steps with checklist(…)"
            found = article.text.split("\n")[line - 1].strip()
            yield Fault(article.path, line, column, RULE.alias, found, f"at most {MOST} notices on a page", fix=fix)
