"""KB201 dead-link."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.locate import TEMPLATES, locate
from kb.checks.rule import Rule
from kb.model.faults import Fault, nearest
from kb.model.navigation import pages_in

RULE = Rule("KB201", "dead-link", "A dead link strands a customer in trouble.")


def check(context: Context) -> Iterator[Fault]:
    """Follow every internal link and asset of the built site: Markdown, raw HTML and macro output alike."""
    if not context.published:
        return
    files = context.published.files
    # What the navigation names and does not exist is a fault of the navigation, told once there.
    named = set(pages_in(context.nav)) - set(context.project.articles)
    for page in context.published.pages.values():
        for link in page.links:
            if link.target is None or link.target in files or f"{link.target}/" in files:
                continue
            if link.target.removesuffix(".md") in named:
                continue
            place = locate(context, page, link)
            raw = link.raw if place[0] != TEMPLATES else f"/{link.target}"
            close = nearest(link.target.removesuffix(".md").rstrip("/"), context.project.articles)
            yield Fault(
                *place,
                RULE.alias,
                raw or "(an empty address)",
                "the path of a page below docs/, such as /billing/refunds.md, or of a file in docs/assets/",
                close,
                f"/{close}.md" if close else "remove the link, or add the page first",
            )
