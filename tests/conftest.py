from pathlib import Path

import pytest
from filelock import FileLock

from kb.checks.built_site import BuiltSite
from kb.model.project import Project
from tests.project import ROOT, copy_real, run_kb


@pytest.fixture(scope="session")
def project() -> Project:
    return Project.load(ROOT)


# What a site's owner may set in the environment.
SETTINGS = {
    "REPO_URL": "https://code.example/team/help",
    "EDIT_URI": "edit/main/docs/",
    "FEEDBACK_EMAIL": "help@example.org",
    "SITE_URL": "https://kb.example/help/",
    "SITE_OWNER": "The help team",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The real site, built by the real command."""
    return _built_once(tmp_path_factory, worker_id, "real")


@pytest.fixture(scope="session")
def configured(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The real site of an owner who has set all that can be set."""
    return _built_once(tmp_path_factory, worker_id, "configured", **SETTINGS)


def _built_once(factory: pytest.TempPathFactory, worker_id: str, name: str, **environment: str) -> Path:
    """Build the real site once for all processes that run tests, which leave it as it is."""
    own = factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    root = shared / name
    with FileLock(shared / f"{name}.lock"):
        if not root.exists():
            done = run_kb(copy_real(root), **environment)
            assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="session")
def published(site: Path) -> BuiltSite:
    return BuiltSite(site, "https://help.example.org/")
