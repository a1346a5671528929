"""How a plain function becomes a macro, and the site that each macro works on."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

from jinja2 import Environment, StrictUndefined, pass_context

from kb.model.article import Article
from kb.model.diagnostic import BrokenRecordError, UnknownNameError
from kb.model.navigation import pages_in
from kb.model.project import Project
from kb.model.records import LINKED

Function = Callable[..., str]


@dataclass(frozen=True)
class Macro:
    """A function that articles may call.

    Args:
        call: the function; its first argument is the site (and its second the page, if it needs one).
        example: a call to show editors, without braces.
        block: whether it makes whole paragraphs and must stand alone on its line.
    """

    name: str
    call: Function
    example: str
    needs_page: bool
    block: bool

    @property
    def signature(self) -> inspect.Signature:
        """The parameters that an article may give."""
        given = list(inspect.signature(self.call).parameters.values())[2 if self.needs_page else 1 :]
        return inspect.Signature([one.replace(annotation=one.empty) for one in given])


MACROS: dict[str, Macro] = {}


def macro(example: str, *, needs_page: bool = False, block: bool = False) -> Callable[[Function], Function]:
    """Register the decorated function as a macro: see ``Macro`` for the arguments."""

    def register(call: Function) -> Function:
        MACROS[call.__name__] = Macro(call.__name__, call, example, needs_page, block)
        return call

    return register


def source_path(page: Any) -> str:
    """Return the path below ``docs/`` of a page's file."""
    return str(page.file.src_path).replace("\\", "/")


class Site:
    """The project as macros see it: its records, its settings, and a way to render text that calls macros.

    Args:
        config: the site's configuration (``mkdocs.yml``); macros read ``extra``, ``nav`` and where to edit.
    """

    def __init__(self, project: Project, config: Mapping[str, Any]) -> None:
        self.project = project
        self.config = config
        self.extra: Mapping[str, Any] = config.get("extra") or {}
        self._environment = Environment(undefined=StrictUndefined)
        self._functions = {name: self._bound(one) for name, one in MACROS.items()}
        self._environment.globals.update(self._functions)

    @property
    def sections(self) -> list[tuple[str, list[Article]]]:
        """The entries of the navigation: the name of a section with its pages, or a page of its own with its title."""
        found = []
        for entry in self.config.get("nav") or []:
            pages = [self.project.articles[one] for one in pages_in(entry) if one in self.project.articles]
            name = next(iter(entry)) if isinstance(entry, dict) else pages[0].title if pages else ""
            found.append((name, pages))
        return found

    def functions(self) -> dict[str, Function]:
        """Return every macro by name, bound to this site."""
        return self._functions

    @property
    def blocks(self) -> frozenset[str]:
        """The names of the macros that make whole paragraphs."""
        return frozenset(name for name, one in MACROS.items() if one.block)

    def render(self, text: str, page: Any = None) -> str:
        """Return a text of a data file, or an article's answer, with its macros called.

        Raises:
            BrokenRecordError: a call in the text fails; that is reported where the text stands, not where it is shown.
        """
        if "{{" not in text:
            return text
        try:
            return self._environment.from_string(text).render(page=page)
        except Exception as error:
            raise BrokenRecordError(f"{error} (in the text: {text.strip()})") from error

    def line(self, text: str) -> str:
        """Return a record's text with its macros called, as one line: a line of its own would end a list or a tab."""
        return " ".join(self.render(text).split())

    def article(self, page: Any) -> Article:
        """Return the article that a page was made from."""
        return self.project.articles[source_path(page).removesuffix(".md")]

    def renamed(self, page: Any) -> Mapping[str, str]:
        """Return the names that a page's sections and tabs had before, each with its name now."""
        # A file in the wrong place, which the check reports, is no article.
        article = self.project.articles.get(source_path(page).removesuffix(".md"))
        return article.meta.renamed if article and article.meta else {}

    def named(self, table: str, name: str) -> Any:
        """Return what front matter or a record names. A wrong name is reported at its own line (unknown-reference).

        Raises:
            BrokenRecordError: there is no such record, or it has errors.
        """
        try:
            return self.project.find(table, name)
        except UnknownNameError:
            raise BrokenRecordError(name) from None

    def article_at(self, page: str) -> Article:
        """Return the article of a page that a record names, such as ``billing/refunds#contact``.

        Raises:
            BrokenRecordError: there is no such page, which is reported where it is named (unknown-reference).
        """
        try:
            return self.project.articles[page.partition("#")[0]]
        except KeyError:
            raise BrokenRecordError(page) from None

    def address(self, page: str) -> str:
        """Return the Markdown address of a page or section that a record names, such as ``billing/refunds#contact``."""
        return f"/{self.article_at(page).id}.md{page.removeprefix(self.article_at(page).id)}"

    def linked(self, text: str, page: str) -> str:
        """Let the words in brackets of a record's text lead to the page that the record names."""
        return LINKED.sub(rf"[\1]({self.address(page)})", self.render(text), count=1)

    def _bound(self, one: Macro) -> Function:
        @cache  # it can only say the same on every page
        @wraps(one.call)
        def plain(*args: Any, **kwargs: Any) -> str:
            return one.call(self, *args, **kwargs)

        @pass_context
        @wraps(one.call)
        def with_page(context: Any, *args: Any, **kwargs: Any) -> str:
            return one.call(self, context["page"], *args, **kwargs)

        bound: Any = with_page if one.needs_page else plain
        # Who asks for the parameters, gets those that an article gives.
        bound.__signature__ = one.signature
        return bound
