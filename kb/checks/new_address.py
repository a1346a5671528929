"""KB503 new-address."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.addresses import entries, given_out, is_well_otherwise
from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault, listed
from kb.model.project import LEDGER

RULE = Rule(
    "KB503",
    "new-address",
    "Only an address that is written down can be missed when it is gone.",
    bad="a new page that macros/data/addresses.txt does not name",
    good="/billing/new-page/",
)
# More are told in one fault: nobody types them.
MOST = 3


def check(context: Context) -> Iterator[Fault]:
    """Compare the addresses of the built site with those of the ledger."""
    if LEDGER not in context.project.texts or not is_well_otherwise(context):
        return
    known = entries(context.project)
    missing = sorted(given_out(context) - {one.address for one in known})
    if len(missing) > MOST:
        found = f"{len(missing)} addresses that stand in no line: {listed(missing, MOST)}"
        yield Fault(LEDGER, 1, 1, RULE.alias, found, "a line for each", fix="make ledger")
        return
    for address in missing:
        line = next((one.line for one in known if one.address > address), known[-1].line + 1 if known else 1)
        expected = "a line for it above this one; `make ledger` writes it"
        yield Fault(LEDGER, line, 1, RULE.alias, f"no line for {address}", expected, fix=address)
