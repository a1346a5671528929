"""Finds the line of a file that made a link of a built page."""

from __future__ import annotations

import re

from kb.checks.context import Context
from kb.checks.published import BuiltPage, Link
from kb.model.guide import FOLDER
from kb.model.project import GUIDE, SETTINGS, WHERE

TEMPLATES = "overrides/"


def line_of(text: str, needle: str) -> int:
    """Return the first line of a text, counted from 1, that has the needle as a whole address; 0 for none."""
    found = _whole(needle).search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _whole(needle: str) -> re.Pattern[str]:
    # Not inside a longer address: `#step` is not in `#steps`.
    return re.compile(re.escape(needle) + r"(?![\w#/-])")


def locate(context: Context, page: BuiltPage, link: Link) -> tuple[str, int, int]:
    """Return the file, line and column that a built link came from.

    The built page knows only the finished address, so the address is looked for as an editor may have written it:
    in the article (its answer too) and its snippets, in the records, in what the article's macros made, and in the
    settings. Any other link is a template's.

    Args:
        context: what the rules look at.
        page: the built page.
        link: a link on it.
    """
    article = context.article_of(page)
    target = (link.target or "").rstrip("/").removesuffix(".md")
    section = f"#{link.fragment}" if link.fragment else ""
    wanted = [link.raw, f"({section}"] if section else [link.raw]
    wanted += [f"{target}{section}"] if section else []
    wanted += [f"{target}.md{section}", f"{target}/index.md{section}", f"{target}.md"] if target else []
    needles = [needle for needle in dict.fromkeys(wanted) if any(letter.isalnum() for letter in needle)]
    needles = needles if link.raw else ["]()", '=""']
    project = context.project
    own = [article.path] if article else []
    own += [snippet for path, snippet in context.evaluation.includes if path in own]
    own += [article.record.path] if article and article.record else []
    own += [GUIDE] if article and article.id.startswith(f"{FOLDER}/") and GUIDE in project.documents else []
    records = [path for path in project.documents if path != WHERE["sources"]] if article else []
    exact = [needle for needle in needles if section in needle]
    places = [(path, needle) for some in (exact, needles) for path in [*own, *records] for needle in some]
    for path, needle in places:
        found = _whole(needle).search(project.text(path))
        if found:
            before = project.text(path)[: found.start()]
            return path, before.count("\n") + 1, len(before) - before.rfind("\n")
    for call in context.evaluation.calls:
        if call.path in own and any(needle in call.output for needle in needles):
            return call.path, call.line, call.column
    line = line_of(project.text(SETTINGS), target) if target else 0
    return (SETTINGS, line, 1) if line else (TEMPLATES, 1, 1)
