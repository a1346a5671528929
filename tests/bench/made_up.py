"""Makes a large site for the benches: the real project, and made-up partners and articles beside the real ones.

The made-up articles have the real ones' shape and length, in words that no language has. The made-up partners copy the
real provider's record and page, so that whatever a record comes to hold, theirs hold it too.
"""

from __future__ import annotations

import random
import re
from itertools import groupby
from pathlib import Path

import yaml

from kb.checks.wording import misspellings
from kb.model.project import LEDGER
from tests.project import copy_real

MODEL = "optimum"
SYLLABLES = ["ba", "ko", "li", "mu", "ne", "ri", "so", "ta", "vu", "ze", "dra", "plo", "ste"]
ROOMS = 5
SHELF = 20
# A name of a source ("netflix-optimum") stays, and so does the closed list of topics.
MODELS_NAME = re.compile(r"^topics:.*$|(?<!netflix-)optimum", re.IGNORECASE | re.MULTILINE)


def make_site(folder: Path, articles: int, partners: int = 50) -> Path:
    """Write a project with many articles and partners.

    Args:
        folder: where to write it.
        articles: how many articles it shall have, the real ones included and the made-up providers' pages not.
        partners: how many made-up providers it shall have.

    Returns:
        The folder.
    """
    copy_real(folder)
    # What is made up is given out to nobody.
    (folder / LEDGER).unlink()
    real = sum("\nkind: article\n" in file.read_text(encoding="utf-8") for file in (folder / "docs").rglob("*.md"))
    names = [f"Acme Cable {number:02}" for number in range(1, partners + 1)]
    for number, name in enumerate(names):
        _add_partner(folder, number, name)
    nav = _Writer(folder, names).rooms(max(articles - real, 0))
    # No question leads to what is made up.
    with (folder / "macros/data/guide.yml").open("a", encoding="utf-8") as guide:
        made = [page for line in nav for page in re.findall(r"room-\d+/shelf-\d+/question-\d+", line)]
        guide.writelines(f"  {page}: It is made up.\n" for page in made)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\n" + "\n".join(nav) + "\n")
    return folder


def _add_partner(folder: Path, number: int, name: str) -> None:
    """Write a provider's record and its page, which the navigation takes in by itself."""
    identity = name.lower().replace(" ", "-")

    def renamed(found: re.Match[str]) -> str:
        word = found.group()
        return word if ":" in word else name if word[0].isupper() else identity

    for model in (folder / f"macros/data/partners/{MODEL}.yml", folder / f"docs/providers/{MODEL}.md"):
        text = MODELS_NAME.sub(renamed, model.read_text(encoding="utf-8"))
        text = text.replace(f"{identity}.net", f"{identity}.example")
        # 555-0100 to 555-0199 are kept for stories.
        text = re.sub(r'number: ".*?"', f'number: "+1201555{100 + number:04}"', text)
        text = re.sub(r"shown: .*", f"shown: 201-555-{100 + number:04}", text)
        model.with_name(model.name.replace(MODEL, identity)).write_text(text, encoding="utf-8")


class _Writer:
    """Writes made-up articles; the same ones every time.

    Args:
        folder: the project.
        names: the made-up providers.
    """

    def __init__(self, folder: Path, names: list[str]) -> None:
        self.folder = folder
        self.names = names
        self.random = random.Random(1)
        words = ["".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4))) for _ in range(4000)]
        # By chance some are words that people misspell, and would be reported.
        self.words = [self.random.choice(SYLLABLES) if word in misspellings() else word for word in words]
        # As in a language: the second word is met half as often as the first, the third a third as often.
        self.weights = [1 / rank for rank in range(1, len(self.words) + 1)]
        data = folder / "macros/data"
        self.topics, self.notices, self.facts = (
            yaml.safe_load((data / f"{table}.yml").read_text(encoding="utf-8"))
            for table in ("topics", "notices", "facts")
        )

    def rooms(self, count: int) -> list[str]:
        """Write articles into sections of sections, and return the lines of the navigation.

        Args:
            count: how many articles.
        """
        nav = []
        pages: list[str] = []
        for room in range(ROOMS):
            here = f"room-{room + 1}"
            nav += [f"  - Room {room + 1}:", f"      - {self._section(here, f'Room {room + 1}')}"]
            for start in range(room, count, ROOMS * SHELF):
                shelf = f"{here}/shelf-{start // (ROOMS * SHELF) + 1}"
                title = f"Shelf {start // (ROOMS * SHELF) + 1} of room {room + 1}"
                nav += [f"      - {title}:", f"          - {self._section(shelf, title)}"]
                for number in range(start, min(start + ROOMS * SHELF, count), ROOMS):
                    page = f"{shelf}/question-{number + 1}"
                    self._write(page, self._article(number, pages))
                    pages.append(page)
                    nav.append(f"          - {page}.md")
        return nav

    def _section(self, path: str, title: str) -> str:
        self._write(
            f"{path}/index",
            f"---\ntitle: {title}\ndescription: {title} holds {self._line(14)}\nkind: section\n---\n\n"
            "{{ section_list() }}\n",
        )
        return f"{path}/index.md"

    def _write(self, page: str, text: str) -> None:
        file = self.folder / "docs" / f"{page}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def _article(self, number: int, written: list[str]) -> str:
        """Return an article: its front matter, paragraphs, steps, tabs, links and macros."""
        pick = self.random.choice
        notice, fact = pick(list(self.notices)), pick(list(self.facts))
        sources = {one["id"] for one in (*self.notices[notice]["sources"], self.facts[fact]["source"])}
        partner = pick(self.names).lower().replace(" ", "-")
        related = self.random.sample(written, min(3, len(written)))
        front = [
            f"title: Question {number + 1}, {self._line(4)}",
            f"description: Answer {number + 1}, {self._line(13)}",
            "kind: article",
            f"answer: \"{self._text(1)} Call {{{{ phone('{partner}') }}}}. {self._text(1)}\"",
            "questions:",
            *[f"  - {self._line(8)} {number + 1}" for _ in range(13)],
            f"topics: [{pick(list(self.topics))}]",
            f"partners: [{partner}]",
            "sources:",
            *[f"  - {{id: {source}, part: {self._line(2)}}}" for source in sorted(sources)],
            "reviewed: 2026-01-31",
            "review_every: 6 months",
            f"related: [{', '.join(related)}]",
        ]
        links = " ".join(f"[{self._line(3)}](/{page}.md#steps)" for page in related)
        # As many of the real articles list what each provider says.
        rules = (
            ["## What your provider says {: #providers }", '{{ provider_rule("cancel") }}'] if number % 8 == 0 else []
        )
        body = [
            "{{ answer_box() }}",
            f"{self._text(2)} {links}",
            "## Before you start {: #before }",
            f'{{{{ notice("{notice}") }}}}',
            f'{self._text(2)} It takes {{{{ fact("{fact}") }}}}.',
            "## Steps {: #steps }",
            "\n".join(f"{step}. {self._text(1)}" for step in range(1, 5)),
            '=== "Account owner"',
            *[f"    {self._text(1)}" for _ in range(2)],
            '=== "Extra member"',
            *[f"    {self._text(1)}" for _ in range(2)],
            *rules,
            "## Whom to contact {: #contact }",
            f'{{{{ contact_card("{partner}") }}}}',
            "{{ article_foot() }}",
        ]
        return "---\n" + "\n".join(front) + "\n---\n\n" + "\n\n".join(body) + "\n"

    def _line(self, words: int) -> str:
        # A word that stands there twice is told as a slip.
        drawn = groupby(self.random.choices(self.words, self.weights, k=words))
        return " ".join(word for word, _ in drawn)

    def _text(self, sentences: int) -> str:
        return " ".join(f"{self._line(self.random.randint(6, 14)).capitalize()}." for _ in range(sentences))
