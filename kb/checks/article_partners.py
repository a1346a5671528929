"""KB017 article-partners."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.article import ArticleMeta
from kb.model.diagnostic import Diagnostic, join_names

RULE = Rule(
    "KB017",
    "article-partners",
    "An article says whose offers it is about, so that other readers are sent on.",
    bad="rule: plan_change, without `partners`",
    good="partners: [optimum]\nrule: plan_change",
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare `partners` and `rule` of each article with each other and with the partners' offers."""
    project = context.project
    providers = [one.id for one in project.partners.values() if one.offers]
    for article in project.articles.values():
        if not isinstance(article.meta, ArticleMeta) or article.meta.kind == "partner":
            continue
        for index, name in enumerate(article.meta.partners):
            if name in project.partners and name not in providers:
                mark = article.front.mark(("partners", index))
                expected = f"a provider, whose record has `offers`: {join_names(providers)}"
                fix = "remove it: `partners` says through whom a reader has Netflix"
                at = (article.path, mark.line, mark.column)
                yield Diagnostic(*at, RULE.alias, f"partners: {name}", expected, fix=fix)
        if article.meta.rule and not article.meta.partners:
            mark = article.front.mark(("rule",))
            expected = "`partners` beside `rule`: the providers that the article itself is about"
            fix = "add `partners: […]`, or remove `rule`"
            at = (article.path, mark.line, mark.column)
            yield Diagnostic(*at, RULE.alias, f"rule: {article.meta.rule}, without `partners`", expected, fix=fix)
