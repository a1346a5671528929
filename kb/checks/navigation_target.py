"""KB204 navigation-target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault, nearest
from kb.model.navigation import pages_in
from kb.model.project import SETTINGS

RULE = Rule("KB204", "navigation-target", "A menu entry without a page is a dead link on every page.")


def check(context: Context) -> Iterator[Fault]:
    """Look for the file of every page that the navigation names."""
    seen: set[str] = set()
    for name in pages_in(context.nav):
        lines = [
            number
            for number, text in enumerate(context.project.text(SETTINGS).split("\n"), start=1)
            if re.search(rf"(?<![\w/-]){re.escape(name)}\.md\b", text)
        ] or [1]
        if name in seen:
            fix = "remove one of the two lines"
            yield Fault(SETTINGS, lines[-1], 1, RULE.alias, f"{name}.md a second time", "each page once", fix=fix)
        elif name not in context.project.articles:
            close = nearest(name, context.project.articles)
            fix = f"{close}.md" if close else "remove the line, or add the page"
            yield Fault(SETTINGS, lines[0], 1, RULE.alias, f"{name}.md", "a file below docs/", close, fix)
        seen.add(name)
