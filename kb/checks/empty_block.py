"""KB405 empty-block."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.locate import line_of
from kb.checks.rule import Rule
from kb.model.faults import Fault

RULE = Rule(
    "KB405",
    "empty-block",
    "A tab or a note whose words stand outside it shows readers nothing.",
    bad='=== "Phone"\n\nOpen the app.',
    good='=== "Phone"\n\n    Open the app.',
)


def check(context: Context) -> Iterator[Fault]:
    """Look for tabs and notes without content in the built pages."""
    misplaced = context.told("list-shape")
    for page, article in context.built_articles():
        if article.path in misplaced:  # that tells of the wrong indent
            continue
        for label in page.empty_blocks:
            line = (
                line_of(article.body, f'"{label}"')
                or line_of(article.body, f"!!! {label.lower()}")
                or article.body_line
            )
            expected = "its text on the next lines, each indented by four spaces"
            yield Fault(
                article.path, line, 1, RULE.alias, f"“{label}” with nothing in it", expected, fix="indent the text"
            )
