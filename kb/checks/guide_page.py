"""KB022 guide-page."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic, closest_match, join_names
from kb.model.guide import CALL, FOLDER, START, page_of
from kb.model.project import GUIDE

RULE = Rule(
    "KB022",
    "guide-page",
    "Without a page of its own a question cannot be asked where scripts don't run.",
    bad="a question `money` without docs/find/money.md",
    good="a copy of another page of docs/find/, with the question as its title",
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare the pages of docs/find/ with the questions."""
    project = context.project
    # Without the first question there is no way at all: guide-way tells it.
    if project.is_broken("questions", "") or (project.questions and START not in project.questions):
        return
    pages = {page_of(name): name for name in project.questions}
    for page, name in pages.items():
        if page not in project.articles:
            mark = project.documents[GUIDE].mark(("questions", name))
            fix = f"copy another page of docs/{FOLDER}/ to docs/{page}.md, with `title: {project.questions[name].ask}`"
            at = (GUIDE, mark.line, mark.column)
            yield Diagnostic(
                *at, RULE.alias, f"{name}: a question without a page", f"its page, docs/{page}.md", fix=fix
            )
    for page, article in project.articles.items():
        if not page.startswith(f"{FOLDER}/"):
            continue
        if page not in pages:
            close = closest_match(page.removeprefix(f"{FOLDER}/"), project.questions)
            found = f"a page for {page.removeprefix(f'{FOLDER}/')}, which is no question"
            fix = f"rename it to docs/{page_of(close)}.md" if close else "remove it, or add the question"
            expected = f"one of {join_names(project.questions)} ({GUIDE})"
            yield Diagnostic(article.path, 1, 1, RULE.alias, found, expected, close, fix)
            continue
        ask = project.questions[pages[page]].ask
        if pages[page] != START and article.title != ask:
            mark = article.front.mark(("title",))
            at = (article.path, mark.line, mark.column)
            yield Diagnostic(*at, RULE.alias, f"title: {article.title}", f"what {GUIDE} asks", fix=f"title: {ask}")
        if pages[page] != START and article.meta and not (article.meta.search and article.meta.search.exclude):
            mark = article.front.mark(("search",))
            expected = "a question kept out of search: the articles are what people look for"
            at = (article.path, mark.line, mark.column)
            yield Diagnostic(*at, RULE.alias, "a question in the search", expected, fix="search: {exclude: true}")
        filled = [
            (number, line.strip()) for number, line in enumerate(article.body.split("\n"), start=1) if line.strip()
        ]
        wrong = [one for one in filled if one[1] != CALL] or filled[1:]
        if wrong or not filled:
            number, found = wrong[0] if wrong else (article.body_line, "an empty page")
            expected = f"{CALL} alone: all else stands in {GUIDE}"
            yield Diagnostic(article.path, number, 1, RULE.alias, found, expected, fix=f"{CALL} alone")
