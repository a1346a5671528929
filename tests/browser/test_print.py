"""What is printed: every page whole, under its address, with its review date, on few sheets."""

import re
from io import BytesIO
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.test_pages import TABBED

LINK = "activate/link-netflix/"
FURNITURE = (
    "button, form, input, select, dialog, nav, .md-header, .md-footer, .md-sidebar, .md-search, .feedback,"
    " .find, .headerlink, .copy, .keys, #related"
)
# The most A4 or Letter sheets, in Arial's widths (the tests' own browser has Arimo): a wider font may take more.
MAX_SHEETS = {LINK: 5, "agents/": 6, "providers/xfinity/": 4, "providers/": 4, "": 3, "packages/extra-members/": 3}
MOST_OF_ANY = 3
# What editors look up is long, and nobody prints it: every macro, rule and record.
PRINTED = [url for url in TABBED if not url.startswith("contribute/")]
# Letters on a sheet: a full one has about 2,500.
NEARLY_EMPTY = 700

SHOWN = """(selector) => [...document.querySelectorAll(selector)]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 1)
    .map((one) => one.outerHTML.slice(0, 120))"""
# Of each panel: its tab's label, and what is shown right before its first word.
# (What "Find my answer" ends with is not printed.)
LABELS = """() => [...document.querySelectorAll(".tabbed-set:not(.guide *)")].flatMap((set) => {
    const labels = set.querySelectorAll(":scope > .tabbed-labels > label");
    return [...set.querySelectorAll(":scope > .tabbed-content > .tabbed-block")].map((panel, at) => {
        const { content, display } = getComputedStyle(panel, "::before");
        return { label: labels[at].textContent, told: content, display, seen: panel.checkVisibility() };
    });
})"""


def sheets(page: Page, paper: str = "A4") -> list[int]:
    """Print a page and return the number of letters on each sheet, 1 for the last."""
    printed = PdfReader(BytesIO(page.pdf(format=paper))).pages
    # The last sheet is as full as it happens to be: reading it would only take time.
    return [len("".join(sheet.extract_text().split())) for sheet in printed[:-1]] + [1] * bool(printed)


def test_every_page(page: Page, address: str) -> None:
    """Its address and its age are told, it has no furniture, and every panel stands under its label."""
    page.emulate_media(media="print")
    found = 0
    for url in PRINTED:
        page.goto(url)
        assert page.evaluate(SHOWN, f"{FURNITURE}, .tabbed-labels") == [], url
        for panel in page.evaluate(LABELS):
            assert panel == {"label": panel["label"], "told": f'"{panel["label"]}"', "display": "block", "seen": True}
            found += 1
        if url != "404.html":
            expect(page.locator(".print-address")).to_contain_text(page.url.removeprefix(address))
            told = page.locator(".article-foot, .print-address", has_text=re.compile(r"ompared\s+with .* 20\d\d"))
            expect(told.first).to_be_visible()
    assert found > 50


def test_a_chosen_provider_is_printed_alone(page: Page) -> None:
    page.goto(f"{LINK}?provider=xfinity")
    page.emulate_media(media="print")
    shown = [one["label"] for one in page.evaluate(LABELS) if one["seen"] and one["label"] in ("Optimum", "Xfinity")]
    assert shown == ["Xfinity", "Xfinity"]


def test_more_tabs_than_the_theme_counts(page: Page) -> None:
    page.goto(LINK)
    page.emulate_media(media="print")
    page.evaluate("""() => {
        const content = document.querySelector(".by-provider > .tabbed-set > .tabbed-content");
        for (let count = 0; count < 30; count++) content.append(content.lastElementChild.cloneNode(true));
    }""")
    panels = page.locator(".by-provider > .tabbed-set > .tabbed-content").first.locator("> .tabbed-block").all()
    tops = [box["y"] for box in (one.bounding_box() for one in panels) if box]
    assert len(tops) == 36 and all(one < two for one, two in pairwise(tops))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_more_sheets_than_the_words_need(page: Page, paper: str) -> None:
    # Short pages are alike.
    for url in [*MAX_SHEETS, "billing/refunds/", "messages/"]:
        page.goto(url)
        letters = sheets(page, paper)
        assert 0 < len(letters) <= MAX_SHEETS.get(url, MOST_OF_ANY), (url, letters)
        assert all(one > NEARLY_EMPTY for one in letters[:-1]), (url, letters)


def test_dark_colors_are_printed_light(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark")
    page = context.new_page()
    page.goto(LINK)
    colors = "() => ['color', 'backgroundColor'].map((one) => getComputedStyle(document.body)[one].match(/\\d+/g)[0])"
    ink, paper = map(int, page.evaluate(colors))
    assert ink > 200 > 60 > paper
    page.emulate_media(media="print")
    # The theme changes colors in steps.
    page.wait_for_function(f"Number(({colors})()[1]) > 250")
    assert int(page.evaluate(colors)[0]) < 60
    context.close()
