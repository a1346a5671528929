"""The search's word list: what people type, and the words that this site uses for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from kb.model.faults import Fault
from kb.model.records import Record
from kb.model.yamlfile import Document, Place

FILE = "search-words"
# The search compares words in lower case; a phrase is at most four of them.
Phrase = Annotated[str, StringConstraints(pattern=r"^[^\sA-Z]+( [^\sA-Z]+){0,3}$")]


class SearchWords(Record):
    """Words by what the search makes of them."""

    same: dict[Phrase, list[Phrase]] = Field({}, description="a word of the site, and the words that mean the same")
    near: dict[Phrase, list[Phrase]] = Field({}, description="what people type, and the words that it may stand for")
    light: list[Phrase] = Field([], description="words that say little about what is wanted")
    elsewhere: list[Phrase] = Field([], description="names of things that this site has no answers about")


def repeated(words: SearchWords, document: Document) -> Iterator[Fault]:
    """Find what stands in two places, where the search could follow only one.

    Args:
        words: the word list.
        document: its file, with the line of each word.
    """
    seen: dict[str, int] = {}
    for place, word in _places(words):
        mark = document.mark(place)
        if word in seen:
            yield Fault(
                document.path,
                mark.line,
                mark.column,
                "duplicate-key",
                f"`{word}` a second time (first in line {seen[word]})",
                "each word or phrase in one place only",
                fix="keep it in the place that fits best",
            )
        else:
            seen[word] = mark.line


def _places(words: SearchWords) -> Iterator[tuple[Place, str]]:
    for name, others in words.same.items():
        yield ("same", name), name
        for index, other in enumerate(others):
            yield ("same", name, index), other
    for name in words.near:
        yield ("near", name), name
    for key, listed in (("light", words.light), ("elsewhere", words.elsewhere)):
        for index, one in enumerate(listed):
            yield (key, index), one
