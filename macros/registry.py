"""How a plain function becomes a macro, and the site that each macro works on."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from types import CodeType
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, pass_context

from kb.model.article import Article
from kb.model.diagnostic import BrokenRecordError
from kb.model.project import Project


@dataclass(frozen=True)
class Macro:
    """A function that articles may call.

    Args:
        name: the name in articles.
        call: the function; its first argument is the site (and its second the page, if it needs one).
        example: a call to show editors, without braces.
        needs_page: whether it depends on the page that calls it.
        block: whether it makes whole paragraphs and must stand alone on its line.
    """

    name: str
    call: Callable[..., str]
    example: str
    needs_page: bool
    block: bool

    @property
    def signature(self) -> inspect.Signature:
        """The parameters that an article may give."""
        given = list(inspect.signature(self.call).parameters.values())[2 if self.needs_page else 1 :]
        return inspect.Signature(given)


MACROS: dict[str, Macro] = {}
Function = Callable[..., str]


def macro(example: str, *, needs_page: bool = False, block: bool = False) -> Callable[[Function], Function]:
    """Register the decorated function as a macro.

    Args:
        example: a call to show editors, without braces.
        needs_page: whether its second argument is the page that calls it.
        block: whether it makes whole paragraphs.
    """

    def register(call: Function) -> Function:
        MACROS[call.__name__] = Macro(call.__name__, call, example, needs_page, block)
        return call

    return register


class Site:
    """The project as macros see it: its records, its settings, and a way to render text that calls macros.

    Args:
        project: the loaded project.
        config: the site's configuration (``mkdocs.yml``); macros read ``extra``, ``nav`` and where to edit.
    """

    def __init__(self, project: Project, config: Mapping[str, Any]) -> None:
        self.project = project
        self.config = config
        self._environment = Environment(undefined=StrictUndefined)
        self._environment.globals.update(self.functions())

    @property
    def extra(self) -> Mapping[str, Any]:
        """The site's own settings."""
        return self.config.get("extra") or {}

    def functions(self) -> dict[str, Callable[..., str]]:
        """Return every macro by name, bound to this site."""
        return {name: self._bound(one) for name, one in MACROS.items()}

    def render(self, text: str, page: Any = None) -> str:
        """Return a record's text with its macros called.

        Args:
            text: text from a data file or a front matter's answer.
            page: the page that shows it.

        Raises:
            BrokenRecordError: a call in the text fails; that is reported where the text stands, not where it is shown.
        """
        if "{{" not in text:
            return text
        try:
            known = self._environment.make_globals(None)
            return Template.from_code(self._environment, _compiled(text), known).render(page=page)
        except Exception as error:
            raise BrokenRecordError(f"{error} (in the text: {text.strip()})") from error

    def article(self, page: Any) -> Article:
        """Return the article that a page was made from.

        Args:
            page: MkDocs's page, or anything with ``file.src_path``.
        """
        return self.project.articles[page.file.src_path.replace("\\", "/").removesuffix(".md")]

    def _bound(self, one: Macro) -> Callable[..., str]:
        @cache  # it can only say the same on every page
        @wraps(one.call)
        def plain(*args: Any, **kwargs: Any) -> str:
            return one.call(self, *args, **kwargs)

        @pass_context
        @wraps(one.call)
        def with_page(context: Any, *args: Any, **kwargs: Any) -> str:
            return one.call(self, context["page"], *args, **kwargs)

        bound: Function = with_page if one.needs_page else plain
        # Who asks for the parameters, gets those that an article gives.
        bound.__signature__ = one.signature  # type: ignore[attr-defined]
        return bound


@lru_cache(maxsize=4096)
def _compiled(text: str) -> CodeType:
    """Compile a text once for the pages and for their checks, and in a preview for every build."""
    return Environment(undefined=StrictUndefined).compile(text)


def block(tag: str, css_class: str, *parts: str, attributes: str = "", depth: int = 3) -> str:
    """Return Markdown inside an HTML element, in the form that may stand in tabs and lists too.

    Args:
        tag: the element, such as ``aside``.
        css_class: its classes, separated by dots.
        parts: the Markdown, a paragraph each.
        attributes: more of the element's selector, such as ``#answer`` or ``[role=note]``.
        depth: the number of slashes of the fence; an outer block needs more than the blocks inside it.
    """
    fence = "/" * depth
    return f"{fence} html | {tag}.{css_class}{attributes}\n\n" + "\n\n".join(p for p in parts if p) + f"\n\n{fence}"
