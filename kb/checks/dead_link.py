"""KB201 dead-link."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from kb.checks.context import Context
from kb.checks.locate import locate
from kb.checks.published import BuiltPage, Link, Published
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic, closest_match
from kb.model.navigation import pages_in
from kb.model.partner import provider_page

RULE = Rule(
    "KB201",
    "dead-link",
    "A dead link strands a customer in trouble.",
    bad="[Refunds](/billing/refund.md)",
    good="[Refunds](/billing/refunds.md)",
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Follow every internal link and asset of the built site: Markdown, raw HTML and macro output alike."""
    if not context.published:
        return
    # What the navigation names and does not exist is an error of the navigation, told once there.
    named = set(pages_in(context.nav)) - set(context.project.articles)
    told = [diagnostic.found for diagnostic in context.project.diagnostics if diagnostic.rule == "navigation-target"]
    typed = {one.replace("\\", "/").strip("/").removesuffix(".md") for one in told}
    named |= typed | {one.rpartition("/")[2] for one in typed if one not in told}
    # So is a provider's page that is missing: partner-page tells it.
    named |= {provider_page(one.id) for one in context.project.partners.values() if one.entry == "page"}
    # What is left out by the settings is told there.
    named |= {one.id for one in context.unbuilt} | {one.url.rstrip("/") for one in context.unbuilt}
    known = context.told_lines("markdown-form")
    for page in context.published.pages.values():
        for link in page.links:
            wrong = _wrong(context.published, page, link)
            if wrong and (link.target or "").rstrip("/").removesuffix(".md") not in named:
                diagnostic = _diagnostic(context, page, link, wrong)
                if (diagnostic.path, diagnostic.line) not in known:
                    yield diagnostic


def _wrong(published: Published, page: BuiltPage, link: Link) -> str:
    """Say what is wrong with a link, or nothing."""
    if link.wrong or link.target is None:
        return link.wrong
    if link.target not in published.files and f"{link.target}/" not in published.files:
        return "an address that leads nowhere"
    # MkDocs makes every link of an article relative; one that still begins with / was not understood as a page.
    return "an address without `.md`" if link.raw.startswith("/") and page.url != "404.html" else ""


def _diagnostic(context: Context, page: BuiltPage, link: Link, wrong: str) -> Diagnostic:
    path, line, column = locate(context, page, link)
    article = context.article_of(page)
    own = article is not None and path == article.path
    # The same record or template gives each page another relative address: told once, as seen from the root.
    shown = link.raw if own or link.target is None else f"/{link.target}"
    # What was typed tells more than the address that came of it, which may be one below the page itself.
    typed = unquote(link.raw).replace("\\", "/").partition("#")[0] if own else link.target or ""
    others = context.project.articles.keys() - ({article.id} if own and article else set())
    close = closest_match(typed.strip("./").removesuffix(".md"), others)
    section = f"#{link.fragment}" if link.fragment else ""
    expected = "the path of a page below docs/, such as /billing/refunds.md, or of a file in docs/assets/"
    fix = f"/{close}.md{section}" if close else "remove the link, or add the page first"
    return Diagnostic(path, line, column, RULE.alias, f"{shown} ({wrong})".strip(), expected, close, fix)
