"""The search's files in the built site, and what is said of a word list with slips in it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from kb.model.article import ArticleMeta
from kb.model.project import LEDGER, Project
from kb.search.index import _sections
from tests.project import ROOT, copy_small, run_kb


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    return json.loads((site / "search/index.json").read_text(encoding="utf-8"))


def test_every_page_names_our_worker(site: Path) -> None:
    texts = {page: page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    # A page that only leads on to another has no search.
    pages = {page: text for page, text in texts.items() if 'http-equiv="refresh"' not in text}
    assert site / "404.html" in pages
    for page, text in pages.items():
        named = re.search(r'"search": "([^"]+)"', text)
        assert named, page
        # The 404 page may be shown at any address, so its paths begin at the root.
        target = site / named[1][1:] if named[1].startswith("/") else page.parent / named[1]
        assert target.resolve() == (site / "search/worker.js").resolve()


def test_the_build_stops_when_the_theme_names_its_worker_otherwise(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    (root / "overrides/main.html").write_text(
        (ROOT / "overrides/main.html").read_text().replace('"search":', '"finder":'), encoding="utf-8"
    )
    done = run_kb(root)
    assert done.returncode == 1
    assert "the theme names its search worker otherwise" in done.stderr
    assert not (root / "site").exists()


def test_the_theme_fetches_next_to_nothing(site: Path) -> None:
    assert (site / "search/search_index.json").stat().st_size < 300
    assert json.loads((site / "search/search_index.json").read_text())["docs"] == []


def test_each_article_is_in_the_index_with_its_questions(index: dict[str, Any], project: Project) -> None:
    pages = {page["url"].rstrip("/"): page for page in index["pages"]}
    for article in project.articles.values():
        if isinstance(article.meta, ArticleMeta):
            page = pages[article.id]
            assert page["questions"] == article.meta.questions
            assert page["answer"] and page["topics"]


def test_the_index_holds_what_readers_see(index: dict[str, Any], site: Path, project: Project) -> None:
    everything = json.dumps(index)
    assert "{{" not in everything and "{%" not in everything
    pages = {page["url"]: page for page in index["pages"]}
    number = project.partners["optimum"].contacts["support"].shown
    assert number and number in pages["providers/optimum/"]["answer"]
    for url, page in pages.items():
        shown = html.parse(str(site / url / "index.html")).getroot().find_class("md-content__inner")[0].text_content()
        text = re.sub(r"\s+", "", shown)
        for one in [*([page["answer"]] if "topics" in page else []), *(words for _, _, words in page["sections"])]:
            assert re.sub(r"\s+", "", one) in text, (url, one)


def test_pages_for_editors_and_agents_are_left_out(index: dict[str, Any]) -> None:
    assert not [page["url"] for page in index["pages"] if re.match("contribute/|agents/|go/", page["url"])]


def test_each_section_and_tab_has_an_address_that_exists(index: dict[str, Any], site: Path) -> None:
    for page in index["pages"]:
        text = (site / page["url"] / "index.html").read_text(encoding="utf-8")
        for anchor, title, words in page["sections"]:
            assert words, page["url"]
            assert not anchor or f'id="{anchor}"' in text
            assert not anchor or title


def test_tabs_are_sections_of_their_own(index: dict[str, Any]) -> None:
    page = next(page for page in index["pages"] if page["url"] == "activate/link-netflix/")
    tabs = {anchor: words for anchor, _, words in page["sections"]}
    assert "Netflix sends you an email or a text" in tabs["netflix-email-or-text"]
    assert "Netflix sends you an email or a text" not in tabs["provider-website"]


BY_PROVIDER = """<article><p>Before.</p><div class="by-provider" data-providers="acme b-star other">
<div class="tabbed-set"><input id="acme"><input id="b-star"><input id="other-providers">
<div class="tabbed-labels"><label>Acme</label><label>B-Star</label><label>Other providers</label></div>
<div class="tabbed-content"><div class="tabbed-block"><p>Start.</p>
<div class="tabbed-set"><input id="website"><input id="message">
<div class="tabbed-labels"><label>Website</label><label>Message</label></div>
<div class="tabbed-content"><div class="tabbed-block"><p>Sign in.</p></div>
<div class="tabbed-block"><p>Open it.</p></div></div></div><p>End.</p></div>
<div class="tabbed-block"><p>Star's own.</p></div><div class="tabbed-block"><p>All others.</p></div></div></div></div>
<p>After.</p></article>"""


@pytest.mark.parametrize(
    ("own", "sections"),
    [
        ([], []),
        (
            ["acme"],
            [("website", "Website", "Sign in."), ("message", "Message", "Open it."), ("acme", "Acme", "Start. End.")],
        ),
        (["b-star"], [("b-star", "B-Star", "Star's own.")]),
        (
            ["acme", "b-star"],
            [
                ("website", "Acme: Website", "Sign in."),
                ("message", "Acme: Message", "Open it."),
                ("acme", "Acme", "Start. End."),
                ("b-star", "B-Star", "Star's own."),
            ],
        ),
    ],
)
def test_tabs_by_provider_are_those_of_the_page_s_own_providers(own: list[str], sections: list[Any]) -> None:
    assert list(_sections(html.fromstring(BY_PROVIDER), own)) == [*sections, ("", "", "Before. After.")]


def test_a_provider_stands_in_the_index_once(index: dict[str, Any], project: Project) -> None:
    partners = {one["id"]: one for one in index["partners"]}
    assert list(partners) == [one.id for one in project.partners.values() if one.role == "provider"]
    assert "Comcast" in partners["xfinity"]["names"]
    pages = {page["url"]: page for page in index["pages"]}
    assert pages["providers/xfinity/"]["partners"] == ["xfinity"]
    rows = pages["providers/"]
    assert {*rows["partners"], *rows["tabs"]} == set(partners)
    assert {project.partners[one].entry for one in rows["partners"]} == {"directory"}
    linking = pages["activate/link-netflix/"]
    assert "xfinity" in linking["tabs"] and "xfinity" not in linking.get("partners", [])
    assert "xfinity" not in [anchor for anchor, _, _ in linking["sections"]], "its words are on its own page"


def test_a_page_holds_a_provider_by_its_tab_and_not_by_a_heading_of_its_name(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    acme, page = root / "macros/data/partners/acme.yml", root / "docs/billing/old-charges.md"
    acme.write_text(acme.read_text().replace("name: Acme\n", "name: Acme & Co\n"))
    before = {one["url"]: one for one in _built_index(root)["pages"]}
    page.write_text(page.read_text().replace("## What", '{{ provider_rule("cancel") }}\n\n## What'))
    heading = root / "docs/about/sources.md"
    heading.write_text(heading.read_text() + "\n## Acme {: #acme }\n\nWords.\n")
    (root / LEDGER).unlink()  # not what this is about
    after = {one["url"]: one for one in _built_index(root)["pages"]}
    assert "tabs" not in before["billing/old-charges/"] and after["billing/old-charges/"]["tabs"] == ["acme"]
    assert "tabs" not in after["about/sources/"]


def _built_index(root: Path) -> dict[str, Any]:
    done = run_kb(root)
    assert done.returncode == 0, done.stderr
    return json.loads((root / "site/search/index.json").read_text(encoding="utf-8"))


def test_shared_parts_are_not_in_the_index(index: dict[str, Any]) -> None:
    texts = [words for page in index["pages"] for _, _, words in page["sections"]]
    assert not [words for words in texts if "Compared with these sources" in words or "Printed by" in words]


@pytest.mark.parametrize(
    ("file", "text", "line", "said"),
    [
        ("search-words", "same:\n  account: [acct, [x]]\n", 2, "text"),
        ("search-words", "same:\n  account: [Acct]\n", 2, "one to four words in lower case"),
        ("search-words", "light:\n  - one two three four five\n", 2, "one to four words in lower case"),
        ("search-words", "light:\n  - '?'\n", 2, "a letter or a digit"),
        ("search-words", "near:\n  pull: charge\n", 2, "a list"),
        ("search-words", "near:\n  4: [plan]\n", 2, "text"),
        ("search-words", "neer:\n  pull: [charge]\n", 1, "near"),
        ("search-words", "same:\n  a: [x]\n  b: [x]\n", 3, "first in line 2"),
        ("search-words", "same:\n  a: [x]\nlight:\n  - x\n", 4, "first in line 2"),
        ("search-words", "same: [", 1, "a closing bracket"),
        ("search-words", "- a\n", 1, "a record"),
        ("searches", "billing/refund:\n  - money back\n", 1, 'Did you mean "billing/refunds"?'),
        ("searches", "billing/refunds:\n  - money back\n  - Money back\n", 3, "first in line 2"),
        ("searches", "billing/refunds: money back\n", 1, "a list"),
        ("searches", "billing/refunds:\n  - x\n", 2, "3 characters or more"),
    ],
)
def test_a_slip_in_what_the_search_learns_from_is_told_with_its_line(
    tmp_path: Path, file: str, text: str, line: int, said: str
) -> None:
    root, path = copy_small(tmp_path), f"macros/data/{file}.yml"
    (root / path).write_text(text, encoding="utf-8")
    done = run_kb(root, "check")
    assert done.returncode == 1
    diagnostic = next(part for part in done.stderr.split("\n\n") if path in part)
    assert diagnostic.startswith(f"{path}:{line}:"), diagnostic
    assert said in diagnostic
