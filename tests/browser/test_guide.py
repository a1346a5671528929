"""Find my answer in a browser: without scripts, with them, sent, spoiled, by keyboard, on paper, on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import open_page, settle
from tests.browser.test_print import sheets
from tests.records import OPTIMUM

START = "find/"
CHECK = "find/#money.charge.check"


def choose(page: Page, label: str) -> None:
    page.locator("[data-option]:visible", has_text=re.compile(f"^{re.escape(label)}$")).click()


def heading(page: Page, words: str) -> None:
    expect(page.locator(".guide h2:visible")).to_have_text(re.compile(f"^{re.escape(words)}"))


def said(page: Page) -> list[str]:
    return [one.inner_text() for one in page.locator(".guide__way a:visible").all()]


def test_without_scripts_each_question_is_a_page(plain: Page, address: str) -> None:
    plain.goto(START)
    heading(plain, "What is it about?")
    expect(plain.locator(".guide [data-option]:visible")).to_have_count(8)
    choose(plain, "A charge, a bill or a payment")
    choose(plain, "A charge")
    expect(plain.locator("h1")).to_have_text("What is wrong with the charge?")
    assert said(plain) == ["A charge, a bill or a payment", "A charge"]
    plain.get_by_role("link", name="Back", exact=True).click()
    expect(plain).to_have_url(f"{address}find/money/")
    choose(plain, "I want money back")
    expect(plain).to_have_url(f"{address}billing/refunds/")
    plain.goto("find/check/")
    plain.get_by_role("link", name="Start again").click()
    expect(plain).to_have_url(f"{address}{START}")


def test_without_scripts_an_address_with_answers_shows_the_first_question(plain: Page) -> None:
    plain.goto(CHECK)
    heading(plain, "What is it about?")


def test_a_choice_shows_the_next_question_at_once(page: Page, address: str) -> None:
    open_page(page, START)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    choose(page, "A charge, a bill or a payment")
    heading(page, "What about your money?")
    expect(page.locator(".guide h2:visible")).to_be_focused()
    choose(page, "A charge")
    choose(page, "Nothing yet, I want to check it")
    heading(page, "To check a charge: who bills you?")
    choose(page, "A package includes it")
    heading(page, "Still charged after getting a package")
    expect(page.locator(".guide h2:visible")).to_be_focused()
    assert [one for one in asked if not one.endswith("favicon.svg")] == [], "nothing is fetched"
    expect(page).to_have_url(f"{address}{CHECK}.package")
    assert said(page) == [
        "A charge, a bill or a payment",
        "A charge",
        "Nothing yet, I want to check it",
        "A package includes it",
    ]
    expect(page.locator(".guide__end:visible .guide__said")).to_contain_text("check your provider's bill")
    expect(page.locator(".guide__end:visible .answer")).to_contain_text("link the Netflix account")
    page.get_by_role("link", name="Read the whole answer").click()
    expect(page).to_have_url(f"{address}packages/old-charges/")
    page.go_back()
    heading(page, "Still charged after getting a package")


def test_back_forward_and_reload_keep_the_way(page: Page, address: str) -> None:
    open_page(page, START)
    choose(page, "Watching")
    choose(page, "It won't work on my TV")
    heading(page, "Does Netflix work on your phone?")
    page.go_back()
    heading(page, "What happens when you watch?")
    page.go_back()
    heading(page, "What is it about?")
    expect(page.locator(".guide__way")).to_have_count(0)
    page.go_forward()
    page.go_forward()
    heading(page, "Does Netflix work on your phone?")
    page.reload()
    heading(page, "Does Netflix work on your phone?")
    assert said(page) == ["Watching", "It won't work on my TV"]
    page.get_by_role("link", name="Back", exact=True).click()
    heading(page, "What happens when you watch?")
    page.get_by_role("link", name="Start again").click()
    heading(page, "What is it about?")


def test_an_earlier_answer_can_be_changed(page: Page, address: str) -> None:
    open_page(page, f"{CHECK}.package")
    page.locator(".guide__way a", has_text=re.compile("^A charge$")).click()
    heading(page, "What about your money?")
    assert said(page) == ["A charge, a bill or a payment"]
    choose(page, "I want money back")
    heading(page, "Can you get a refund from Netflix?")
    expect(page).to_have_url(f"{address}find/#money.refund")


def test_the_menu_leads_back_to_the_first_question(page: Page) -> None:
    open_page(page, START)
    choose(page, "Talking to a person")
    heading(page, "Who do you want to reach?")
    page.locator(".header-find").click()
    heading(page, "What is it about?")
    page.go_back()
    heading(page, "Who do you want to reach?")


def test_a_section_is_what_an_end_leads_to(page: Page, address: str) -> None:
    open_page(page, "find/#account.locked-out.expired")
    heading(page, "Reset your Netflix password: The link or code has expired")
    page.get_by_role("link", name="Read the whole answer").click()
    expect(page).to_have_url(f"{address}sign-in/reset-password/#expired")


def test_an_end_shows_whom_to_reach_and_what_to_say(page: Page) -> None:
    open_page(page, "find/#contact.provider")
    expect(page.locator(".guide .contact-card:visible")).to_contain_text(str(OPTIMUM.shown))
    expect(page.locator(".guide .contact-card:visible")).to_contain_text("What to say:")
    page.locator("#provider").select_option("rogers")
    expect(page.locator(".guide .contact-card:visible .contact-card__name")).to_have_text("Contact Rogers")
    open_page(page, "find/#contact.netflix")
    expect(page.locator(".guide .contact-card:visible .contact-card__name")).to_have_text("Contact Netflix")


def test_the_readers_own_provider_answers_first(page: Page) -> None:
    open_page(page, "find/?provider=rogers#package.cancel")
    expect(page.locator(".guide__end:visible .answer__provider:visible")).to_contain_text("Rogers")


def test_the_provider_is_asked_for_only_where_it_matters(page: Page) -> None:
    open_page(page, START)
    chooser = page.locator(".head .provider")
    expect(page.locator(".guide")).to_be_visible()
    expect(chooser).to_be_hidden()
    open_page(page, "find/#contact.provider")
    expect(chooser).to_be_visible()


def test_a_link_to_this_is_copied(agent: Page, address: str) -> None:
    open_page(agent, CHECK)
    agent.get_by_role("link", name="Copy link to this").click()
    expect(agent.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    assert agent.evaluate("navigator.clipboard.readText()") == f"{address}{CHECK}"
    settle(agent)
    heading(agent, "To check a charge: who bills you?")


@pytest.mark.parametrize(
    ("state", "asked", "left"),
    [
        ("nothing-like-this", "What is it about?", ""),
        ("money.gone.check", "What about your money?", "#money"),
        ("money.charge.charge.charge", "What is wrong with the charge?", "#money.charge"),
        ("contact.netflix.money.charge", "Contact Netflix by call or chat", "#contact.netflix"),
        ("__proto__.constructor", "What is it about?", ""),
        ("money.__proto__", "What about your money?", "#money"),
        ("<script>alert(1)</script>", "What is it about?", ""),
        ("money.<img src=x onerror=alert(1)>", "What about your money?", "#money"),
        ("money." * 1700, "What about your money?", "#money"),
        ("%E0%A4%A.%00", "What is it about?", ""),
        ("..money", "What is it about?", ""),
        ('"] , [data-option', "What is it about?", ""),
    ],
    ids=range(12),
)
def test_a_spoiled_address_leads_to_the_nearest_question(
    page: Page, address: str, state: str, asked: str, left: str
) -> None:
    page.on("dialog", lambda one: pytest.fail("a script ran"))
    open_page(page, f"{START}#{state}")
    heading(page, asked)
    expect(page).to_have_url(f"{address}{START}{left}")
    expect(page.locator(".guide img")).to_have_count(0)
    page.evaluate("state => { location.hash = state; }", f"watching.{state}")
    heading(page, "What happens when you watch?")


def test_the_keyboard_alone_gets_there(page: Page) -> None:
    open_page(page, START)
    page.locator(".md-tabs a").last.focus()
    steps = 0
    while page.evaluate("document.activeElement?.dataset.option") != "household":
        page.keyboard.press("Tab")
        steps += 1
        assert steps < 20
    outline = "getComputedStyle(document.activeElement, '::after').outlineStyle"
    assert page.evaluate(outline) == "solid", "the focus is seen"
    page.keyboard.press("Enter")
    heading(page, "What about your Household or extra members?")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.option") == "message", "the first option comes next"
    page.keyboard.press("Enter")
    heading(page, "Device not part of the Netflix Household")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    heading(page, "What about your Household or extra members?")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("state", ["", "#money.charge.check.package"])
def test_the_whole_way_is_one_sheet_of_paper(page: Page, paper: str, state: str) -> None:
    open_page(page, f"{START}{state}")
    assert len(sheets(page, paper)) == 1
    page.emulate_media(media="print")
    expect(page.locator(".guide__question h2:visible")).to_have_count(page.locator(".guide__question").count())
    expect(page.locator(".guide__go:visible").first).to_have_text("go/is-netflix-included")
    size = page.locator(".guide__options li").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 9, "too small to read (7 points are 9.3 pixels)"


@pytest.mark.parametrize("url", [START, "find/#watching", CHECK, "find/#contact.provider", "find/charge/"])
def test_a_phone_scrolls_down_only_and_thumbs_hit_the_options(phone: Page, url: str) -> None:
    open_page(phone, url)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for option in phone.locator(".guide__options li:visible").all():
        box = option.bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 300
    for link in phone.locator(":is(.guide__way, .guide__foot) a:visible").all():
        box = link.bounding_box()
        assert box and box["height"] >= 24
