from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.checks.built_site import BuiltSite
from kb.model.project import Project
from tests.project import ROOT, copy_real, run_kb


@pytest.fixture(scope="session")
def project() -> Project:
    return Project.load(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The real site, built by the real command, in a folder of its own."""
    root = copy_real(tmp_path_factory.mktemp("real"))
    done = run_kb(root)
    assert done.returncode == 0, done.stderr
    yield root / "site"


@pytest.fixture(scope="session")
def published(site: Path) -> BuiltSite:
    return BuiltSite(site, "https://help.example.org/")
