"""The two stages of the checks: what the sources say, and what only the built site shows."""

from collections.abc import Iterable, Iterator

from kb.checks import (  # noqa: F401  (they register their rules)
    guide,
    hardcoded,
    links,
    markdown,
    navigation,
    page_content,
    patterns,
    public_urls,
    references,
    structure,
    uniqueness,
    wording,
)
from kb.checks.context import Context
from kb.checks.rule import CHECKS, Stage
from kb.model.diagnostic import Diagnostic
from kb.model.rules import rules


def check_sources(context: Context) -> list[Diagnostic]:
    """Return what is wrong and can be said without rendering, sorted by file and line."""
    found = [*context.project.diagnostics, *context.evaluation.diagnostics, *_run("sources", context)]
    return _first_rule_of_each_line(found)


def check_site(context: Context) -> list[Diagnostic]:
    """Return what only the built site shows, sorted by file and line. Its sources must be without errors."""
    found = _first_rule_of_each_line(_run("site", context)) or _first_rule_of_each_line(_run("warnings", context))
    # What a record or a template brings to many pages is one diagnostic.
    return list({(one.path, one.line, one.column): one for one in reversed(found)}.values())[::-1]


def _run(stage: Stage, context: Context) -> Iterator[Diagnostic]:
    for check in CHECKS[stage]:
        yield from check(context)


def _first_rule_of_each_line(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics of the first rule, in the order of ``rules.yml``, that reports a line of a file."""
    order = {alias: number for number, alias in enumerate(rules())}
    every = sorted(set(diagnostics), key=lambda one: (order[one.rule], one))
    first: dict[tuple[str, int], str] = {}
    for one in every:
        first.setdefault((one.path, one.line), one.rule)
    return sorted(one for one in every if first[one.path, one.line] == one.rule)
