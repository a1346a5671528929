"""What frames every article (short answer, related, sources, review date) and the lists of articles."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from kb.model.article import Article, ArticleMeta
from kb.model.diagnostic import BrokenRecordError, UnknownNameError
from kb.model.navigation import pages_in
from kb.model.records import LINKED, Source
from kb.model.review import due
from macros.dates import CHECK, once_past, shown_day
from macros.provider_tabs import link_to
from macros.providers import answer_sources, provider_answer
from macros.registry import Site, block, macro
from macros.short import short_address


def meta_of(site: Site, page: Any) -> ArticleMeta:
    """Return the front matter of the article that a page was made from.

    Raises:
        BrokenRecordError: it has errors, which are told where they stand.
        ValueError: the page is no article.
    """
    meta = site.article(page).meta
    if isinstance(meta, ArticleMeta):
        return meta
    if meta is None:
        raise BrokenRecordError(page.file.src_path)
    raise ValueError(f"only for articles, and this page is of kind {meta.kind}")


def named(site: Site, table: str, name: str) -> Any:
    """Return what front matter or a record names. A wrong name is reported at its own line (unknown-reference).

    Args:
        table: the kind of record, such as ``partners``.
        name: its name.

    Raises:
        BrokenRecordError: there is no such record, or it has errors.
    """
    try:
        return site.project.find(table, name)
    except UnknownNameError:
        raise BrokenRecordError(name) from None


def article_at(site: Site, page: str) -> Article:
    """Return the article of a page that a record names. A wrong name is reported where it stands (unknown-reference).

    Args:
        page: such as ``billing/refunds`` or ``billing/refunds#contact``.

    Raises:
        BrokenRecordError: there is no such page.
    """
    path = page.partition("#")[0]
    if path not in site.project.articles:
        raise BrokenRecordError(path)
    return site.project.articles[path]


def address_of(site: Site, page: str) -> str:
    """Return the Markdown address of a page or section that a record names.

    Args:
        page: such as ``billing/refunds`` or ``billing/refunds#contact``.
    """
    _, mark, section = page.partition("#")
    return f"/{article_at(site, page).id}.md{mark}{section}"


def linked(site: Site, text: str, page: str) -> str:
    """Let the words in brackets of a record's text lead to the page that the record names.

    Args:
        text: such as ``[Cancel] on the Account page.``
        page: the page.
    """
    return LINKED.sub(rf"[\1]({address_of(site, page)})", site.render(text), count=1)


def short_answer(site: Site, meta: ArticleMeta) -> str:
    """Return an article's short answer as Markdown, its macros called: the one place that renders it.

    Args:
        meta: the article's front matter.
    """
    return " ".join(site.render(meta.answer).split())


@macro("answer_box()", needs_page=True, block=True)
def answer_box(site: Site, page: Any) -> str:
    """The article's short answer, from its front matter. The first line of every article."""
    meta = meta_of(site, page)
    day = due(meta)
    assert day
    late = f"**This page is past its review date ({shown_day(day)}).** {CHECK}"
    return "\n\n".join(
        [
            block("div", "answer", *answer_parts(site, meta), attributes=f"#answer{answer_scope(meta)}", depth=4),
            block("div", "overdue", late, attributes=f'[role=note][hidden=hidden][data-due="{day}"]'),
        ]
    )


def answer_scope(meta: ArticleMeta) -> str:
    """Return whose answer it is, as an attribute of its box, for the script that shows another provider's first.

    Args:
        meta: the article's front matter.
    """
    return f'[data-partners="{" ".join(meta.partners)}"]' if meta.partners else ""


def answer_parts(site: Site, meta: ArticleMeta) -> list[str]:
    """Return an article's short answer with whom it is for, after the answers of the other providers.

    Args:
        meta: the article's front matter.
    """
    names = [named(site, "partners", one).name for one in meta.partners]
    scope = f'<span class="answer__scope">For Netflix through {" or ".join(names)}</span>' if names else ""
    return [*_providers_answers(site, meta), scope, short_answer(site, meta)]


def _providers_answers(site: Site, meta: ArticleMeta) -> list[str]:
    """Return each other provider's own answer, hidden, for a script to show to readers who have chosen it."""
    if meta.kind == "partner" or not meta.partners:
        return []
    found = []
    for partner in site.project.partners.values():
        if meta.rule and partner.role == "provider" and partner.id not in meta.partners:
            more = f"{link_to(site, partner)}\n{{: .answer__more }}"
            found.append((partner.id, f"{provider_answer(site, partner, meta.rule)}\n\n{more}"))
    # For every provider without an answer of its own here.
    names = " or ".join(named(site, "partners", one).name for one in meta.partners)
    more = "[See what we know of other providers](/providers/index.md)"
    other = f"We have this answer for Netflix through {names} only. {more}"
    found.append(("other", other))
    attributes = '[data-provider="{}"][hidden=hidden]'
    return [block("div", "answer__provider", text, attributes=attributes.format(one)) for one, text in found]


@macro("article_foot()", needs_page=True, block=True)
def article_foot(site: Site, page: Any) -> str:
    """Related articles, sources, the review date and the short address. The last line of every article."""
    meta = meta_of(site, page)
    related = "\n".join(
        f"- [{site.project.articles[one].title}](/{one}.md)" for one in meta.related if one in site.project.articles
    )
    parts = ["**Related**\n{: .foot-heading #related }\n\n" + related] if related else []
    parts.append("**Sources and review**\n{: .foot-heading #sources }")
    # What the providers' records say here has its sources in the records.
    sources = [*meta.sources, *(answer_sources(site, meta.rule) if meta.rule else [])]
    parts.append(
        "\n".join(
            _source_line(site, one, [ref.part for ref in sources if ref.id == one])
            for one in dict.fromkeys(ref.id for ref in sources)
        )
    )
    day = due(meta)
    assert day
    parts.append(
        f"Compared with these sources on {shown_day(meta.reviewed)}. We look again every {_every(meta.review_every)}: "
        f'next review due by <time datetime="{day}">{shown_day(day)}</time>. '
        + once_past(day, f"**That day has passed.** {CHECK} ", "overdue-foot")
        + "[How we use sources](/about/sources.md)"
    )
    parts.append(
        'Short address: <span class="short-address" data-copy="Copy short address">'
        f"{short_address(site, site.article(page))}</span>"
    )
    # Kept out of search: every article would match the publishers' names.
    attributes = f'[data-search-exclude=true][data-version="{version_of(site, site.article(page), meta)}"]'
    return block("div", "article-foot", *parts, attributes=attributes)


def version_of(site: Site, article: Article, meta: ArticleMeta) -> str:
    """Return a short mark of what an article says: the same on every machine, another one once its text changes.

    Readers who have answered "Was this helpful?" are asked again when it changes. What they don't see of the front
    matter has no part in it, such as a question for the search.

    Args:
        article: the article.
        meta: its front matter.
    """
    offers = [offer for partner in site.project.partners.values() for offer in partner.offers]
    records = [repr(getattr(offer, meta.rule)) for offer in offers] if meta.rule else []
    said = [article.title, short_answer(site, meta), article.body.strip(), *records]
    return sha256("\n".join(said).encode()).hexdigest()[:8]


def _every(interval: str) -> str:
    number, unit = interval.split()
    return unit.rstrip("s") if number == "1" else interval


def _source_line(site: Site, name: str, parts: list[str]) -> str:
    source = named(site, "sources", name)
    title = f"[{source.title}]({source.url})" if source.url else source.title
    kinds = {"official": "", "partner": "", "independent": " (an independent site)"}
    about = f" About: {', '.join(dict.fromkeys(parts))}."
    return f"- {source.publisher}{kinds[source.kind]}, *{title}*. {_dates(source)}{about}"


def _dates(source: Source) -> str:
    dated = "Date unknown." if source.date == "unknown" else f"Dated {source.date}."
    seen = (
        "We read a stored copy; the live page is not checked."
        if source.checked == "unknown"
        else f"Live page checked on {shown_day(source.checked)}."
    )
    return f"{dated} {seen}"


@macro("source_list()", block=True)
def source_list(site: Site) -> str:
    """Every source of the site, with its kind, date and what was read."""
    kinds = {"official": "Netflix's own page", "partner": "a provider's own page", "independent": "an independent site"}
    # Two columns, so that a phone has room for both.
    rows = ["| Source | What was read, and its date |", "|---|---|"]
    for source in site.project.sources.values():
        title = f"[{source.title}]({source.url})" if source.url else source.title
        rows.append(f"| {source.publisher}: *{title}*<br>{kinds[source.kind]} | {source.read}<br>{_dates(source)} |")
    return "\n".join(rows)


def _card(site: Site, article: Article) -> str:
    return f"- **[{article.title}](/{article.id}.md)**\n\n    {article.description}"


@macro("section_list()", needs_page=True, block=True)
def section_list(site: Site, page: Any) -> str:
    """The articles of the page's section, in the order of the navigation, each with what it answers."""
    here = site.article(page).id
    folder = here.rsplit("/", 1)[0] + "/"
    order = [one for one in pages_in(site.config.get("nav")) if one.startswith(folder) and one != here]
    cards = "\n\n".join(_card(site, site.project.articles[one]) for one in order if one in site.project.articles)
    return block("div", "section-list", cards)


@macro("common_problems()", block=True)
def common_problems(site: Site, home: bool = False) -> str:
    """The problems that people ask about most, each as a link to its answer.

    Args:
        home: only those that the home page shows, with their icons.
    """
    chosen = [one for one in site.project.problems if (one.home if home else one.listed)]
    icons = [f":{one.icon.replace('/', '-')}: " if home else "" for one in chosen]
    links = "\n".join(f"- [{icon}{one.label}](/{one.page}.md)" for icon, one in zip(icons, chosen, strict=True))
    return block("div", "problems", links)
