"""The errors as a person reads them, as a pull request shows them, and as another program reads them."""

import json
from pathlib import Path

from kb.checks.report import report
from kb.model.diagnostic import Diagnostic
from tests.project import copy_small, run_kb

DIAGNOSTICS = [
    Diagnostic("docs/a, b: 100%.md", 3, 7, "dead-link", "50% off\rnow,\nor: never", "a page", "docs/b.md", "b.md"),
    Diagnostic("docs/b.md", 1, 1, "hardcoded-phone", "1-800", "no number in text"),
]


def test_a_person_reads_place_rule_and_fix() -> None:
    first, second, count = report(DIAGNOSTICS[1:] + DIAGNOSTICS).split("\n\n")[1:]
    assert first.startswith("docs/a, b: 100%.md:3:7 KB201 dead-link\n  Found:    50% off")
    assert first.endswith('\n  Expected: a page\n  Did you mean "docs/b.md"?\n  Fix:      b.md')
    assert second.endswith("  Expected: no number in text"), "no fix, no line for it"
    assert count == "3 errors in 2 files"


def test_a_workflow_gets_one_command_a_diagnostic() -> None:
    assert report(DIAGNOSTICS, "github").split("\n") == [
        "::error file=docs/a%2C b%3A 100%25.md,line=3,col=7,title=KB201 dead-link::"
        'Found:    50%25 off%0Dnow,%0Aor: never%0AExpected: a page%0ADid you mean "docs/b.md"?%0AFix:      b.md',
        "::error file=docs/b.md,line=1,col=1,title=KB301 hardcoded-phone::"
        "Found:    1-800%0AExpected: no number in text",
    ]


def test_a_program_gets_the_same_keys_each_time() -> None:
    listed = json.loads(report(DIAGNOSTICS, "json"))
    assert [list(one) for one in listed] == [
        ["file", "line", "column", "id", "rule", "found", "expected", "suggestion", "fix", "fixable"]
    ] * len(DIAGNOSTICS)
    assert listed[0]["found"] == DIAGNOSTICS[0].found


def test_each_form_goes_where_it_is_read_and_fails_alike(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    assert json.loads(run_kb(root, "check", "--format", "json").stdout) == []
    (root / "macros/data/kinds.yml").unlink()
    text, github, listed = (run_kb(root, "check", "--format", form) for form in ("text", "github", "json"))
    assert {done.returncode for done in (text, github, listed)} == {1}
    assert "macros/data/kinds.yml:1:1 KB010" in text.stderr and not text.stdout
    assert github.stdout.startswith("::error file=macros/data/kinds.yml,line=1,col=1,title=KB010 unreadable-file::")
    ids = [one["id"] for one in json.loads(listed.stdout)]
    assert all(f"title={one} " in line for one, line in zip(ids, github.stdout.splitlines(), strict=True))
