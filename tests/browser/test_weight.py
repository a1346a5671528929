"""What a first visit costs: bytes only, for a test machine's seconds say nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.bench.pages import Site, weigh
from tests.browser.conftest import served
from tests.project import copy_real, run_kb

MAX_COUNT = 75_000
MOST_NEXT = 15_000


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = copy_real(tmp_path_factory.mktemp("weighed"))
    with served(root / "site") as address:
        assert run_kb(root, SITE_URL=address).returncode == 0
        yield Site(root / "site", address)


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
    assert names == ["before-paint", "feedback", "guide", "moved", "search", "site", "site"]
