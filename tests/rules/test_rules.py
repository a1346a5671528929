"""The good project breaks no rule, the table of rules is whole, and errors leave the last good site as it was."""

from pathlib import Path

from lxml import html

from kb.checks.rule import CHECKS
from kb.model.rules import rules
from tests.project import copy_small, run_kb
from tests.rules.cases import Case

BROKEN = [
    Case("unknown-key", "docs/billing/old-charges.md", old="review_every:", new="review_evry:"),
    Case("unknown-name", "docs/billing/old-charges.md", old='"charge"', new='"charges"'),
    Case("duplicate-key", "macros/data/partners/acme.yml", old="country: US", new="country: US\nname: Emca"),
    Case("hardcoded-phone", "macros/snippets/greeting.md", old="A shared", new="Call 202-555-0199. A shared"),
]


def test_the_good_project_breaks_no_rule(tmp_path: Path) -> None:
    done = run_kb(copy_small(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "site/billing/refunds/index.html").exists()


def test_ids_are_given_once() -> None:
    ids = [rule.id for rule in rules().values()]
    assert len(ids) == len(set(ids)) and all(CHECKS.values())


def test_all_is_reported_in_one_run_and_the_last_good_site_stays(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    assert run_kb(root).returncode == 0
    before = {file: file.read_bytes() for file in (root / "site").rglob("*") if file.is_file()}
    for case in BROKEN:
        case.made(root)
    done = run_kb(root)
    assert done.returncode == 1
    assert all(f" {case.rule}\n" in done.stderr for case in BROKEN)
    assert f"\n{len(BROKEN)} errors in 3 files\n" in done.stderr
    assert {file: file.read_bytes() for file in (root / "site").rglob("*") if file.is_file()} == before
    assert not list(root.glob(".site-*")), "no half-built site may be left lying about"


def test_the_rules_page_shows_each_rule_with_its_examples(site: Path) -> None:
    page = html.fromstring((site / "contribute/rules/index.html").read_text())
    shown = {one.get("id"): one.text_content() for one in page.xpath("//article//h2")}
    examples = {one.text_content().strip("\n") for one in page.xpath("//article//pre")}
    for rule in rules().values():
        assert f"{rule.id} {rule.alias}" in shown[rule.alias]
        assert {rule.incorrect, rule.correct} <= examples
