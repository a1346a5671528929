"""KB406 inline-code."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.locate import TEMPLATES
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB406",
    "inline-code",
    "The site has to run where a browser allows no script or style inside a page.",
    bad='<b style="color: red">Now</b>',
    good="**Now**",
)
MAX_LENGTH = 60


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for scripts, styles and event attributes in every built page; the theme's own scripts are let through."""
    if not context.published:
        return
    told = context.told_lines("markdown-form")
    for page in context.published.pages.values():
        article = context.article_of(page)
        for found in page.inline:
            at = article.body.lower().find(found.split('"')[0].rstrip(">")) if article else -1
            line = article.body.count("\n", 0, at) + 1 if article and at >= 0 else 1
            path = article.path if article else TEMPLATES
            expected = "pages without scripts, styles, and attributes that hold one"
            fix = "take it out; looks are made in docs/assets/styles/ and scripts in docs/assets/scripts/"
            if (path, line) not in told:
                yield Diagnostic(path, line, 1, RULE.alias, found[:MAX_LENGTH], expected, fix=fix)
