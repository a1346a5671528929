"""Keeping the search to one provider, in a real browser: by its chip, as typed, with a topic, by keys, and as told."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_search_box import box, chip, is_open, meta, open_box, results

TITLES = ".md-search-result__item > .md-search-result__link h1"


def only(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=f"Only {name}", exact=True)


def choose(page: Page, provider: str) -> None:
    """Choose the reader's own provider, as the page's own choice does."""
    page.evaluate(
        """(id) => {
          document.documentElement.dataset.provider = id;
          document.dispatchEvent(new CustomEvent("provider"));
        }""",
        provider,
    )


def test_a_chip_keeps_to_a_provider_and_lets_go_again(page: Page) -> None:
    page.goto("billing/")
    open_box(page).fill("change plan")
    expect(only(page, "T-Mobile")).to_have_attribute("aria-pressed", "false")
    assert page.locator(".search-chip").count() <= 7
    expect(chip(page, "All")).to_have_attribute("aria-pressed", "true")
    before = page.locator(TITLES).all_inner_texts()
    only(page, "T-Mobile").click()
    expect(only(page, "T-Mobile")).to_have_attribute("aria-pressed", "true")
    expect(only(page, "T-Mobile")).to_be_focused()
    expect(chip(page, "All")).to_have_attribute("aria-pressed", "false")
    expect(box(page)).to_have_value("change plan")
    expect(page.locator(TITLES).filter(has_text="T-Mobile")).to_have_count(1)
    only(page, "T-Mobile").click()
    expect(only(page, "T-Mobile")).to_have_attribute("aria-pressed", "false")
    assert page.locator(TITLES).all_inner_texts() == before
    only(page, "T-Mobile").click()
    chip(page, "All").click()
    expect(only(page, "T-Mobile")).to_have_attribute("aria-pressed", "false")


def test_other_providers_pages_are_left_out(page: Page) -> None:
    page.goto("")
    open_box(page).fill("add to my bill")
    rogers = page.locator(TITLES).filter(has_text="Rogers")
    expect(rogers.first).to_be_visible()
    choose(page, "verizon")
    only(page, "Verizon").click()
    expect(only(page, "Verizon")).to_have_attribute("aria-pressed", "true")
    expect(rogers).to_have_count(0)


def test_a_topic_and_a_provider_are_on_at_once_and_told(page: Page) -> None:
    page.goto("")
    open_box(page).fill("charge")
    only(page, "Xfinity").click()
    expect(only(page, "Xfinity")).to_have_attribute("aria-pressed", "true")
    page.locator(".search-chip", has=page.locator(".search-chip__count")).first.click()
    expect(page.locator('.search-chip[aria-pressed="true"]')).to_have_count(2)
    expect(page.locator(".search-said")).to_have_text(re.compile(r"^\d+ answers? under .+ for Xfinity$"))
    box(page).fill("the picture freezes on my smart tv")
    expect(meta(page)).to_have_text(re.compile("^Nothing under .+ for Xfinity$"))
    page.get_by_role("button", name="All topics and providers").click()
    expect(results(page).first).to_be_visible()
    expect(page.locator('.search-chip[aria-pressed="true"]:not([data-key="all"])')).to_have_count(0)


def test_it_ends_with_its_search(page: Page) -> None:
    page.goto("")
    open_box(page).fill("charge")
    only(page, "Xfinity").click()
    expect(only(page, "Xfinity")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    assert not is_open(page)
    open_box(page)
    expect(chip(page, "All")).to_have_attribute("aria-pressed", "true")


def test_the_reader_s_own_provider_always_has_a_chip(page: Page) -> None:
    page.goto("")
    open_box(page).fill("charged twice")
    expect(results(page).first).to_be_visible()
    expect(only(page, "T-Mobile")).to_have_count(0)
    choose(page, "t-mobile")
    expect(only(page, "T-Mobile")).to_be_visible()
    expect(page.locator(".search-chip").nth(1)).to_have_text("T-Mobile")
    expect(only(page, "T-Mobile")).to_have_attribute("aria-pressed", "false")
    choose(page, "other")
    expect(only(page, "T-Mobile")).to_have_count(0)


def test_the_chips_are_reached_with_keys(page: Page) -> None:
    page.goto("")
    open_box(page).fill("change plan")
    expect(only(page, "T-Mobile")).to_be_visible()
    page.keyboard.press("Tab")
    expect(chip(page, "All")).to_be_focused()
    while not only(page, "T-Mobile").evaluate("(one) => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(only(page, "T-Mobile")).to_have_attribute("aria-pressed", "true")
    expect(only(page, "T-Mobile")).to_be_focused()
    page.keyboard.press("Space")
    expect(only(page, "T-Mobile")).to_have_attribute("aria-pressed", "false")
    expect(only(page, "T-Mobile")).to_be_focused()
    expect(page.get_by_role("group", name="Show only")).to_be_visible()


def test_the_chips_are_large_enough_for_fingers(phone: Page) -> None:
    phone.goto("billing/")
    open_box(phone).fill("charge")
    only(phone, "Xfinity").click()
    expect(only(phone, "Xfinity")).to_have_attribute("aria-pressed", "true")
    # Once the search has slid in from the side.
    phone.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
