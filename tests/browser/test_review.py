"""What a page says once its review, or the check of a number, is overdue by the reader's clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import TODAY, served, watched_page
from tests.project import copy_small, run_kb

ARTICLE = "billing/refunds/"
CARD = "providers/acme/"
# Both were reviewed on January 31, 2026, and are due after six months. New York's day ends at 4:00 here.
IN_TIME = "2026-08-01T03:59:00Z"
LATE = "2026-08-01T04:01:00Z"
LINE = "This page is past its review date (July 31, 2026). Check important details with Netflix or your provider."


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = copy_small(tmp_path_factory.mktemp("reviewed"))
    with served(root / "site") as url:
        settings = root / "mkdocs.yml"
        settings.write_text(settings.read_text().replace("https://help.example.org/", url))
        done = run_kb(root)
        assert done.returncode == 0, done.stderr
        yield url


@pytest.fixture
def reader(browser: Browser, small: str) -> Iterator[Page]:
    if TODAY:
        pytest.skip("each of these tests has a day of its own")
    yield from watched_page(browser, small, timezone_id="America/New_York")


def overdue_texts(page: Page) -> list[str]:
    """Return what is seen of all that waits for a day."""
    return [" ".join(one.inner_text().split()) for one in page.locator("[data-due]").all() if one.is_visible()]


def test_in_time_nothing_is_said(reader: Page) -> None:
    reader.clock.set_fixed_time(IN_TIME)
    for url in (ARTICLE, CARD):
        reader.goto(url)
        assert reader.locator("[data-due]").count() >= 3
        assert overdue_texts(reader) == []
        expect(reader.locator(".article-foot")).to_contain_text("next review due by July 31, 2026.")


def test_past_its_day_an_article_says_so_before_its_steps_and_in_its_foot(reader: Page) -> None:
    reader.clock.set_fixed_time(LATE)
    reader.goto(ARTICLE)
    assert overdue_texts(reader)[:2] == ["(may have changed)", LINE]
    expect(reader.locator(".article-foot")).to_contain_text(
        "July 31, 2026. That day has passed. Check important details"
    )
    note, steps = (reader.locator(one).bounding_box() for one in (".overdue", "#steps"))
    assert note and steps and note["y"] + note["height"] <= steps["y"]
    reader.emulate_media(media="print")
    assert LINE in overdue_texts(reader)


def test_past_its_day_a_card_says_to_check_the_number_beside_it(reader: Page) -> None:
    reader.clock.set_fixed_time(LATE)
    reader.goto(CARD)
    number, words = (reader.locator(f".contact-card__number {one}") for one in (".phone", ".check-first"))
    expect(words).to_have_text("Check before you call")
    expect(number).to_have_text("202-555-0143")
    reader.emulate_media(media="print")
    expect(words).to_be_visible()


def test_the_directory_says_it_too_and_what_is_copied_is_the_number_alone(reader: Page) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.clock.set_fixed_time(LATE)
    reader.goto("providers/")
    expect(reader.locator(".directory-row .check-first").first).to_be_visible()
    reader.locator(".directory__number + .copy").first.click()
    assert reader.evaluate("navigator.clipboard.readText()") == "202-555-0143"


@pytest.mark.parametrize("now", ["NaN", "-8.64e15", "'rubbish'"])
def test_a_clock_that_makes_no_sense_says_nothing(reader: Page, now: str) -> None:
    reader.add_init_script(f"Date.now = () => {now}")
    reader.goto(ARTICLE)
    assert overdue_texts(reader) == []
    expect(reader.locator("h1")).to_be_visible()


def test_without_scripts_the_foot_says_by_when(browser: Browser, small: str) -> None:
    for page in watched_page(browser, small, java_script_enabled=False):
        page.goto(ARTICLE)
        assert overdue_texts(page) == []
        expect(page.locator(".article-foot time")).to_have_text("July 31, 2026")


def test_the_search_knows_nothing_of_it(browser: Browser, small: str, tmp_path: Path) -> None:
    for page in watched_page(browser, small):
        index = page.request.get("search/index.json").text()
        assert "Ask for a refund" in index
        assert "past its review" not in index and "may have changed" not in index and "Check before" not in index
