"""The site works under a strict Content-Security-Policy."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Quiet, served, settle

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
BROKEN = """
window.broken = JSON.parse(sessionStorage.broken ?? "[]");
document.addEventListener("securitypolicyviolation", (event) => {
  broken.push([event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber].join(" "));
  sessionStorage.broken = JSON.stringify(broken);
});
"""


class Strict(Quiet):
    """Serves a site with a policy that allows what is its own, and the theme's four inline scripts by their hashes."""

    hashes: frozenset[str] = frozenset()

    def end_headers(self) -> None:
        """Add the policy."""
        rules = {
            "default-src": "'none'",
            "script-src": " ".join(["'self'", *sorted(f"'sha256-{one}'" for one in self.hashes)]),
            "style-src": "'self'",
            "img-src": "'self' data:",
            "connect-src": "'self'",
            "worker-src": "'self'",
            "base-uri": "'none'",
            "form-action": "'self'",
            "frame-ancestors": "'none'",
        }
        self.send_header("Content-Security-Policy", "; ".join(f"{rule} {what}" for rule, what in rules.items()))
        super().end_headers()


@pytest.fixture
def strict(browser: Browser, site: Path) -> Iterator[Page]:
    class Served(Strict):
        pass

    with served(site, Served) as address:
        scripts = {one for page in site.rglob("*.html") for one in INLINE.findall(page.read_text("utf-8"))}
        digests = (hashlib.sha256(one.encode()).digest() for one in scripts)
        Served.hashes = frozenset(base64.b64encode(one).decode() for one in digests)
        # One tells how deep in the site its page lies; the others are the same everywhere.
        assert len(Served.hashes) <= 8
        context = browser.new_context(base_url=address, permissions=["clipboard-write"])
        context.add_init_script(BROKEN)
        yield context.new_page()
        context.close()


def test_a_strict_policy_is_kept(strict: Page) -> None:
    for path in (
        "",
        "billing/review-a-charge/",
        "activate/link-netflix/",
        "agents/",
        "providers/",
        "404.html",
    ):
        strict.goto(path)
        settle(strict)
    # A short address leads on by itself.
    strict.goto("go/refunds/")
    strict.wait_for_url("**/billing/refunds/")
    settle(strict)
    strict.goto("activate/link-netflix/")
    settle(strict)
    strict.locator("#answer").get_by_role("button", name="Copy answer").click()
    strict.locator(".tabbed-labels label").nth(1).click()
    strict.get_by_title("Switch to dark colors").first.click()
    strict.keyboard.press("/")
    strict.keyboard.type("charge")
    expect(strict.locator(".md-search-result__item").first).to_be_visible()
    strict.keyboard.press("Enter")
    strict.wait_for_url("**/billing/**")
    expect(strict.locator("#answer")).to_be_visible()
    strict.go_back()
    settle(strict)
    assert strict.evaluate("broken") == []


def test_the_policy_is_in_force(strict: Page) -> None:
    strict.goto("")
    strict.evaluate("document.body.append(Object.assign(document.createElement('style'), { textContent: 'p {}' }))")
    settle(strict)
    assert len(strict.evaluate("broken")) == 1
