"""What set-up installs: pinned exactly, locked with hashes, and from no named place."""

import re

import pytest

from tests.project import ROOT

LOCKS = {"requirements.txt": "requirements.lock", "requirements-dev.txt": "requirements-dev.lock"}


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text().splitlines()
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", "\n".join(lines), flags=re.M))


@pytest.mark.parametrize("direct", LOCKS)
def test_direct_packages_are_pinned_and_locked(direct: str) -> None:
    named = [line for line in (ROOT / direct).read_text().splitlines() if line and not line.startswith(("#", "-r"))]
    assert len(named) == len(pins(direct)), "every line is name==version"
    locked = {name.lower(): version for name, version in pins(LOCKS[direct]).items()}
    assert {name.lower(): version for name, version in pins(direct).items()}.items() <= locked.items()


@pytest.mark.parametrize("lock", LOCKS.values())
def test_the_lock_has_hashes_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text()
    entries = re.split(r"\n(?=[a-z])", text)
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)
    assert "://" not in text and "index-url" not in text and "find-links" not in text
