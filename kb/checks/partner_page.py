"""KB014 partner-page."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault, listed, nearest
from kb.model.project import DATA

RULE = Rule("KB014", "partner-page", "A provider's page is made of its record: neither is of use without the other.")
FOLDER, CALL = "providers", "{{ partner_page() }}"


def check(context: Context) -> Iterator[Fault]:
    """Compare the pages of kind `partner` with the records that have a page."""
    project = context.project
    known = [one.id for one in project.partners.values() if one.entry == "page"]
    seen: dict[str, str] = {}
    for article in project.articles.values():
        front = article.front.value if isinstance(article.front.value, dict) else {}
        if front.get("kind") != "partner":
            continue
        partner = str(front.get("partner", ""))
        mark = article.front.mark(("partner",))
        at = (article.path, mark.line, mark.column)
        if partner and partner not in known and not project.is_broken("partners", partner):
            close = nearest(partner, known)
            fix = f"partner: {close}" if close else f"write {DATA}/partners/{partner}.yml, with `entry: page`"
            expected = f"a provider whose record has `entry: page`: {listed(known)} ({DATA}/partners/)"
            yield Fault(*at, RULE.alias, f"partner: {partner}", expected, close, fix)
        elif partner in seen:
            expected = "one page for each provider"
            yield Fault(*at, RULE.alias, f"partner: {partner}, which has {seen[partner]}", expected, fix="remove one")
        elif partner and article.id != f"{FOLDER}/{partner}":
            fix = f"docs/{FOLDER}/{partner}.md"
            yield Fault(*at, RULE.alias, article.path, "the page in the place where all links look for it", fix=fix)
        seen.setdefault(partner, article.path)
        yield from _other_lines(article.path, article.body)
    for partner in known:
        if partner not in seen and not project.is_broken("articles", f"{FOLDER}/{partner}"):
            path = f"{DATA}/partners/{partner}.yml"
            mark = project.documents[path].mark(("entry",))
            expected = f"its page, docs/{FOLDER}/{partner}.md"
            fix = f"make new-partner ID={partner}, or `entry: directory` with `why_no_page:`"
            yield Fault(path, mark.line, mark.column, RULE.alias, "entry: page, without a page", expected, fix=fix)


def _other_lines(path: str, body: str) -> Iterator[Fault]:
    """Report what a provider's page holds beside its one call."""
    filled = [(number, line.strip()) for number, line in enumerate(body.split("\n"), start=1) if line.strip()]
    wrong = [one for one in filled if one[1] != CALL] or filled[1:]
    if not filled:
        wrong = [(body.count("\n") + 1, "an empty page")]
    for number, found in wrong:
        expected = f"{CALL} alone: all else stands in the provider's record"
        yield Fault(path, number, 1, RULE.alias, found, expected, fix=f"move it to {DATA}/partners/, or remove it")
