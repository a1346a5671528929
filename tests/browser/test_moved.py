"""An old address leads to the very part of the page that was asked for; without scripts to the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from kb.model.ledger import with_addresses
from kb.model.project import LEDGER
from tests.browser.conftest import served, watched_page
from tests.project import copy_small, run_kb


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = copy_small(tmp_path_factory.mktemp("moved"))
    page = root / "docs/billing/refunds.md"
    page.write_text(page.read_text().replace("kind: article", "kind: article\nmoved_from: [bills/back]", 1))
    (root / LEDGER).write_text(with_addresses((root / LEDGER).read_text(), {"/bills/back/"}))
    done = run_kb(root, "build")
    assert done.returncode == 0, done.stderr
    with served(root / "site") as address:
        yield address


@pytest.mark.parametrize(
    ("scripts", "arrives"), [(True, "billing/refunds/?provider=acme#second-way"), (False, "billing/refunds/")]
)
def test_an_old_address_keeps_what_was_asked_for(browser: Browser, moved: str, scripts: bool, arrives: str) -> None:
    for page in watched_page(browser, moved, java_script_enabled=scripts):
        page.goto("bills/back/?provider=acme#second-way")
        expect(page).to_have_url(moved + arrives)
        expect(page.locator("h1")).to_be_visible()
