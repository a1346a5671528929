"""KB205 duplicate-id."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB205",
    "duplicate-id",
    "A link to a section that two places claim leads to the first, whichever was meant.",
    bad="## Steps {: #steps }\n\n## More steps {: #steps }",
    good="## Steps {: #steps }\n\n## More steps {: #more-steps }",
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for ids that stand twice on one built page."""
    for page, article in context.built_articles():
        for one in sorted(one for one in page.repeated_ids if not one.startswith("__")):
            if article.body.count("{{ answer_box() }}") > 1 or article.body.count("{{ article_foot() }}") > 1:
                continue  # article-frame tells it
            lines = [number for number, text in enumerate(article.body.split("\n"), start=1) if f"#{one}" in text]
            line = lines[-1] if lines else article.body_line
            expected = "each section and tab of a page with a name of its own"
            yield Diagnostic(
                article.path, line, 1, RULE.alias, f"#{one} a second time", expected, fix="rename one of the two"
            )
