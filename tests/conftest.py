from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from kb.checks.built_site import BuiltSite
from kb.model.project import Project
from tests.project import ROOT, copy_real, run_kb


@pytest.fixture(scope="session")
def project() -> Project:
    return Project.load(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The real site, built by the real command: once for all processes that run tests, which leave it as it is."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    root = shared / "real"
    with FileLock(shared / "real.lock"):
        if not root.exists():
            done = run_kb(copy_real(root))
            assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="session")
def published(site: Path) -> BuiltSite:
    return BuiltSite(site, "https://help.example.org/")
