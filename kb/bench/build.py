"""Times warm builds of the real site, checks included, as `make build` runs them."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 5


def main() -> None:
    """Build the site a few times and print how long each took, in seconds, and how large the site is."""
    seconds = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kb", "build"], check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    warm = seconds[1:]
    files = [file for file in Path("site").rglob("*") if file.is_file()]
    pages = sum(file.suffix == ".html" for file in files)
    size = sum(file.stat().st_size for file in files) / 1e6
    index = Path("site/search/index.json").stat().st_size / 1e3
    print(f"warm build, {RUNS} runs: median {statistics.median(warm):.2f} s, {min(warm):.2f} to {max(warm):.2f} s")
    print(f"site: {pages} pages, {size:.1f} MB in {len(files)} files; search index {index:.0f} kB")


if __name__ == "__main__":
    main()
