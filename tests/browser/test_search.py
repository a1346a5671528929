"""Material's search box, as customers and agents use it."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settle


def search(page: Page, text: str) -> Locator:
    """Type into the search box and return the results that show."""
    settle(page)
    page.keyboard.press("/")
    box = page.locator(".md-search__input")
    expect(box).to_be_focused()
    box.press_sequentially(text)
    results = page.locator(".md-search-result__item")
    expect(results.first).to_be_visible()
    return results


def test_a_result_looks_like_one(page: Page) -> None:
    """Its marks have our color, and what only screen readers should hear is not seen."""
    page.goto("")
    result = search(page, "cancel").first
    expect(result.locator("mark").first).to_have_css("background-color", "rgb(255, 231, 173)")
    hidden = result.locator(".search-topic > span").first
    expect(hidden).to_have_text(re.compile("topic"))
    expect(hidden).to_have_css("position", "absolute")


def test_wrong_account_leads_to_its_answer(page: Page) -> None:
    page.goto("")
    search(page, "wrong account").first.locator("a").first.click()
    expect(page).to_have_url(re.compile(r"/activate/wrong-account/"))
    expect(page.locator("#answer")).to_be_visible()
    expect(page.locator(".md-content article mark").first).to_be_visible()


def test_a_result_inside_a_tab_opens_the_tab(page: Page) -> None:
    page.goto("")
    search(page, "netflix email or text")
    hit = page.locator(".md-search-result__link[href*='link-netflix/'][href*='#netflix-email-or-text']")
    if not hit.is_visible():
        page.locator(".md-search-result__item", has=hit).locator("summary").click()
    hit.click()
    expect(page.locator(".md-content h1")).to_contain_text("Activate Netflix")
    expect(page.locator("#netflix-email-or-text")).to_be_checked()
    steps = page.locator(".tabbed-block:visible:not(:has(.tabbed-block))").first
    expect(steps).to_contain_text("Netflix sends you an email or a text")


def test_wi_fi_is_found_however_it_is_typed(page: Page) -> None:
    page.goto("")
    for words in ("wi-fi", "Wi-Fi", "wifi"):
        page.goto("about:blank")
        page.goto("")
        expect(search(page, words).first.locator("a").first).to_have_attribute("href", re.compile("/household/"))


def test_the_hero_hands_over_to_the_search(page: Page) -> None:
    page.goto("")
    settle(page)
    page.locator("#find").click()
    page.keyboard.type("charged twice")
    results = page.locator(".md-search-result__item")
    expect(results.first).to_contain_text("twice")


def test_a_search_has_an_address_to_share(page: Page) -> None:
    page.goto("?q=household+message")
    expect(page.locator(".md-search-result__item").first).to_contain_text("ousehold")


def test_answers_are_found(page: Page) -> None:
    page.goto("")
    results = search(page, "phishing")
    expect(results.first).to_be_visible()
    expect(results.filter(has_text=re.compile("fake", re.IGNORECASE)).first).to_be_visible()
