"""Finds the line of an article that made a link of its built page."""

from __future__ import annotations

from kb.checks.context import Context
from kb.checks.published import BuiltPage, Link

TEMPLATES = "overrides/"


def locate(context: Context, page: BuiltPage, link: Link) -> tuple[str, int, int]:
    """Return the file, line and column that a built link came from.

    The built page knows only the finished address, so the address is looked for as an editor may have written it:
    first in the article itself, then in what its macro calls made. A link that neither has comes from a template.

    Args:
        context: what the rules look at.
        page: the built page.
        link: a link on it.
    """
    article = context.article_of(page)
    if not article:
        return TEMPLATES, 1, 1
    target = (link.target or "").rstrip("/").removesuffix(".md")
    section = f"#{link.fragment}" if link.fragment else ""
    wanted = [link.raw, f"{target}.md{section}", f"{target}/index.md{section}", section, f"{target}.md"]
    needles = [needle for needle in dict.fromkeys(wanted) if any(letter.isalnum() for letter in needle)]
    lines = article.body.split("\n")
    for needle in needles:
        for number, text in enumerate(lines, start=1):
            if needle in text:
                return article.path, number, text.index(needle) + 1
    for call in context.calls:
        if call.path == article.path and any(needle in call.output for needle in needles):
            return article.path, call.line, call.column
    return TEMPLATES, 1, 1
