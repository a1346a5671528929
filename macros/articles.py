"""What frames every article (short answer, related, sources, review date, short address) and the lists of articles."""

from typing import Any

from kb.model.article import SHORT_FOLDER, Article, ArticleMeta
from kb.model.diagnostic import BrokenRecordError
from kb.model.records import Source
from kb.model.review import due
from macros.components import CHECK, block, bullets, link_to, once_past, paragraphs, shown_day, source_link, table
from macros.partners import answer_sources, link_to_partner, provider_answer
from macros.registry import Site, macro, source_path


def article_meta(site: Site, page: Any) -> ArticleMeta:
    """Return the front matter of the article that a page was made from.

    Raises:
        BrokenRecordError: it has errors, which are reported where they stand.
        ValueError: the page is no article.
    """
    meta = site.article(page).meta
    if isinstance(meta, ArticleMeta):
        return meta
    if meta is None:
        raise BrokenRecordError(source_path(page))
    raise ValueError(f"only for articles, and this page is of kind {meta.kind}")


@macro("answer_box()", needs_page=True, block=True)
def answer_box(site: Site, page: Any) -> str:
    """The article's short answer, from its front matter. The first line of every article."""
    meta = article_meta(site, page)
    day = due(meta)
    assert day
    late = f"**This page is past its review date ({shown_day(day)}).** {CHECK}"
    return paragraphs(
        answer_block(site, meta, "div.answer#answer"),
        block(f'div.overdue[role=note][hidden=hidden][data-due="{day}"]', late),
    )


def answer_block(site: Site, meta: ArticleMeta, selector: str, *before: str) -> str:
    """Return an article's short answer with whom it is for, after the answers of the other providers.

    Each other provider's own answer is hidden, for a script to show to readers who have chosen that provider.
    """
    answer = site.line(meta.answer)
    if not meta.partners:
        return block(selector, *before, answer)
    names = " or ".join(site.named("partners", one).name for one in meta.partners)
    scope = f'<span class="answer__scope">For Netflix through {names}</span>'
    others = {}
    for partner in site.project.partners.values():
        if meta.rule and partner.role == "provider" and partner.id not in meta.partners:
            more = f"{link_to_partner(site, partner)}\n{{: .answer__more }}"
            others[partner.id] = paragraphs(provider_answer(site, partner, meta.rule), more)
    if meta.kind != "partner":
        # For every provider without an answer of its own here.
        more = "[See what we know of other providers](/providers/index.md)"
        others["other"] = f"This answer is for Netflix through {names}. {more}"
    boxes = [block(f'div.answer__provider[data-provider="{one}"][hidden=hidden]', text) for one, text in others.items()]
    return block(f'{selector}[data-partners="{" ".join(meta.partners)}"]', *before, *boxes, scope, answer)


@macro("article_foot()", needs_page=True, block=True)
def article_foot(site: Site, page: Any) -> str:
    """Related articles, sources, the review date and the short address. The last line of every article."""
    article, meta = site.article(page), article_meta(site, page)
    related = bullets(link_to(site.project.articles[one]) for one in meta.related if one in site.project.articles)
    # What the providers' records say here has its sources in the records.
    sources: dict[str, dict[str, None]] = {}
    for ref in (*meta.sources, *(answer_sources(site, meta.rule) if meta.rule else [])):
        sources.setdefault(ref.id, {})[ref.part] = None
    day = due(meta)
    assert day
    interval = meta.review_every
    review = (
        f"Compared with these sources on {shown_day(meta.reviewed)}. "
        f"We look again every {interval[2:].removesuffix('s') if interval.startswith('1 ') else interval}: "
        f'next review due by <time datetime="{day}">{shown_day(day)}</time>. '
        + once_past(day, f"**That day has passed.** {CHECK} ", "overdue-foot")
        + "[How we use sources](/about/sources.md)"
    )
    lines = (_source_line(site, one, list(parts)) for one, parts in sources.items())
    folded = f"<summary>Sources ({len(sources)}), reviewed {shown_day(meta.reviewed)}</summary>"
    short = f'<span class="short-address" data-copy="Copy short address">{short_address(site, article)}</span>'
    # Kept out of search: every article would match the publishers' names.
    return block(
        "div.article-foot[data-search-exclude=true]",
        f"**Related**\n{{: .foot-heading #related }}\n\n{related}" if related else "",
        block("details.sources", folded, block("div#sources", bullets(lines), review)),
        f"Short address: {short}",
    )


def _source_line(site: Site, name: str, parts: list[str]) -> str:
    source: Source = site.named("sources", name)
    independent = " (an independent site)" if source.kind == "independent" else ""
    read = f"{_dates(source)} Read: {source.read}. About: {', '.join(parts)}."
    return f"{source.publisher}{independent}, *{source_link(source)}*. {read}"


def _dates(source: Source) -> str:
    """Return a source's date, and the day on which a person saw the live page."""
    dated = "Date unknown." if source.date == "unknown" else f"{source.date[0].upper()}{source.date[1:]}."
    return dated if source.checked == "unknown" else f"{dated} Live page seen on {shown_day(source.checked)}."


@macro("source_list()", block=True)
def source_list(site: Site) -> str:
    """Every source of the site, with its kind, date and what was read."""
    kinds = {"official": "Netflix's own page", "partner": "a provider's own page", "independent": "an independent site"}
    rows = [
        (f"{one.publisher}: *{source_link(one)}*<br>{kinds[one.kind]}", f"{one.read}<br>{_dates(one)}")
        for one in site.project.sources.values()
    ]
    # Two columns, so that a phone has room for both.
    return table(("Source", "What was read, and its date"), *rows)


@macro("section_list()", needs_page=True, block=True)
def section_list(site: Site, page: Any) -> str:
    """The pages of the section that begins with this page or, where it begins none, those of its folder."""
    here = site.article(page)
    sections = [pages for _, pages in site.sections]
    begun = next((pages for pages in sections if pages[:1] == [here]), None)
    folder = here.id.removesuffix("index")
    pages = begun or [one for pages in sections for one in pages if one.id.startswith(folder)]
    pages = [one for one in pages if one is not here and one.meta and one.meta.kind != "partner"]
    return block("div.section-list", *(f"- **{link_to(one)}**\n\n    {one.description}" for one in pages))


@macro("common_problems()", block=True)
def common_problems(site: Site, home: bool = False) -> str:
    """The problems that people ask about most, each as a link to its answer.

    Args:
        home: only those that the home page shows, with their icons.
    """
    links = []
    for one in site.project.problems:
        if one.home if home else one.listed:
            icon = f":{one.icon.replace('/', '-')}: " if home else ""
            links.append(f"[{icon}{one.label}](/{one.page}.md)")
    return block("div.problems", bullets(links))


@macro("desk_answers()", block=True)
def desk_answers(site: Site) -> str:
    """The answers that `macros/data/problems.yml` puts on the agents' desk, each to copy, with its short address."""
    cards = []
    for problem in site.project.problems:
        article = site.project.articles.get(problem.page)
        if problem.desk and article and isinstance(article.meta, ArticleMeta):
            title = f'<strong class="desk-answer__title">{link_to(article)}</strong>'
            text = answer_block(site, article.meta, 'div.desk-answer__text[data-copy="Copy short answer"]', title)
            short = f'<span class="desk-answer__short">`{short_address(site, article)}`</span>'
            cards.append(block("div.desk-answer", text, short))
    return block("div.desk-answers", *cards)


def short_address(site: Site, article: Article) -> str:
    """Return an article's short address without its scheme, as it is typed: ``help.example.org/go/refunds``."""
    own = (site.config.get("site_url") or "").rstrip("/")
    return f"{own.partition('://')[2]}/{SHORT_FOLDER}/{article.short}"


@macro("short_addresses()", block=True)
def short_addresses(site: Site) -> str:
    """The short address of every article, by section."""
    parts = []
    for name, pages in site.sections:
        articles = [one for one in pages if isinstance(one.meta, ArticleMeta)]
        if articles:
            lines = bullets(f"{link_to(one)}<br>`{short_address(site, one)}`" for one in articles)
            # A page that stands in no section has its own title as a heading.
            parts += [f"## {name}", block("div.short-list", lines)]
    return paragraphs(*parts)
