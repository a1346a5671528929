"""KB502 lost-section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb.checks.addresses import GIVEN_UP, entries, has_no_other_errors, named_places
from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic, closest_match, join_names
from kb.model.partner import provider_page

RULE = Rule(
    "KB502",
    "lost-section",
    "A link to a section or tab that has another name now lands at the top of a long page.",
    bad="/billing/refunds/#steps in the ledger, and a section of another name",
    good="renamed: {steps: how-to-ask}",
)
# The tab for customers of a provider that the site doesn't know: never another provider's, whose rules differ.
OTHERS = "other-providers"


def check(context: Context) -> Iterator[Diagnostic]:
    """Look on each page for the sections and tabs that the ledger has of it, and for those that old names lead to."""
    if not has_no_other_errors(context):
        return
    kept: dict[str, list[str]] = defaultdict(list)
    every = entries(context.project)
    for one in every:
        if one.is_kept and one.address != one.page:
            kept[one.page].append(one.address.partition("#")[2])
    known = {one.address for one in every}
    gone = _gone(context, known)
    for page, article in context.built_articles():
        renamed = article.meta.renamed if article.meta else {}
        lost = [old for old, now in renamed.items() if now not in page.ids]
        lost += [one for one in kept[f"/{page.url}"] if one not in page.ids and one not in lost]
        if not lost:
            continue
        places = sorted(named_places(context, page, article) - set(renamed)) or ["answer"]
        # Most likely it is a name that nobody knows yet.
        fresh = [one for one in places if f"/{page.url}#{one}" not in known] or places
        wanted = {}
        for old in lost:
            if not any(f"{old}-".startswith(f"{one}-") for one in gone):
                wanted[old] = closest_match(renamed.get(old, old), places) or closest_match(old, fresh) or fresh[0]
            elif OTHERS in places:
                wanted[old] = OTHERS
        line = ", ".join(f"{old}: {now}" for old, now in (renamed | wanted).items())
        fix = f"renamed: {{{line}}}" if wanted else f"/{page.url}#{lost[0]}  retired: …"
        mark = article.front.mark(("renamed",))
        at = (article.path, mark.line, mark.column)
        found = f"{join_names(f'#{one}' for one in lost)}: an address that no section or tab of the page has any more"
        expected = f"the section or tab, or what has its content now, under `renamed:`; or {GIVEN_UP}"
        yield Diagnostic(*at, RULE.alias, found, expected, fix=fix)


def _gone(context: Context, known: set[str]) -> set[str]:
    """Return the ids of the providers that have had a page or a row in the directory, and have no record now."""
    page, row = f"/{provider_page('')}", f"/{provider_page('')}#"
    had = {one.removeprefix(row).removeprefix(page).partition("/")[0] for one in known if one.startswith(page)}
    return had - set(context.project.partners) - {""}
