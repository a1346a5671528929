"""The focus: always seen, never lost, never on what is hidden or too small; and what it meets has room."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, open_page, settle

# Where the focus goes on a phone; on a wide screen, with the menu's tabs, on the last three.
PAGES = ["404.html", "billing/refunds/", "providers/", "", "activate/link-netflix/", "agents/"]

# What the focus is on: its name, and whether it shows, is not wholly below something else, and has a ring.
FOCUS = """async () => {
  await new Promise(requestAnimationFrame);
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  // A tab's radio button is seen as its label, and rings the row of labels. The large search field rings its row.
  const radio = one.matches(".tabbed-set > input"), seen = radio ? one.labels[0] : one;
  const row = radio ? one.parentElement.querySelector(":scope > .tabbed-labels") : one.closest(".find__row");
  const ring = getComputedStyle(one.matches("input") && row || one);
  const parts = [.1, .5, .9];
  const free = [...seen.getClientRects()].some((box) => {
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    return right > left && bottom > top && parts.some((x) => parts.some((y) => {
      const over = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return over && (seen.contains(over) || over.contains(seen));
    }));
  });
  const wrong = [];
  if (!seen.checkVisibility({ opacityProperty: true, visibilityProperty: true })) wrong.push("is hidden");
  if (!free) wrong.push("is below something else, or outside the window");
  if (ring.outlineStyle === "none" || parseFloat(ring.outlineWidth) < 2) wrong.push("has no ring");
  const box = seen.getBoundingClientRect();
  const name = one.getAttribute("aria-label") ?? one.textContent.trim().slice(0, 40);
  return { place: `${one.tagName} ${name} ${Math.round(box.left)},${Math.round(box.top + scrollY)}`, wrong };
}"""

# Targets of less than 24 by 24 pixels. A link within a sentence is as high as its line.
SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, summary")].filter((one) => {
  if (one.matches(".tabbed-set > input")) one = one.labels[0];
  if (!one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const { width, height } = one.getBoundingClientRect();
  const isText = (other) => other.nodeType === Node.TEXT_NODE && /\\p{L}/u.test(other.data);
  const words = [...one.parentElement.childNodes].some(isText);
  return width && (width < 23.5 || height < 23.5) && !(words && getComputedStyle(one).display === "inline");
}).map((one) => one.outerHTML.slice(0, 160))"""


def walk(page: Page, key: str, most: int) -> list[dict[str, object]]:
    """Press a key until the focus comes round; return what it met."""
    met: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press(key)
        stop = page.evaluate(FOCUS)
        if stop and met and stop["place"] == met[0]["place"]:
            break
        met += [stop] if stop else []
    return met


@pytest.mark.parametrize(("size", "url"), [*((PHONE, url) for url in PAGES), *((DESKTOP, url) for url in PAGES[-3:])])
def test_wherever_tab_leads_the_focus_is_seen(wide: Browser, address: str, size: dict[str, int], url: str) -> None:
    context = wide.new_context(base_url=address, reduced_motion="reduce")
    page = context.new_page()
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    open_page(page, url)
    assert page.evaluate(SMALL) == []
    # The first forty stops hold every kind.
    onward = walk(page, "Tab", 40)
    assert len(onward) > 10
    # What slides away when the reader scrolls on may cover a stop on the way back.
    back = walk(page, "Shift+Tab", 20)
    assert [stop for stop in onward + back if stop["wrong"]] == []
    context.close()


# ---- After a link, and after Back ----


@pytest.mark.parametrize("url", PAGES)
def test_the_skip_link_shows_and_leads_to_the_content(page: Page, url: str) -> None:
    open_page(page, url)
    link = page.get_by_role("link", name="Skip to content")
    # On the desk the cursor waits in the field.
    if url != "agents/":
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
    link.focus()
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    settle(page)
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.md-content')")


def test_nothing_is_read_out_that_nobody_asked_for(page: Page) -> None:
    for url in ("", "providers/", "agents/"):
        page.goto(url)
        settle(page, 800)
        assert set(page.get_by_role("status").all_inner_texts()) <= {""}, url


# ---- Other colors ----


def test_buttons_have_borders_in_forced_colors(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, forced_colors="active")
    page = context.new_page()
    open_page(page, "")
    border = page.locator(".find__button").evaluate("one => getComputedStyle(one).borderTopStyle")
    assert border == "solid"
    context.close()
