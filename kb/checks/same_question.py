"""KB011 same-question."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault

RULE = Rule("KB011", "same-question", "A question tells search which article answers it, so it can belong to one only.")


def check(context: Context) -> Iterator[Fault]:
    """Compare all questions with each other and with the titles."""
    articles = context.project.articles.values()
    taken = {_plain(article.title): f"the title of {article.path}" for article in articles}
    for article in articles:
        front = article.front.value if isinstance(article.front.value, dict) else {}
        questions = front.get("questions")
        for index, question in enumerate(questions if isinstance(questions, list) else []):
            words = _plain(str(question))
            if words in taken:
                mark = article.front.mark(("questions", index))
                found = f"“{question}”, which is {taken[words]}"
                at = (article.path, mark.line, mark.column)
                yield Fault(*at, RULE.alias, found, "a question that nothing else asks", fix="ask it in other words")
            taken.setdefault(words, f"a question of {article.path}")


def _plain(text: str) -> str:
    return text.casefold().rstrip("?!. ")
