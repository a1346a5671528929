"""What an article and a provider's page are made of: their frame, their sections, and what their front matter names."""

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.guide import only_call
from kb.checks.rule import found, rule, value_at
from kb.model.article import Article, ArticleMeta
from kb.model.diagnostic import Diagnostic, join_names
from kb.model.partner import provider_page
from kb.model.project import DATA, SNIPPETS, Project
from kb.model.records import SourceRef

BOX, FOOT = "{{ answer_box() }}", "{{ article_foot() }}"
HEADING = re.compile(r"(#{2,6}) ")
PARTNER_CALL = "{{ partner_page() }}"
SOURCED_CALLS = re.compile(r"\b(notice|checklist|fact|who_bills_you|what_to_have)\(([^)]*)\)")


def _articles(project: Project) -> Iterator[tuple[Article, ArticleMeta]]:
    """Give the articles that are written by hand, each with its front matter."""
    for article in project.articles.values():
        if isinstance(article.meta, ArticleMeta) and article.meta.kind != "partner":
            yield article, article.meta


@rule("article-frame")
def article_frame(context: Context) -> Iterator[Diagnostic]:
    """Look for the two calls that frame an article, and for a title typed into its body."""
    for article, _ in _articles(context.project):
        lines = [(number, line.strip()) for number, line in enumerate(article.body.split("\n"), start=1)]
        filled = [one for one in lines if one[1]] or [(article.body_line, "an empty article")]
        for call, place, others in ((BOX, "first", filled[1:]), (FOOT, "last", filled[:-1])):
            number, what = filled[0 if place == "first" else -1]
            expected = f"{call} once, as the {place} line of an article"
            if what != call:
                yield found((article.path, number, 1), what, expected, fix=call)
            for again, line in others if what == call else ():
                if line == call:
                    yield found((article.path, again, 1), f"{call} in another place", expected, fix="remove it")
        for number, line in filled:
            if line.startswith("# "):
                expected = "headings that begin with ##: the title comes from the front matter"
                yield found((article.path, number, 1), line, expected, fix=f"#{line}")


@rule("empty-section")
def empty_section(context: Context) -> Iterator[Diagnostic]:
    """Look for headings with nothing below them, and for snippets without a word."""
    for name, text in context.project.snippets.items():
        if not text.strip():
            fix = "write what the pages that include it are to say, or remove it and their lines"
            yield found((f"{SNIPPETS}/{name}", 1, 1), "an empty snippet", "words", fix=fix)
    expected, fix = "words or a macro below each heading", "write the section, or remove its heading"
    for article in context.project.articles.values():
        # The last heading, and its rank as long as nothing stands below it.
        at, last, rank, in_code = (article.path, 1, 1), "", 0, False
        for number, line in enumerate([*article.body.split("\n"), FOOT], start=1):
            heading = None if in_code else HEADING.match(line)
            if rank and (line.strip() == FOOT or (heading and len(heading[1]) <= rank)):
                yield found(at, last, expected, fix=fix)
            if heading:
                at, last, rank = (article.path, number, 1), line.strip(), len(heading[1])
            elif line.strip():
                rank = 0
            in_code ^= line.lstrip().startswith("```")


@rule("article-partners")
def article_partners(context: Context) -> Iterator[Diagnostic]:
    """Compare `partners` and `rule` of each article with each other and with the partners' offers."""
    partners = context.project.partners
    providers = [one.id for one in partners.values() if one.offers]
    for article, meta in _articles(context.project):
        for index, name in enumerate(meta.partners):
            if name in partners and name not in providers:
                at = value_at(article.front, "partners", index)
                expected = f"a provider, whose record has `offers`: {join_names(providers)}"
                fix = "remove it: `partners` says through whom a reader has Netflix"
                yield found(at, f"partners: {name}", expected, fix=fix)
        if meta.rule and not meta.partners:
            expected = "`partners` beside `rule`: the providers that the article itself is about"
            at, fix = value_at(article.front, "rule"), "add `partners: […]`, or remove `rule`"
            yield found(at, f"rule: {meta.rule}, without `partners`", expected, fix=fix)


@rule("uncited-source")
def uncited_source(context: Context) -> Iterator[Diagnostic]:
    """Compare the sources of the notices, facts and payers that an article calls with its front matter."""
    for article in context.project.articles.values():
        if not isinstance(article.meta, ArticleMeta):
            continue
        cited = {source.id for source in article.meta.sources}
        for call in SOURCED_CALLS.finditer(article.text):
            for source in _sources(context.project, call[1], re.findall(r'"([^"]+)"', call[2])):
                if source.id not in cited:
                    cited.add(source.id)
                    at = (article.path, article.text.count("\n", 0, call.start()) + 1, 1)
                    expected = f"the source {source.id} under `sources:`, because what it shows comes from there"
                    fix = f"- {{id: {source.id}, part: {source.part}}}"
                    yield found(at, f"{{{{ {call.group()} }}}}", expected, fix=fix)


def _sources(project: Project, macro: str, names: list[str]) -> list[SourceRef]:
    """Return the sources of the records that a call shows."""
    if macro == "who_bills_you":
        return [one.source for one in project.payers.values() if not names or set(names) & set(one.do)]
    if macro in ("notice", "checklist"):
        return [source for name in names if name in project.notices for source in project.notices[name].sources]
    table = project.facts if macro == "fact" else project.details
    return [table[name].source for name in names if name in table]


@rule("partner-page")
def partner_page(context: Context) -> Iterator[Diagnostic]:
    """Compare the pages of kind `partner` with the records that have a page."""
    project, seen = context.project, set[str]()
    known = [one.id for one in project.partners.values() if one.entry == "page"]
    for article in project.articles.values():
        front = article.front.value if isinstance(article.front.value, dict) else {}
        if front.get("kind") != "partner":
            continue
        partner, at = str(front.get("partner", "")), value_at(article.front, "partner")
        page = f"docs/{provider_page(partner)}.md"
        if partner and partner not in known and not project.is_broken("partners", partner):
            expected = f"a provider whose record has `entry: page`: {join_names(known)} ({DATA}/partners/)"
            fix = "correct the name or the record, or remove this page"
            yield found(at, f"partner: {partner}", expected, fix=fix)
        elif partner and article.path != page:
            fix = "remove this one" if page in project.texts else f"move it to {page}"
            expected = f"the page of {partner} in {page}, where all links look for it"
            yield found(at, f"a page for {partner}", expected, fix=fix)
        seen.add(partner)
        why = "all else stands in the provider's record"
        yield from only_call(article, PARTNER_CALL, why, f"move it to {DATA}/partners/, or remove it")
    for partner in known:
        if partner not in seen and provider_page(partner) not in project.articles:
            at = value_at(project.documents[f"{DATA}/partners/{partner}.yml"], "entry")
            expected = f"its page, docs/{provider_page(partner)}.md"
            fix = f"make new-partner ID={partner}, or `entry: directory` with `why_no_page:`"
            yield found(at, "entry: page, without a page", expected, fix=fix)
