"""The editor's preview: it shows a saved change by itself, tells faults, and survives them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.project import copy_small


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str, Path]]:
    """Start what `make serve` starts on a made-up project; give its folder, its address and its log."""
    root, log = copy_small(tmp_path / "project"), tmp_path / "log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--livereload", "--dev-addr", address]
    with (
        log.open("w") as out,
        subprocess.Popen(
            command, cwd=root, stdout=out, stderr=out, env={**os.environ, "PYTHONPATH": str(root)}
        ) as server,
    ):
        try:
            _wait_for(log, "Serving on")
            yield root, f"http://{address}/", log
        finally:
            server.terminate()


def _wait_for(log: Path, words: str, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while words not in log.read_text():
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.05)


def test_saved_changes_show_by_themselves_and_faults_are_told(
    preview: tuple[Path, str, Path], browser: Browser
) -> None:
    root, address, log = preview
    page = browser.new_page()
    page.goto(address + "billing/refunds/")
    expect(page.locator("#answer")).to_contain_text("12 hours")

    page.goto(address + "go/refunds/", wait_until="commit")
    page.wait_for_url("**/billing/refunds/")

    facts = root / "macros/data/facts.yml"
    facts.write_text(facts.read_text().replace("12 hours", "13 hours"))
    expect(page.locator("#answer")).to_contain_text("13 hours", timeout=15000)

    article = root / "docs/billing/refunds.md"
    good = article.read_text()
    article.write_text(good.replace('contact_card("acme")', 'contact_card("acne")'))
    _wait_for(log, 'Did you mean "acme"?')

    article.write_text(good.replace("## Steps", "## Other steps"))
    expect(page.get_by_role("heading", name="Other steps")).to_be_visible(timeout=15000)
    page.close()
