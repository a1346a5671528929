"""Mends what can be mended without asking: of each file only the words at fault change, byte for byte."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kb.build import faults_in
from kb.checks.report import report
from kb.model.faults import Fault

# A slip may hide another one. This is more often than any project needs.
MOST_TIMES = 5
Line = tuple[str, int]


def fix(root: Path) -> int:
    """Mend a project in place, say what was changed, and tell what is left for a person.

    Args:
        root: the project's folder.

    Returns:
        0 when all is well now, 1 when something is left.
    """
    faults, left_alone = faults_in(root), set[Line]()
    for _ in range(MOST_TIMES):
        mended = _mend(root, [one for one in faults if one.old and (one.path, one.line) not in left_alone])
        if not mended:
            break
        before = Counter((one.path, one.line) for one in faults)
        faults = faults_in(root)
        after = Counter((one.path, one.line) for one in faults)
        worse = {line: typed for line, (typed, _) in mended.items() if after[line] > before[line]}
        _put_back(root, worse)
        left_alone |= set(worse)
        for path, line in sorted(set(mended) - set(worse)):
            typed, now = mended[path, line]
            print(f"{path}:{line}\n  - {typed.strip()}\n  + {now.strip()}")
        faults = faults_in(root) if worse else faults
    if faults:
        print(f"Left for you to mend:\n\n{report(faults)}", file=sys.stderr)
        return 1
    print("All is well.")
    return 0


def _mend(root: Path, faults: Iterable[Fault]) -> dict[Line, tuple[str, str]]:
    """Replace in each faulty line what is at fault; return the lines that changed, as they were and as they are."""
    changed: dict[Line, tuple[str, str]] = {}
    # From the right, so that the columns of the others in a line still hold.
    for fault in sorted(faults, reverse=True):
        lines = _lines(root, fault.path)
        typed = lines[fault.line - 1]
        at = fault.column - 1
        if not typed.startswith(fault.old, at):
            at = typed.find(fault.old) if typed.count(fault.old) == 1 else -1
        if at >= 0:
            lines[fault.line - 1] = typed[:at] + fault.new + typed[at + len(fault.old) :]
            first = changed.get((fault.path, fault.line), (typed, ""))[0]
            changed[fault.path, fault.line] = (first, lines[fault.line - 1])
            _write(root, fault.path, lines)
    return changed


def _put_back(root: Path, typed: dict[Line, str]) -> None:
    """Undo what made a line no better."""
    for (path, line), text in typed.items():
        lines = _lines(root, path)
        lines[line - 1] = text
        _write(root, path, lines)


def _lines(root: Path, path: str) -> list[str]:
    return (root / path).read_bytes().decode().split("\n")


def _write(root: Path, path: str, lines: list[str]) -> None:
    (root / path).write_bytes("\n".join(lines).encode())
