"""Each rule of rumdl that is switched on tells its slip at its line, in our words; so does each of our own patterns."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from kb.checks import markdown_form
from kb.checks.context import Context
from kb.model.diagnostic import Diagnostic
from kb.model.project import Project
from tests.project import ROOT, copy_small

PAGE = "docs/billing/refunds.md"
FIRST = 38
# What is typed, and in which of its lines it is told.
SLIPS = {
    "MD001": ("#### More", 1),
    "MD003": ("Keep the cable.\n---", 1),
    "MD005": ("1. a\n 2. b", 2),
    "MD007": ("- a\n  - b\n  - c", 2),
    "MD010": ("- a\n\n\tb", 3),
    "MD011": ("(refunds)[/billing/refunds.md]", 1),
    "MD018": ("##More", 1),
    "MD023": (" ## More", 1),
    "MD030": ("1.Unplug it.\n2.Wait.", 1),
    "MD031": ("Type\n```\ncode\n```", 2),
    "MD032": ("These:\n- a\n- b", 2),
    "MD033": ("Keep it.<br>Then wait.", 1),
    "MD036": ("**If it fails**", 1),
    "MD037": ("Select ** Cancel** now.", 1),
    "MD038": ("Type ` a` now.", 1),
    "MD039": ("See [ refunds ](/billing/refunds.md).", 1),
    "MD042": ("See [refunds]().", 1),
    "MD045": ("![](/assets/logo.svg)", 1),
    "MD046": ("Words.\n\n    Keep the cable.", 3),
    "MD052": ("See [refunds][ref].", 1),
    "MD055": ("| a | b |\n|---|---|\n 1 | 2 |", 3),
    "MD056": ("| a | b |\n|---|---|\n| 1 |", 3),
    "MD058": ("These:\n| a | b |\n|---|---|\n| 1 | 2 |", 2),
    "MD062": ("See [refunds]( /billing/refunds.md ).", 1),
    "MD069": ("- - a", 1),
    "MD075": ("| a | b |\n| 1 | 2 |", 1),
    "MD086": ("<!-- old text", 1),
    "item": ("• a\n• b", 1),
    "task": ("- [ ] a\n- [x] b", 1),
    "tab": ("=== “First”\n\n    Words.", 1),
    "empty": ('=== "First"\n\n  Words.\n\n    More.', 1),
    "indent": ("- a\n\n  b", 3),
    "again": ("1. a\n\nThis takes a while.\n\n2. b", 3),
    "notice": ("!!! wanring\n\n    Keep it.", 1),
    "levels": ("####### More", 1),
    "capitals": ("## IF IT FAILS {: #fails }", 1),
    "comment": ("<!-- Anna: ask Acme -->", 1),
    "tag": ("Words.</div>", 1),
    "entity": ("Wait&nbsp;here.", 1),
    "end": ("Keep it.\\\nWait.", 1),
    "alt": ("![logo.svg](/assets/logo.svg)", 1),
}
FINE = [
    "| a | b |\n|---|---|\n| {{ fact('wait') | upper }} | 2 |",
    "```\n<b>\n1) a\n| b\n```",
    '=== "First"\n\n    1. a\n\n        b\n\n    2. c',
    "Press **OK** & wait, if a < b.",
    "1. a\n2. b\n\n    Words.\n\n3. c",
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_small(tmp_path_factory.mktemp("form"))


def told(root: Path, typed: str) -> list[Diagnostic]:
    page = root / PAGE
    before = page.read_text()
    page.write_text(before.replace("A raw", f"{typed}\n\nA raw"))
    try:
        return list(markdown_form.check(Context(Project.load(root), {})))
    finally:
        page.write_text(before)


def test_each_rule_of_the_settings_has_words_and_a_slip() -> None:
    enabled = tomllib.loads((ROOT / markdown_form.CONFIG).read_text())["global"]["enable"]
    assert set(enabled) == set(markdown_form.WORDS)
    assert set(SLIPS) == set(enabled) | set(markdown_form.OWN)


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_is_told_once_at_its_line(kind: str, small: Path) -> None:
    typed, line = SLIPS[kind]
    diagnostics = told(small, typed)
    assert [(one.path, one.line) for one in diagnostics] == [(PAGE, FIRST + line - 1)]
    expected = (markdown_form.WORDS.get(kind) or markdown_form.OWN[kind][1:])[0]
    assert diagnostics[0].expected == expected + f" (rumdl {kind})" * kind.startswith("MD")
    assert diagnostics[0].fix and diagnostics[0].found in " ".join(typed.split("\n"))


@pytest.mark.parametrize("typed", FINE)
def test_what_is_no_slip_is_not_told(typed: str, small: Path) -> None:
    assert told(small, typed) == []


def test_without_rumdl_or_its_settings_that_is_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = small / markdown_form.CONFIG
    before = settings.read_text()
    settings.write_text(before.replace("MD001", "MD999"))
    [diagnostic] = told(small, "")
    assert (diagnostic.path, diagnostic.line) == (markdown_form.CONFIG, 1) and "MD999" in diagnostic.found
    settings.unlink()
    [diagnostic] = told(small, "")
    assert "not found" in diagnostic.found
    settings.write_text(before)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    [diagnostic] = told(small, "")
    assert "not installed" in diagnostic.found and "make check" in diagnostic.fix
