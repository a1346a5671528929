"""Measures how the site grows: `make bench-scale` builds it with 100, 300 and 1,000 articles and 50 made-up providers.

Beside each stands the theme as it comes, with the same text and macros: without our templates, checks and search. The
made-up articles have the real ones' shape and length, in words that no language has; the made-up providers copy a real
one's record and page, so that whatever a record comes to hold, theirs hold it too.
"""

import random
import re
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import Browser

from kb.model.project import LEDGER
from tests.bench.pages import BUILD, Site, make_stock, row, run, weigh
from tests.bench.preview import seconds_to_show
from tests.browser.conftest import chromium, served
from tests.project import copy_real
from tests.search.bench import BOX, ask, first_result, keystrokes, opened, p95, packed

SIZES = (100, 300, 1000)
MODEL = "optimum"
# A name of a source ("netflix-optimum") stays, and so does the closed list of topics.
MODELS_NAME = re.compile(r"^topics:.*$|(?<!netflix-)optimum", re.IGNORECASE | re.MULTILINE)
SYLLABLES = ["ba", "ko", "li", "mu", "ne", "ri", "so", "ta", "vu", "ze", "dra", "plo", "sti"]
# Sections of sections, as on a site that has grown.
ROOMS = 5
SHELF = 20
SECTION = "---\ntitle: {title}\ndescription: {title} holds {words}\nkind: section\n---\n\n{{{{ section_list() }}}}\n"
ARTICLE = """\
---
title: Question {number}, {title}
description: Answer {number}, {description}
kind: article
answer: "{answer} Call {{{{ phone('{partner}') }}}}."
questions:
{questions}
topics: [{topic}]
partners: [{partner}]
sources:
{sources}
reviewed: 2026-01-31
review_every: 6 months
related: [{related}]
---

{{{{ answer_box() }}}}

{intro} {links}

## Before you start {{: #before }}

{{{{ notice("{notice}") }}}}

It takes {{{{ fact("{fact}") }}}}. {before}

## Steps {{: #steps }}

{steps}

=== "Account owner"

    {owner}

=== "Extra member"

    {member}

{rule}## Whom to contact {{: #contact }}

{{{{ contact_card("{partner}") }}}}

{{{{ article_foot() }}}}
"""
# As many of the real articles list what each provider says.
RULE = '## What your provider says {: #providers }\n\n{{ provider_rule("cancel") }}\n\n'
RULE_EVERY = 8


def make_site(folder: Path, articles: int, partners: int = 50) -> Path:
    """Write a project with many articles and partners, the same ones every time, and return its folder.

    Args:
        folder: where to write it.
        articles: how many articles it shall have, the real ones included and the made-up providers' pages not.
        partners: how many made-up providers it shall have.
    """
    copy_real(folder)
    # What is made up is given out to nobody.
    (folder / LEDGER).unlink()
    real = sum("\nkind: article\n" in file.read_text(encoding="utf-8") for file in (folder / "docs").rglob("*.md"))
    ids = [_add_partner(folder, number) for number in range(1, partners + 1)]
    pages = _add_articles(folder, max(articles - real, 0), ids)
    nav = [f"  - Room {room}:\n      - room-{room}/index.md" for room in range(1, ROOMS + 1)]
    for number, page in enumerate(pages):
        room, shelf, _ = page.split("/")
        new = f"\n      - {_title(shelf)}:\n          - {room}/{shelf}/index.md" if number % SHELF == 0 else ""
        nav[int(room[-1]) - 1] += f"{new}\n          - {page}.md"
    for index in {f"{page.rpartition('/')[0]}" for page in pages} | {f"room-{room}" for room in range(1, ROOMS + 1)}:
        title = _title(index.rpartition("/")[2])
        words = "a few made-up questions, each with an answer that nobody ever asked for."
        _write(folder, f"docs/{index}/index.md", SECTION.format(title=title, words=words))
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\n" + "\n".join(nav) + "\n")
    with (folder / "macros/data/guide.yml").open("a", encoding="utf-8") as guide:
        guide.writelines(f"  {page}: It is made up.\n" for page in pages)
    return folder


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _write(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


def _add_partner(folder: Path, number: int) -> str:
    """Write a provider's record and its page, which the navigation takes in by itself, and return its id."""
    name, identity = f"Acme Cable {number:02}", f"acme-cable-{number:02}"

    def renamed(found: re.Match[str]) -> str:
        word = found.group()
        return word if ":" in word else name if word[0].isupper() else identity

    for model in (f"macros/data/partners/{MODEL}.yml", f"docs/providers/{MODEL}.md"):
        text = MODELS_NAME.sub(renamed, (folder / model).read_text(encoding="utf-8"))
        text = text.replace(f"{identity}.net", f"{identity}.example")
        # 555-0100 to 555-0199 are kept for stories.
        text = re.sub(r'number: ".*?"', f'number: "+1201555{99 + number:04}"', text)
        text = re.sub(r"shown: .*", f"shown: 201-555-{99 + number:04}", text)
        _write(folder, model.replace(MODEL, identity), text)
    return identity


def _add_articles(folder: Path, count: int, partners: list[str]) -> list[str]:
    """Write made-up articles, and return their paths."""
    chance = random.Random(1)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(4000)]
    # As in a language: the second word is met half as often as the first, the third a third as often.
    weights = [1 / rank for rank in range(1, len(words) + 1)]

    def line(length: int) -> str:
        # No word twice in a row, which would be reported.
        return " ".join(dict.fromkeys(chance.choices(words, weights, k=length)))

    def text(sentences: int) -> str:
        return " ".join(f"{line(chance.randint(8, 16)).capitalize()}." for _ in range(sentences))

    topics, notices, facts = (
        yaml.safe_load((folder / f"macros/data/{table}.yml").read_text(encoding="utf-8"))
        for table in ("topics", "notices", "facts")
    )
    pages: list[str] = []
    for number in range(1, count + 1):
        notice, fact = chance.choice(list(notices)), chance.choice(list(facts))
        sources = {one["id"] for one in (*notices[notice]["sources"], facts[fact]["source"])}
        related = chance.sample(pages, min(3, len(pages)))
        shelf = (number - 1) // SHELF
        page = f"room-{shelf % ROOMS + 1}/shelf-{shelf + 1}/question-{number}"
        article = ARTICLE.format(
            **{"number": number, "notice": notice, "fact": fact, "partner": chance.choice(partners)},
            **{
                "title": line(4),
                "description": line(18)[:130].strip(),
                "answer": text(2),
                "topic": chance.choice(list(topics)),
            },
            **{"intro": text(2), "before": text(2), "owner": text(2), "member": text(2)},
            questions="\n".join(f"  - {line(9)} {number}" for _ in range(13)),
            sources="\n".join(f"  - {{id: {one}, part: {line(2)}}}" for one in sorted(sources)),
            related=", ".join(related),
            links=" ".join(f"[{line(3)}](/{one}.md#steps)" for one in related),
            steps="\n".join(f"{step}. {text(1)}" for step in range(1, 5)),
            rule=RULE if number % RULE_EVERY == 0 else "",
        )
        _write(folder, f"docs/{page}.md", article)
        pages.append(page)
    return pages


def _search(browser: Browser, address: str) -> tuple[str, str]:
    """Return the milliseconds from opening the search to its first result, and those of a key."""
    first = statistics.median(first_result(browser, address) for _ in range(5))
    context, page = opened(browser, address)
    page.focus(BOX)
    ask(page, "charged")
    keys = p95(keystrokes(page))
    context.close()
    return f"{first:.0f}", f"{keys:.1f}"


def main() -> None:
    """Print every figure."""
    with chromium() as browser:
        took = seconds_to_show(browser)
        print(f"real site, a saved change shows in the preview after {min(took):.1f} to {max(took):.1f} s", flush=True)
        row(" ", "build s", "site MB", "page kB", "gzip", "visit", "index", "result", "key ms")
        for articles in SIZES:
            with TemporaryDirectory() as folder, served(Path(folder) / "site") as address:
                root = make_site(Path(folder), articles)
                for ours in (True, False):
                    if not ours:
                        make_stock(root)
                    start = time.perf_counter()
                    run(BUILD, root, address)
                    seconds = time.perf_counter() - start
                    site = Site(root / "site", address)
                    every = sum(file.stat().st_size for file in site.folder.rglob("*") if file.is_file())
                    # A made-up article of middling size.
                    pages = sorted(site.folder.glob("room-*/*/*/index.html"), key=lambda page: page.stat().st_size)
                    page = pages[len(pages) // 2]
                    visit = weigh(browser, site, page.parent.relative_to(site.folder).as_posix() + "/").total()
                    index = site.folder / "search" / ("index.json" if ours else "search_index.json")
                    sizes = (page.stat().st_size, packed(page), visit, packed(index))
                    row(
                        f"{articles} articles" if ours else f"{articles}, theme alone",
                        *(f"{seconds:.1f}", f"{every / 1e6:.1f}", *(f"{one / 1e3:.1f}" for one in sizes)),
                        *(_search(browser, address) if ours else ()),
                    )


if __name__ == "__main__":
    main()
