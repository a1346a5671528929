"""KB309 table-shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import markdown
from kb.model.faults import Fault

RULE = Rule(
    "KB309",
    "table-shape",
    "A row with too many cells loses the last ones; a table without its line is no table.",
    bad="| A | B |\n|---|---|\n| 1 | 2 | 3 |",
    good="| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |",
)
LINE = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
CELLS = re.compile(r"(?<!\\)\|")


def check(context: Context) -> Iterator[Fault]:
    """Look at each run of lines that begin with a bar, or that have a line of dashes and bars among them."""
    for path, lines in markdown(context.project):
        start = 0
        while start < len(lines):
            end = start
            while end < len(lines) and "|" in lines[end]:
                end += 1
            rows = [line.strip() for line in lines[start:end]]
            if rows and (rows[0].startswith("|") or any(LINE.fullmatch(row) for row in rows)):
                above = lines[start - 1].strip() if start else ""
                yield from (
                    Fault(path, start + 1 + index, 1, RULE.alias, found, expected, fix=fix)
                    for index, found, expected, fix in _wrong(rows, above)
                )
            start = max(end, start + 1)


def _wrong(rows: list[str], above: str) -> Iterator[tuple[int, str, str, str]]:
    if above:
        yield 0, rows[0], "an empty line before a table", "add an empty line above it"
    elif len(rows) < 2 or not LINE.fullmatch(rows[1]):
        yield 0, rows[0], "a second line of dashes, such as |---|---|, below the names of the columns", "add that line"
    else:
        for index, row in enumerate(rows):
            if _cells(row) != _cells(rows[0]):
                expected = f"{_cells(rows[0])} cells, as in the first row"
                yield index, f"{row} ({_cells(row)} cells)", expected, "add or join cells; write a bar in a cell as \\|"


def _cells(row: str) -> int:
    return len(CELLS.findall(row.removeprefix("|").removesuffix("|"))) + 1
