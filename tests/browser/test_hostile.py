"""Addresses and stored data that were made to do harm, or went bad: every page reads, and nothing of them runs."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, _watch, settle
from tests.browser.test_tabs import LINK, label, panel
from tests.project import ROOT

# The page that reads most of an address and of what is stored, and others, of which each text is tried on one in turn.
OTHERS = ["", "billing/refunds/", "providers/", "agents/"]
IMAGE = "\"'><img src=x onerror=hacked=1>"
HASHES = {
    "markup": IMAGE,
    "encoded-markup": quote(IMAGE),
    "proto": "__proto__",
    "constructor": "constructor",
    "bad-encoding": "%E0%A4%A",
    "percent": "%",
    "text": ":~:text=hello,-",
    "selector": '"],*[a="\\',
    "backslash": "\\",
    "script": "javascript:hacked=1",
    "long": "a" * 100_000,
}
QUERIES = {
    "search-markup": f"q={quote(IMAGE)}",
    "search-bad-encoding": "q=%E0%A4%A",
    "highlight": f"h={quote(IMAGE)}",
    "highlight-pattern": "h=((((*%2B%5B",
    "proto": "provider=__proto__&__proto__[a]=1&constructor=1",
    "nul": "provider=%00",
    "array": "provider[]=xfinity&provider=optimum&provider=rogers&q[]=1",
    "provider-markup": f"provider={quote(IMAGE)}",
}
VALUES = {
    "null": "null",
    "object": "{}",
    "array": "[]",
    "number": "7",
    "no-json": "{[",
    "markup": json.dumps(IMAGE),
    "list-of-markup": json.dumps([IMAGE, 1, None, {"a": []}]),
    "proto": '{"__proto__": {"hacked": 1}, "index": -1.5, "color": {"__proto__": 1, "<img>": "x", "media": []}}',
    "palette": '{"index": 9, "color": "slate"}',
    "scheme": '{"index": 9, "color": {"scheme": "purple", "<img>": "x"}}',
    "bare-proto": "__proto__",
    # As much as fits under every key.
    "huge": json.dumps("x" * 400_000),
}
# What the theme keeps, and what our own scripts do.
KEYS = ["__palette", "__tabs", "__announce", "__consent", "__outdated", "__source", "__search"] + [
    key
    for script in sorted((ROOT / "docs/assets/scripts").glob("*.js"))
    for key in re.findall(r"\}\.([\w-]+)`", script.read_text())
]
assert {"keys", "provider"} <= set(KEYS)

BLOCKED = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
    get() { throw new DOMException("Access is denied for this document.", "SecurityError"); } });
Object.defineProperty(document, "cookie", { get() { throw new DOMException("no", "SecurityError"); } });"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };"""


def pages(name: str, tried: dict[str, str]) -> list[str]:
    return [LINK, OTHERS[[*tried].index(name) % len(OTHERS)]]


@contextmanager
def visit(browser: Browser, address: str, script: str = "") -> Iterator[Page]:
    """Open a page that runs a script before all others, and see that nothing goes wrong in it."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    wrong = _watch(page, address)
    if script:
        page.add_init_script(script)
    yield page
    context.close()
    assert wrong == []


def reads(page: Page) -> None:
    """See that a page shows itself, and that nothing got into it."""
    expect(page.locator(".md-content h1")).to_be_visible()
    # The theme has run to its end, and so have we: what comes last works.
    expect(page.locator(".md-top[style]")).to_have_count(1)
    expect(page.get_by_role("button", name="Switch to")).to_have_count(1)
    settle(page, 150)
    assert page.locator("[onerror], [src=x], article img, base").count() == 0
    assert page.evaluate("[typeof hacked, typeof ({}).hacked, typeof ({}).a]") == ["undefined"] * 3


def stored(value: str) -> str:
    """Return a script that puts a value under every key, in both storages."""
    return f"""for (const storage of [localStorage, sessionStorage])
        for (const key of {json.dumps(KEYS)}) storage.setItem("/." + key, {json.dumps(value)});"""


@pytest.mark.parametrize("name", HASHES)
def test_hash(browser: Browser, address: str, name: str) -> None:
    with visit(browser, address) as page:
        for url in pages(name, HASHES):
            page.goto(f"{url}#{HASHES[name]}")
            reads(page)
            # And while the page is open.
            page.evaluate("location.hash = ''")
            page.evaluate("(hash) => { location.hash = hash; }", HASHES[name])
            settle(page, 100)
            page.goto("about:blank")


@pytest.mark.parametrize("name", QUERIES)
def test_query(browser: Browser, address: str, name: str) -> None:
    with visit(browser, address) as page:
        for url in pages(name, QUERIES):
            page.goto(f"{url}?{QUERIES[name]}")
            reads(page)


@pytest.mark.parametrize("name", VALUES)
def test_stored_data(browser: Browser, address: str, name: str) -> None:
    with visit(browser, address, stored(VALUES[name])) as page:
        for url in pages(name, VALUES):
            page.goto(url)
            reads(page)
        if name in ("null", "markup", "proto", "huge"):
            works(page)


@pytest.mark.parametrize("script", [BLOCKED, FULL], ids=["blocked", "full"])
def test_storage_that_keeps_nothing(browser: Browser, address: str, script: str) -> None:
    with visit(browser, address, script) as page:
        for url in (LINK, *OTHERS):
            page.goto(url)
            reads(page)
        works(page)


def works(page: Page) -> None:
    """Use what keeps something in the storage: the provider, tabs, colors, the search."""
    page.goto(LINK)
    label(page, "rogers").click()
    expect(page.locator("#rogers")).to_be_checked()
    label(page, "tv-box").click()
    panel(page, "tv-box")
    page.locator("#provider").select_option("optimum")
    label(page, "netflix-email-or-text").click()
    panel(page, "netflix-email-or-text")
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.get_by_role("button", name="Switch to").click()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", before or "")
    page.keyboard.press("/")
    page.keyboard.type("refund")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".md-content h1")).to_contain_text("refund")
