"""KB502 lost-section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb.checks.addresses import GIVEN_UP, entries, is_well_otherwise, named_places
from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault, listed, nearest

RULE = Rule(
    "KB502", "lost-section", "A link to a section or tab that has another name now lands at the top of a long page."
)


def check(context: Context) -> Iterator[Fault]:
    """Look on each page for the sections and tabs that the ledger has of it, and for those that old names lead to."""
    if not is_well_otherwise(context):
        return
    kept: dict[str, list[str]] = defaultdict(list)
    every = entries(context.project)
    for one in every:
        if one.is_kept and one.address != one.page:
            kept[one.page].append(one.address.partition("#")[2])
    known = {one.address for one in every}
    for page, article in context.built_articles():
        renamed = article.meta.renamed if article.meta else {}
        lost = [old for old, now in renamed.items() if now not in page.ids]
        lost += [one for one in kept[f"/{page.url}"] if one not in page.ids and one not in lost]
        if not lost:
            continue
        places = sorted(named_places(context, page, article) - set(renamed)) or ["answer"]
        # Most likely it is a name that nobody knows yet.
        fresh = [one for one in places if f"/{page.url}#{one}" not in known] or places
        wanted = {old: nearest(renamed.get(old, old), places) or nearest(old, fresh) or fresh[0] for old in lost}
        line = ", ".join(f"{old}: {now}" for old, now in (renamed | wanted).items())
        mark = article.front.mark(("renamed",))
        at = (article.path, mark.line, mark.column)
        found = f"{listed(f'#{one}' for one in lost)}: an address that no section or tab of the page has any more"
        expected = f"the section or tab, or what has its content now, under `renamed:`; or {GIVEN_UP}"
        yield Fault(*at, RULE.alias, found, expected, fix=f"renamed: {{{line}}}")
