"""No kind of page, in no state, breaks a rule of axe (WCAG 2.2 AA, good practice), in any colors or width."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, settle, watched_page
from tests.browser.install import AXE
from tests.browser.test_pages import SAMPLE, TABBED
from tests.records import OPTIMUM

SIZES = {"phone": PHONE, "desktop": DESKTOP}
# Axe's own choice leaves these off: one is of WCAG 2.2, three are on trial.
MORE = ["target-size", "label-content-name-mismatch", "css-orientation-lock", "td-has-header"]
# Every rule; in the dark only what colors can break.
RULES: dict[str, dict[str, Any]] = {
    "default": {"rules": {rule: {"enabled": True} for rule in MORE}},
    "slate": {"runOnly": ["color-contrast"]},
}
# The pages of a section have the same colors.
ALL_BUT_COLORS = {"rules": {**RULES["default"]["rules"], "color-contrast": {"enabled": False}}}
# Chunks of pages, so that the workers share the work.
CHUNKS = 8

RUN = """async ([scheme, options]) => {
  document.body.setAttribute("data-md-color-scheme", scheme);
  const always = { resultTypes: ["violations"], preload: false, iframes: false };
  const { violations } = await axe.run(document, { ...always, ...options });
  const tell = (id, { html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`;
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => tell(id, node)));
}"""


def violations(page: Page, schemes: dict[str, dict[str, Any]] = RULES) -> list[str]:
    """Return what axe finds on a page as it stands, in light and in dark colors, or by other rules."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text())
    return [one for scheme, rules in schemes.items() for one in page.evaluate(RUN, [scheme, rules])]


@pytest.fixture
def still(browser: Browser, address: str) -> Iterator[Page]:
    """A page on which nothing moves; the test fails if it asks another host for anything or if a script fails."""
    yield from watched_page(browser, address, reduced_motion="reduce")


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_kind_of_page_breaks_a_rule(still: Page, chunk: int) -> None:
    for url in TABBED[chunk::CHUNKS]:
        still.goto(url)
        found = []
        for name, size in SIZES.items():
            # So are a phone's layout and its menus.
            if name == "phone" and url not in SAMPLE:
                continue
            still.set_viewport_size({"width": size["width"], "height": size["height"]})
            found += violations(still, RULES if url in SAMPLE else {"default": ALL_BUT_COLORS})
        assert found == [], url
        assert unnamed(still) == [], url


def unnamed(page: Page) -> list[str]:
    """Return the buttons, links and fields without a name in the accessibility tree, as a screen reader gets it."""
    roles = {"button", "checkbox", "combobox", "dialog", "heading", "link", "navigation", "radio", "textbox"}
    lines = [line.strip("- :") for line in page.locator("body").aria_snapshot().splitlines()]
    return [line for line in lines if line.split(" [")[0] in roles]


def search_for(words: str, shown: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        page.goto("billing/")
        settle(page)
        page.keyboard.press("/")
        page.locator(".md-search__input").fill(words)
        expect(page.locator(shown).first).to_be_visible()

    return reach


def open_menu(page: Page) -> None:
    page.goto("contribute/macros/")
    settle(page)
    menu = page.get_by_role("button", name="Menu", exact=True)
    if menu.is_visible():
        menu.click()
        expect(page.get_by_role("button", name="Close menu")).to_be_focused()


def open_keys(page: Page) -> None:
    page.goto("billing/refunds/")
    settle(page)
    page.get_by_role("button", name="Keyboard keys").click()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def choose(url: str, provider: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        page.goto(f"{url}?provider={provider}")
        settle(page)
        expect(page.locator("#provider")).to_have_value(provider)

    return reach


def open_tabs(url: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        page.goto(url)
        settle(page)
        page.locator(".tabbed-labels > :last-child").evaluate_all("all => all.forEach(one => one.click())")
        settle(page)
        # What the header covers would count as too small.
        page.evaluate("scrollTo(0, 0)")

    return reach


STATES: dict[str, Callable[[Page], None]] = {
    "search with results": search_for("bill", ".md-search-result__item"),
    "search without words": search_for("", ".md-search-result__meta"),
    "search without results": search_for("zzzzqqq", ".search-help"),
    "menu": open_menu,
    "keys": open_keys,
    "provider chosen": choose("activate/link-netflix/", "xfinity"),
    "provider without a tab": choose("packages/change-plan/", "other"),
    "provider on the desk": choose("agents/", "rogers"),
    "provider in the directory": choose("providers/", "verizon"),
    "last tabs": open_tabs("activate/link-netflix/"),
    "tabs of owner and extra member": open_tabs("packages/extra-members/"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_no_state_breaks_a_rule(still: Page, state: str, size: str) -> None:
    still.set_viewport_size({"width": SIZES[size]["width"], "height": SIZES[size]["height"]})
    STATES[state](still)
    assert violations(still) == []


# ---- Names and roles, as a screen reader gets them ----


def test_names_and_roles(still: Page) -> None:
    still.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
    still.goto("activate/link-netflix/")
    settle(still)
    expect(still.locator("header.md-header")).to_match_aria_snapshot("""
        - banner:
          - navigation "Header":
            - link "Streaming Package Help"
            - link "Find my answer"
            - button "Switch to dark colors"
            - dialog "Search":
              - search:
                - textbox "Search"
    """)
    expect(still.locator(".md-tabs")).to_match_aria_snapshot("""
        - navigation "Tabs":
          - list:
            - listitem:
              - link "Get started"
            - listitem:
              - link "Charges and payments"
    """)
    expect(still.locator(".md-tabs a[aria-current]")).to_have_text("Get started")
    expect(still.locator(".md-path")).to_match_aria_snapshot("""
        - navigation "Breadcrumbs":
          - list:
            - listitem:
              - link "Home"
    """)
    expect(still.locator(".tabbed-set .tabbed-set").first).to_match_aria_snapshot("""
        - radio "Provider website" [checked]
        - radio "Provider email or text"
        - radio "Netflix email or text"
    """)
    expect(still.locator(".contact-card:visible").first).to_match_aria_snapshot(f"- link {json.dumps(OPTIMUM.shown)}")
    expect(still.locator("footer")).to_match_aria_snapshot("""
        - contentinfo:
          - list:
            - listitem:
              - link "About this site"
            - listitem:
              - link "Sources"
            - listitem:
              - link "Privacy"
            - listitem:
              - button "Keyboard keys"
    """)
    still.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    expect(still.locator("header.md-header")).to_match_aria_snapshot("""
        - navigation "Header":
          - button "Menu"
          - button "Switch to dark colors"
          - button "Search"
    """)
