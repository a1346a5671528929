"""Without JavaScript: all is there to read, what can be pressed works, and nothing else can be."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_pages import TABBED
from tests.browser.test_tabs import LINK

# What can be pressed and works: the menu's labels (the last is its title on a wide screen), tabs, and what is folded.
ALIVE = "[for=__drawer], .md-nav label, .tabbed-set > input, .tabbed-labels > label, summary"
DEAD = """(alive) => [...document.querySelectorAll("button, input, select, textarea, label, form, summary, kbd,"
        + "[role=button], [contenteditable], a:not([href]), a[href^='javascript:']")]
    .filter((one) => !one.matches(alive) && one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((one) => one.getBoundingClientRect().width > 1).map((one) => one.outerHTML.slice(0, 120))"""
UNREAD = """() => [...document.querySelectorAll(".md-content :is(p, li, td, h1, h2, h3)")]
    .filter((one) => one.textContent.trim() && !one.checkVisibility({ visibilityProperty: true })
        && !one.closest("[hidden], .tabbed-block, .print-address, .keys, #keyboard, details, .md-path, .guide"))
    .map((one) => one.textContent.trim().slice(0, 80))"""


@pytest.fixture(params=[PHONE["width"], DESKTOP["width"]])
def plain(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.set_viewport_size({"width": request.param, "height": 844})
    yield page
    context.close()


@pytest.mark.parametrize("plain", [PHONE["width"]], indirect=True)
def test_every_page_reads_and_has_no_dead_control(plain: Page) -> None:
    for url in TABBED:
        plain.goto(url)
        for width in (PHONE["width"], DESKTOP["width"]):
            plain.set_viewport_size({"width": width, "height": 844})
            assert plain.evaluate(DEAD, ALIVE) == [], url
            assert plain.evaluate(UNREAD) == [], url


def test_every_panel_can_be_opened(plain: Page) -> None:
    plain.goto(LINK)
    sets = plain.locator(".md-content__inner > .by-provider > .tabbed-set").all()
    assert len(sets) == 2
    for tabs in sets:
        labels, panels = tabs.locator("> .tabbed-labels > label"), tabs.locator("> .tabbed-content > .tabbed-block")
        assert labels.count() == panels.count() > 4
        for at, label in enumerate(labels.all()):
            label.click()
            expect(panels.nth(at)).to_be_visible()
            for inner in panels.nth(at).locator(".tabbed-set").all():
                ways = inner.locator("> .tabbed-labels > label").all()
                for way, one in enumerate(ways):
                    one.click()
                    expect(inner.locator("> .tabbed-content > .tabbed-block").nth(way)).to_be_visible()


def test_an_address_of_a_tab_shows_every_panel_under_its_label(plain: Page) -> None:
    plain.goto(f"{LINK}#xfinity-tv-box")
    told = plain.evaluate("""() => [...document.querySelectorAll(".tabbed-set:has(:target) > .tabbed-content > *")]
        .map((one) => [one.checkVisibility(), one.dataset.label,
            getComputedStyle(one, "::before").content.slice(1, -1)])""")
    assert [True, "TV box", "TV box"] in told and [True, "Xfinity", "Xfinity"] in told
    assert all(visible and label == shown for visible, label, shown in told)
    # So does the old name of a tab, an anchor in its panel.
    panel = plain.locator(".tabbed-block .tabbed-block").nth(1)
    plain.goto(LINK)
    panel.evaluate("panel => panel.insertAdjacentHTML('afterbegin', '<span id=by-mail></span>')")
    expect(panel).to_be_hidden()
    plain.goto(f"{LINK}#by-mail")
    expect(panel).to_be_visible()


def test_the_menu_opens(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto("billing/refunds/")
    link = page.locator(".md-nav--primary a", has_text="Netflix charged you twice")
    expect(link).not_to_be_in_viewport()
    page.locator(".md-header__button[for=__drawer]").click()
    expect(link).to_be_in_viewport()
    link.click()
    expect(page.locator("article h1")).to_contain_text("twice")
    context.close()
