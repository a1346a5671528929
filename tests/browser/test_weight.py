"""What a first visit costs: bytes only, for a test machine's seconds say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from tests.bench.pages import Site, weigh
from tests.browser.conftest import served_as, settle

MAX_COUNT = 75_000
MOST_NEXT = 15_000


@pytest.fixture(scope="module")
def real(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("weighed")
    with served_as(site, "help.example.org", folder) as address:
        yield Site(folder, address)


def test_a_first_visit_is_light_and_fetches_no_search(browser: Browser, real: Site) -> None:
    weight = weigh(browser, real, "billing/review-a-charge/")
    assert weight.total() <= MAX_COUNT, weight
    assert weight["HTML"] and weight["CSS"] and weight["JS"]
    # The theme's own index, which is empty.
    assert weight["search"] < 300


def test_the_next_article_is_lighter_still(browser: Browser, real: Site) -> None:
    weight = weigh(browser, real, "billing/review-a-charge/", then="billing/unknown-charge/")
    assert 0 < weight.total() <= MOST_NEXT, weight
    assert not weight["CSS"] and not weight["JS"], "instant navigation keeps them"


def test_the_list_of_all_pages_waits_for_the_readers_first_move(browser: Browser, address: str) -> None:
    """It grows with the site, and the theme would fetch it at once."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    fetched: list[str] = []
    page.on("request", lambda one: fetched.append(one.url))
    page.goto("billing/review-a-charge/", wait_until="networkidle")
    assert fetched and not any(one.endswith("sitemap.xml") for one in fetched)
    with page.expect_response("**/sitemap.xml"):
        page.mouse.move(9, 9)
    context.close()


def test_a_link_that_is_followed_before_the_list_has_come_is_followed_once(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.add_init_script("""if (location.pathname.endsWith("/review-a-charge/")) {
        const { send } = XMLHttpRequest.prototype;
        XMLHttpRequest.prototype.send = function (body) { setTimeout(() => send.call(this, body), 200); };
      }""")
    asked: list[str] = []

    def wait(route: Route) -> None:
        asked.append(route.request.url)
        page.wait_for_timeout(900)
        route.continue_()

    page.goto("billing/review-a-charge/", wait_until="networkidle")
    page.route("**/billing/unknown-charge/", wait)
    before = page.evaluate("history.length")
    page.locator("article a[href$='unknown-charge/']").first.click()
    page.wait_for_url("**/billing/unknown-charge/")
    settle(page, 300)
    assert len(asked) == 1 and page.evaluate("history.length") == before + 1
    context.close()


def test_single_files_and_the_themes_unused_ones_are_not_published(real: Site) -> None:
    assets = [file for file in (real.folder / "assets").rglob("*") if file.suffix in (".css", ".js", ".map")]
    names = sorted(file.relative_to(real.folder / "assets").as_posix().split(".")[0] for file in assets)
    assert names == ["before-paint", "directory", "feedback", "guide", "moved", "search", "site", "site"]
