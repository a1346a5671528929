"""Mends what can be mended without asking: of each file only the words at error change, byte for byte."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kb.checks.report import report
from kb.model.diagnostic import Diagnostic
from kb.stages import check

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
    diagnostics, left_alone = check(root), set[Line]()
    for _ in range(MOST_TIMES):
        mended = _mend(root, [one for one in diagnostics if one.old and (one.path, one.line) not in left_alone])
        if not mended:
            break
        before = Counter((one.path, one.line) for one in diagnostics)
        diagnostics = check(root)
        after = Counter((one.path, one.line) for one in diagnostics)
        worse = {line: typed for line, (typed, _) in mended.items() if after[line] > before[line]}
        _put_back(root, worse)
        left_alone |= set(worse)
        for path, line in sorted(set(mended) - set(worse)):
            typed, now = mended[path, line]
            print(f"{path}:{line}\n  - {typed.strip()}\n  + {now.strip()}")
        diagnostics = check(root) if worse else diagnostics
    if diagnostics:
        print(f"Left for you to mend:\n\n{report(diagnostics)}", file=sys.stderr)
        return 1
    print("All is well.")
    return 0


def _mend(root: Path, diagnostics: Iterable[Diagnostic]) -> dict[Line, tuple[str, str]]:
    """Replace in each faulty line what is at error; return the lines that changed, as they were and as they are."""
    changed: dict[Line, tuple[str, str]] = {}
    # From the right, so that the columns of the others in a line still hold.
    for diagnostic in sorted(diagnostics, reverse=True):
        lines = _lines(root, diagnostic.path)
        typed = lines[diagnostic.line - 1]
        at = diagnostic.column - 1
        if not typed.startswith(diagnostic.old, at):
            at = typed.find(diagnostic.old) if typed.count(diagnostic.old) == 1 else -1
        if at >= 0:
            lines[diagnostic.line - 1] = typed[:at] + diagnostic.new + typed[at + len(diagnostic.old) :]
            first = changed.get((diagnostic.path, diagnostic.line), (typed, ""))[0]
            changed[diagnostic.path, diagnostic.line] = (first, lines[diagnostic.line - 1])
            _write(root, diagnostic.path, lines)
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
