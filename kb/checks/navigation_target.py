"""KB204 navigation-target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic, closest_match
from kb.model.navigation import files_in, nav_entries
from kb.model.project import SETTINGS

RULE = Rule(
    "KB204",
    "navigation-target",
    "A menu entry without a page is a dead link on every page.",
    bad="- billing/refund.md",
    good="- billing/refunds.md",
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for the file of every page that the navigation names."""
    told = [diagnostic for diagnostic in context.project.diagnostics if diagnostic.rule == RULE.alias]
    yield from told
    if told or context.project.settings.diagnostics:
        return
    seen: set[str] = set()
    for file in files_in(context.nav):
        name = file.removesuffix(".md")
        if name in seen:
            fix = "remove one of the two lines"
            yield Diagnostic(
                SETTINGS,
                _lines(context, name)[-1],
                1,
                RULE.alias,
                f"{name}.md a second time",
                "each page once",
                fix=fix,
            )
        elif name in context.project.articles and file == name:
            at = (SETTINGS, _lines(context, name, "")[0], 1)
            yield Diagnostic(*at, RULE.alias, name, "the page's path with `.md`", fix=f"{name}.md")
        elif name not in context.project.articles:
            own = name.endswith("/index")
            close = "" if own else closest_match(name, context.project.articles)
            fix = f"bring back docs/{name}.md, the page of its section, or remove the line" if own else ""
            fix = fix or (f"{close}.md" if close else "remove the line, or add the page")
            if (context.project.root / "docs" / file).is_file():
                fix = "the file's name, once it is in lower-case letters, digits and hyphens"
            typed = [mark.line for _, mark in nav_entries(context.project.settings) if mark.typed == file]
            line = (typed or _lines(context, name))[0]
            yield Diagnostic(SETTINGS, line, 1, RULE.alias, file, "a file below docs/", close, fix)
        seen.add(name)
    for files in _sections(context.nav):
        homes = [file.removesuffix("index.md") for file in files if file.endswith("/index.md")]
        for file in files:
            page = file.removesuffix(".md")
            if homes and page in context.project.articles and not file.startswith(tuple(homes)):
                fix = f"move the line below {page.rpartition('/')[0]}/index.md, or the file to docs/{homes[0]}"
                found, line = f"{file} below {homes[0]}index.md", _lines(context, page)[0]
                yield Diagnostic(SETTINGS, line, 1, RULE.alias, found, "pages of one folder in a section", fix=fix)


def _sections(entries: Any) -> Iterator[list[str]]:
    """Give the files of each section of the menu, without those of the sections in it."""
    for entry in entries if isinstance(entries, list) else ():
        for below in entry.values() if isinstance(entry, dict) else ():
            yield [one for one in below if isinstance(one, str)] if isinstance(below, list) else []
            yield from _sections(below)


def _lines(context: Context, name: str, ending: str = ".md") -> list[int]:
    """Return the lines of the settings that name a page."""
    named = re.compile(rf"(?<![\w/-]){re.escape(name + ending)}(?![\w/-])")
    lines = enumerate(context.project.text(SETTINGS).split("\n"), start=1)
    return [number for number, text in lines if named.search(text)] or [1]
