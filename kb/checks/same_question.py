"""KB011 same-question."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB011",
    "same-question",
    "A question tells search which article answers it, so it can belong to one only.",
    bad="- can I get a refund (in two articles)",
    good="- can I get a refund after I cancel",
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare all questions with each other and with the titles."""
    articles = context.project.articles.values()
    taken = {_plain(article.title): f"the title of {article.path}" for article in articles}
    for article in articles:
        for question, at in article.questions:
            words = _plain(question)
            if words in taken:
                found = f"“{question}”, which is {taken[words]}"
                yield Diagnostic(
                    *at, RULE.alias, found, "a question that nothing else asks", fix="ask it in other words"
                )
            taken.setdefault(words, f"a question of {article.path}")


def _plain(text: str) -> str:
    return text.casefold().rstrip("?!. ")
