"""KB503 new-address."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.addresses import entries, has_no_other_errors, public_urls
from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic, join_names
from kb.model.project import LEDGER

RULE = Rule(
    "KB503",
    "new-address",
    "Only an address that is written down can be missed when it is gone.",
    bad="a new page that macros/data/addresses.txt does not name",
    good="/billing/new-page/",
)
# More are told in one error: nobody types them.
MAX_SHOWN = 3


def check(context: Context) -> Iterator[Diagnostic]:
    """Compare the addresses of the built site with those of the ledger."""
    if LEDGER not in context.project.texts or not has_no_other_errors(context):
        return
    known = entries(context.project)
    missing = sorted(public_urls(context) - {one.address for one in known})
    if len(missing) > MAX_SHOWN:
        found = f"{len(missing)} addresses that stand in no line: {join_names(missing, MAX_SHOWN)}"
        yield Diagnostic(LEDGER, 1, 1, RULE.alias, found, "a line for each", fix="make ledger")
        return
    for address in missing:
        line = next((one.line for one in known if one.address > address), known[-1].line + 1 if known else 1)
        expected = "a line for it above this one; `make ledger` writes it"
        yield Diagnostic(LEDGER, line, 1, RULE.alias, f"no line for {address}", expected, fix=address)
