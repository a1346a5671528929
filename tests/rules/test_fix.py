"""`make fix` mends what needs no decision, leaves every other byte as it was, and says what is left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.model.diagnostic import unique_typo_match
from kb.model.rules import rules
from tests.project import copy_small, run_kb

REFUNDS = "docs/billing/refunds.md"
ACME = "macros/data/partners/acme.yml"
# What was typed in the made-up article or record, and what it has to become.
MENDED = [
    (REFUNDS, "A raw", "Dial (202) 555-0143. A raw", 'Dial {{ phone("acme") }}. A raw'),
    (REFUNDS, "## Steps", "See acme.example now.\n\n## Steps", 'See {{ official("acme", "home") }} now.\n\n## Steps'),
    (REFUNDS, "answer: Call", "answer: Dial 202-555-0143 or call", 'answer: Dial {{ phone("acme") }} or call'),
    (REFUNDS, " | indent }}", "}}", " | indent }}"),
    (REFUNDS, "topics:", "topcis:", "topics:"),
    (REFUNDS, "acme-help, part: refunds", "acme-hlp, part: refunds", "acme-help, part: refunds"),
    (REFUNDS, "billing/old-charges\n", "billing/old-charge\n", "billing/old-charges\n"),
    (REFUNDS, '"greeting.md"', '"greting.md"', '"greeting.md"'),
    (REFUNDS, "contact_card(", "contact_crad(", "contact_card("),
    (REFUNDS, 'official("acme"', 'official("amce"', 'official("acme"'),
    (ACME, "plan_change:", "plan_chnge:", "plan_change:"),
]
# What a person has to decide.
LEFT = [
    (REFUNDS, "## Steps", "Dial 202-555-0199.\n\n## Steps"),  # nobody's number
    (REFUNDS, "A raw", "[202-555-0143](/billing/old-charges.md) raw"),  # a call makes a link of its own
    (ACME, "Say hello.", "Dial 202-555-0143."),  # not every text of a record is called
    (REFUNDS, 'notice("never-share")', 'notice("never-ever-share")'),  # not a single slip
    (REFUNDS, "title: Ask for a refund", "title: Ask at acme.example"),  # macros don't work there
]


def _spoil(root: Path, slips: list[tuple[str, str, str]]) -> None:
    for path, old, new in slips:
        text = (root / path).read_bytes().decode()
        assert old in text
        (root / path).write_bytes(text.replace(old, new, 1).encode())


def test_what_needs_no_decision_is_mended_and_no_other_byte(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    article = (root / REFUNDS).read_bytes()
    (root / REFUNDS).write_bytes(b"\xef\xbb\xbf" + article.replace(b"\n", b"\r\n"))
    windows = [
        (path, *(one.replace("\n", "\r\n" if path == REFUNDS else "\n") for one in rest)) for path, *rest in MENDED
    ]
    _spoil(root, [(path, old, new) for path, old, _, new in windows])
    wanted = {path: (root / path).read_bytes() for path in (REFUNDS, ACME)}
    _spoil(root, [(path, new, typed) for path, _, typed, new in windows])
    told = run_kb(root, "check")
    fixable = {alias for alias, rule in rules().items() if rule.fixable}
    assert set(re.findall(r"KB\d+ ([\w-]+)", told.stderr)) <= fixable | {"unused-record"}, (
        "a record whose name is misspelt is unused"
    )
    assert " of these can be fixed by: make fix" in told.stderr
    done = run_kb(root, "fix")
    assert {path: (root / path).read_bytes() for path in wanted} == wanted
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.endswith("All is well.\n")
    assert f"{REFUNDS}:12\n  - topcis: [billing]\n  + topics: [billing]\n" in done.stdout
    again = run_kb(root, "fix")
    assert again.stdout == "All is well.\n", "a second time there is nothing to do"


def test_what_a_person_has_to_decide_is_left_and_told(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    _spoil(root, LEFT)
    before = {path: (root / path).read_bytes() for path in (REFUNDS, ACME)}
    done = run_kb(root, "fix")
    assert done.returncode == 1 and "can be fixed by" not in done.stderr
    assert f"\n{len(LEFT)} errors in 2 files" in done.stderr
    assert {path: (root / path).read_bytes() for path in before} == before


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("acne", "acme"), ("amce", "acme"), ("acm", "acme"), ("acmee", "acme"), ("acme", ""), ("ecma", ""), ("plan2", "")],
)
def test_a_slip_is_one_letter_and_never_a_figure(typed: str, meant: str) -> None:
    assert unique_typo_match(typed, ["acme", "plan1", "bolt"]) == meant


def test_of_two_names_as_near_neither_is_taken() -> None:
    assert unique_typo_match("bost", ["bolt", "boat"]) == ""
