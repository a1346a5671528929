"""KB204 navigation-target."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault, nearest
from kb.model.navigation import pages_in

RULE = Rule("KB204", "navigation-target", "A menu entry without a page is a dead link on every page.")


def check(context: Context) -> Iterator[Fault]:
    """Look for the file of every page that the navigation names."""
    lines = context.project.text("mkdocs.yml").split("\n")
    for name in pages_in(context.nav):
        if name in context.project.articles:
            continue
        line = next((number for number, text in enumerate(lines, start=1) if f"{name}.md" in text), 1)
        close = nearest(name, context.project.articles)
        yield Fault(
            "mkdocs.yml",
            line,
            lines[line - 1].find(name) + 1,
            RULE.alias,
            f"{name}.md",
            "a file below docs/",
            close,
            f"{close}.md" if close else "remove the line, or add the page",
        )
