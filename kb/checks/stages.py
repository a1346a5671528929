"""The two stages of the checks: what the sources say, and what only the built site shows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kb.checks import (  # noqa: F401  (they register their rules)
    guide,
    hardcoded,
    links,
    markdown,
    navigation,
    page_content,
    patterns,
    public_urls,
    structure,
    uniqueness,
    unknown_reference,
    unused_record,
    wording,
)
from kb.checks.built_site import BuiltSite
from kb.checks.context import Context
from kb.checks.rule import CHECKS, Stage
from kb.model.diagnostic import Diagnostic
from kb.model.project import Project
from kb.model.rules import rules

Macros = Mapping[str, Callable[..., str]]
_last: list[Context] = []


def check_sources(project: Project, macros: Macros, blocks: frozenset[str], nav: Any) -> list[Diagnostic]:
    """Return what is wrong and can be said without rendering, sorted by file and line.

    Args:
        project: the loaded project.
        macros: the macros by name, bound to the project.
        blocks: the names of the macros that make whole paragraphs.
        nav: the navigation as ``mkdocs.yml`` has it; None where that cannot be read.
    """
    context = _context(project, macros, blocks, nav)
    # The editors' pages show where each record is used: by these very calls.
    project.evaluation = context.evaluation
    return _first_rule_of_each_line([*project.diagnostics, *context.evaluation.diagnostics, *_run("sources", context)])


def check_site(
    project: Project,
    macros: Macros,
    blocks: frozenset[str],
    nav: Any,
    folder: Path,
    site_url: str,
    warnings: list[tuple[str, str]],
) -> list[Diagnostic]:
    """Return what only the built site shows, sorted by file and line. Its sources must be without errors.

    Args:
        project: the loaded project.
        macros: the macros by name, bound to the project.
        blocks: the names of the macros that make whole paragraphs.
        nav: the navigation as ``mkdocs.yml`` has it.
        folder: the built site.
        site_url: the address that it was built for.
        warnings: what MkDocs warned of, as logger's name and message; passed on where nothing else is wrong.
    """
    context = site_context(project, macros, blocks, nav, folder, site_url)
    context.warnings = warnings
    found = _first_rule_of_each_line(_run("site", context)) or _first_rule_of_each_line(_run("warnings", context))
    # What a record or a template brings to many pages is one diagnostic.
    return list({(one.path, one.line, one.column): one for one in reversed(found)}.values())[::-1]


def site_context(
    project: Project, macros: Macros, blocks: frozenset[str], nav: Any, folder: Path, site_url: str
) -> Context:
    """Return what the rules of the built site look at; see ``check_site`` for the arguments."""
    context = _context(project, macros, blocks, nav)
    context.site = BuiltSite(folder, site_url)
    return context


def _context(project: Project, macros: Macros, blocks: frozenset[str], nav: Any) -> Context:
    """Return the context of a project: the last one where it is the same, whose macros are called already."""
    nav = None if project.settings.diagnostics else nav  # it may not be what was meant
    if not (_last and _last[0].project is project and _last[0].nav == nav):
        _last[:] = [Context(project, macros, blocks, nav)]
    return _last[0]


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
