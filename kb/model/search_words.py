"""What the search learns from editors: other words for the site's words, and what people have typed."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from kb.model.records import Record, check
from kb.model.references import Ref
from kb.model.yaml_document import Document, Place


def _is_phrase(value: str) -> bool:
    words = value.split(" ")
    return value == value.lower() and len(words) <= 4 and all(re.search(r"\w", word) for word in words)


# The search compares words in lower case.
Phrase = Annotated[str, check(_is_phrase, "one to four words in lower case, each with a letter or a digit")]
# Searches that people typed, by the page that answers them.
Searches = dict[Annotated[str, Ref("articles")], list[Annotated[str, StringConstraints(min_length=3, max_length=200)]]]


class SearchWords(Record):
    """Words by what the search makes of them."""

    same: dict[Phrase, list[Phrase]] = Field({}, description="a word of the site, and the words that mean the same")
    near: dict[Phrase, list[Phrase]] = Field({}, description="what people type, and the words that it may stand for")
    light: list[Phrase] = Field([], description="words that say little about what is wanted")
    elsewhere: list[Phrase] = Field([], description="names of things that this site has no answers about")


def word_places(document: Document) -> Iterator[tuple[Place, str]]:
    """Give each word of the word list that stands for something with its place in the file."""
    for place, mark in document.marks.items():
        if len(place) == 2 or (len(place) == 3 and place[0] == "same"):
            yield place, mark.typed or str(place[-1])


def search_places(document: Document) -> Iterator[tuple[Place, str]]:
    """Give each search that people typed with its place in the file."""
    return ((place, mark.typed.casefold()) for place, mark in document.marks.items() if len(place) == 2)
