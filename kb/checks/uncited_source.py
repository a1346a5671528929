"""KB012 uncited-source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.article import ArticleMeta
from kb.model.diagnostic import Diagnostic
from kb.model.project import Project
from kb.model.records import SourceRef

RULE = Rule(
    "KB012",
    "uncited-source",
    "Every statement of an article, its notices and facts too, traces to its sources.",
    bad='{{ fact("pause-most") }} without its source under `sources`',
    good="- {id: csn-netflix, part: pausing}",
)
CALLS = re.compile(r"\b(notice|checklist|fact|who_bills_you|what_to_have)\(([^)]*)\)")


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare the sources of the notices, facts and payers that an article calls with its front matter."""
    for article in context.project.articles.values():
        if not isinstance(article.meta, ArticleMeta):
            continue
        cited = {source.id for source in article.meta.sources}
        if cited - set(context.project.sources):  # a misspelt source is told as such
            continue
        for call in CALLS.finditer(article.text):
            for source in _sources(context.project, call[1], re.findall(r'"([^"]+)"', call[2])):
                if source.id not in cited:
                    cited.add(source.id)
                    line = article.text.count("\n", 0, call.start()) + 1
                    expected = f"the source {source.id} under `sources:`, because what it shows comes from there"
                    fix = f"- {{id: {source.id}, part: {source.part}}}"
                    yield Diagnostic(article.path, line, 1, RULE.alias, f"{{{{ {call.group()} }}}}", expected, fix=fix)


def _sources(project: Project, macro: str, names: list[str]) -> list[SourceRef]:
    """Return the sources of the records that a call shows."""
    if macro == "fact":
        return [project.facts[name].source for name in names if name in project.facts]
    if macro == "what_to_have":
        return [project.details[name].source for name in names if name in project.details]
    if macro == "who_bills_you":
        return [one.source for one in project.payers.values() if not names or set(names) & set(one.do)]
    return [source for name in names if name in project.notices for source in project.notices[name].sources]
