"""Macros and their reference page."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from kb.model.article import ArticleMeta, PageMeta
from kb.model.diagnostic import UnknownNameError
from kb.model.partner import Rule
from kb.model.project import Project
from macros.partner_pages import ROLES
from macros.registry import MACROS, Site


@pytest.fixture(scope="module")
def real(project: Project) -> Site:
    return Site(project, {"extra": {}, "nav": []})


def test_the_reference_lists_every_macro_with_parameters_example_and_result(site: Path) -> None:
    page = html.parse(str(site / "contribute/macros/index.html"))
    text = page.xpath("string(//article)")
    for name, macro in MACROS.items():
        assert page.xpath(f"//h2[@id='{name.replace('_', '-')}']"), name
        assert all(words in text for words in (macro.example, *macro.signature.parameters)), name
    assert page.xpath("//div[contains(@class, 'example')]//a[starts-with(@href, 'tel:')]"), "a live result"
    assert page.xpath("//div[contains(@class, 'example')]//div[contains(@class, 'contact-card')]"), "a live result"


def test_no_front_matter_key_shadows_a_macro() -> None:
    assert not set(MACROS) & {*ArticleMeta.model_fields, *PageMeta.model_fields}


def test_a_number_is_dialed_in_international_form_and_shown_as_printed(real: Site) -> None:
    contact = real.project.partners["optimum"].contacts["support"]
    assert f'href="tel:{contact.number}">{contact.shown}</a>' in real.render('{{ phone("optimum") }}')
    assert real.render('{{ how_to_call("optimum") }}').endswith(f". {contact.say}")


def test_a_partner_without_a_number_has_none_and_says_so(real: Site) -> None:
    for name, partner in real.project.partners.items():
        if all(one.kind != "phone" for one in partner.contacts.values()):
            with pytest.raises(UnknownNameError, match=f"our sources give none for {partner.name}"):
                real.functions()["phone"](name)
            card = real.render(f'{{{{ contact_card("{name}") }}}}')
            said = [real.render(one.text or "") for one in partner.contacts.values() if one.kind == "no-number"]
            assert all(text in card for text in said) and "tel:" not in card, name


def test_a_question_that_a_provider_does_not_answer_is_not_a_no(project: Project) -> None:
    optimum = project.partners["optimum"]
    text = optimum.offers[0].extra_members.text
    silent = optimum.offers[0].model_copy(update={"extra_members": Rule(state="not-stated")})
    partners = {**project.partners, "optimum": optimum.model_copy(update={"offers": [silent]})}
    shown = Site(replace(project, partners=partners), {}).render('{{ provider_rule("extra_members") }}')
    assert "It may still be possible, so ask." in shown
    assert text and text not in shown


def test_the_directory_says_where_there_is_no_number(real: Site) -> None:
    directory = real.render("{{ contact_directory() }}")
    partners = sorted(real.project.partners.values(), key=lambda one: ROLES.index(one.role))
    contacts = [contact for partner in partners for contact in partner.contacts.values()]
    assert directory.count("No number listed.") == [one.kind for one in contacts].count("no-number") > 0
    assert directory.count('data-copy="Copy number"') == [one.kind for one in contacts].count("phone") > 0
    assert all(f"**Say:** {one.say}" in directory for one in contacts if one.say)
    first = {one.role: directory.index(f">{one.name}<") for one in reversed(partners)}
    assert sorted(first, key=lambda role: first[role]) == ROLES


def test_what_to_have_ready_stands_once_and_shows_twice(real: Site) -> None:
    labels = real.render("{{ details_to_collect() }}")
    for name, one in real.project.details.items():
        texts = real.render(f'{{{{ what_to_have("{name}") }}}}').split("\n")
        assert texts == [f"- {real.render(detail.text)}" for detail in one.details]
        assert all(f"- {real.render(detail.label)}:" in labels for detail in one.details)


def test_the_desk_shows_the_chosen_answers(real: Site) -> None:
    cards = real.render("{{ desk_answers() }}")
    chosen = [real.project.articles[one.page] for one in real.project.problems if one.desk]
    assert len(chosen) == len({one.id for one in chosen}) >= 10
    assert all(f"(/{one.id}.md)</strong>" in cards and f"/go/{one.short}`" in cards for one in chosen)
    assert "{{" not in cards
