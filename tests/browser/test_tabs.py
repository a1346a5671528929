"""Content tabs: by click, by keyboard, by address, across pages."""

from playwright.sync_api import Locator, Page, expect

LINK = "activate/link-netflix/"
LOGIN = "activate/no-provider-login/"
TABS = {
    "provider-website": "Provider website",
    "provider-email-or-text": "Provider email or text",
    "netflix-email-or-text": "Netflix email or text",
}
STEP = {
    "provider-website": "Activate now",
    "provider-email-or-text": "takes you to optimum.net",
    "netflix-email-or-text": "Netflix sends you an email or a text",
}


def panel(page: Page, tab: str) -> str:
    """Return the text of the one panel that shows, and make sure that it is that of the tab."""
    expect(page.locator(f"#{tab}")).to_be_checked()
    shown = page.locator(f".tabbed-set:has(> #{tab}) > .tabbed-content > .tabbed-block:visible")
    expect(shown).to_have_count(1)
    return shown.inner_text()


def label(page: Page, tab: str) -> Locator:
    """Return the label of a tab."""
    return page.locator(f"label[for='{tab}']")


def test_labels_and_addresses(page: Page) -> None:
    page.goto(LINK)
    ways = page.locator(".tabbed-set .tabbed-set").first
    assert ways.locator(".tabbed-labels > label").all_inner_texts() == list(TABS.values())
    assert [one.get_attribute("id") for one in ways.locator("> input").all()] == list(TABS)


def test_by_click(page: Page) -> None:
    page.goto(LINK)
    first = panel(page, "provider-website")
    label(page, "netflix-email-or-text").click()
    assert panel(page, "netflix-email-or-text") != first


def test_by_keyboard(page: Page) -> None:
    page.goto(LINK)
    page.locator("#provider-website").focus()
    page.keyboard.press("ArrowRight")
    panel(page, "provider-email-or-text")
    page.keyboard.press("ArrowRight")
    panel(page, "netflix-email-or-text")
    page.keyboard.press("ArrowLeft")
    panel(page, "provider-email-or-text")


def test_by_address_on_load(page: Page) -> None:
    for tab in TABS:
        page.goto("about:blank")
        page.goto(f"{LINK}#{tab}")
        panel(page, tab)


def test_by_a_link_from_another_page_and_after_back(page: Page) -> None:
    page.goto(LOGIN)
    label(page, "netflix-email-or-text").click()
    page.evaluate("localStorage.clear()")  # the address alone must open the tab
    page.locator("article a[href$='link-netflix/#netflix-email-or-text']").first.click()
    page.wait_for_url(f"**/{LINK}#netflix-email-or-text")
    expect(page.locator("article h1")).to_contain_text("Activate Netflix")
    panel(page, "netflix-email-or-text")
    page.go_back()
    expect(page.locator("article h1")).not_to_contain_text("Activate Netflix with")
    page.go_forward()
    expect(page.locator("article h1")).to_contain_text("Activate Netflix")
    panel(page, "netflix-email-or-text")


def test_a_choice_holds_on_the_next_page(page: Page) -> None:
    page.goto(LINK)
    label(page, "netflix-email-or-text").click()
    page.goto(LOGIN)
    panel(page, "netflix-email-or-text")


def test_owner_and_extra_member(page: Page) -> None:
    page.goto("packages/extra-members/#extra-member")
    assert "email address" in panel(page, "extra-member")
    label(page, "account-owner").click()
    assert "slots" in panel(page, "account-owner")


def test_without_javascript(plain: Page) -> None:
    plain.goto(LINK)
    panel(plain, "provider-website")
    label(plain, "netflix-email-or-text").click()
    panel(plain, "netflix-email-or-text")
