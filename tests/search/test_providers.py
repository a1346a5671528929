"""Providers in the search: named, typed as a filter, or kept to by a button."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.search.ask import ask

HERE = Path(__file__).parent
SHOWN = 12


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
    searches = [(one["q"], {"partner": one["only"]} if "only" in one else {}) for one in wanted]
    found = ask(site / "search/index.json", *searches)
    missed = [
        f"“{one['q']}”: {one['page']} is not among the first {one['within']}: {got['pages'][:4]}"
        for one, got in zip(wanted, found, strict=True)
        if one["page"] not in got["pages"][: one["within"]]
    ]
    assert not missed, "\n".join(missed)


def test_no_other_provider_s_page_comes_before_a_named_one_s(site: Path) -> None:
    pages = {f"providers/{path.parent.name}" for path in (site / "providers").glob("*/index.html")}
    names = [page.removeprefix("providers/") for page in sorted(pages)]
    assert len(names) > 1
    searches: list[tuple[str, dict[str, str]]] = []
    for name in names:
        searches += [(f"{name} cancel", {}), (f"call {name} about netflix", {}), ("cancel", {"partner": name})]
    for (words, only), got in zip(searches, ask(site / "search/index.json", *searches), strict=True):
        found = [page.removeprefix("providers/") for page in got["pages"] if page in pages]
        assert not found or found[0] in (only.get("partner") or words), (words, got["pages"])


def test_a_topic_and_a_provider_may_be_kept_to_at_once(small: Path) -> None:
    plans, nothing = ask(
        small, ("plan", {"topic": "Plans", "partner": "acme"}), ("refund", {"topic": "Plans", "partner": "b-star"})
    )
    assert plans["pages"] == ["packages/plan"]
    assert nothing["pages"] == [] and nothing["all"]


def test_names_of_two_words_and_other_names_are_one_word(small: Path) -> None:
    words = ("bstar", "b star", "B-Star", "widget works", "WidgetWorks", "thing")
    firsts = [one["pages"][0] for one in ask(small, *((word, {}) for word in words))]
    assert firsts == ["providers/b-star"] * 3 + ["providers/acme"] * 3


def test_the_reader_s_own_provider_lifts_its_page_gently(small: Path) -> None:
    plain, mine, other = ask(
        small, ("refunds too", {}), ("refunds too", {"mine": "b-star"}), ("refunds too acme", {"mine": "b-star"})
    )
    assert set(plain["pages"]) == set(mine["pages"])
    assert plain["pages"][0] == "providers/acme" and mine["pages"][0] == "providers/b-star"
    assert other["pages"][0] == "providers/acme"


def test_the_reader_s_own_provider_leaves_good_general_answers_first(site: Path) -> None:
    searches = ["refund", "charged twice", "reset password", "household message", "my t-mobile bill is wrong", "hacked"]
    index = site / "search/index.json"
    for words in searches:
        without, *others = ask(index, (words, {}), *((words, {"mine": one}) for one in ("xfinity", "optimum", "other")))
        assert {one["pages"][0] for one in others} == {without["pages"][0]}, words
