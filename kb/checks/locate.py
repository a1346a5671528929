"""Finds the line of an article that made a link of its built page."""

from __future__ import annotations

from kb.checks.context import Context
from kb.checks.published import BuiltPage, Link

TEMPLATES = "overrides/"


def locate(context: Context, page: BuiltPage, link: Link) -> tuple[str, int, int]:
    """Return the file, line and column that a built link came from.

    The built page knows only the finished address, so the address is looked for as an editor may have written it:
    first in the article and its snippets, then in what their macro calls made. Any other link is a template's.

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
    texts = {article.path: article.body}
    texts |= {
        snippet: context.project.text(snippet) for path, snippet in context.evaluation.includes if path == article.path
    }
    for path, body in texts.items():
        for needle in needles:
            for number, text in enumerate(body.split("\n"), start=1):
                if needle in text:
                    return path, number, text.index(needle) + 1
    for call in context.evaluation.calls:
        if call.path in texts and any(needle in call.output for needle in needles):
            return call.path, call.line, call.column
    return TEMPLATES, 1, 1
