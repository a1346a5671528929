"""The lines that editors write in words: articles, snippets, records; without the keys that hold addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.model.project import CHANGES, SNIPPETS, WHERE, Project

# The keys of a partner's record where numbers and addresses belong.
ADDRESSES = {"number", "shown", "address", "url", "label"}
# What a changed fact was and is: a record of what readers saw, which must not change with another record.
SAID = {"before", "after"}
# Macro calls, blocks of code and code in a line: what stands in them is no Markdown.
NOT_MARKDOWN = re.compile(r"\{\{.*?\}\}|^(?P<fence>```+|~~~+).*?^(?P=fence)|`[^`\n]+`", re.DOTALL | re.MULTILINE)


def lines_written(project: Project) -> Iterator[tuple[str, int, str]]:
    """Give each line of prose with its file and number; what stands inside macro calls is blanked.

    Args:
        project: the loaded project.
    """
    texts = [(article.path, article.text) for article in project.articles.values()]
    texts += [(f"{SNIPPETS}/{name}", text) for name, text in project.snippets.items()]
    texts += [(path, _without_addresses(project, path)) for path in project.documents if path != WHERE["sources"]]
    for path, text in texts:
        blanked = re.sub(r"\{\{.*?\}\}", lambda call: re.sub(r"[^\n]", " ", call.group()), text, flags=re.S)
        for number, line in enumerate(blanked.split("\n"), start=1):
            yield path, number, line


def _without_addresses(project: Project, path: str) -> str:
    """Return a record's text; a partner's or a change's without the lines where addresses belong."""
    left_out = SAID if path == CHANGES else ADDRESSES
    if path != CHANGES and not path.startswith(WHERE["partners"]):
        return project.text(path)
    if any(diagnostic.path == path for diagnostic in project.diagnostics):
        return ""  # its numbers may stand below a misspelt key
    marks = project.documents[path].marks
    kept = {mark.line for place, mark in marks.items() if place[-1] in left_out}
    lines = project.text(path).split("\n")
    return "\n".join("" if number in kept else line for number, line in enumerate(lines, start=1))


def markdown(project: Project) -> Iterator[tuple[str, list[str]]]:
    """Give the lines of each article's body and of each snippet, without blocks of code, and with a word for each call.

    Args:
        project: the loaded project.
    """
    # Without front matter, or with such as nothing ends, what stands where is not known.
    texts = [(article.path, article.body) for article in project.articles.values() if article.body_line > 1]
    texts += [(f"{SNIPPETS}/{name}", text) for name, text in project.snippets.items()]
    for path, text in texts:
        yield path, NOT_MARKDOWN.sub(_blanked, text).split("\n")


def _blanked(found: re.Match[str]) -> str:
    """Return a block of code as empty lines, and a call as one long word: it stands in the line as a word does."""
    return re.sub(r"[^\n]", " " if found["fence"] else "x", found.group())


# What stands in brackets, tags and addresses is a part of something that a call must not break.
INSIDE = re.compile(r"\[[^\]]*$|\]\([^)]*$|<[^>]*$|tel:$|mailto:$|[\w/]$")


def call_fits(project: Project, path: str, number: int, before: str) -> bool:
    """Say whether a call of a macro may take the place of a text: in a body, an answer or a snippet, in plain words.

    Args:
        project: the loaded project.
        path: the file.
        number: its line.
        before: what stands in the line before the text.
    """
    if INSIDE.search(before):
        return False
    article = project.articles.get(path.removeprefix("docs/").removesuffix(".md"))
    if article is None or number >= article.body_line:
        return path.endswith(".md")
    keys = sorted((mark.line, place[0]) for place, mark in article.front.marks.items() if len(place) == 1)
    return [key for line, key in keys if line <= number][-1:] == ["answer"] and article.body_line > 1
