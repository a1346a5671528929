import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, expect, sync_playwright

from tests.browser.install import MODULES, SHELL, system_chromium

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
# Milliseconds that a test waits for something at most: a loaded machine is slow.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
# Another day for the browser, such as 2029-03-01: what is overdue then shows, and fails no test.
TODAY = os.environ.get("TODAY")
# Fonts from npm. "regular" is Arimo, which has Arial's widths.
FONTS = {
    "wide": ("DejaVu Sans", "dejavu-fonts-ttf/ttf"),
    "regular": ("Arimo", "@expo-google-fonts/arimo"),
    "narrow": ("Archivo Narrow", "@expo-google-fonts/archivo-narrow"),
}
FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir>
<alias><family>sans-serif</family><prefer><family>{family}</family></prefer></alias></fontconfig>
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and prints nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path, handler: type[SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """Serve a built site on a free port of this machine and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the real site."""
    with served(site) as url:
        yield url


@contextmanager
def chromium(font: str = "regular") -> Iterator[Browser]:
    """Start a Chromium: the system's where there is one, Playwright's own otherwise.

    Args:
        font: the font that it has, a key of `FONTS`.
    """
    with sync_playwright() as playwright, with_font(playwright, font) as browser:
        yield browser


@contextmanager
def with_font(playwright: Playwright, font: str) -> Iterator[Browser]:
    """Start a Chromium that has one font, so that a page is as wide and long on every machine.

    Args:
        playwright: what starts it.
        font: a key of `FONTS`.
    """
    # Background networking looks up other hosts by itself; the sandbox needs rights that containers lack.
    flags = [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    with TemporaryDirectory() as folder:
        settings = Path(folder) / "fonts.conf"
        family, fonts = FONTS[font]
        values = {"family": family, "folder": escape(str(MODULES / fonts)), "cache": escape(folder)}
        settings.write_text(FONTCONFIG.format(**values))
        environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(settings)}
        browser = playwright.chromium.launch(executable_path=system_chromium(SHELL), args=flags, env=environment)
        if TODAY:
            _set_clock(browser, TODAY)
        try:
            yield browser
        finally:
            browser.close()


# Another day, from which the clock goes on: the theme waits by comparing times. Playwright's own clock stands still, or
# takes the place of timers and of what the browser says of a page's navigation.
ANOTHER_DAY = """{
  const RealDate = Date, shift = RealDate.parse("DAY") - RealDate.now();
  globalThis.Date = class extends RealDate {
    constructor(...given) { super(...(given.length ? given : [RealDate.now() + shift])); }
    static now() { return RealDate.now() + shift; }
  };
}"""


def _set_clock(browser: Browser, day: str) -> None:
    """Give every page of a browser another day."""
    new_context = browser.new_context

    def on_that_day(**settings: Any) -> BrowserContext:
        context = new_context(**settings)
        context.add_init_script(ANOTHER_DAY.replace("DAY", f"{day}T12:00:00Z"))
        return context

    browser.new_context = on_that_day  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with with_font(playwright, "regular") as started:
        yield started


@pytest.fixture(scope="session")
def wide(playwright: Playwright) -> Iterator[Browser]:
    """A browser with the widest font."""
    with with_font(playwright, "wide") as started:
        yield started


@pytest.fixture(scope="session")
def narrow(playwright: Playwright) -> Iterator[Browser]:
    """A browser with the narrowest font: what fits in it and in the widest fits in any between."""
    with with_font(playwright, "narrow") as started:
        yield started


def _watch(page: Page, address: str) -> list[str]:
    """Collect what must never happen: requests to other hosts, console errors, script errors, failed requests."""
    wrong: list[str] = []
    page.on(
        "request",
        lambda one: wrong.append(f"request {one.url}") if not one.url.startswith((address, "data:", "blob:")) else None,
    )
    page.on("console", lambda one: wrong.append(f"console {one.text}") if one.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(f"script {error}"))
    page.on("response", lambda one: wrong.append(f"{one.status} {one.url}") if one.status >= 400 else None)
    return wrong


def watched_page(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """Open a page in a context of its own. The test fails at its end if anything went wrong on it (see `_watch`)."""
    context = browser.new_context(base_url=address, **settings)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    wrong = _watch(page, address)
    yield page
    context.close()
    assert wrong == []


def settle(page: Page, milliseconds: int = 200) -> None:
    """Wait in the page's own time, so that what it has planned before has happened, on a loaded machine too.

    Args:
        page: the page.
        milliseconds: how long; no person is faster than the default, and the theme closes its search and menu
            125 ms after a page has arrived.
    """
    wait = f"new Promise((done) => setTimeout(done, {milliseconds}))"
    for left in reversed(range(20)):
        try:
            page.evaluate(wait)
            return
        except Error as error:
            if not left or "Execution context was destroyed" not in error.message:
                raise
            # The page has been left: wait for the one that took its place.
            page.wait_for_load_state()


def open_page(page: Page, url: str) -> None:
    """Open a page, and wait until nothing moves any more."""
    page.goto(url)
    settle(page)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A desktop page; the test fails if it asks another host for anything or if a script fails."""
    yield from watched_page(browser, address, viewport=DESKTOP)


@pytest.fixture
def agent(page: Page) -> Iterator[Page]:
    """A page that may copy."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield page


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A page on a phone."""
    yield from watched_page(browser, address, viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A page without JavaScript."""
    yield from watched_page(browser, address, viewport=DESKTOP, java_script_enabled=False)
