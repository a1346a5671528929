"""Tells how easy the articles are to read: `make prose` lists each with its longest sentence and its reading age."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import textstat

from kb.model.article import ArticleMeta
from kb.model.project import Project
from kb.page_text import read_site
from tests.project import ROOT

# American children are five years old before their first year at school: see the Flesch-Kincaid grade.
SCHOOL = 5
# The guide for editors asks for sentences of about this many words.
LONG = 25
# What follows is names of sources and of other pages.
FOOT = ("Related", "Sources (")
# A sentence ends at a stop before a capital letter, not within "Netflix.com" or "U.S. number".
END = re.compile(r"(?<=[.!?])[”\"]?\s+(?=[A-Z“\"])")


@dataclass(frozen=True)
class Prose:
    """How easy the text of a page is.

    Args:
        page: its id.
        words: how many words it has.
        average: words a sentence.
        longest: its longest sentence.
        age: the age in years at which people can read it, by the Flesch-Kincaid grade.
    """

    page: str
    words: int
    average: float
    longest: str
    age: float


def sentences(blocks: Sequence[str]) -> list[str]:
    """Return the sentences of a page; headings, labels and lone numbers are none."""
    found: list[str] = []
    for block in blocks:
        if block.startswith(FOOT):
            break
        found += [one for one in END.split(block) if one.endswith((".", "!", "?", ":")) and " " in one]
    return found


def prose(page: str, blocks: Sequence[str]) -> Prose:
    """Measure the text of a page."""
    found = sentences(blocks)
    lengths = [len(one.split()) for one in found]
    # One sentence a line, each with a stop: the library counts stops.
    text = "\n".join(one.rstrip(":") + "." * (one[-1] == ":") for one in found)
    age = textstat.flesch_kincaid_grade(text) + SCHOOL
    return Prose(page, sum(lengths), statistics.mean(lengths), max(found, key=lambda one: len(one.split())), age)


def articles(project: Project, site: Path) -> list[Prose]:
    """Measure every article of a built site, the hardest first."""
    pages, _ = read_site(site)
    every = [one for one in project.articles.values() if isinstance(one.meta, ArticleMeta)]
    return sorted((prose(one.id, pages[one.url]) for one in every), key=lambda one: -one.age)


def main() -> None:
    """Print the figures of each article, and of all."""
    found = articles(Project.load(ROOT), ROOT / "site")
    print(f"{'age':>5} {'words':>6} {'a sentence':>11} {'longest':>8}  article")
    for one in found:
        longest = len(one.longest.split())
        print(f"{one.age:5.1f} {one.words:6} {one.average:11.1f} {longest:8}  {one.page}")
        if longest > LONG:
            print(" " * 34 + one.longest)
    ages = [one.age for one in found]
    print(f"{len(found)} articles: {statistics.mean(ages):.1f} years on average, {max(ages):.1f} at most")


if __name__ == "__main__":
    main()
