"""The benches' large site keeps every rule, so that its figures are those of a site that could be published."""

from pathlib import Path

from tests.bench.scale import make_site
from tests.project import run_kb


def test_made_up_site_builds_without_a_diagnostic(tmp_path: Path) -> None:
    root = make_site(tmp_path, articles=80, partners=10)
    done = run_kb(root)
    assert done.returncode == 0, done.stderr
    assert (root / "site/room-1/shelf-1/question-1/index.html").exists()
    assert (root / "site/providers/acme-cable-10/index.html").exists()
