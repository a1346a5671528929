"""A large site is rendered by several processes: the result and the errors are those of one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kb.parallel import processes
from tests.project import copy_real, run_kb

# As if the project were large.
IN_PARTS = """
import sys
from pathlib import Path
import kb.build, kb.checks.built_site, kb.render, kb.search.index
for module in (kb.checks.built_site, kb.render, kb.search.index):
    module.FEWEST = 10
sys.exit(kb.build.build(Path.cwd()))
"""


def build_in_parts(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", IN_PARTS]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.skipif(processes(100, 10) < 2, reason="one processor only, or no copies of processes")
def test_several_processes_make_the_same_site(tmp_path: Path) -> None:
    root = copy_real(tmp_path)
    assert run_kb(root).returncode == 0
    whole = {file.relative_to(root / "site"): file for file in (root / "site").rglob("*") if file.is_file()}
    made = {name: file.read_bytes() for name, file in whole.items() if name.suffix in (".html", ".json", ".xml")}
    assert build_in_parts(root).returncode == 0
    assert {file.relative_to(root / "site") for file in (root / "site").rglob("*") if file.is_file()} == set(whole)
    assert [str(name) for name, text in made.items() if (root / "site" / name).read_bytes() != text] == []


@pytest.mark.skipif(processes(100, 10) < 2, reason="one processor only, or no copies of processes")
def test_several_processes_tell_each_diagnostic_once(tmp_path: Path) -> None:
    root = copy_real(tmp_path)
    for name in ("billing/refunds", "cancel/pause", "household/index"):
        page, links = (
            root / f"docs/{name}.md",
            "See [nothing](/billing/nothing.md) and [nowhere](/billing/refunds.md#nowhere).",
        )
        body, foot, rest = page.read_text().partition("\n{{ article_foot() }}\n")
        page.write_text(f"{body}\n{links}\n{foot}{rest}")
    done = build_in_parts(root)
    assert done.returncode == 1
    assert run_kb(root).stderr == done.stderr
    assert done.stderr.count("KB201 dead-link") == 3
    assert not (root / "site").exists()
