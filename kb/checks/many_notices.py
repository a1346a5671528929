"""KB314 many-notices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB314",
    "many-notices",
    "Of many warnings on one page readers skip all.",
    bad="three calls of notice(…) in one article",
    good="two, or one checklist(…) before the steps",
)
NOTICE = re.compile(r"\{\{ *notice\((?: *[\"']([\w-]+))?")
MAX_NOTICES = 2


def check(context: Context) -> Iterator[Diagnostic]:
    """Count the notices that each article calls, and look for one that it calls twice."""
    for article in context.project.articles.values():
        body, seen = article.body, set[str]()
        for count, notice in enumerate(NOTICE.finditer(body), start=1):
            # Two tabs may show the same one.
            in_tab = body[notice.start() - 1] == " "
            twice = bool(notice[1]) and notice[1] in seen and not in_tab
            seen.add("" if in_tab else notice[1] or "")
            if count <= MAX_NOTICES and not twice:
                continue
            line, column = body.count("\n", 0, notice.start()) + 1, notice.start() - body.rfind("\n", 0, notice.start())
            fix = "say it in the text, or put several before the steps with checklist(…)"
            fix = "remove one of the two" if twice else fix
            found = article.text.split("\n")[line - 1].strip()
            expected = f"at most {MAX_NOTICES} notices on a page, each once"
            yield Diagnostic(article.path, line, column, RULE.alias, found, expected, fix=fix)
