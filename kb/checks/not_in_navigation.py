"""KB203 not-in-navigation."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic, closest_match
from kb.model.guide import FOLDER, START, page_of
from kb.model.navigation import pages_in
from kb.model.project import SETTINGS

RULE = Rule(
    "KB203",
    "not-in-navigation",
    "Readers cannot find a page that no menu shows.",
    bad="a new page without a line in mkdocs.yml",
    good="- billing/my-tips.md",
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare the pages below docs/ with the navigation."""
    told = {diagnostic.rule for diagnostic in context.project.diagnostics if diagnostic.path == SETTINGS} - {
        "build-warning"
    }
    if told or (context.nav is None and not context.published):  # mkdocs.yml cannot be read, and says so itself
        return
    listed = set(pages_in(context.nav))
    # A page that a misspelt line was meant for is told there.
    listed |= {closest_match(name, context.project.articles) for name in listed - set(context.project.articles)}
    for name, article in context.project.articles.items():
        # The questions of the guide are reached by its first one.
        if name not in listed and not (name.startswith(f"{FOLDER}/") and name != page_of(START)):
            yield Diagnostic(
                article.path,
                1,
                1,
                RULE.alias,
                "a page that the navigation does not name",
                "its path under `nav:` in mkdocs.yml",
                fix=f"- {name}.md",
            )
