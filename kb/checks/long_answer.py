"""KB023 long-answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.article import Article, ArticleMeta
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB023",
    "long-answer",
    "The short answer is read out on the phone and shown first: it has to be short.",
    bad="answer: six sentences that tell the whole story",
    good="answer: one to three sentences",
)
SENTENCE = re.compile(r"[.!?](?=\s|$)")
MAX_SENTENCES = 4
MAX_WORDS = 65


def check(context: Context) -> Iterator[Diagnostic]:
    """Count the sentences and words of each short answer; a macro's call counts as one word."""
    for article in context.project.articles.values():
        if not isinstance(article.meta, ArticleMeta):
            continue
        answer = re.sub(r"\{\{.*?\}\}", "word", re.sub(r"\]\([^)]*\)", "]", article.meta.answer))
        sentences, words = len(SENTENCE.findall(answer)), len(answer.split())
        if sentences > MAX_SENTENCES or words > MAX_WORDS:
            found = f"an answer of {sentences} sentences and {words} words"
            expected = f"at most {MAX_SENTENCES} sentences and {MAX_WORDS} words"
            yield Diagnostic(*_place(article), RULE.alias, found, expected, fix="move what can wait to the page's body")


def _place(article: Article) -> tuple[str, int, int]:
    document = article.record or article.front
    mark = document.mark(("answer",))
    return document.path, mark.line, mark.column
