"""`make fix` changes what needs no decision, leaves every other byte as it was, and says what is left."""

import re
import sys
from pathlib import Path

import pytest

from kb.__main__ import main
from kb.fix import fix
from kb.model.diagnostic import unique_typo_match
from kb.model.rules import rules
from tests.project import copy_small

REFUNDS = "docs/billing/refunds.md"
ACME = "macros/data/partners/acme.yml"
# Where what stands in the made-up article or record is spoiled, how, and what it becomes.
FIXED = [
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
    (REFUNDS, "## Steps", "Dial 202-555-0143, ext. 12.\n\n## Steps"),  # the extension would be lost
    (REFUNDS, "A raw", "[202-555-0143](/billing/old-charges.md) raw"),  # a call makes a link of its own
    (ACME, "Say hello.", "Dial 202-555-0143."),  # not every text of a record is called
    (REFUNDS, 'notice("never-share")', 'notice("never-ever-share")'),  # more than one typo
    (REFUNDS, "title: Ask for a refund", "title: Ask at acme.example"),  # macros don't work there
]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(copy_small(tmp_path))
    # A build puts the project's folder there.
    monkeypatch.setattr("sys.path", [*sys.path])
    return tmp_path


def _spoil(root: Path, changes: list[tuple[str, str, str]]) -> None:
    for path, old, new in changes:
        text = (root / path).read_bytes().decode()
        assert old in text
        (root / path).write_bytes(text.replace(old, new, 1).encode())


def test_what_needs_no_decision_is_fixed_and_no_other_byte(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = (root / REFUNDS).read_bytes()
    (root / REFUNDS).write_bytes(b"\xef\xbb\xbf" + article.replace(b"\n", b"\r\n"))
    windows = [
        (path, *(one.replace("\n", "\r\n" if path == REFUNDS else "\n") for one in rest)) for path, *rest in FIXED
    ]
    _spoil(root, [(path, old, new) for path, old, _, new in windows])
    wanted = {path: (root / path).read_bytes() for path in (REFUNDS, ACME)}
    _spoil(root, [(path, new, typed) for path, _, typed, new in windows])
    assert fix(root) == 0
    assert {path: (root / path).read_bytes() for path in wanted} == wanted
    out, error = capsys.readouterr()
    assert error == "" and out.endswith("All is well.\n")
    assert f"{REFUNDS}:12\n  - topcis: [billing]\n  + topics: [billing]\n" in out


def test_what_a_person_has_to_decide_is_left_and_reported(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _spoil(root, LEFT)
    before = {path: (root / path).read_bytes() for path in (REFUNDS, ACME)}
    assert fix(root) == 1
    error = capsys.readouterr().err
    assert "make fix" not in error and f"\n{len(LEFT)} errors in 2 files" in error
    assert {path: (root / path).read_bytes() for path in before} == before


def test_the_check_says_what_can_be_fixed(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the same words as the page about the rules."""
    monkeypatch.setattr("sys.argv", ["kb", "check"])
    _spoil(root, [(path, old, typed) for path, old, typed, _ in FIXED])
    assert main() == 1
    error = capsys.readouterr().err
    fixable = {alias for alias, rule in rules().items() if rule.fixable} | {"unused-record"}  # of a misspelt name
    assert set(re.findall(r"KB\d+ ([\w-]+)", error)) <= fixable and " by: make fix" in error


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("acne", "acme"), ("amce", "acme"), ("acm", "acme"), ("acmee", "acme"), ("acme", ""), ("ecma", ""), ("plan2", "")],
)
def test_a_typo_is_one_letter_and_never_a_figure(typed: str, meant: str) -> None:
    assert unique_typo_match(typed, ["acme", "plan1", "bolt"]) == meant


def test_of_two_names_as_near_neither_is_taken() -> None:
    assert unique_typo_match("bost", ["bolt", "boat"]) == ""
