"""What changed: the record and the page, in a made-up project; the real site invents nothing."""

from pathlib import Path

import pytest
from lxml import html

from kb.model.project import CHANGES, LEDGER, Project
from kb.stages import Build
from tests.project import SMALL, copy_small, run_kb

PAGE = """\
---
title: What changed
description: A made-up page of the facts that are no longer what this made-up site said of them before.
kind: tool
---

{{ fact_changes() }}
"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_small(tmp_path_factory.mktemp("changed"))
    (root / LEDGER).unlink()
    (root / "docs/agents").mkdir()
    (root / "docs/agents/changes.md").write_text(PAGE)
    with (root / "mkdocs.yml").open("a") as nav:
        nav.write("  - agents/changes.md\n")
    done = run_kb(root)
    assert done.returncode == 0, done.stderr
    return root / "site"


def test_the_page_tells_the_newest_first_with_before_after_where_and_why(changed: Path) -> None:
    page = html.parse(str(changed / "agents/changes/index.html"))
    found = [" ".join(one.text_content().split()).rstrip("#") for one in page.xpath("//article//h2")]
    assert found == ["January 31, 2026: Acme support", "January 30, 2026: How long to wait"]
    text = " ".join(page.xpath("string(//article)").split())
    assert "Acme & Co moved. Before: 202-555-0177 Now: 202-555-0143 Source: Acme, Acme help (contact)" in text
    assert "Before: 10 hours Now: 12 hours Where: Ask for a refund Source:" in text
    assert page.xpath("//article//a[@href='../../billing/refunds/']")
    assert not page.xpath("//article//a[starts-with(@href, 'tel:')]"), "nobody calls an old number from here"


@pytest.mark.parametrize(
    ("old", "new", "rule", "line", "words"),
    [
        ("fact: acme.support", "fact: acme.suport", "unknown-reference", 9, "acme.support"),
        ("fact: acme.support", "fact: amce.support", "unknown-reference", 9, "acme.support"),
        ("id: acme-help, part: w", "id: acme-halp, part: w", "unknown-reference", 6, "acme-help"),
        ("date: 2026-01-30", "date: 2999-01-30", "wrong-value", 1, "not in the future"),
        ("date: 2026-01-30", "date: January", "wrong-value", 1, "a day such as"),
        ("before: 10", "befor: 10", "unknown-key", 3, "before"),
        ("  after: 12 hours\n", "", "missing-key", 1, "`after`"),
        ("after: 12", "after: 10", "wrong-value", 4, "other words than in `before`"),
        ("10 hours", '"10 \\a"', "wrong-value", 3, r"plain words without '\x07'"),
        ("10 hours", "[10 hours]", "wrong-value", 3, "text"),
        ("fact: acme.support", "fact: wait", "duplicate-key", 9, "first in line 2"),
        ("why: Acme & Co moved.", "why: Call 202-555-0143.", "hardcoded-phone", 12, "no number in text"),
    ],
)
def test_a_slip_is_told_at_its_line(old: str, new: str, rule: str, line: int, words: str, tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    text = (root / CHANGES).read_text()
    assert old in text
    text = text.replace(old, new, 1)
    if rule == "duplicate-key":
        text = text.replace("2026-01-31", "2026-01-30")
    (root / CHANGES).write_text(text)
    (found,) = Build(root).source_errors
    assert (found.path, found.line, found.rule) == (CHANGES, line, rule)
    assert words in f"{found.expected} {found.found} {found.suggestion}"


def test_a_fact_of_a_broken_record_is_told_once(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    acme = root / "macros/data/partners/acme.yml"
    acme.write_text(acme.read_text().replace("role: provider", "role: providor"))
    assert [one.rule for one in Build(root).source_errors] == ["wrong-value"]


def test_facts_contacts_pages_and_questions_have_names() -> None:
    names = Project.load(SMALL).fact_names
    assert names["wait"] == "How long to wait" and names["acme.support"] == "Acme support"
    assert names["acme.home"] == "Acme: acme.example" and names["acme.plan_change"].startswith("Acme: whether")
    assert "flix.plan_change" not in names, "a company without offers has no such answer"


def test_the_real_site_tells_no_change_that_it_has_no_record_of(site: Path, project: Project) -> None:
    page = html.parse(str(site / "agents/changes/index.html"))
    assert len(page.xpath("//article//h2")) == len(project.changes)
    said = "No fact has changed since the first edition" in page.xpath("string(//article)")
    assert said == (not project.changes)
    assert html.parse(str(site / "agents/index.html")).xpath("//article//a[@href='changes/']")
