"""KB021 guide-article."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic, closest_match
from kb.model.guide import options_of
from kb.model.project import GUIDE

RULE = Rule(
    "KB021",
    "guide-article",
    "An answer to which no question leads is missed by those who don't know its name.",
    bad="an article that no option ends at",
    good="page: billing/refunds",
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare the articles with the ends of "Find my answer" and with those that it may leave out."""
    project = context.project
    guide = project.guide
    # A question without a way hides its ends: guide-way has told it.
    if guide is None or project.is_broken("payers", "") or any(one.rule == "guide-way" for one in context.found):
        return
    document = project.documents[GUIDE]
    options = [one for question in guide.questions.values() for one in options_of(question, project.payers).values()]
    ends = {one.page.partition("#")[0] for one in options if one.page}
    articles = {name: one for name, one in project.articles.items() if one.meta and one.meta.kind == "article"}
    # An article that a misspelt name was meant for is not missing as well.
    meant = {closest_match(one, project.articles) for one in {*ends, *guide.without} - set(project.articles)}
    for name, article in articles.items():
        if name not in ends | meant | set(guide.without):
            expected = f"an option in {GUIDE} that ends there, or its name with the reason under `without:` there"
            found = 'an article to which no question of "Find my answer" leads'
            yield Diagnostic(article.path, 1, 1, RULE.alias, found, expected, fix=f"page: {name}")
    for name in guide.without:
        mark = document.mark(("without", name))
        at = (GUIDE, mark.line, mark.column)
        if name not in project.articles:
            close = closest_match(name, articles)
            yield Diagnostic(*at, RULE.alias, f"without: {name}", "an article below docs/", close, close or "remove it")
        elif name in ends:
            yield Diagnostic(
                *at, RULE.alias, f"without: {name}", "an article to which no option leads", fix="remove it"
            )
