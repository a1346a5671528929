"""The addresses that the site has given out: what is gone, what is not written down yet, and the ledger's own lines."""

import re
from collections import defaultdict
from collections.abc import Iterator

from kb.checks.built_site import BuiltPage
from kb.checks.context import Context
from kb.checks.rule import found, rule, value_at
from kb.model.article import SHORT_FOLDER, Article, ArticleMeta
from kb.model.diagnostic import Diagnostic, join_names
from kb.model.ledger import Entry, read_ledger
from kb.model.project import LEDGER, Project

GIVEN_UP = f"`retired:` with the reason after it in {LEDGER} (if it was never published, remove the line there)"
# A name that somebody typed: `{: #steps }`, `/// html | div#steps`, `id="steps"`. A heading without one gets its id
# from its words, and another one with other words: nobody has promised that it stays.
TYPED_ID = re.compile(r"""(?:\{:|^ */{3,} ?html \|)[^}\n]*?#([\w-]+)|\sid=["']([\w-]+)""", re.MULTILINE)
# Nor that a number stays: the second of two tabs with one label.
NUMBERED = re.compile(r".*_\d+")
# What stands on every article, made by the two calls that frame it.
FRAME = {"answer", "related", "sources"}
# More are shown as one: nobody types them.
MAX_SHOWN = 3
FORM = (
    "an address from the site's root, such as /billing/refunds/#steps, or one with `retired:` and the reason after it"
)


def ledger_entries(project: Project) -> list[Entry]:
    """Return the lines of the project's ledger that hold addresses."""
    return read_ledger(project.texts.get(LEDGER, ""))


def short_urls(project: Project) -> dict[str, Article]:
    """Return the short address of each article, such as ``/go/refunds/``, with the article."""
    articles = [one for one in project.articles.values() if isinstance(one.meta, ArticleMeta)]
    return {f"/{SHORT_FOLDER}/{one.short}/": one for one in articles}


def page_urls(project: Project) -> set[str]:
    """Return the addresses of all pages, their old ones and the short ones."""
    own = {f"/{one.url}".replace("//", "/") for one in project.articles.values()}
    old = {f"/{address}/" for one in project.articles.values() if one.meta for address in one.meta.moved_from}
    return own | old | set(short_urls(project))


def public_urls(context: Context) -> set[str]:
    """Return every address that the built site gives out.

    Sections of a page that the search leaves out are not among them, for nobody is led there: those of the editors'
    guide and of the desk. Nor are those of "Find my answer", whose script has its own addresses and handles stale ones.
    """
    urls = page_urls(context.project)
    for page, article in context.articles:
        hidden = article.meta and article.meta.search and article.meta.search.exclude
        if not hidden and "find_my_answer(" not in article.body:
            urls |= {f"/{page.url}#{name}" for name in _named_ids(context, page, article)}
    return urls


def _named_ids(context: Context, page: BuiltPage, article: Article) -> set[str]:
    """Return the ids of a page's tabs and of the places that somebody named, their old names too."""
    paths = context.sources_of(article)
    texts = [article.body, *(context.project.text(path) for path in paths[1:])]
    texts += [call.output for call in context.evaluation.calls if call.path in paths]
    typed = {name for text in texts for names in TYPED_ID.findall(text) for name in names}
    renamed = article.meta.renamed if article.meta else {}
    return ((typed | set(renamed)) & page.ids - FRAME) | {one for one in page.tabs if not NUMBERED.fullmatch(one)}


@rule("missing-redirect")
def missing_redirect(context: Context) -> Iterator[Diagnostic]:
    """Look for every page and short address of the ledger."""
    project = context.project
    # Front matter with an error may hold the very line that leads on.
    if not project.articles or any(one.meta is None for one in project.articles.values()):
        return
    there = page_urls(project)
    lost = [one for one in ledger_entries(project) if one.is_kept and one.address == one.page not in there]
    # A page and its short address go together.
    groups: dict[str, list[Entry]] = defaultdict(list)
    for one in lost:
        groups[one.address.rstrip("/").rpartition("/")[2]].append(one)
    for group in groups.values():
        line = f"moved_from: [{', '.join(one.address.strip('/') for one in group)}]"
        fix = f"{line} in the front matter of the page that answers it now"
        what = f"{join_names(one.address for one in group)}: an address that leads nowhere any more"
        expected = f"a page there, or one that it leads on to, or {GIVEN_UP}"
        yield found((LEDGER, group[0].line, 1), what, expected, fix=fix)


@rule("removed-section", "site")
def removed_section(context: Context) -> Iterator[Diagnostic]:
    """Look on each page for the sections and tabs that the ledger has of it, and for those that old names lead to."""
    kept: dict[str, list[str]] = defaultdict(list)
    for one in ledger_entries(context.project):
        if one.is_kept and one.address != one.page:
            kept[one.page].append(one.address.partition("#")[2])
    for page, article in context.articles:
        renamed = article.meta.renamed if article.meta else {}
        lost = [old for old, now in renamed.items() if now not in page.ids]
        lost += [one for one in kept[f"/{page.url}"] if one not in page.ids and one not in lost]
        if not lost:
            continue
        places = _named_ids(context, page, article) - set(renamed)
        line = ", ".join(f"{old}: {now}" for old, now in (renamed | dict.fromkeys(lost, "…")).items())
        fix = f"renamed: {{{line}}}, with what has its content now in the place of …"
        what = f"{join_names(f'#{one}' for one in lost)}: an address that no section or tab of the page has any more"
        expected = f"under `renamed:` what it is called now (one of {join_names(places)}); or {GIVEN_UP}"
        yield found(value_at(article.front, "renamed"), what, expected, fix=fix)


@rule("unrecorded-url", "site")
def unrecorded_url(context: Context) -> Iterator[Diagnostic]:
    """Compare the addresses of the built site with those of the ledger."""
    if LEDGER not in context.project.texts:
        return
    known = ledger_entries(context.project)
    missing = sorted(public_urls(context) - {one.address for one in known})
    if len(missing) > MAX_SHOWN:
        what = f"{len(missing)} addresses that stand in no line: {join_names(missing, MAX_SHOWN)}"
        yield found((LEDGER, 1, 1), what, "a line for each", fix="make ledger")
        return
    for address in missing:
        line = next((one.line for one in known if one.address > address), known[-1].line + 1 if known else 1)
        expected = "a line for it above this one; `make ledger` writes it"
        yield found((LEDGER, line, 1), f"no line for {address}", expected, fix=address)


@rule("ledger-format")
def ledger_format(context: Context) -> Iterator[Diagnostic]:
    """Look at each line by itself, and at its place among the others."""
    last, sorted_so_far = "", True
    for one in ledger_entries(context.project):
        at, text = (LEDGER, one.line, 1), one.text.strip()
        if not one.address:
            slash = bool(read_ledger(f"{text}/")[0].address)
            fix = f"{text}/" if slash else "correct or remove it; a remark begins with # and stands at the top"
            yield found(at, one.text, FORM, fix=fix)
        elif one.reason == "":
            yield found(at, one.text, "the reason after `retired:`", fix=f"{text} …")
        elif one.address == last:
            yield found(at, one.text, "each address once", fix="remove one of the two lines")
        elif one.address < last and sorted_so_far:
            # One line in the wrong place may put a hundred others there: only the first is reported.
            sorted_so_far = False
            expected = f"the lines in order: this one above {last}"
            yield found(at, one.text, expected, fix="move it, or let `make ledger` sort them")
        last = max(last, one.address)
