"""Providers in the search: named in the words, or chosen by the reader."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.search.bundle import MODULE, run_node

HERE = Path(__file__).parent


def ask(index: Path, *words: str, mine: str | None = None) -> list[list[str]]:
    """Return the pages that searches find in the real engine, given the id of the reader's own provider."""
    searches = json.dumps([(one, mine) for one in words])
    return list(json.loads(run_node(HERE / "ask.mjs", MODULE, index, input=searches).stdout))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A made-up index: three providers, two with a page, an article for all with a tab for one, and the directory."""

    def page(url: str, title: str, **more: Any) -> dict[str, Any]:
        return {"url": url, "title": title, "answer": f"{title}.", "topics": ["Help"], "sections": [], **more}

    pages = [
        page("billing/refunds/", "Ask for a refund"),
        page("packages/plan/", "Change the plan", tabs=["acme"], topics=["Plans"]),
        page("packages/link/", "Link a refund account to Acme", partners=["acme"]),
        page("providers/", "Every provider", partners=["cab"], tabs=["acme", "b-star"]),
        page("providers/acme/", "Help from Acme, refunds too", partners=["acme"]),
        page("providers/b-star/", "Help from B-Star, refunds too", partners=["b-star"]),
    ]
    partners = [
        {"id": "acme", "name": "Acme", "names": ["Widget Works"]},
        {"id": "b-star", "name": "B-Star"},
        {"id": "cab", "name": "Cab"},
    ]
    words: dict[str, Any] = {"same": {}, "near": {"thing": ["acme"]}, "light": ["my"], "elsewhere": []}
    file = tmp_path / "index.json"
    file.write_text(json.dumps({"pages": pages, "partners": partners, "words": words}), encoding="utf-8")
    return file


def test_a_named_provider_leads_to_its_page(site: Path) -> None:
    wanted = yaml.safe_load((HERE / "providers.yml").read_text(encoding="utf-8"))
    found = ask(site / "search/index.json", *(one["q"] for one in wanted))
    missed = [
        f"“{one['q']}”: {one['page']} is not among the first {one['within']}: {got[:4]}"
        for one, got in zip(wanted, found, strict=True)
        if one["page"] not in got[: one["within"]]
    ]
    assert not missed, "\n".join(missed)


def test_no_other_provider_s_page_comes_before_a_named_one_s(site: Path) -> None:
    pages = {f"providers/{path.parent.name}" for path in (site / "providers").glob("*/index.html")}
    names = [page.removeprefix("providers/") for page in sorted(pages)]
    assert len(names) > 1
    searches = [words for name in names for words in (f"{name} cancel", f"call {name} about netflix")]
    for words, got in zip(searches, ask(site / "search/index.json", *searches), strict=True):
        found = [page.removeprefix("providers/") for page in got if page in pages]
        assert not found or found[0] in words, (words, got)


def test_names_of_two_words_and_other_names_are_one_word(small: Path) -> None:
    words = ("bstar", "b star", "B-Star", "widget works", "WidgetWorks", "thing")
    firsts = [one[0] for one in ask(small, *words)]
    assert firsts == ["providers/b-star"] * 3 + ["providers/acme"] * 3


def test_the_reader_s_own_provider_lifts_its_page_gently(small: Path) -> None:
    (plain,) = ask(small, "refunds too")
    mine, other = ask(small, "refunds too", "refunds too acme", mine="b-star")
    assert set(plain) == set(mine)
    assert plain[0] == "providers/acme" and mine[0] == "providers/b-star"
    assert other[0] == "providers/acme"


def test_the_reader_s_own_provider_leaves_good_general_answers_first(site: Path) -> None:
    words = ["refund", "charged twice", "reset password", "household message", "my t-mobile bill is wrong", "hacked"]
    firsts = [[one[0] for one in ask(site / "search/index.json", *words)]]
    firsts += [[one[0] for one in ask(site / "search/index.json", *words, mine=mine)] for mine in ("xfinity", "other")]
    assert firsts[0] == firsts[1] == firsts[2]
