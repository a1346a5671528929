"""One command begins an article: its file, and its lines in navigation, guide and ledger. Nothing else changes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from kb.model.article import split_front_matter
from kb.model.project import GUIDE, LEDGER, SETTINGS
from kb.new_article import _suggested, new_article, to_fill_in
from kb.new_partner import new_partner
from kb.scaffold import UsageError, is_yes, with_line, write_files
from tests.project import copy_small, run_kb_soon

PAGE = "docs/billing/bill-higher.md"
TITLE = "Why is my bill higher?"
ABOUT = "A made-up article about a bill that is higher than the last one, with nothing that is wrong in it."
GIVEN = {
    "section": "billing",
    "title": TITLE,
    "name": "bill-higher",
    "description": ABOUT,
    "sources": "acme-help: bills",
}


class Terminal(io.StringIO):
    """Somebody who can be asked."""

    def isatty(self) -> bool:
        return True


def files_in(root: Path) -> dict[str, bytes]:
    folders = ("docs", "macros/data")
    found = [file for folder in folders for file in (root / folder).rglob("*") if file.is_file()]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in [*found, root / SETTINGS]}


def lines_added(old: bytes, new: bytes) -> list[str]:
    """Return the lines that a file has gained; all others must be what they were, byte by byte."""
    left: Iterator[bytes] = iter(old.splitlines(keepends=True))
    expected, added = next(left, None), []
    for line in new.splitlines(keepends=True):
        if line == expected:
            expected = next(left, None)
        else:
            added.append(line.decode())
    assert expected is None, "a line was lost or changed"
    return added


def test_it_is_filled_in_and_published(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    before = files_in(root)
    assert new_article(root, **GIVEN) == [PAGE, SETTINGS, GUIDE, LEDGER]
    after = files_in(root)
    assert set(after) - set(before) == {PAGE}
    gained = {path: lines_added(before[path], after[path]) for path in before if before[path] != after[path]}
    address = "/billing/bill-higher/"
    assert gained == {
        SETTINGS: ["      - billing/bill-higher.md\n"],
        GUIDE: ["without:\n", "  billing/bill-higher: No question leads to it yet.\n"],
        LEDGER: [
            f"{one}\n"
            for one in (address, *(f"{address}#{p}" for p in ("contact", "next", "steps")), "/go/bill-higher/")
        ],
    }
    front = yaml.safe_load(split_front_matter((root / PAGE).read_text())[0])
    assert (front["title"], front["description"]) == (TITLE, ABOUT)
    assert front["sources"] == [{"id": "acme-help", "part": "bills"}]

    lacks = to_fill_in(root, PAGE)
    assert [one.split()[0].removeprefix(f"{PAGE}:") for one in lacks] == ["5", "6", "7", "10", "16", "18", "20"]
    done = run_kb_soon(root, "check")
    assert done.returncode == 1 and f"\n{len(lacks)} errors in 1 file\n" in done.stderr
    assert all(f"{one.split()[0]}:" in done.stderr for one in lacks), "the check names the same lines"

    text = (root / PAGE).read_text()
    asked = "\n".join(f"  - my bill went up {one}" for one in ("now", "twice", "by a lot", "in may", "for nothing"))
    filled = {"answer:": "answer: Look at it.", "questions:": f"questions:\n{asked}", "topics:": "topics: [billing]"}
    filled |= {"reviewed:": "reviewed: 2026-01-31", "##": "Read your bill."}
    for key, new in filled.items():
        text = re.sub(rf"(?m)^{key}.*$", rf"\g<0>\n\n{new}" if key == "##" else new, text)
    (root / PAGE).write_text(text)
    done = run_kb_soon(root)
    assert done.returncode == 0, done.stderr
    assert (root / "site/go/bill-higher/index.html").exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"section": "biling"}, 'SECTION=biling: one of billing. Did you mean "billing"?'),
        ({"section": "providers"}, "SECTION=providers: one of billing"),
        ({"section": ""}, "SECTION=(nothing)"),
        ({"title": ""}, "TITLE=(nothing): 4 to 70 characters"),
        ({"title": "ask for a REFUND"}, "the title of docs/billing/refunds.md"),
        ({"name": "refunds"}, "NAME=refunds: docs/billing/refunds.md is there already"),
        ({"name": "../refund"}, "NAME=../refund: lower-case letters"),
        ({"name": "was"}, "a page that has moved had that address"),
        ({"description": "Too short."}, "DESCRIPTION=Too short.: 60 to 155 characters, not 10"),
        (
            {"sources": "acme-hlp: bills"},
            'SOURCES=acme-hlp: no source in macros/data/sources.yml. Did you mean "acme-help"?',
        ),
    ],
)
def test_what_cannot_be_begun_is_refused(tmp_path: Path, given: dict[str, str], said: str) -> None:
    root = copy_small(tmp_path)
    old = root / "docs/billing/old-charges.md"
    old.write_text(old.read_text().replace("kind: article", "kind: article\nmoved_from: [billing/was]"))
    before = files_in(root)
    with pytest.raises(UsageError) as refused:
        new_article(root, **{**GIVEN, **given})
    assert said in str(refused.value)
    assert files_in(root) == before


def test_a_terminal_is_asked_for_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_small(tmp_path)
    answers = iter(["bills", "billing", TITLE, "", "", "acme-halp: bills", "acme-help: bills"])
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin", Terminal())

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("builtins.input", answer)
    assert new_article(root)[0] == "docs/billing/why-bill-higher.md"
    assert asked[3] == "File name [why-bill-higher]: "
    said = capsys.readouterr().out
    assert 'Did you mean "billing"?' in said and 'Did you mean "acme-help"?' in said

    answers = iter(["Bolt!", "bolt", "Bolt", "perhaps", "no"])
    assert new_partner(root) == ["macros/data/partners/bolt.yml", "docs/providers/bolt.md"]
    answers = iter(())
    assert len(new_partner(root, "zap", "Zap")) == 2, "nothing is missing"

    def stop(question: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", stop)
    before = files_in(root)
    with pytest.raises(UsageError, match="You stopped it"):
        new_article(root)
    assert files_in(root) == before


def test_a_short_address_that_is_taken_gets_the_section(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    new_article(root, **{**GIVEN, "name": "acme"})
    assert "\nshort: billing-acme\n" in (root / "docs/billing/acme.md").read_text()
    assert "\n/go/billing-acme/\n" in (root / LEDGER).read_text()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What's “Überzug”: a fee — où?", "whats-uberzug-fee-ou"),
        ("Why is my bill higher?", "why-bill-higher"),
        ("…", ""),
    ],
)
def test_a_name_is_made_of_whole_words(title: str, name: str) -> None:
    assert _suggested(title) == name


def test_line_ends_and_remarks_stay(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    settings = (
        (root / SETTINGS)
        .read_bytes()
        .replace(b"old-charges.md\n", b"old-charges.md  # words\n")
        .replace(b"\n", b"\r\n")
    )
    (root / SETTINGS).write_bytes(settings)
    guide = (root / GUIDE).read_bytes() + b"without:\n    index: >-\n      A start,\n      # and\n      no answer.\n"
    (root / GUIDE).write_bytes(guide)
    new_article(root, **GIVEN)
    assert lines_added(settings, (root / SETTINGS).read_bytes()) == ["      - billing/bill-higher.md\r\n"]
    added = lines_added(guide, (root / GUIDE).read_bytes())
    assert added == ["    billing/bill-higher: No question leads to it yet.\n"]
    assert with_line("a", 1, "b") == "a\nb\n"


def test_all_is_written_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "old").write_text("old")
    places = []

    def fail(file: Path, target: Path) -> None:
        places.append(target)
        if len(places) == 3:
            raise OSError(28, "No space left", str(target))
        target.write_bytes(file.read_bytes())

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UsageError, match="No space left"):
        write_files(tmp_path, {"a": "new", "b": "new"}, {"old": "changed"})
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"old": "old"}


def test_yes_and_no() -> None:
    assert [is_yes(one) for one in ("", "0", "no", "False", "1", "yes")] == [False] * 4 + [True] * 2
    with pytest.raises(UsageError):
        is_yes("perhaps")
