"""The theme's successor runs no MkDocs hooks: without them the build must give readers the same."""

from __future__ import annotations

import re
from pathlib import Path

from tests.project import copy_real, run_kb

HOOKS = "hooks:\n  - overrides/hooks/preview.py\n"


def _without_blanks(file: Path) -> bytes:
    """Return a file without the blank space around tags, which a hook leaves out of templates."""
    text = file.read_bytes()
    if file.suffix not in (".html", ".xml", ".txt"):
        return text
    return re.sub(rb"\s+", b" ", re.sub(rb"\s*(<[^>]*>)\s*", rb"\1", text))


def test_nothing_that_readers_get_is_made_by_a_hook(site: Path, tmp_path: Path) -> None:
    root = copy_real(tmp_path)
    settings = root / "mkdocs.yml"
    assert HOOKS in settings.read_text()
    settings.write_text(settings.read_text().replace(HOOKS, ""))
    done = run_kb(root)
    assert done.returncode == 0, done.stderr
    files = {one.relative_to(site) for one in site.rglob("*") if one.is_file() and one.suffix != ".gz"}
    assert files == {
        one.relative_to(root / "site") for one in root.glob("site/**/*") if one.is_file() and one.suffix != ".gz"
    }
    other = [str(one) for one in files if _without_blanks(site / one) != _without_blanks(root / "site" / one)]
    assert other == []
