"""What a first visit costs: bytes only, for a test machine's seconds say nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.bench.pages import Site, weigh

MAX_COUNT = 75_000
MOST_NEXT = 15_000


@pytest.fixture
def real(site: Path, address: str) -> Site:
    return Site(site, address)


def test_a_first_visit_is_light_and_fetches_no_search(browser: Browser, real: Site) -> None:
    weight = weigh(browser, real, "billing/review-a-charge/")
    assert weight.total() <= MAX_COUNT, weight
    assert weight["HTML"] and weight["CSS"] and weight["JS"]
    # The theme's own index, which is empty.
    assert weight["search"] < 300


def test_the_next_article_is_lighter_still(browser: Browser, real: Site) -> None:
    weight = weigh(browser, real, "billing/review-a-charge/", then="billing/unknown-charge/")
    assert 0 < weight.total() <= MOST_NEXT, weight


def test_single_files_and_the_themes_unused_ones_are_not_published(real: Site) -> None:
    assets = [file for file in (real.folder / "assets").rglob("*") if file.suffix in (".css", ".js", ".map")]
    names = sorted(file.relative_to(real.folder / "assets").as_posix().split(".")[0] for file in assets)
    assert names == ["before-paint", "guide", "moved", "search", "site", "site"]
