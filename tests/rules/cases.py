"""Single mistakes of editors, from ``tests/cases/``: what is changed in a project, and where it must be reported.

Each file holds cases by rule: ``small.yml`` on the made-up project, ``real.yml`` on the real one, both without a build;
``small-site.yml`` and ``real-site.yml`` what only a built site shows.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import cycle, zip_longest
from pathlib import Path

import yaml

from kb.model.diagnostic import Diagnostic
from kb.stages import Build
from tests.project import ROOT, run_kb

FOLDER = ROOT / "tests/cases"
PAGE = "docs/billing/refunds.md"
# Where a case's `body` is typed into a page: as a paragraph above this.
BEFORE = {"small": "A raw", "real": "{{ article_foot() }}"}


@dataclass(frozen=True)
class Case:
    """One mistake: in a file, one text is replaced by another.

    Args:
        rule: the rule that must report it; ``none`` for what is no mistake.
        file: where it is made; of the real project's articles the next one, where it is left out.
        body: a paragraph that is typed into the page, instead of ``old`` and ``new``.
        old: the text that is replaced; empty for a whole new file.
        match: instead of ``old``, a pattern of what is replaced, wherever it stands: for what editors may change.
        new: the text that takes its place; with an empty ``old`` too, the file is gone, or renamed to ``moved``.
        line: the line at which it must be reported; otherwise the first one that differs.
        at: a text in the line at which it must be reported.
        where: the file in which it must be reported, if that is another one.
        says: words of the message.
        most: how many messages it may cause.
        alone: whether it changes so much that no other case can be made beside it.
    """

    rule: str
    file: str = ""
    body: str = ""
    old: str = ""
    match: str = ""
    new: str = ""
    moved: str = ""
    line: int = 0
    at: str = ""
    where: str = ""
    says: tuple[str, ...] = ()
    most: int = 3
    alone: bool = False

    @property
    def name(self) -> str:
        """What a test's name shows of it."""
        what = (self.body or self.new or self.moved or f"without {self.file}").strip().split("\n")[0]
        return f"{self.rule}: {what[:50]}"

    def made(self, root: Path) -> tuple[str, int]:
        """Make the mistake in a copy of a project, and return the file and line at which it must be reported."""
        path = root / self.file
        before = path.read_bytes().decode().replace("\r\n", "\n") if path.exists() else ""
        after = before.replace(self.old, self.new, 1) if self.old else self.new
        if self.match:
            after, count = re.subn(self.match, self.new, before)
            assert count, f"{self.file} has nothing like {self.match!r}"
        if self.moved:
            path.rename(root / self.moved)
        elif not (self.old or self.match or self.new):
            path.unlink()
        else:
            assert self.old in before, f"{self.file} has no {self.old!r}"
            path.parent.mkdir(exist_ok=True)
            # A lone byte such as \udce9 is written as it is: not UTF-8.
            path.write_bytes(after.encode(errors="surrogateescape"))
        where = self.where or self.moved or self.file
        if where != self.file:
            after = (root / where).read_text(encoding="utf-8")
            before = after
        lines = zip_longest(after.split("\n"), before.split("\n"), fillvalue="")
        wanted = (n for n, (now, was) in enumerate(lines, start=1) if (self.at in now if self.at else now != was))
        return where, self.line or next(wanted, 1)


def cases(name: str) -> list[Case]:
    """Return the cases of one file of ``tests/cases/``, each with a file of the project."""
    table = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    rows = [Case(rule, **{**row, "says": tuple(row.get("says", ()))}) for rule, rows in table.items() for row in rows]
    kind = name.partition("-")[0]
    pages = _articles({one.file for one in rows}) if kind == "real" else cycle([PAGE])
    rows = [one if one.file else replace(one, file=next(pages)) for one in rows]
    before = BEFORE[kind]
    return [replace(one, old=before, new=f"{one.body}\n\n{before}") if one.body else one for one in rows]


def _articles(taken: set[str]) -> Iterator[str]:
    """Give ordinary articles, one after the other, so that many mistakes find a place on one site."""
    every = [file for file in sorted((ROOT / "docs").rglob("*.md")) if "kind: article" in file.read_text()]
    names = [file.relative_to(ROOT).as_posix() for file in every]
    return cycle(name for name in names if name not in taken)


def groups(some: Iterable[Case]) -> list[list[Case]]:
    """Share cases out over as few projects as can be, so that each is made in a file of its own."""
    shared: list[list[Case]] = []
    for one in some:
        touched = {one.file, one.where} - {""}
        fitting = (group for group in shared if not any({other.file, other.where} & touched for other in group))
        group = next((group for group in fitting if not (one.alone or group[0].alone)), None)
        if group is None:
            shared.append([one])
        else:
            group.append(one)
    return shared


@contextmanager
def made(root: Path, some: Iterable[Case]) -> Iterator[list[tuple[str, int]]]:
    """Make mistakes in a copy of a project, give where they must be reported, and undo them."""
    paths = [root / name for one in some for name in (one.file, one.moved) if name]
    before = {path: path.read_bytes() if path.exists() else None for path in paths}
    try:
        yield [one.made(root) for one in some]
    finally:
        for path, data in before.items():
            path.unlink(missing_ok=True) if data is None else path.write_bytes(data)


def reported(root: Path) -> list[Diagnostic]:
    """Return what the stage of the sources reports of a project."""
    return Build(root).source_errors


def built(root: Path) -> list[Diagnostic]:
    """Return what the whole check reports of a project."""
    done = run_kb(root, "check", "--format", "json")
    assert "Traceback" not in done.stderr and done.stdout.startswith("["), done.stderr
    keys = ("file", "line", "column", "rule", "found", "expected", "suggestion", "fix")
    return [Diagnostic(*(one[key] for key in keys)) for one in json.loads(done.stdout)]
