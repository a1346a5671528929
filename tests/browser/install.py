"""Brings axe from npm, and a Chromium where there is none: Debian's package, or else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from kb.search.bundle import node, run_node

# The checks for accessibility, as the lock beside this file names them.
AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def system_chromium() -> str | None:
    """Return the path of the system's Chromium, or None where there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def main() -> None:
    """Make sure that there are axe and a Chromium."""
    run_node(node()[1], "ci", "--loglevel=error", cwd=Path(__file__).parent)
    if system_chromium():
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        done = subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            check=False,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        if done.returncode == 0 and system_chromium():
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    main()
