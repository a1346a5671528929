"""No page scrolls sideways and no word is cut off: in wide and narrow fonts, widely spaced, and twice as large."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_pages import SAMPLE, UNLIKE

# The reader's own spacing of WCAG 1.4.12, and text of twice the theme's size (WCAG 1.4.4).
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
LARGE = "html { font-size: 250% !important; }"
# The styles that each width is tried with; where pages are alike, those that take the most room.
TRIED = {320: ["", SPACING], 390: ["", SPACING, LARGE], 1440: ["", SPACING, LARGE]}
WIDEST = {320: [SPACING], 390: [LARGE], 1440: [LARGE]}
# Chunks of pages, so that the workers share the work.
CHUNKS = 4

# Words that are cut off: in a box that is smaller than they are, and neither scrolls nor shows the rest.
MEASURE = """(css) => {
  const added = document.head.appendChild(document.createElement("style"));
  added.textContent = css;
  const cut = [...document.querySelectorAll("article *, header *, footer *, .md-tabs *")].filter((one) => {
  const style = getComputedStyle(one);
  if (!one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const hidden = [style.overflowX, style.overflowY].some((how) => /hidden|clip/.test(how));
  if (!hidden || style.position === "absolute" || one.clientWidth < 2) return false;
  if (one.closest("select, svg, .md-header__title, .md-search__inner")) return false;
  return one.scrollWidth > one.clientWidth + 2 || one.scrollHeight > one.clientHeight + 2;
}).map((one) => one.outerHTML.slice(0, 160));
  const wide = document.documentElement.scrollWidth - innerWidth;
  added.remove();
  return [...cut, ...(wide > 0 ? [`${wide} px too wide`] : [])];
}"""


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_page_fits_in_a_wide_font(wide: Browser, address: str, chunk: int) -> None:
    _fit(wide, address, UNLIKE[chunk::CHUNKS])


def test_pages_fit_in_a_narrow_font(narrow: Browser, address: str) -> None:
    # What fits in the widest font fits in this one, unless a width is told in letters.
    _fit(narrow, address, ["", "find/gift/", "activate/link-netflix/", "agents/", "providers/", "404.html"])


@pytest.mark.parametrize("width", [1220, 1440, 1920, 2560])
def test_every_tab_of_the_menu_is_seen(wide: Browser, address: str, width: int) -> None:
    context = wide.new_context(base_url=address, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto("billing/refunds/")
    tabs = page.locator(".md-tabs__list")
    assert tabs.evaluate("list => list.scrollWidth <= list.clientWidth")
    assert tabs.get_by_role("link").count() <= 9, "seven, and two small ones"
    expect(tabs.locator("[aria-current]")).to_be_in_viewport(ratio=1)
    context.close()


def _fit(browser: Browser, address: str, urls: list[str]) -> None:
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    page = context.new_page()
    for url in urls:
        page.goto(url)
        for width, styles in (TRIED if url in SAMPLE else WIDEST).items():
            page.set_viewport_size({"width": width, "height": 844})
            for css in styles:
                assert page.evaluate(MEASURE, css) == [], (url, width, css)
    context.close()
