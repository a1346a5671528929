"""Brings axe and fonts from npm, and a Chromium: Debian's package, or else what there is, or else Playwright's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from kb.search.bundle import node, run_node

# The checks for accessibility and the fonts, as the lock beside this file names them.
MODULES = Path(__file__).parent / "node_modules"
AXE = MODULES / "axe-core/axe.min.js"
# The same browser without windows: it needs half the processor's time.
SHELL = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def system_chromium(*first: str) -> str | None:
    """Return the path of the system's Chromium, or None where there is none.

    Args:
        first: names to look for before the usual ones.
    """
    return next((path for path in map(shutil.which, (*first, *NAMES)) if path), None)


def main() -> None:
    """Make sure that there are axe, fonts and a Chromium."""
    run_node(node()[1], "ci", "--loglevel=error", cwd=Path(__file__).parent)
    if not shutil.which(SHELL) and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        # Where Debian has no such package, the whole browser does.
        for name in (SHELL, "chromium"):
            install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", name]
            done = subprocess.run(install, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
            if done.returncode == 0:
                return
    if system_chromium(SHELL):
        return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    main()
