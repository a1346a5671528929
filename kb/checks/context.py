"""What the rules look at: the project, its macros, the navigation, and the built site if there is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kb.checks.calls import Evaluation, evaluate
from kb.checks.published import BuiltPage, Published
from kb.model.article import Article
from kb.model.diagnostic import Diagnostic
from kb.model.project import Project


@dataclass
class Context:
    """What the rules look at.

    Args:
        project: the loaded project.
        macros: the macros by name, bound to the project.
        blocks: the names of the macros that make whole paragraphs.
        nav: the navigation as ``mkdocs.yml`` has it.
        published: the built site, or None where nothing could be built.
        warnings: what MkDocs itself warned of: the logger's name and the message.
        found: what the rules before this one found.
    """

    project: Project
    macros: Mapping[str, Callable[..., str]]
    blocks: frozenset[str] = frozenset()
    nav: Any = None
    published: Published | None = None
    warnings: Sequence[tuple[str, str]] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    def article_of(self, page: BuiltPage) -> Article | None:
        """Return the article that a built page was made from; None for a page of the templates, such as the 404."""
        return self.project.articles.get(page.name) or self.project.articles.get(f"{page.name}/index")

    def built_articles(self) -> Iterator[tuple[BuiltPage, Article]]:
        """Give each built page that an article made and that could be rendered, with its article."""
        diagnosticy = self.evaluation.unrendered | {diagnostic.path for diagnostic in self.project.diagnostics}
        for page in self.published.pages.values() if self.published else ():
            article = self.article_of(page)
            if article and article.path not in diagnosticy:
                yield page, article

    def told(self, *rules: str) -> set[str]:
        """Return the files of which one of the given rules has told an error."""
        return {diagnostic.path for diagnostic in self.found if diagnostic.rule in rules}

    def swallowed(self) -> set[str]:
        """Return the files of which an open block, tag, tab or piece of code may have swallowed a part."""
        opened = re.compile("[<`]|==")
        tags = {one.path for one in self.found if one.rule == "markdown-form" and opened.search(one.found)}
        return tags | self.told("open-block")

    def told_lines(self, *rules: str) -> set[tuple[str, int]]:
        """Return the lines of which one of the given rules, or any rule where none is given, has told an error."""
        return {
            (diagnostic.path, diagnostic.line) for diagnostic in self.found if not rules or diagnostic.rule in rules
        }

    @cached_property
    def written(self) -> tuple[list[str], str]:
        """Where a record may be named: every text, and the code."""
        project = self.project
        code = [file for folder in ("macros", "kb/model") for file in sorted((project.root / folder).glob("*.py"))]
        return (
            list(project.texts.values()),
            "\n".join(file.read_text(encoding="utf-8") for file in code),
        )

    @cached_property
    def unbuilt(self) -> list[Article]:
        """The articles that MkDocs was told to leave out."""
        if not self.published:
            return []
        built = {page.name for page in self.published.pages.values()}
        return [one for one in self.project.articles.values() if (one.url.rstrip("/") or "index") not in built]

    @cached_property
    def evaluation(self) -> Evaluation:
        """Every macro call, called once on its own: for the editors' pages already, or else now."""
        return self.project.evaluation or evaluate(self.project, self.macros, self.blocks)
