"""What stands around the search's results: help when nothing is found, what a typo was read as, and its keys."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from tests.browser.conftest import DESKTOP, PATIENCE, PHONE, settle

SIZE = ViewportSize(width=DESKTOP["width"], height=DESKTOP["height"])
# In the place of the real worker: answers that no change of the ranking changes.
WORKER = """
const page = (name, score) => [{ location: `billing/${name}/`, title: name, text: "<p>Text</p>", score, terms: {} }];
let query = "";
function answer() {
  const typed = query.trim().toLowerCase(), some = ["refunds", "charged-twice", "unknown-charge"];
  const items = typed.includes("some") ? some.map((name, rank) => page(name, 9 - rank)) : [];
  const instead = typed.includes("slip") ? typed.replace("slip", "mended") : "";
  const data = { items, query: typed ? query : "", instead };
  setTimeout(() => postMessage({ type: 3, data }), typed.includes("slow") ? 700 : 0);
}
addEventListener("message", ({ data: { type, data } }) => {
  if (type === 0) postMessage({ type: 1 });
  if (type === 2) query = data;
  if (type === 2 || type === 11) answer();
});
"""


@contextmanager
def visit(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """Give a page that may fail to load things, as the `page` fixture's may not."""
    context = browser.new_context(base_url=address, viewport=SIZE, **settings)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


@pytest.fixture
def made_up(page: Page) -> Page:
    """A page whose search gives made-up answers."""
    page.route("**/search/worker.js", lambda route: route.fulfill(body=WORKER, content_type="text/javascript"))
    page.goto("billing/")
    return page


def box(page: Page) -> Locator:
    return page.locator(".md-search__input")


def open_box(page: Page) -> Locator:
    settle(page)
    if page.get_by_role("button", name="Search", exact=True).first.is_visible() and not box(page).is_visible():
        page.get_by_role("button", name="Search", exact=True).first.click()
    else:
        page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    # The theme opens its search a moment after the focus has come.
    expect(page.locator("#__search")).to_be_checked()
    return box(page)


def results(page: Page) -> Locator:
    return page.locator(".md-search-result__item > .md-search-result__link")


def meta(page: Page) -> Locator:
    return page.locator(".md-search-result__meta")


def aside(page: Page) -> Locator:
    return page.locator(".search-aside")


def is_open(page: Page) -> bool:
    return bool(page.evaluate("document.getElementById('__search').checked"))


# ---- When the index is fetched ----


@pytest.mark.parametrize(
    "approach",
    [
        lambda page: page.locator(".md-search__form").hover(),
        lambda page: page.keyboard.press("/"),
        lambda page: page.locator(".find").hover(),
        lambda page: page.locator("#find").focus(),
    ],
    ids=["hover", "slash", "hover-hero", "focus-hero"],
)
def test_the_search_is_fetched_when_somebody_is_about_to_search(page: Page, approach: Callable[[Page], None]) -> None:
    fetched: list[str] = []
    page.on("request", lambda one: fetched.append(one.url) if SEARCH.search(one.url) else None)
    page.goto("")
    settle(page)
    assert fetched == [], "nothing before"
    with page.expect_request("**/search/index.json"):
        approach(page)
    open_box(page).fill("refund")
    expect(results(page).first).to_be_visible()
    expect(page.locator(".search-said")).to_have_text(re.compile("answer"))
    assert len(fetched) == 3, "the worker, the index, and what stands around them, each only once"


SEARCH = re.compile(r"search/(index\.json|worker\.js)|assets/search\.")


def test_words_typed_before_the_search_has_come_are_answered(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        waiting: list[Route] = []
        page.route("**/assets/search.*.js", lambda route: waiting.append(route))
        page.goto("billing/refunds/")
        settle(page)
        box(page).click()
        box(page).press_sequentially("refund")
        expect(results(page).first).to_be_visible()
        box(page).press("Enter")
        expect(page.locator(".search-said")).to_have_count(0)
        page.goto("billing/refunds/")
        settle(page)
        box(page).click()
        box(page).press_sequentially("charge")
        expect(results(page).first).to_be_visible()
        for route in waiting[-1:]:
            route.continue_()
        expect(page.locator(".search-said")).to_have_text(re.compile(r"^\d+ answers?$"))


# ---- Nothing here ----


@pytest.mark.parametrize("start", ["", "billing/refunds/", "404.html"])
def test_when_nothing_is_found_it_says_so_and_shows_where_to_look(page: Page, address: str, start: str) -> None:
    page.goto(start)
    open_box(page).fill("pizza")
    expect(meta(page)).to_have_text("No article on that")
    expect(aside(page)).to_contain_text("This site has no article about what you typed.")
    expect(aside(page).get_by_role("link")).to_have_count(4)
    where = aside(page).get_by_role("link").evaluate_all("links => links.map((one) => one.href)")
    paths = ("find/", "contact/common-problems/", "#who-bills-you", "contact/")
    assert where == [f"{address}{path}" for path in paths]
    page.keyboard.press("Enter")
    assert is_open(page), "Enter has nothing to open"


def test_did_you_mean_searches_the_mended_words(made_up: Page) -> None:
    open_box(made_up).fill("no slip")
    expect(aside(made_up)).to_contain_text("Did you mean no mended?")
    made_up.get_by_role("button", name="no mended").click()
    expect(box(made_up)).to_have_value("no mended")
    expect(box(made_up)).to_be_focused()
    expect(meta(made_up)).to_have_text("No article on that")
    expect(aside(made_up)).not_to_contain_text("Did you mean")


def test_mended_words_are_told_above_the_results(made_up: Page) -> None:
    open_box(made_up).fill("some slip")
    expect(aside(made_up)).to_have_text("Showing results for some mended")
    expect(meta(made_up)).to_have_text("3 answers")
    expect(aside(made_up).get_by_role("button")).to_have_count(0)


def test_spaces_are_no_question(page: Page) -> None:
    page.goto("")
    open_box(page).fill("pizza")
    expect(meta(page)).to_have_text("No article on that")
    box(page).fill("   ")
    expect(meta(page)).to_have_text("Type what went wrong, in your own words")
    expect(aside(page)).to_be_empty()


# ---- When it is broken ----


def _cut_off(route: Route) -> None:
    route.fulfill(body='{"pages": [{"url": "bil', content_type="application/json")


@pytest.mark.parametrize(
    ("pattern", "answer"),
    [
        ("**/search/index.json", lambda route: route.fulfill(status=404)),
        ("**/search/index.json", lambda route: route.abort()),
        ("**/search/index.json", _cut_off),
        ("**/search/worker.js", lambda route: route.fulfill(status=404)),
        ("**/search/search_index.json", lambda route: route.fulfill(status=404)),
    ],
    ids=["no-index", "no-network", "cut-off", "no-worker", "no-index-of-the-theme"],
)
def test_a_broken_search_says_so(browser: Browser, address: str, pattern: str, answer: Callable[[Route], None]) -> None:
    with visit(browser, address) as page:
        page.route(pattern, answer)
        page.goto("billing/refunds/")
        settle(page)
        box(page).click()
        box(page).press_sequentially("refund")
        expect(aside(page)).to_contain_text("Search isn't working right now. Everything else is.")
        expect(meta(page)).to_have_text("Search isn't working")
        aside(page).get_by_role("link", name="All common problems").click()
        expect(page).to_have_url(f"{address}contact/common-problems/")


def test_a_search_that_works_again_shows_its_results(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        page.route("**/search/index.json", lambda route: route.abort())
        page.goto("")
        open_box(page).fill("refun")
        expect(aside(page)).to_contain_text("Search isn't working right now.")
        page.unroute("**/search/index.json")
        box(page).press_sequentially("d")
        expect(results(page).first).to_be_visible()
        expect(aside(page)).to_be_empty()


# ---- Keys ----


def test_arrows_and_letters_do_what_they_do_in_the_box(made_up: Page) -> None:
    keys = made_up.keyboard
    open_box(made_up).fill("some")
    expect(results(made_up)).to_have_count(3)
    keys.press("ArrowDown")
    expect(results(made_up).nth(0)).to_be_focused()
    keys.press("ArrowDown")
    expect(results(made_up).nth(1)).to_be_focused()
    keys.press("Shift+Tab")
    keys.press("x")
    expect(box(made_up)).to_be_focused()
    expect(box(made_up)).to_have_value("somex")
    keys.press("Tab")
    keys.press("Escape")
    assert not is_open(made_up)


def test_tab_leaves_the_search_at_its_end(made_up: Page) -> None:
    keys = made_up.keyboard
    open_box(made_up).fill("some")
    expect(results(made_up)).to_have_count(3)
    results(made_up).nth(2).focus()
    for name in ("Share", "Clear"):
        keys.press("Tab")
        expect(made_up.locator(".md-search").get_by_label(name)).to_be_focused()
    assert is_open(made_up)
    keys.press("Tab")
    assert not is_open(made_up)
    assert made_up.evaluate("!document.activeElement.closest('.md-search')")
    open_box(made_up)
    keys.press("Shift+Tab")
    assert not is_open(made_up)


def test_tab_opens_a_result_s_other_parts(page: Page) -> None:
    page.goto("")
    open_box(page).fill("bill")
    more = page.locator(".md-search-result__more summary").first
    expect(more).to_be_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if more.evaluate("(one) => one === document.activeElement"):
            break
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.locator(".md-search-result__more a").first).to_be_focused()


def test_the_help_is_reached_with_keys(page: Page) -> None:
    page.goto("")
    open_box(page).fill("pizza")
    links = aside(page).get_by_role("link")
    expect(links).to_have_count(4)
    page.keyboard.press("Tab")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()


def test_enter_pressed_early_opens_what_was_meant(made_up: Page) -> None:
    field = open_box(made_up)
    # Before the results, but not before our own part of the search.
    expect(made_up.locator(".search-said")).to_be_attached()
    field.fill("some slow")
    made_up.keyboard.press("Enter")
    expect(made_up).to_have_url(re.compile("/billing/refunds/"))


def test_enter_does_not_open_a_result_of_other_words(made_up: Page) -> None:
    open_box(made_up).fill("some")
    expect(results(made_up)).to_have_count(3)
    box(made_up).fill("slow pizza")
    made_up.keyboard.press("Enter")
    expect(meta(made_up)).to_have_text("No article on that")
    settle(made_up)
    expect(made_up).to_have_url(re.compile("/billing/$"))


# ---- What a screen reader hears, and words that come without keys ----


def test_a_screen_reader_hears_the_outcome_once_typing_has_stopped(made_up: Page) -> None:
    said = made_up.locator(".search-said")
    open_box(made_up)
    expect(said).to_have_attribute("role", "status")
    made_up.evaluate(
        """() => {
          window.heard = [];
          const said = document.querySelector(".search-said");
          const hear = () => said.textContent && heard.push(said.textContent);
          new MutationObserver(hear).observe(said, { childList: true });
        }"""
    )
    box(made_up).press_sequentially("some refund", delay=60)
    expect(said).to_have_text("3 answers")
    box(made_up).fill("pizza")
    expect(said).to_have_text("No article on that")
    assert made_up.evaluate("heard") == ["3 answers", "No article on that"]


def test_pasted_words_are_searched(page: Page) -> None:
    page.goto("")
    open_box(page)
    page.evaluate("document.execCommand('insertText', false, 'refund')")
    expect(results(page).first).to_be_visible()
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(meta(page)).to_have_text("Type what went wrong, in your own words")
    expect(results(page)).to_have_count(0)


def test_the_page_is_still_in_english(page: Page) -> None:
    page.goto("")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("link", name="Skip to content")).to_be_attached()


def test_a_phone_searches_from_the_header(phone: Page) -> None:
    phone.goto("billing/")
    settle(phone)
    phone.get_by_role("button", name="Search").click()
    phone.keyboard.type("charged twice")
    expect(results(phone).first).to_contain_text("twice")
    results(phone).first.click()
    expect(phone.locator("#answer")).to_be_visible()


# ---- Words that nobody means well ----

NASTY = {
    "html": "<img src=x onerror=\"document.title='broken'\">",
    "script": "</script><script>document.title='broken'</script>",
    "emoji": "😀👩‍👩‍👧 refund",
    "right-to-left": "حسابي \u202e שלום",
    "pattern": "((((a+)+)+)+[^$.|?*\\",
    "long": "refund " * 1400,
    "one-long-word": "a" * 10000,
    "null": "\x00\ufffd\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_words_break_nothing(page: Page, name: str) -> None:
    words = NASTY[name]
    page.goto(f"?q={quote(words)}")
    expect(box(page)).to_be_focused()
    expect(meta(page)).to_have_text(re.compile(r"No article on that|\d+ answers?"))
    page.goto("billing/")
    open_box(page).fill(words)
    expect(meta(page)).to_have_text(re.compile(r"No article on that|\d+ answers?"))
    page.goto(f"billing/refunds/?h={quote(words)}")
    expect(page.locator("#answer")).to_be_visible()
    settle(page)
    assert "broken" not in page.title()
    assert page.locator(".md-search img, article img, article script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nasty_mended_words_are_shown_as_text(page: Page) -> None:
    bad = "<img src=x onerror=alert(1)>"
    fake = WORKER.replace('"mended"', json.dumps(bad))
    page.route("**/search/worker.js", lambda route: route.fulfill(body=fake, content_type="text/javascript"))
    page.goto("billing/")
    open_box(page).fill("some slip")
    expect(aside(page)).to_have_text(f"Showing results for some {bad}")
    box(page).fill("slip")
    expect(aside(page).get_by_role("button", name=bad)).to_be_visible()
    assert page.locator(".md-search img").count() == 0


def test_the_box_works_at_320_pixels(browser: Browser, address: str) -> None:
    with visit(browser, address) as page:
        page.set_viewport_size({"width": 320, "height": PHONE["height"]})
        page.goto("")
        open_box(page).fill("bill")
        expect(results(page).first).to_be_visible()
        # The theme's search slides in from the side.
        page.wait_for_function("document.documentElement.scrollWidth <= 320")
        output = page.locator(".md-search__scrollwrap")
        assert output.evaluate("(one) => one.scrollWidth <= one.clientWidth")
