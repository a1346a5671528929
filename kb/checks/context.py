"""What the rules look at: the project, its macros, the navigation, and the built site if there is one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kb.checks.built_site import BuiltPage, BuiltSite
from kb.checks.prose import Line, markdown, prose, written_by_us
from kb.macro_calls import Evaluation, evaluate
from kb.model.article import Article
from kb.model.project import Project


@dataclass
class Context:
    """What the rules look at; each build has one."""

    project: Project
    macros: Mapping[str, Callable[..., str]]  # by name, bound to the project
    blocks: frozenset[str] = frozenset()  # the names of the macros that make whole paragraphs
    nav: Any = None  # the navigation as `mkdocs.yml` has it; None where that cannot be read
    site: BuiltSite | None = None  # None as long as nothing was built
    warnings: Sequence[tuple[str, str]] = ()  # what MkDocs itself warned of: the logger's name and the message

    def __post_init__(self) -> None:
        if self.project.settings.diagnostics:
            self.nav = None  # it may not be what was meant

    def article_of(self, page: BuiltPage) -> Article | None:
        """Return the article that a built page was made from; None for a page of the templates, such as the 404."""
        return self.project.articles.get(page.name) or self.project.articles.get(f"{page.name}/index")

    @property
    def pages(self) -> Iterator[tuple[BuiltPage, Article | None]]:
        """Each built page with its article."""
        return ((page, self.article_of(page)) for page in (self.site.pages.values() if self.site else ()))

    @property
    def articles(self) -> Iterator[tuple[BuiltPage, Article]]:
        """Each built page that an article made, with its article."""
        return ((page, article) for page, article in self.pages if article)

    def sources_of(self, article: Article) -> list[str]:
        """Return the paths of an article and of the snippets that it includes."""
        return [article.path, *sorted(path for owner, path in self.evaluation.includes if owner == article.path)]

    @cached_property
    def prose(self) -> list[Line]:
        """Each line of prose."""
        return list(prose(self.project))

    @cached_property
    def own_prose(self) -> list[Line]:
        """Each line of prose in our own words."""
        return list(written_by_us(self.project, self.prose))

    @cached_property
    def markdown(self) -> dict[str, str]:
        """The Markdown of each article's body and each snippet, by path."""
        return markdown(self.project)

    @cached_property
    def evaluation(self) -> Evaluation:
        """Every macro call, called once on its own."""
        return evaluate(self.project, self.macros, self.blocks)
