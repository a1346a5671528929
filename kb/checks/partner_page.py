"""KB014 partner-page."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic, closest_match, join_names
from kb.model.partner import Partner, provider_page
from kb.model.project import DATA

RULE = Rule(
    "KB014",
    "partner-page",
    "A provider's page is made of its record: neither is of use without the other.",
    bad="entry: page, in a record without docs/providers/acme.md",
    good="make new-partner ID=acme",
)
CALL = "{{ partner_page() }}"


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare the pages of kind `partner` with the records that have a page."""
    project = context.project
    known = [one.id for one in project.partners.values() if one.entry == "page"]
    seen = set()
    for article in project.articles.values():
        front = article.front.value if isinstance(article.front.value, dict) else {}
        if front.get("kind") != "partner":
            continue
        partner = str(front.get("partner", ""))
        mark = article.front.mark(("partner",))
        at = (article.path, mark.line, mark.column)
        page = f"docs/{provider_page(partner)}.md"
        if partner and partner not in known and not project.is_broken("partners", partner):
            expected = f"a provider whose record has `entry: page`: {join_names(known)} ({DATA}/partners/)"
            close = closest_match(partner, known) if partner not in project.partners else ""
            fix = f"partner: {close}" if close else _what_to_do(project.partners.get(partner), partner)
            yield Diagnostic(*at, RULE.alias, f"partner: {partner}", expected, close, fix)
        elif partner and article.path != page:
            fix = "remove this one" if page in project.texts else f"move it to {page}"
            expected = f"the page of {partner} in {page}, where all links look for it"
            yield Diagnostic(*at, RULE.alias, f"a page for {partner}", expected, fix=fix)
        seen.add(partner)
        yield from _other_lines(article.path, article.body)
    for partner in known:
        if partner not in seen and provider_page(partner) not in project.articles:
            path = f"{DATA}/partners/{partner}.yml"
            mark = project.documents[path].mark(("entry",))
            expected = f"its page, docs/{provider_page(partner)}.md"
            fix = f"make new-partner ID={partner}, or `entry: directory` with `why_no_page:`"
            yield Diagnostic(path, mark.line, mark.column, RULE.alias, "entry: page, without a page", expected, fix=fix)


def _what_to_do(record: Partner | None, name: str) -> str:
    """Say how to mend a page whose record has none."""
    if record is None:
        return f"make new-partner ID={name}, or remove this page"
    if record.role != "provider":
        return f"remove this page: {record.name} is no provider"
    return f"remove this page, or write `entry: page` in {DATA}/partners/{name}.yml"


def _other_lines(path: str, body: str) -> Iterator[Diagnostic]:
    """Report what a provider's page holds beside its one call."""
    filled = [(number, line.strip()) for number, line in enumerate(body.split("\n"), start=1) if line.strip()]
    wrong = [one for one in filled if one[1] != CALL] or filled[1:]
    if not filled:
        wrong = [(body.count("\n") + 1, "an empty page")]
    for number, found in wrong:
        expected = f"{CALL} alone: all else stands in the provider's record"
        yield Diagnostic(path, number, 1, RULE.alias, found, expected, fix=f"move it to {DATA}/partners/, or remove it")
