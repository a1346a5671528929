"""KB404 outside-request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.locate import line_of
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic
from kb.model.project import SETTINGS

RULE = Rule(
    "KB404",
    "outside-request",
    "A page that loads something from another host tells that host who reads it.",
    bad="Well done :smile:",
    good="Well done :material-emoticon-happy-outline:",
)
# A short code that is none of the theme's own pictures.
EMOJI = re.compile(r"(?<![\w:]):(?!material-|fontawesome-|octicons-|simple-)[a-z0-9_+-]*[a-z][a-z0-9_+-]*:(?![\w:])")


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for scripts, styles, pictures and frames that a built page would load from elsewhere."""
    if not context.published:
        return
    typed = {diagnostic.found for diagnostic in context.found if diagnostic.rule == "typed-address"}
    for page in context.published.pages.values():
        article = context.article_of(page)
        for address in sorted(page.loads - typed):
            emoji = EMOJI.search(article.body) if article else None
            line = line_of(article.body, address) or line_of(article.body, emoji[0] if emoji else "") if article else 0
            # What the article does not say itself comes from an emoji short code or from the settings.
            path = article.path if article else SETTINGS
            expected = "a file in docs/assets/, or one of the theme's own icons, such as :material-phone:"
            at = (path, line or (article.body_line if article else 1), 1)
            yield Diagnostic(*at, RULE.alias, address, expected, fix="put the file into docs/assets/ and name it there")
