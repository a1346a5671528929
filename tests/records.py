"""What the real site's records say, for tests that meet it on a page: an editor may change any of it."""

import re

from kb.model.article import ArticleMeta
from kb.model.project import Project
from tests.project import ROOT

PROJECT = Project.load(ROOT)
OPTIMUM = PROJECT.partners["optimum"].contacts["support"]
XFINITY = PROJECT.partners["xfinity"].contacts["support"]
# Old addresses of pages, each with the page that has its answer now.
MOVED = {old: page for page, one in PROJECT.articles.items() if one.meta for old in one.meta.moved_from}


def first_words(article: str) -> str:
    """Return how an article's short answer begins, up to the first macro in it."""
    meta = PROJECT.articles[article].meta
    assert isinstance(meta, ArticleMeta)
    return re.sub(r"\[(.*?)\]\(.*?\)", r"\1", meta.answer).partition("{{")[0].split("\n")[0].strip()
