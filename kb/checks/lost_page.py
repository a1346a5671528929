"""KB501 lost-page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kb.checks.addresses import GIVEN_UP, entries, pages
from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.article import SHORT_FOLDER, Article
from kb.model.diagnostic import Diagnostic, closest_match, join_names
from kb.model.project import LEDGER

RULE = Rule(
    "KB501",
    "lost-page",
    "An address once given out stands in bookmarks and messages: it must lead on for ever.",
    bad="/billing/refunds/ in the ledger, and no page there any more",
    good="moved_from: [billing/refunds] in the article that answers it now",
)
LEADS_ON = "a page there, or one that it leads on to"


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for every page and short address of the ledger."""
    project = context.project
    # Front matter with an error may hold the very line that leads on.
    if not project.articles or any(one.meta is None for one in project.articles.values()):
        return
    there = pages(project)
    lost = {one.address: one.line for one in entries(project) if one.is_kept and one.address == one.page not in there}
    # What another rule asks for, a page or a short address, is not missing as well.
    told = " ".join(f"{diagnostic.rule} {diagnostic.expected} {diagnostic.fix}" for diagnostic in context.found)
    asked = [one for one in lost if f"docs{one.rstrip('/')}.md" in told or f"docs{one}index.md" in told]
    asked += [one for one in lost if _is_short(one) and ("short-address" in told or _page(one, asked))]
    groups: dict[str, list[str]] = defaultdict(list)
    for address in lost:
        if address not in asked:
            groups[_heir(context, address, list(lost)).id].append(address)
    for name, group in groups.items():
        heir = project.articles[name]
        before = heir.meta.moved_from if heir.meta else []
        line = f"moved_from: [{', '.join([*before, *(one.strip('/') for one in group)])}]"
        found = f"{join_names(group)}: an address that leads nowhere any more"
        fix = f"{line} in {heir.path}, or in another article that it is to lead to"
        yield Diagnostic(LEDGER, lost[group[0]], 1, RULE.alias, found, f"{LEADS_ON}, or {GIVEN_UP}", fix=fix)


def _is_short(address: str) -> bool:
    return address.startswith(f"/{SHORT_FOLDER}/")


def _page(short: str, lost: list[str]) -> str:
    """Return which of the lost pages a short address has led to, as far as its name tells."""
    last = short[len(f"/{SHORT_FOLDER}") :]
    return next((one for one in lost if one.endswith(last) and one != short), "")


def _heir(context: Context, address: str, lost: list[str]) -> Article:
    """Guess which article has what stood at an address: a new one, or one of that name or of a name like it."""
    articles, name = context.project.articles, address.strip("/")
    last = name.rpartition("/")[2]
    if _is_short(address):  # it goes where its page has gone
        name = _page(address, lost).strip("/") or last
    known = {one.address for one in entries(context.project)}
    fresh = {name: one for name, one in articles.items() if f"/{one.url}" not in known}
    if len(fresh) == 1:
        return next(iter(fresh.values()))
    for among in (fresh, articles):
        names = {key: one for one in among.values() for key in (one.id, *(one.meta.moved_from if one.meta else ()))}
        lasts = {key.rpartition("/")[2]: one for key, one in names.items()}
        found = lasts.get(last) or names.get(closest_match(name, names)) or lasts.get(closest_match(last, lasts))
        if found:
            return found
    return articles.get(f"{name.rpartition('/')[0]}/index") or articles.get("index") or next(iter(articles.values()))
