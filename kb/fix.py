"""Fixes what needs no decision: in each file only the wrong words change."""

import re
import sys
from pathlib import Path

from kb.checks.report import report
from kb.model.diagnostic import Diagnostic
from kb.stages import check

# An error may hide another one. This is more often than any project needs.
MAX_ROUNDS = 5


def fix(root: Path) -> int:
    """Fix a project in place, and say what was changed and what is left for a person: 0 when nothing is, else 1."""
    diagnostics = check(root)
    for _ in range(MAX_ROUNDS):
        # From the right, so that the columns of the others in a line still hold.
        if not sum(_replace(root, one) for one in sorted(diagnostics, reverse=True) if one.old):
            break
        diagnostics = check(root)
    if diagnostics:
        print(f"Left for you to fix:\n\n{report(diagnostics)}", file=sys.stderr)
        return 1
    print("All is well.")
    return 0


def _replace(root: Path, diagnostic: Diagnostic) -> bool:
    """Replace what is wrong where it stands, or where the line holds it once as a whole word."""
    lines = (root / diagnostic.path).read_bytes().decode().split("\n")
    line, start = lines[diagnostic.line - 1], diagnostic.column - 1
    if not line.startswith(diagnostic.old, start):
        found = [one.start() for one in re.finditer(rf"(?<!\w){re.escape(diagnostic.old)}(?!\w)", line)]
        if len(found) != 1:
            return False
        start = found[0]
    lines[diagnostic.line - 1] = line[:start] + diagnostic.new + line[start + len(diagnostic.old) :]
    (root / diagnostic.path).write_bytes("\n".join(lines).encode())
    print(f"{diagnostic.path}:{diagnostic.line}\n  - {line.strip()}\n  + {lines[diagnostic.line - 1].strip()}")
    return True
