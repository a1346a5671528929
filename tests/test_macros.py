"""Macros and their reference page."""

from __future__ import annotations

from pathlib import Path

import phonenumbers
import pytest
from lxml import html

from kb.model.article import PageMeta
from kb.model.diagnostic import UnknownNameError
from kb.model.project import Project
from macros.registry import MACROS, Site
from tests.project import ROOT


@pytest.fixture(scope="module")
def functions() -> Site:
    return Site(Project.load(ROOT), {"extra": {}, "nav": []})


def test_the_reference_lists_every_macro_with_parameters_example_and_result(site: Path) -> None:
    page = html.parse(str(site / "contribute/macros/index.html"))
    for name, macro in MACROS.items():
        heading = page.xpath(f"//h2[@id='{name.replace('_', '-')}']")
        assert heading, name
        text = page.xpath("string(//article)")
        assert macro.example in text
        for parameter in macro.signature.parameters:
            assert parameter in text
    assert page.xpath("//div[contains(@class, 'example')]//a[starts-with(@href, 'tel:')]"), "a live result"
    assert page.xpath("//div[contains(@class, 'example')]//div[contains(@class, 'contact-card')]"), "a live result"


def test_no_front_matter_key_shadows_a_macro() -> None:
    from kb.model.article import ArticleMeta

    assert not set(MACROS) & (set(ArticleMeta.model_fields) | set(PageMeta.model_fields))


def test_a_number_is_dialled_in_international_form_and_shown_as_printed(functions: Site) -> None:
    contact = functions.project.partners["optimum"].contacts["support"]
    link = functions.render('{{ phone("optimum") }}')
    assert f'href="tel:{contact.number}"' in link
    assert f">{contact.shown}</a>" in link
    assert phonenumbers.is_valid_number_for_region(phonenumbers.parse(str(contact.number)), "US")


def test_the_call_says_what_to_tell_the_agent(functions: Site) -> None:
    assert "Optimum package" in functions.render('{{ how_to_call("optimum") }}')


def test_netflix_has_no_number_and_says_so(functions: Site) -> None:
    with pytest.raises(UnknownNameError, match="our sources give none for Netflix"):
        functions.functions()["phone"]("netflix")
    card = functions.render('{{ contact_card("netflix") }}')
    assert "no single permanent US" in card
    assert "tel:" not in card


def test_a_question_that_a_provider_does_not_answer_is_not_a_no(tmp_path: Path) -> None:
    project = Project.load(ROOT)
    optimum = project.partners["optimum"]
    silent = optimum.offers[0].model_copy(
        update={"extra_members": type(optimum.offers[0].extra_members)(state="not-stated")}
    )
    project.partners["optimum"] = optimum.model_copy(update={"offers": [silent]})
    shown = Site(project, {}).render('{{ provider_rule("extra_members") }}')
    assert "That doesn't mean no: ask them." in shown
    assert "allowed" not in shown and "may" not in shown


def test_the_directory_says_where_there_is_no_number(functions: Site) -> None:
    directory = functions.render("{{ contact_directory() }}")
    assert directory.count("No sourced number.") == 8
    assert directory.index(">Optimum<") < directory.index(">Netflix<") < directory.index(">Apple<")
    assert 'data-copy="Copy number"' in directory and "**Say:** Tell the agent" in directory


def test_what_to_have_ready_stands_once_and_shows_twice(functions: Site) -> None:
    assert "- The last four digits of the card that paid" in functions.render('{{ what_to_have("charge") }}')
    labels = functions.render("{{ details_to_collect() }}")
    assert "- Card (last four digits):" in labels and "- Netflix plan:" in labels
    assert "input" not in labels


def test_the_desk_shows_the_chosen_answers(functions: Site) -> None:
    cards = functions.render("{{ desk_answers() }}")
    chosen = [one.page for one in functions.project.problems if one.desk]
    assert len(chosen) == len(set(chosen)) >= 10
    assert all(f"(/{page}.md)</strong>" in cards for page in chosen)
    assert "/go/wrong-account`" in cards and "{{" not in cards
