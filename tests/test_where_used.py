"""Where each record is used: through answers, notices, snippets, other records and providers' pages."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

from kb.macro_calls import evaluate
from kb.model.project import Project
from kb.usage import usage_of
from macros import registry
from macros.editors import where_used
from macros.registry import Site
from tests.project import SMALL

REFUNDS = "docs/billing/refunds.md"
PAGE = SimpleNamespace(file=SimpleNamespace(src_path="contribute/where-used.md"))


def site_of(project: Project) -> Site:
    return Site(project, {"extra": {}, "nav": []})


def usage(project: Project) -> Mapping[str, set[str]]:
    site = site_of(project)
    return usage_of(project, site.functions(), site.blocks)


@pytest.fixture(scope="module")
def small() -> Project:
    return Project.load(SMALL)


def test_a_fact_in_an_answer_stands_where_the_answer_stands(small: Project) -> None:
    assert usage(small)["facts/wait"] == {REFUNDS, "docs/find/payer.md", "docs/find/index.md"}


def test_each_kind_of_record_is_found(small: Project) -> None:
    found = usage(small)
    assert found["notices/never-share"] == found["snippets/greeting.md"] == {REFUNDS}
    assert {"docs/providers/acme.md", "docs/providers/index.md"} <= found["partners/acme/support"]


def test_a_use_through_another_record_counts_for_the_pages_of_that_record(small: Project) -> None:
    fact = small.facts["wait"].model_copy(update={"value": "two days"})
    notice = small.notices["never-share"].model_copy(update={"text": 'Wait {{ fact("new") }}.'})
    project = replace(small, facts={"new": fact, "wait": fact}, notices={"never-share": notice})
    assert usage(project)["facts/new"] == {REFUNDS}
    snippets = {"greeting.md": '{{ fact("new") }}'}
    project = replace(small, facts=project.facts, snippets=snippets)
    assert usage(project)["facts/new"] == {REFUNDS}


def test_what_no_page_shows_is_not_used(small: Project) -> None:
    fact, notice = small.facts["wait"], small.notices["never-share"]
    project = replace(small, facts={"wait": fact, "new": fact}, notices={"never-share": notice, "new": notice})
    assert not {"facts/new", "notices/new"} & usage(project).keys()
    text = where_used(site_of(project), PAGE)
    assert "Used nowhere." in text.partition("#fact-new")[2].partition("///")[0]
    assert "Used nowhere." not in text.partition("#fact-wait")[2].partition("///")[0]


def test_a_call_that_no_page_shows_is_named(small: Project) -> None:
    fact = small.facts["wait"]
    project = replace(small, facts={"wait": fact, "new": fact}, snippets={"unread.md": '{{ fact("new") }}'})
    assert usage(project)["facts/new"] == {"macros/snippets/unread.md"}


def test_where_macros_were_called_already_they_are_not_called_again(small: Project) -> None:
    project, called = replace(small), Counter[Any]()

    def counted(name: str, function: registry.Function) -> registry.Function:
        def call(*arguments: Any) -> str:
            called[name] += 1
            return function(*arguments)

        return call

    site = site_of(project)
    macros = {name: counted(name, one) for name, one in site.functions().items() if name == "fact"}
    project.evaluation = evaluate(project, {**site.functions(), **macros}, site.blocks)
    before = called.total()
    assert before
    where_used(site, PAGE)
    assert called.total() == before


def test_the_page_shows_each_record_with_its_words_and_its_places(site: Path, project: Project) -> None:
    page = html.parse(str(site / "contribute/where-used/index.html"))
    for name, fact in project.facts.items():
        assert fact.value in page.xpath(f"//*[@id='fact-{name}']")[0].text_content()
    links = page.xpath("//*[@id='fact-plan-change-wait']//a/@href")
    assert "../../packages/change-plan/" in links
    ids = set(page.xpath("//article//@id"))
    for partner in project.partners.values():
        assert {f"partner-{partner.id}", *(f"contact-{partner.id}-{name}" for name in partner.contacts)} <= ids
    assert not page.xpath("//*[contains(@class, 'edit-fact')]"), "no address is set up"
