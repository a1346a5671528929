"""What the search's worker hands to the theme: rows that are safe to show and lead to the very place."""

import json
from pathlib import Path
from typing import Any

from kb.search.bundle import MODULE, run_node
from tests.records import PROJECT

SCRIPT = Path(__file__).parent / "rows.mjs"
NASTY = '<img src=x onerror="alert(1)"> & refund'


def rows(index: Path, words: str) -> list[list[dict[str, Any]]]:
    return json.loads(run_node(SCRIPT, MODULE, index, words).stdout)


def test_markup_in_a_page_is_shown_as_text(tmp_path: Path) -> None:
    page = {"url": "a/", "title": NASTY, "answer": NASTY, "topics": [NASTY], "sections": [["here", NASTY, NASTY]]}
    other = {"url": "b/", "title": "Other", "answer": "Something else", "sections": []}
    words: dict[str, Any] = {"same": {}, "near": {}, "light": [], "elsewhere": []}
    file = tmp_path / "index.json"
    file.write_text(json.dumps({"pages": [page, other], "words": words}), encoding="utf-8")
    found = rows(file, "refund onerror")
    assert found
    for row in found[0]:
        assert "<img" not in row["title"] + row["text"]
        assert "&#60;" in row["title"] + row["text"]
        assert "<mark data-md-highlight>" in row["title"] + row["text"]


def test_a_result_leads_to_the_very_tab(site: Path) -> None:
    index = site / "search/index.json"
    first = rows(index, "link in text from netflix")[0]
    assert first[0]["location"] == "activate/link-netflix/"
    assert first[1]["location"] == "activate/link-netflix/#netflix-email-or-text"
    # The theme shows a row at once when it scores no less than its page.
    assert first[1]["score"] >= first[0]["score"]


def test_a_result_shows_the_section_that_holds_the_fact(site: Path) -> None:
    notice = PROJECT.facts["price-notice"].value
    first = rows(site / "search/index.json", f"{notice} new price email")[0]
    assert first[0]["location"] == "billing/how-billing-works/"
    assert notice.split()[0] in first[1]["text"] and first[1]["score"] >= first[0]["score"]


def test_words_to_mark_are_words_of_the_page(site: Path) -> None:
    first = rows(site / "search/index.json", "cxl pkg")[0][0]
    assert first["location"] == "packages/cancel-package/"
    assert {"cancel", "package"} <= set(first["terms"])
    assert "<mark data-md-highlight>Cancel</mark>" in first["title"]


def test_a_result_tells_which_provider_its_answer_is_for(site: Path) -> None:
    index = site / "search/index.json"
    first = rows(index, "cxl pkg")[0][0]
    assert first["location"] == "packages/cancel-package/" and "· Optimum</small>" in first["title"]
