"""KB304 link-words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import lines_written
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB304",
    "link-words",
    "A link is often read alone, by eye or by ear: its words have to say where it goes.",
    bad="Read about refunds [here](/billing/refunds.md).",
    good="Read [about refunds](/billing/refunds.md).",
)
LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(|<a\b[^>]*>([^<]*)</a>", re.IGNORECASE)
SAY_NOTHING = {
    "",
    "here",
    "click",
    "click here",
    "go here",
    "see here",
    "link",
    "this",
    "this link",
    "this page",
    "this article",
}
SAY_NOTHING |= {"more", "read more", "learn more", "see more", "details", "page", "the page"}


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for links whose words could lead anywhere."""
    for path, number, line in lines_written(context.project):
        for link in LINK.finditer(line):
            words = link[1] if link[1] is not None else link[2]
            # What a macro says is blanked.
            if words.strip(" .*_:").casefold() in SAY_NOTHING and (words.strip() or not words):
                expected = "the words that say where it leads, such as [Ask for a refund](/billing/refunds.md)"
                at = (path, number, link.start() + 1)
                yield Diagnostic(
                    *at, RULE.alias, f"a link that says “{words}”", expected, fix="put the page's name there"
                )
