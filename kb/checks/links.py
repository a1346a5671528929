"""The links of the built pages, and the line of a file that made each."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from kb.checks.built_site import BuiltPage, BuiltSite, Link
from kb.checks.context import Context
from kb.checks.rule import Location, found, offset_at, rule
from kb.model.article import Article
from kb.model.diagnostic import Diagnostic, join_names, unique_typo_match
from kb.model.guide import FOLDER
from kb.model.project import GUIDE, SETTINGS, WHERE

TEMPLATES = "overrides/"


@rule("dead-link", "site")
def dead_link(context: Context) -> Iterator[Diagnostic]:
    """Follow every internal link and asset of the built site: Markdown, raw HTML and macro output alike."""
    for page, article in context.pages:
        for link in page.links:
            wrong = context.site and _wrong(context.site, page, link)
            if not wrong:
                continue
            at = locate(context, page, link)
            own = article is not None and at[0] == article.path
            # The same record or template gives each page another relative address: shown as seen from the root.
            shown = link.raw if own or link.target is None else f"/{link.target}"
            # What was typed says more than the address that came of it, which may be one below the page itself.
            typed = unquote(link.raw).replace("\\", "/").partition("#")[0] if own else link.target or ""
            name = typed.strip("./").removesuffix(".md").removeprefix("docs/")
            articles = context.project.articles
            meant = name if name in articles else unique_typo_match(name, articles)
            expected = "the path of a page below docs/, such as /billing/refunds.md, or of a file in docs/assets/"
            section = f"#{link.fragment}" if link.fragment else ""
            fix = f"/{meant}.md{section}" if meant else "remove the link, or add the page first"
            yield found(at, f"{shown} ({wrong})".strip(), expected, meant, fix)


def _wrong(site: BuiltSite, page: BuiltPage, link: Link) -> str:
    """Say what is wrong with a link, or nothing."""
    if link.wrong or link.target is None:
        return link.wrong
    if link.target not in site.files and f"{link.target}/" not in site.files:
        return "an address that leads nowhere"
    # MkDocs makes every link of an article relative; one that still begins with / was not understood as a page.
    return "an address without `.md`" if link.raw.startswith("/") and page.url != "404.html" else ""


@rule("dead-anchor", "site")
def dead_anchor(context: Context) -> Iterator[Diagnostic]:
    """Look for the section or tab of every internal link in the page that it leads to."""
    pages = context.site.pages if context.site else {}
    for page in pages.values():
        for link in page.links:
            target = pages.get(link.target) if link.target is not None else None
            if not link.fragment or link.fragment.startswith("__") or target is None or link.fragment in target.ids:
                continue
            known = [one for one in target.ids if not one.startswith("__")]
            meant = unique_typo_match(link.fragment, known)
            expected = f"a section or tab of that page: {join_names(known)}"
            at, fix = locate(context, page, link), f"#{meant}" if meant else "leave it out"
            yield found(at, f"#{link.fragment} in /{link.target}", expected, meant, fix)


def locate(context: Context, page: BuiltPage, link: Link) -> Location:
    """Return the file, line and column that a built link came from.

    The built page knows only the finished address, so it is looked for as an editor may have written it. A link that
    is found nowhere is a template's.
    """
    article = context.article_of(page)
    target = (link.target or "").rstrip("/").removesuffix(".md")
    section = f"#{link.fragment}" if link.fragment else ""
    # A stroke to the left is typed twice, where it is meant as such.
    wanted = [link.raw, link.raw.replace("\\", "\\\\"), *([f"({section}", f"{target}{section}"] if section else [])]
    wanted += [f"{target}.md{section}", f"{target}/index.md{section}", f"{target}.md"] if target else []
    needles = [needle for needle in dict.fromkeys(wanted) if any(letter.isalnum() for letter in needle)]
    needles = needles if link.raw else ["]()", '=""']
    exact = [whole(needle) for needle in needles if section in needle]
    at = article and (origin(context, article, exact) or origin(context, article, list(map(whole, needles)), True))
    line = line_of(context.project.text(SETTINGS), target) if target else 0
    return at or ((SETTINGS, line, 1) if line else (TEMPLATES, 1, 1))


def origin(
    context: Context, article: Article, patterns: list[re.Pattern[str]], called: bool = False
) -> Location | None:
    """Return where a text of a built page stands: in its article, its snippets, a record, or a macro's output.

    The patterns are its forms as it may have been written, the likeliest first; ``called`` tells whether to look
    through what macros made of records, too.
    """
    project, own = context.project, context.sources_of(article)
    own += [article.record.path] if article.record else []
    own += [GUIDE] if article.id.startswith(f"{FOLDER}/") and GUIDE in project.documents else []
    for path in [*own, *(path for path in project.documents if path != WHERE["sources"])]:
        text = project.text(path)
        for pattern in patterns:
            if match := pattern.search(text):
                return offset_at(path, text, match.start())
    calls = [call for call in context.evaluation.calls if called and call.path in own]
    found_in = (call for call in calls if any(pattern.search(call.output) for pattern in patterns))
    return next(((call.path, call.line, call.column) for call in found_in), None)


def line_of(text: str, needle: str) -> int:
    """Return the first line of a text, counted from 1, that has the needle as a whole address; 0 for none."""
    match = whole(needle).search(text)
    return text.count("\n", 0, match.start()) + 1 if match else 0


def whole(needle: str) -> re.Pattern[str]:
    """Return an expression for an address that is not the beginning of a longer one: `#step` is not in `#steps`."""
    return re.compile(re.escape(needle) + r"(?![\w#/-])")
