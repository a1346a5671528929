"""KB504 ledger-line."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.addresses import entries, has_no_other_errors, public_urls
from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic
from kb.model.ledger import read_ledger
from kb.model.project import LEDGER

RULE = Rule(
    "KB504",
    "ledger-line",
    "A line of the ledger that holds no address keeps none, and one in the wrong place is missed.",
    bad="billing/refunds",
    good="/billing/refunds/",
)
FORM = (
    "an address from the site's root, such as /billing/refunds/#steps, or one with `retired:` and the reason behind it"
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Look at each line by itself, and at its place among the others."""
    there = public_urls(context) if has_no_other_errors(context) else set()
    last, sorted_so_far = "", True
    for one in entries(context.project):
        at = (LEDGER, one.line, 1, RULE.alias, one.text)
        if not one.address:
            slash = bool(read_ledger(f"{one.text.strip()}/")[0].address)
            fix = f"{one.text.strip()}/" if slash else "mend or remove it; a remark begins with # and stands at the top"
            yield Diagnostic(*at, FORM, fix=fix)
        elif one.reason == "":
            yield Diagnostic(*at, "the reason behind `retired:`", fix=f"{one.text.strip()} …")
        elif one.address == last:
            yield Diagnostic(*at, "each address once", fix="remove one of the two lines")
        elif one.address < last and sorted_so_far:
            # One line in the wrong place may put a hundred others there: the first is told.
            sorted_so_far = False
            yield Diagnostic(
                *at, f"the lines in order: this one above {last}", fix="move it, or let `make ledger` sort them"
            )
        elif one.reason and one.address in there:
            yield Diagnostic(*at, "an address at which nothing stands: this one leads somewhere", fix=one.address)
        last = max(last, one.address)
