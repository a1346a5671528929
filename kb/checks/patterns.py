"""The rules that are one pattern: the rows of ``patterns.yml``, and what finds them in files, lines and values."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kb.checks.context import Context
from kb.checks.rule import found, offset_at, rule, value_at
from kb.model.diagnostic import Diagnostic
from kb.model.yaml_messages import LOADER

TABLE = Path(__file__).with_suffix(".yml")
MAX_SHOWN = 80


@dataclass(frozen=True)
class Pattern:
    """One row: what is searched for, what is expected instead, and what to do."""

    pattern: str = ""
    expected: str = ""
    fix: str = ""


@cache
def patterns(section: str) -> dict[str, Pattern]:
    """Return the rows of one section of the table by their names."""
    return {name: Pattern(**row) for name, row in _table()[section].items()}


@cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    return dict(yaml.load(TABLE.read_text(encoding="utf-8"), LOADER))


@cache
def any_of(section: str, before: str = "") -> re.Pattern[str]:
    """Return one expression for all rows of a section. The name of the row that matches is its ``lastgroup``.

    What must hold where any of them begins is given as another expression.
    """
    named = (f"(?P<{name.replace('-', '_')}>{one.pattern})" for name, one in patterns(section).items())
    return re.compile(f"{before}(?:{'|'.join(named)})", re.MULTILINE)


@rule("invisible-character")
def invisible_character(context: Context) -> Iterator[Diagnostic]:
    """Look in every file for characters that nobody sees or that only look right, and report the first of a line."""
    rows, pattern = patterns("invisible-character"), any_of("invisible-character", "(?=[^\t\n -~])")
    for path, text in context.project.texts.items():
        last = 0
        for match in pattern.finditer(text):
            at, row = offset_at(path, text, match.start()), rows[(match.lastgroup or "").replace("_", "-")]
            if at[1] != last:
                name = unicodedata.name(match[0][0], "a control character").lower()
                shown = f"U+{ord(match[0]):04X}" if match.lastgroup == "no_width" else match[0]
                yield found(at, f"{shown}, {name}", row.expected, fix=row.fix)
            last = at[1]


@rule("unfinished-text")
def unfinished_text(context: Context) -> Iterator[Diagnostic]:
    """Look in articles, snippets and records for notes to oneself, filler texts and the marks of a merge."""
    yield from _in_prose(context, "unfinished-text")


@rule("link-text")
def link_text(context: Context) -> Iterator[Diagnostic]:
    """Look for links whose words could lead anywhere."""
    yield from _in_prose(context, "link-text")


def _in_prose(context: Context, section: str) -> Iterator[Diagnostic]:
    """Give the first match of each line of prose."""
    rows, pattern = patterns(section), any_of(section)
    for path, number, line in context.prose:
        if match := pattern.search(line):
            row = rows[match.lastgroup or ""]
            yield found((path, number, match.start() + 1), line.strip()[:MAX_SHOWN], row.expected, fix=row.fix)


@rule("front-matter-markup")
def front_matter_markup(context: Context) -> Iterator[Diagnostic]:
    """Look for braces and marks in every value of the front matter but the answer."""
    row, pattern = patterns("front-matter-markup")["mark"], any_of("front-matter-markup")
    for article in context.project.articles.values():
        for place, mark in article.front.marks.items():
            if place[0] != "answer" and pattern.search(mark.typed):
                yield found(value_at(article.front, *place), mark.typed, row.expected, fix=row.fix)
