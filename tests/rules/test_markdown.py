"""Each rule of rumdl that is switched on, and each pattern of ours, has a mistake; a missing rumdl is reported."""

import shutil
import tomllib
from pathlib import Path

import pytest

from kb.checks import markdown
from kb.checks.patterns import patterns
from kb.model.diagnostic import Diagnostic
from tests.project import ROOT, copy_small
from tests.rules.cases import cases, reported


def test_each_has_words_and_a_mistake() -> None:
    enabled = tomllib.loads((ROOT / markdown.CONFIG).read_text())["global"]["enable"]
    assert set(enabled) == set(patterns("rumdl"))
    own = [row.expected for section in markdown.SECTIONS for row in patterns(section).values()]
    wanted = {*(f"(rumdl {name})" for name in enabled), *own}
    assert wanted <= {words for one in cases("small") if one.rule == "markdown-format" for words in one.says}


def test_without_rumdl_or_its_settings_that_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_small(tmp_path)

    def only() -> Diagnostic:
        [diagnostic] = reported(root)
        assert (diagnostic.path, diagnostic.line) == (markdown.CONFIG, 1)
        return diagnostic

    settings = root / markdown.CONFIG
    before = settings.read_text()
    settings.write_text(before.replace("MD001", "MD999"))
    assert "MD999" in only().found
    settings.unlink()
    assert "not found" in only().found
    settings.write_text(before)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    found = only()
    assert "not installed" in found.found and "make check" in found.fix
