"""Where each record is used: through answers, notices, snippets, other records and providers' pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html

from kb.checks.uses import Use, uses_of
from kb.model.project import Project
from macros.registry import Site
from macros.where_used import where_used
from tests.project import SMALL

REFUNDS = "docs/billing/refunds.md"


def uses(project: Project) -> dict[str, list[Use]]:
    return uses_of(project, lambda marked: Site(marked, {"extra": {}, "nav": []}).functions())


@pytest.fixture(scope="module")
def small() -> Project:
    return Project.load(SMALL)


def pages(places: list[Use]) -> set[tuple[str, str]]:
    return {(place.path, place.anchor) for place in places}


def test_a_fact_in_an_answer_stands_where_the_answer_stands(small: Project) -> None:
    assert pages(uses(small)["facts/wait"]) == {
        (REFUNDS, ""),
        ("docs/find/payer.md", ""),  # the first sentence of the answer
        ("docs/find/index.md", "ask-payer"),
        ("docs/find/index.md", "end-billing-refunds"),
    }


def test_a_use_names_its_section(small: Project) -> None:
    found = uses(small)
    assert pages(found["notices/never-share"]) == pages(found["snippets/greeting.md"]) == {(REFUNDS, "")}
    assert {place.heading for place in found["notices/never-share"]} == {"Steps"}
    assert ("docs/providers/acme.md", "contact") in pages(found["partners/acme/support"])
    assert ("docs/providers/index.md", "acme") in pages(found["partners/acme/support"])


def test_a_use_through_another_record_counts_for_the_pages_of_that_record(small: Project) -> None:
    fact = small.facts["wait"].model_copy(update={"value": "two days"})
    notice = small.notices["never-share"].model_copy(update={"text": 'Wait {{ fact("new") }}.'})
    project = replace(small, facts={"new": fact, "wait": fact}, notices={"never-share": notice})
    assert pages(uses(project)["facts/new"]) == {(REFUNDS, "")}
    snippets = {"greeting.md": '{{ fact("new") }}'}
    project = replace(small, facts=project.facts, snippets=snippets)
    assert pages(uses(project)["facts/new"]) == {(REFUNDS, "")}


def test_what_no_page_shows_is_not_used(small: Project) -> None:
    fact, notice = small.facts["wait"], small.notices["never-share"]
    project = replace(small, facts={"wait": fact, "new": fact}, notices={"never-share": notice, "new": notice})
    found = uses(project)
    assert found["facts/new"] == found["notices/new"] == []


def test_the_page_shows_each_record_with_its_words_and_its_places(site: Path, project: Project) -> None:
    page = html.parse(str(site / "contribute/where-used/index.html"))
    entry = page.xpath("//*[@id='fact-plan-change-wait']")[0]
    assert project.facts["plan-change-wait"].value in entry.text_content()
    assert "../../packages/change-plan/#before-you-change" in entry.xpath(".//a/@href")
    ids = set(page.xpath("//article//@id"))
    for partner in project.partners.values():
        assert {f"partner-{partner.id}", *(f"contact-{partner.id}-{name}" for name in partner.contacts)} <= ids
    assert not page.xpath("//*[contains(@class, 'edit-fact')]"), "no address is set up"


def test_what_is_used_nowhere_is_said(small: Project) -> None:
    fact = small.facts["wait"]
    site = Site(replace(small, facts={"wait": fact, "new": fact}), {"extra": {}, "nav": []})
    text = where_used(site, SimpleNamespace(file=SimpleNamespace(src_path="contribute/where-used.md")))
    assert "Used nowhere." in text.partition("#fact-new")[2].partition("///")[0]
    assert "Used nowhere." not in text.partition("#fact-wait")[2].partition("///")[0]
