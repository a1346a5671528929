"""KB024 lost-search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic
from kb.model.project import DATA
from kb.model.search_words import search_places

RULE = Rule(
    "KB024",
    "lost-search",
    "What people typed helps nobody on a page kept out of the search, or a second time.",
    bad="agents/index:\n  - how do agents work",
    good="contact/call-or-chat:\n  - how do agents work",
)
PATH = f"{DATA}/searches.yml"


def check(context: Context) -> Iterator[Diagnostic]:
    """Look at each search that people typed: its page, and whether another one comes to the same words."""
    project = context.project
    if PATH not in project.documents:
        return
    document = project.documents[PATH]
    first: dict[str, int] = {}
    for page in project.searches:
        meta = project.articles[page].meta if page in project.articles else None
        if meta and meta.search and meta.search.exclude:
            mark = document.mark((page,))
            expected, fix = "a page that the search finds", "name the page that answers them"
            at = (PATH, mark.line, mark.column)
            yield Diagnostic(*at, RULE.alias, f"{page}, which is kept out of the search", expected, fix=fix)
    told = {(diagnostic.path, diagnostic.line) for diagnostic in project.diagnostics}
    for place, typed in search_places(project.searches):
        mark, words = document.mark(place), _compared(typed)
        if words in first and (PATH, mark.line) not in told:
            found = f"“{typed}”, to the search the same words as in line {first[words]}"
            yield Diagnostic(
                PATH, mark.line, mark.column, RULE.alias, found, "each search once", fix="remove one of the two"
            )
        first.setdefault(words, mark.line)


def _compared(typed: str) -> str:
    """Return a search without accents, signs and the endings that the search takes off: charges is charge."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", typed) if not unicodedata.combining(one))
    return " ".join(re.sub(r"(?<=\w\w\w)s$", "", word) for word in re.findall(r"\w+", re.sub(r"['’]", "", plain)))
