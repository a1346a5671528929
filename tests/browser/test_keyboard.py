"""What the mouse can do the keyboard can: the menu, the search, the colors, and the switch for keys of one letter."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, open_page, settle

ARTICLE = "billing/refunds/"
EDITORS = "contribute/macros/"


def menu(page: Page) -> list[str]:
    """Return the words of the links that can be reached in the open menu."""
    words = "all => all.map(one => one.textContent.trim())"
    return list(page.locator(".md-sidebar--primary").get_by_role("link").evaluate_all(words))


def open_menu(page: Page) -> None:
    page.get_by_role("button", name="Menu", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Close menu")).to_be_focused()


def open_search(page: Page) -> None:
    page.get_by_role("button", name="Search", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    expect(page.locator("#__search")).to_be_checked()


def focused(page: Page) -> str:
    """Return the name of what has the focus."""
    return str(
        page.evaluate("(one => one.getAttribute('aria-label') ?? one.textContent.trim())(document.activeElement)")
    )


# ---- The menu on a phone ----


def test_the_menu_s_levels_are_walked_with_keys(phone: Page) -> None:
    open_page(phone, ARTICLE)
    open_menu(phone)
    names = []
    for _ in range(3):
        phone.keyboard.press("Tab")
        names.append(focused(phone))
    pages = phone.locator(".md-nav__item--active .md-nav__item:not(.md-nav__item--active) > a:visible")
    assert names == ["Back from Charges and payments", *(one.strip() for one in pages.all_inner_texts()[:2])]
    back = phone.get_by_role("button", name=names[0])
    back.focus()
    phone.keyboard.press("Space")
    down = phone.get_by_role("button", name="Charges and payments: all pages")
    expect(down).to_be_focused()
    expect(down).to_have_attribute("aria-expanded", "false")
    phone.keyboard.press("Enter")
    expect(back).to_be_focused()
    # What the page holds is one level further down.
    here = phone.get_by_role("button", name="Can you get a refund from Netflix?")
    here.press("Enter")
    expect(phone.get_by_role("button", name="Back from On this page")).to_be_focused()
    phone.keyboard.press("Enter")
    expect(here).to_be_focused()


def test_only_the_level_that_shows_can_be_reached(phone: Page) -> None:
    phone.emulate_media(reduced_motion="reduce")
    open_page(phone, EDITORS)
    open_menu(phone)
    assert "Keys of a provider's record" in menu(phone) and not {"Home", "Privacy on this site"} & set(menu(phone))
    phone.get_by_role("button", name="Back from For editors").press("Enter")
    assert "Privacy on this site" in menu(phone)
    assert not {"Home", "Keys of a provider's record"} & set(menu(phone))
    phone.get_by_role("button", name="Back from About").press("Enter")
    assert {"Home", "Contact"} < set(menu(phone)) and "Privacy on this site" not in menu(phone)


@pytest.mark.parametrize("shut", ["Escape", "button", "outside"])
def test_the_menu_keeps_the_focus_and_gives_it_back(phone: Page, shut: str) -> None:
    open_page(phone, ARTICLE)
    open_menu(phone)
    for _ in range(25):
        phone.keyboard.press("Tab")
        assert phone.evaluate("!document.activeElement.closest('.md-header, .md-content, .md-footer, .md-skip')")
    if shut == "Escape":
        phone.keyboard.press("Escape")
    elif shut == "button":
        phone.get_by_role("button", name="Close menu").press("Enter")
    else:
        phone.mouse.click(PHONE["width"] - 10, 400)
    expect(phone.get_by_role("button", name="Menu", exact=True)).to_be_focused()
    expect(phone.locator("[inert]")).to_have_count(0)
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("button", name="Switch to dark colors")).to_be_focused()


def test_a_link_of_the_menu_leads_to_its_page(phone: Page) -> None:
    open_page(phone, ARTICLE)
    open_menu(phone)
    phone.get_by_role("link", name="Netflix charged you twice").first.press("Enter")
    settle(phone)
    expect(phone.locator("article h1")).to_be_in_viewport()
    expect(phone.locator("[inert]")).to_have_count(0)
    expect(phone.locator("#__drawer")).not_to_be_checked()


def test_a_menu_that_is_left_open_does_not_lock_a_wider_window(page: Page) -> None:
    page.set_viewport_size({"width": 1000, "height": 700})
    open_page(page, ARTICLE)
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("button", name="Close menu")).to_be_focused()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator("[inert]")).to_have_count(0)
    expect(page.get_by_role("button", name="Close menu")).to_be_hidden()


# ---- The search ----


def test_the_search_on_a_phone_keeps_the_focus_and_gives_it_back(phone: Page) -> None:
    open_page(phone, ARTICLE)
    open_search(phone)
    phone.keyboard.type("refund")
    expect(phone.locator(".md-search-result__item").first).to_be_visible()
    names = []
    for _ in range(3):
        phone.keyboard.press("Shift+Tab")
        names.append(focused(phone))
    assert names == ["Clear", "Share", "Close search"]
    for _ in range(60):
        phone.keyboard.press("Tab")
        assert phone.evaluate("!!document.activeElement.closest('.md-search')")
    expect(phone.locator("#__search")).to_be_checked()
    phone.get_by_role("button", name="Clear").press("Enter")
    expect(phone.locator(".md-search__input")).to_be_focused()
    expect(phone.locator(".md-search__input")).to_have_value("")
    # Who goes on at once is not called back: the moment after the press belongs to the next key.
    phone.keyboard.type("bill")
    phone.get_by_role("button", name="Clear").focus()
    phone.evaluate(
        """() => {
          document.activeElement.click();
          document.querySelector("[aria-label='Close search']").focus();
          return new Promise((done) => setTimeout(done, 50));
        }"""
    )
    assert focused(phone) == "Close search"
    phone.get_by_role("button", name="Close search").press("Enter")
    expect(phone.get_by_role("button", name="Search", exact=True)).to_be_focused()
    expect(phone.locator("[inert]")).to_have_count(0)
    open_search(phone)
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("button", name="Search", exact=True)).to_be_focused()
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("navigation", name="Breadcrumbs").get_by_role("link")).to_be_focused()


def test_escape_leads_back_to_where_the_search_was_opened(page: Page) -> None:
    open_page(page, ARTICLE)
    link = page.locator("article").get_by_role("link", name="charged twice")
    link.focus()
    page.keyboard.press("/")
    page.keyboard.type("bill")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    expect(page.locator("#__search")).not_to_be_checked()


def test_a_search_is_shared_with_keys(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, ARTICLE)
    page.keyboard.press("/")
    page.keyboard.type("refund")
    # Until our own part of the search has come, Tab shuts it, as the theme has it.
    expect(page.locator(".search-said")).to_contain_text("answer")
    share = page.get_by_role("link", name="Share")
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == "Share":
            break
    expect(share).to_be_focused()
    expect(share).to_have_attribute("href", re.compile(r"\?q=refund$"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied to clipboard")).to_be_visible()
    assert "?q=refund" in page.evaluate("navigator.clipboard.readText()")


# ---- Keys of one letter, and the switch that turns them off (WCAG 2.1.4) ----


def switch_keys(page: Page) -> None:
    page.get_by_role("button", name="Keyboard keys").press("Enter")
    dialog = page.get_by_role("dialog", name="Keys")
    dialog.get_by_role("checkbox").press("Space")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Keyboard keys")).to_be_focused()


def test_the_keys_are_turned_off_and_stay_off(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, ARTICLE)
    expect(page.locator(".answer [aria-keyshortcuts]")).to_have_count(1)
    switch_keys(page)
    for again in range(2):
        expect(page.locator(".answer [aria-keyshortcuts]")).to_have_count(0)
        for key in ["c", "/", "s", "f", "n", "p", ",", "."]:
            page.keyboard.press(key)
        settle(page)
        assert page.url.endswith(ARTICLE)
        expect(page.locator(".copied")).to_be_empty()
        expect(page.locator("#__search")).not_to_be_checked()
        expect(page.locator("dialog#keys")).to_be_hidden()
        if not again:
            page.reload()
            settle(page)
    # In the desk's field they are letters.
    page.goto("agents/")
    settle(page)
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_have_value("/")
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")


def test_the_switch_works_where_the_browser_keeps_nothing(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    context.add_init_script(
        "for (const name of ['getItem', 'setItem']) Storage.prototype[name] = () => { throw new Error('refused'); };"
    )
    page = context.new_page()
    page.goto(ARTICLE)
    settle(page)
    switch_keys(page)
    page.keyboard.press("/")
    expect(page.locator("#__search")).not_to_be_checked()
    switch_keys(page)
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    context.close()
