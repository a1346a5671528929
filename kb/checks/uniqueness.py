"""What only one may have: titles, questions, names and addresses of partners, short addresses."""

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.public_urls import short_urls
from kb.checks.rule import found, offset_at, rule, value_at
from kb.model.article import SHORT_NAME, ArticleMeta, is_short_name
from kb.model.diagnostic import Diagnostic
from kb.model.partner import Partner, plain_name
from kb.model.project import DATA
from kb.model.yaml_document import Place

TAB = re.compile(r"^( *)===[!+]* \"(.+)\" *$", re.MULTILINE)
NOTICE = re.compile(r"\{\{ *notice\((?: *[\"']([\w-]+))?")
MAX_NOTICES = 2


@rule("duplicate-title")
def duplicate_title(context: Context) -> Iterator[Diagnostic]:
    """Compare the titles and the descriptions of all pages."""
    first: dict[str, str] = {}
    for key in ("title", "description"):
        for article in context.project.articles.values():
            text = getattr(article, key).casefold()
            if text and text in first:
                expected, fix = f"a {key} that no other page has", f"say what only this page answers in `{key}:`"
                yield found(value_at(article.front, key), f"the {key} is {first[text]}", expected, fix=fix)
            first.setdefault(text, f"the {key} of {article.path}")


@rule("duplicate-question")
def duplicate_question(context: Context) -> Iterator[Diagnostic]:
    """Compare all questions with each other and with the titles."""
    articles = context.project.articles.values()
    first = {_plain(article.title): f"the title of {article.path}" for article in articles}
    for article in articles:
        for question, at in article.questions:
            if _plain(question) in first:
                what = f"“{question}”, which is {first[_plain(question)]}"
                yield found(at, what, "a question that nothing else asks", fix="ask it in other words")
            first.setdefault(_plain(question), f"a question of {article.path}")


def _plain(text: str) -> str:
    return text.casefold().rstrip("?!. ")


@rule("duplicate-partner")
def duplicate_partner(context: Context) -> Iterator[Diagnostic]:
    """Compare the names, numbers, mailboxes and web addresses of all partners."""
    owners: dict[str, Partner] = {}
    for partner in context.project.partners.values():
        document = context.project.documents[f"{DATA}/partners/{partner.id}.yml"]
        for plain, place in _own(partner):
            owner = owners.setdefault(plain, partner)
            if owner.id != partner.id:
                key = place[-1] if isinstance(place[-1], str) else place[0]
                what = f"{key}: {document.mark(place).typed}, which {owner.name} has too"
                expected = f"what no other partner has ({DATA}/partners/{owner.id}.yml)"
                fix = "remove it from the record that it does not belong to"
                yield found(value_at(document, *place), what, expected, fix=fix)


def _own(partner: Partner) -> Iterator[tuple[str, Place]]:
    """Give what a partner alone may have, in a form to compare, with its place in the record."""
    yield plain_name(partner.id), ("id",)
    yield plain_name(partner.name), ("name",)
    for index, name in enumerate(partner.also):
        yield plain_name(name), ("also", index)
    for name, page in partner.pages.items():
        yield re.sub(r"^https://(www\.)?", "", page.url).rstrip("/"), ("pages", name, "url")
    for name, contact in partner.contacts.items():
        if contact.number:
            yield contact.number, ("contacts", name, "number")
        if contact.address:
            yield contact.address.casefold(), ("contacts", name, "address")


@rule("short-url")
def short_url(context: Context) -> Iterator[Diagnostic]:
    """Compare the short addresses of all articles, whether typed or made from the path."""
    first: dict[str, str] = {}
    # A provider's page has no key for it: of two pages with one address, the other one can change.
    for article in sorted(context.project.articles.values(), key=lambda one: one.record is None):
        if not isinstance(article.meta, ArticleMeta):
            continue
        at, name = value_at(article.front, "short"), article.short
        fix = f"short: {re.sub(r'[^a-z0-9]+', '-', article.id.lower())[:30].strip('-')}"
        if name in first:
            what = f"/go/{name}/, the short address of {first[name]}"
            yield found(at, what, "a short address that no other page has", fix=fix)
        elif not is_short_name(name):
            yield found(at, f"/go/{name}/, made from the file's name", f"{SHORT_NAME}, in `short:`", fix=fix)
        first.setdefault(name, article.path)


@rule("redirect-conflict")
def redirect_conflict(context: Context) -> Iterator[Diagnostic]:
    """Compare every `moved_from` with the addresses of all pages, and with each other."""
    taken = {article.url.rstrip("/"): article.path for article in context.project.articles.values()}
    taken |= {address.strip("/"): article.path for address, article in short_urls(context.project).items()}
    for article in context.project.articles.values():
        for index, address in enumerate(article.meta.moved_from if article.meta else ()):
            if address in taken:
                at, what = value_at(article.front, "moved_from", index), f"{address}/, the address of {taken[address]}"
                yield found(at, what, "an address at which nothing stands", fix="remove it")
            taken.setdefault(address, f"a page that has moved to {article.path}")


@rule("duplicate-tab")
def duplicate_tab(context: Context) -> Iterator[Diagnostic]:
    """Compare the labels of the tabs in each set."""
    for path, body in context.markdown.items():
        labels: dict[int, dict[str, int]] = {}  # by the set's indent
        for number, line in enumerate(body.split("\n"), start=1):
            tab, indent = TAB.fullmatch(line), len(line) - len(line.lstrip())
            if line.strip():
                # A line as far left as a tab, or further, ends its set.
                labels = {one: first for one, first in labels.items() if one < indent or (tab and one == indent)}
            if tab:
                first = labels.setdefault(indent, {}).setdefault(tab[2].casefold(), number)
                if first != number:
                    what = f"the tab “{tab[2]}” a second time (first in line {first})"
                    yield found((path, number, indent + 1), what, "another label", fix="say how the two differ")


@rule("too-many-notices")
def too_many_notices(context: Context) -> Iterator[Diagnostic]:
    """Count the notices that each article calls, and look for one that it calls twice."""
    for article in context.project.articles.values():
        body, seen = article.body, set[str]()
        for count, notice in enumerate(NOTICE.finditer(body), start=1):
            # Two tabs may show the same one.
            name = "" if body[notice.start() - 1] == " " else notice[1] or ""
            fix = "say it in the text, or put several before the steps with checklist(…)"
            fix = "remove one of the two" if name and name in seen else fix
            if count > MAX_NOTICES or (name and name in seen):
                at = offset_at(article.path, body, notice.start())
                what = article.text.split("\n")[at[1] - 1].strip()
                yield found(at, what, f"at most {MAX_NOTICES} notices on a page, each once", fix=fix)
            seen.add(name)
