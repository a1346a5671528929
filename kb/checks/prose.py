"""The text that editors write in words: each line of prose, each page's Markdown, and where a call may stand in it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kb.model.project import CHANGES, DATA, SNIPPETS, WHERE, WORDS, Project

Line = tuple[str, int, str]
# The keys of a partner's record where numbers and addresses belong.
ADDRESSES = {"number", "shown", "address", "url", "label"}
# What a changed fact was and is: a record of what readers saw, which must not change with another record.
QUOTED = {"before", "after"}
# Pages for editors show every record as an example.
EDITORS = "docs/contribute/"
# These files hold words to be found, not to be read.
WORD_LISTS = (WORDS, f"{DATA}/searches.yml", f"{DATA}/search-words.yml")
# The records with text that readers see.
SHOWN_RECORDS = tuple(WHERE[name] for name in ("notices", "payers", "details", "kinds", "partners"))
# Macro calls, blocks of code and code in a line: what stands in them is no Markdown.
NOT_MARKDOWN = re.compile(r"\{\{.*?\}\}|^(?P<fence>```+|~~~+).*?^(?P=fence)|`[^`\n]+`", re.DOTALL | re.MULTILINE)
CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# What stands in brackets, tags and addresses is a part of something that a call must not break.
INSIDE = re.compile(r"\[[^\]]*$|\]\([^)]*$|<[^>]*$|tel:$|mailto:$|[\w/]$")


def prose(project: Project) -> Iterator[Line]:
    """Give each line of articles, snippets and records with its file and number; macro calls are blanked."""
    texts = [(article.path, article.text) for article in project.articles.values()]
    texts += [(f"{SNIPPETS}/{name}", text) for name, text in project.snippets.items()]
    texts += [(path, _without_addresses(project, path)) for path in project.documents if path != WHERE["sources"]]
    for path, text in texts:
        blanked = CALL.sub(lambda call: re.sub(r"[^\n]", " ", call.group()), text)
        yield from ((path, number, line) for number, line in enumerate(blanked.split("\n"), start=1))


def _without_addresses(project: Project, path: str) -> str:
    """Return a record's text; a partner's or a change's without the lines where addresses belong."""
    text = project.text(path)
    is_partner = path.startswith(WHERE["partners"])
    if not is_partner and path != CHANGES:
        return text
    if is_partner and project.is_broken("partners", path.rpartition("/")[2].removesuffix(".yml")):
        return ""  # its numbers may stand below a misspelt key
    marks = project.documents[path].marks
    left_out = {mark.line for place, mark in marks.items() if place[-1] in (ADDRESSES if is_partner else QUOTED)}
    return "\n".join("" if number in left_out else line for number, line in enumerate(text.split("\n"), start=1))


def written_by_us(project: Project, lines: list[Line]) -> Iterator[Line]:
    """Give those lines of prose that are our own words: no word lists, comments, or questions as readers ask them."""
    asked = set(_questions(project))
    for path, number, line in lines:
        if path not in WORD_LISTS and (path, number) not in asked and not line.lstrip().startswith("#"):
            yield path, number, line


def _questions(project: Project) -> Iterator[tuple[str, int]]:
    """Give the lines of readers' own questions, or all of a page whose front matter cannot be read."""
    fronts = {article.path: article.front for article in project.articles.values()}
    for path, document in (project.documents | fronts).items():
        if path in fronts and not document.marks:
            yield from ((path, number) for number in range(1, project.text(path).count("\n") + 2))
        marks = sorted((mark.line, "questions" in place) for place, mark in document.marks.items())
        # A question ends where the next key or item begins.
        for (line, is_question), (after, _) in pairwise([*marks, (0, False)]):
            if is_question:
                yield from ((path, number) for number in range(line, max(after, line + 1)))


def markdown(project: Project) -> dict[str, str]:
    """Return each article's body and each snippet by its path, code blanked and a word in the place of each call."""
    # Without front matter, or with such as nothing ends, what stands where is not known.
    texts = {article.path: article.body for article in project.articles.values() if article.body_line > 1}
    texts |= {f"{SNIPPETS}/{name}": text for name, text in project.snippets.items()}
    return {path: NOT_MARKDOWN.sub(_blanked, text) for path, text in texts.items()}


def _blanked(match: re.Match[str]) -> str:
    """Return a block of code as empty lines, and a call as one long word: it stands in the line as a word does."""
    return re.sub(r"[^\n]", " " if match["fence"] else "x", match.group())


def call_fits(project: Project, path: str, number: int, before: str = "") -> bool:
    """Say whether a macro call may take the place of a text: in a body, an answer or a snippet, in plain words.

    The text is given by its file, its line, and what stands before it in the line.
    """
    if INSIDE.search(before):
        return False
    article = project.articles.get(path.removeprefix("docs/").removesuffix(".md"))
    if article is None or number >= article.body_line:
        return path.endswith(".md")
    keys = sorted((mark.line, place[0]) for place, mark in article.front.marks.items() if len(place) == 1)
    return [key for line, key in keys if line <= number][-1:] == ["answer"] and article.body_line > 1


def is_read(project: Project, path: str, number: int) -> bool:
    """Say whether customers read a line, and macros work in it: in a body, an answer, a snippet or a record's text."""
    is_shown = path.startswith((*SHOWN_RECORDS, SNIPPETS)) or (
        path.endswith(".md") and call_fits(project, path, number)
    )
    return is_shown and not path.startswith(EDITORS)
