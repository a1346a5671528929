"""Reports how many of many single mistakes the check tells, each on a copy of the real site of its own."""

from __future__ import annotations

import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.project import copy_real
from tests.rules.mistakes import MISTAKES, Mistake, Place, told


def _try(mistake: Mistake) -> tuple[bool, list[Place], list[Place]]:
    with tempfile.TemporaryDirectory() as folder:
        root = copy_real(Path(folder))
        mistake.make(root)
        found = told(root)
        expected = mistake.place()
        return sorted(found) == sorted(expected), expected, found


def main() -> None:
    """Try every mistake, or those whose names hold a word of the command line, and print those that are missed."""
    wanted = [one for one in MISTAKES if not sys.argv[1:] or any(word in one.name for word in sys.argv[1:])]
    # Each runs in a process of its own.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(_try, wanted))
    for mistake, (caught, expected, found) in zip(wanted, results, strict=True):
        if not caught:
            print(f"missed: {mistake.name}\n  expected {expected}\n  told     {found}")
    count = sum(caught for caught, _, _ in results)
    print(f"{count} of {len(wanted)} mistakes are told at their line, by their rule, and nothing besides")


if __name__ == "__main__":
    main()
