"""KB403 article-frame."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.article import ArticleMeta
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB403",
    "article-frame",
    "An article shows its short answer first, its sources and review date last.",
    bad="# Steps, in the body of an article",
    good="## Steps",
)
FRAME = {"answer_box": "first", "article_foot": "last"}


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for the two calls that frame an article, and for a title typed into its body."""
    for article in context.project.articles.values():
        # A provider's page has another frame: partner-page sees to it.
        if not isinstance(article.meta, ArticleMeta) or article.meta.kind == "partner":
            continue
        lines = [line.strip() for line in article.body.split("\n")]
        filled = [number for number, line in enumerate(lines, start=1) if line]
        for name, place in FRAME.items():
            call = f"{{{{ {name}() }}}}"
            number = (filled or [article.body_line])[0 if place == "first" else -1]
            found = lines[number - 1] if filled else "an empty article"
            if found != call:
                expected = f"{call} as the {place} line of an article"
                yield Diagnostic(article.path, number, 1, RULE.alias, found, expected, fix=call)
            for again in filled[1:] if place == "first" else filled[:-1]:
                if lines[again - 1] == call and found == call:
                    expected, fix = f"{call} once, as the {place} line of an article", "remove it"
                    yield Diagnostic(article.path, again, 1, RULE.alias, f"{call} in another place", expected, fix=fix)
            if name in article.meta.answer:
                mark = article.front.mark(("answer",))
                found, expected = f"answer: … {name}", "an answer in words"
                yield Diagnostic(
                    article.path, mark.line, mark.column, RULE.alias, found, expected, fix=f"remove {call}"
                )
        for number in filled:
            if lines[number - 1].startswith("# "):
                expected = "headings that begin with ##: the title comes from the front matter"
                yield Diagnostic(
                    article.path, number, 1, RULE.alias, lines[number - 1], expected, fix=f"#{lines[number - 1]}"
                )
