"""The answers on the agents' desk."""

from __future__ import annotations

from kb.model.article import ArticleMeta
from macros.articles import answer_parts, answer_scope
from macros.registry import Site, block, macro
from macros.short import short_address


@macro("desk_answers()", block=True)
def desk_answers(site: Site) -> str:
    """The answers that `macros/data/problems.yml` puts on the agents' desk, each to copy, with its short address."""
    cards = []
    for problem in site.project.problems:
        article = site.project.articles.get(problem.page)
        if problem.desk and article and isinstance(article.meta, ArticleMeta):
            text = block(
                "div",
                "desk-answer__text",
                f'<strong class="desk-answer__title">[{article.title}](/{article.id}.md)</strong>',
                *answer_parts(site, article.meta),
                attributes=f'[data-copy="Copy short answer"]{answer_scope(article.meta)}',
                depth=4,
            )
            short = f'<span class="desk-answer__short">`{short_address(site, article)}`</span>'
            cards.append(block("div", "desk-answer", text, short, depth=5))
    return block("div", "desk-answers", *cards, depth=6)
