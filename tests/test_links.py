"""The list of outside addresses: complete, and true about what hangs on each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.links import outside_links
from kb.model.project import Project
from tests.project import ROOT, copy_small, run_kb


@pytest.fixture(scope="module")
def rows() -> dict[str, tuple[str, str]]:
    done = run_kb(ROOT, "links")
    assert done.returncode == 0, done.stderr
    return {address: (place, names) for address, place, names in (row.split("\t") for row in done.stdout.splitlines())}


def test_every_outside_address_is_listed(rows: dict[str, tuple[str, str]]) -> None:
    typed = {
        match[1]
        for path in (ROOT / "macros/data").rglob("*.yml")
        for match in re.finditer(r"^\s+url: (\S+)$", path.read_text(), flags=re.M)
    }
    assert set(rows) == typed
    for address, (place, _) in rows.items():
        path, line = place.split(":")
        assert address in (ROOT / path).read_text().splitlines()[int(line) - 1]


def test_what_names_an_address_is_told(rows: dict[str, tuple[str, str]]) -> None:
    names = rows["https://help.netflix.com/node/478866502177382"][1].split(", ")
    assert {
        "macros/data/facts.yml (plan-change-wait)",
        "macros/data/partners/optimum.yml",
        "docs/packages/change-plan.md",
    } <= set(names)
    assert "docs/about/index.md" not in names and len(names) == len(set(names))
    assert "docs/sign-in/reset-password.md" in rows["https://netflix.com/loginhelp"][1].split(", ")


def test_an_address_that_belongs_to_nothing_is_left_to_the_check(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    (root / "macros/data/facts.yml").write_text("url: https://acme.example/nothing\n")
    assert "https://acme.example/nothing" not in outside_links(Project.load(root))
