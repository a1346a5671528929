"""KB315 avoided-word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import lines_written
from kb.model.diagnostic import Diagnostic
from kb.model.project import DATA, WORDS, Project

RULE = Rule(
    "KB315",
    "avoided-word",
    "A plainer word is there for it; readers in trouble read fast.",
    bad="Utilize the app.",
    good="Use the app.",
)
# What is quoted is said by others: labels on screens, messages, file names, addresses, and readers' own words.
QUOTED = re.compile(r"\*\*.+?\*\*|“.+?”|\"[^\"]+\"|`[^`]+`|\]\([^)]*\)|<[^>]*>")
# These files hold words to be found, not to be read.
NOT_READ = (WORDS, f"{DATA}/searches.yml", f"{DATA}/search-words.yml")


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for the words of `macros/data/words.yml` in articles, snippets and records."""
    project = context.project
    if not project.words:
        return
    plainer = {word.lower(): instead for word, instead in project.words.items()}
    longest_first = sorted(plainer, key=len, reverse=True)
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
    unread = set(asked(project))
    # "Click here" is told already.
    told = {(diagnostic.path, diagnostic.line) for diagnostic in context.found if diagnostic.rule == "link-words"}
    for path, number, line in lines_written(project):
        if path in NOT_READ or (path, number) in unread | told or line.lstrip().startswith("#"):
            continue
        blanked = QUOTED.sub(lambda quoted: " " * len(quoted.group()), line)
        for found in words.finditer(blanked):
            expected, fix = f"a plainer word ({WORDS})", f"write {plainer[found.group().lower()]}"
            yield Diagnostic(path, number, found.start() + 1, RULE.alias, found.group(), expected, fix=fix)


def asked(project: Project) -> Iterator[tuple[str, int]]:
    """Give the lines of readers' own questions, or all of a page whose front matter cannot be read.

    A question ends where the next key or entry begins.
    """
    fronts = {article.path: article.front for article in project.articles.values()}
    for path, document in fronts.items():
        if not document.marks:
            yield from ((path, number) for number in range(1, project.text(path).count("\n") + 2))
    for path, document in (project.documents | fronts).items():
        marks = sorted((mark.line, "questions" in place) for place, mark in document.marks.items())
        for (line, is_asked), (after, _) in pairwise([*marks, (0, False)]):
            if is_asked:
                yield from ((path, number) for number in range(line, max(after, line + 1)))
