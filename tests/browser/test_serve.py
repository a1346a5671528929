"""The editor's preview: it shows a saved change by itself, tells errors, and survives them."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.preview import previewed, wait_for
from tests.project import copy_small


def test_saved_changes_show_by_themselves_and_diagnostics_are_told(tmp_path: Path, browser: Browser) -> None:
    root, log = copy_small(tmp_path / "project"), tmp_path / "log"
    with previewed(root, log) as address:
        page = browser.new_page()
        page.goto(address + "billing/refunds/")
        expect(page.locator("#answer")).to_contain_text("12 hours")

        page.goto(address + "go/refunds/", wait_until="commit")
        page.wait_for_url("**/billing/refunds/")

        facts = root / "macros/data/facts.yml"
        facts.write_text(facts.read_text().replace("12 hours", "13 hours"))
        expect(page.locator("#answer")).to_contain_text("13 hours")

        article = root / "docs/billing/refunds.md"
        good = article.read_text()
        article.write_text(good.replace('contact_card("acme")', 'contact_card("acne")'))
        wait_for(log, 'Did you mean "acme"?')

        article.write_text(good.replace("## Steps", "## Other steps"))
        expect(page.get_by_role("heading", name="Other steps")).to_be_visible()
        page.close()
