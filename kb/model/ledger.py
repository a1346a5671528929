"""The ledger: every address that the site has given out, one a line, so that none breaks without anybody's noticing."""

import re
from dataclasses import dataclass

ENTRY = re.compile(r"(?P<address>/(?:[^\s#]+/)?(?:#\S+)?)(?:\s+retired:\s*(?P<reason>.*?))?\s*")
# What a new ledger begins with.
REMARKS = """\
# Every address that this site has given out: pages, their tabs and named sections, short addresses. None may break.
# A new one needs a line: `make ledger` writes it. Lines are sorted, and none is removed.
# A page that has moved: `moved_from: […]` in the article that it leads to.
# A section or tab with a new name: `renamed: {old: new}` in its article.
# Given up on purpose: `retired:` and the reason after the address.
"""


@dataclass(frozen=True)
class Entry:
    """One line of the ledger."""

    line: int  # counted from 1
    text: str  # as typed
    address: str  # such as `/billing/refunds/#steps`; empty where the line holds something else
    reason: str | None  # why it was given up on purpose; None where it is to be kept

    @property
    def is_kept(self) -> bool:
        """Whether it names an address that must not break."""
        return bool(self.address) and self.reason is None

    @property
    def page(self) -> str:
        """The address of the page, without a section or tab of it."""
        return self.address.partition("#")[0]


def is_remark(line: str) -> bool:
    """Say whether a line of the ledger holds no address: a remark or nothing."""
    return not line.strip() or line.startswith("#")


def read_ledger(text: str) -> list[Entry]:
    """Return the entries of a whole ledger: its lines without the remarks."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if not is_remark(line)]
    return [
        Entry(number, line, *(match.group("address", "reason") if (match := ENTRY.fullmatch(line)) else ("", None)))
        for number, line in lines
    ]


def with_addresses(text: str, wanted: set[str]) -> str:
    """Return a whole ledger with those of the wanted addresses that it lacks.

    It is sorted; remarks stand at the top, and no line is lost.
    """
    lines = text.rstrip("\n").split("\n")
    remarks = [line for line in lines if is_remark(line)]
    entries = [(line.split()[0], line) for line in lines if not is_remark(line)]
    entries += [(one, one) for one in wanted - {address for address, _ in entries}]
    return "\n".join([*remarks, *(line for _, line in sorted(entries))]) + "\n"
