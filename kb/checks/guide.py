"""The questions of "Find my answer": their paths, the articles that they lead to, and a page for each."""

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import found, rule, value_at
from kb.model.article import Article
from kb.model.diagnostic import Diagnostic, join_names
from kb.model.guide import CALL, FOLDER, START, options_of, page_of, ways
from kb.model.project import GUIDE

MAX_QUESTIONS = 4
MAX_OPTIONS = 8


@rule("guide-path")
def guide_path(context: Context) -> Iterator[Diagnostic]:
    """Follow every path through the questions."""
    project, guide = context.project, context.project.guide
    if guide is None or project.is_broken("payers", ""):
        return
    document, reported = project.documents[GUIDE], set[tuple[str, ...]]()
    if START not in guide.questions:
        what, expected = "no question `start`", f"the first question, `{START}`"
        first = next(iter(guide.questions), "")
        yield found(value_at(document, "questions", first), what, expected, fix=f"{START}:")
        return
    for name, question in guide.questions.items():
        options, at = options_of(question, project.payers), value_at(document, "questions", name)
        if not options:
            yield found(at, f"{name}: a question without options", "options that lead on", fix="add `options:`")
        elif len(options) > MAX_OPTIONS + bool(question.payers):
            expected = f"at most {MAX_OPTIONS}, to be read at a glance"
            fix = "put some of them into a question of their own"
            yield found(at, f"{name}: {len(options)} options", expected, fix=fix)
    reached = {START}
    for path, led_to in ways(guide, project.payers):
        name, key = path[-1]
        place, asked = (name, "options", key, "next"), [one for one, _ in path]
        at, repeated = value_at(document, "questions", *place), place in reported
        if led_to in asked and not repeated:
            expected, fix = "a question further on", "let it lead to another question, or to a page"
            yield found(at, f"next: {led_to}, which was asked before", expected, fix=fix)
        elif led_to and len(asked) == MAX_QUESTIONS and not repeated:
            what = f"next: {led_to}, the question number {len(asked) + 1} after {', '.join(asked)}"
            yield found(at, what, f"at most {MAX_QUESTIONS} questions on any path", fix="end at a page here")
        reported.add(place)
        reached.add(led_to or name)
    for name in guide.questions.keys() - reached:
        expected = f"an option that leads to it, on a path from `{START}`"
        at = value_at(document, "questions", name)
        yield found(at, f"{name}: a question that nobody is asked", expected, fix="add `next:`, or remove it")


@rule("guide-article")
def guide_article(context: Context) -> Iterator[Diagnostic]:
    """Compare the articles with the ends of the guide and with those that it may leave out."""
    project, guide = context.project, context.project.guide
    if guide is None or project.is_broken("payers", ""):
        return
    document = project.documents[GUIDE]
    options = [one for question in guide.questions.values() for one in options_of(question, project.payers).values()]
    ends = {one.page.partition("#")[0] for one in options if one.page}
    for name, article in project.articles.items():
        if article.meta and article.meta.kind == "article" and name not in ends | set(guide.without):
            expected = f"an option in {GUIDE} that ends there, or its name with the reason under `without:` there"
            what = 'an article to which no question of "Find my answer" leads'
            yield found((article.path, 1, 1), what, expected, fix=f"page: {name}")
    for name in guide.without:
        if name in ends:
            at, expected = value_at(document, "without", name), "an article to which no option leads"
            yield found(at, f"without: {name}", expected, fix="remove it")


@rule("guide-page")
def guide_page(context: Context) -> Iterator[Diagnostic]:
    """Compare the pages of docs/find/ with the questions."""
    project = context.project
    if project.is_broken("questions", ""):
        return
    pages = {page_of(name): name for name in project.questions}
    for page, name in pages.items():
        if page not in project.articles:
            fix = f"copy another page of docs/{FOLDER}/ to docs/{page}.md, with `title: {project.questions[name].ask}`"
            at = value_at(project.documents[GUIDE], "questions", name)
            yield found(at, f"{name}: a question without a page", f"its page, docs/{page}.md", fix=fix)
    for page, article in project.articles.items():
        if page in pages:
            yield from _question_page(context, article, pages[page])
        elif page.startswith(f"{FOLDER}/"):
            what = f"a page for {page.removeprefix(f'{FOLDER}/')}, which is no question"
            expected = f"one of {join_names(project.questions)} ({GUIDE})"
            yield found((article.path, 1, 1), what, expected, fix="give it a question's name, or remove it")


def _question_page(context: Context, article: Article, name: str) -> Iterator[Diagnostic]:
    """Look at the title, the search and the body of a question's page."""
    ask = context.project.questions[name].ask
    if name != START and article.title != ask:
        at, what = value_at(article.front, "title"), f"title: {article.title}"
        yield found(at, what, f"what {GUIDE} asks", fix=f"title: {ask}")
    if name != START and article.meta and not (article.meta.search and article.meta.search.exclude):
        expected = "a question kept out of search: the articles are what people look for"
        at = value_at(article.front, "search")
        yield found(at, "a question in the search", expected, fix="search: {exclude: true}")
    yield from only_call(article, CALL, f"all else stands in {GUIDE}", f"{CALL} alone")


def only_call(article: Article, call: str, why: str, fix: str) -> Iterator[Diagnostic]:
    """Report each line of a page's body that stands beside its one call; ``why`` says where all else belongs."""
    filled = [(number, line.strip()) for number, line in enumerate(article.body.split("\n"), start=1) if line.strip()]
    wrong = [one for one in filled if one[1] != call] or filled[1:]
    for number, what in wrong if filled else [(article.body.count("\n") + 1, "an empty page")]:
        yield found((article.path, number, 1), what, f"{call} alone: {why}", fix=fix)
