"""KB206 draft-page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic
from kb.model.project import SETTINGS

RULE = Rule(
    "KB206",
    "draft-page",
    "A page that the settings leave out is a dead link wherever another page names it.",
    bad="draft_docs: billing/refunds.md",
    good="the page on a branch of its own until it is ready",
)
LEFT_OUT = re.compile(r"^(?:draft_docs|exclude_docs):.*(?:\n[ #].*|\n(?=\n))*", re.MULTILINE)


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for pages below docs/ that MkDocs was told to leave out."""
    if not context.published:
        return
    text = context.project.text(SETTINGS)
    for article in context.unbuilt:
        block = next((one for one in LEFT_OUT.finditer(text) if article.path.rsplit("/", 1)[-1] in one.group()), None)
        block = block or LEFT_OUT.search(text)
        at = text.find(article.path.rsplit("/", 1)[-1], block.start()) if block else 0
        line = text.count("\n", 0, at if at >= 0 or block is None else block.start()) + 1
        expected = "each page of docs/ on the site: what is not ready yet waits in a branch of its own"
        fix = "remove the line, or move the page out of docs/"
        yield Diagnostic(SETTINGS, line, 1, RULE.alias, f"{article.id}.md, which is left out", expected, fix=fix)
