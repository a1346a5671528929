"""What a change does to the pages that readers see: two revisions, each built by its own code and compared."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kb.model.project import CHANGES, Project
from kb.page_text import read_site
from kb.search.bundle import ENGINE

NOTHING = "Readers see no difference."
# What set-up made: a revision's build borrows it.
BORROWED = ("node_modules", "dist")
SENTENCE = re.compile(r"(?<=[.?!]) +")
TEXT = "Text"


class CannotCompareError(Exception):
    """Two revisions cannot be compared; the message says why, for people."""


class Revision(NamedTuple):
    """A revision that has been built; see ``read_site`` for its pages and redirects."""

    project: Project
    pages: dict[str, list[str]]
    redirects: dict[str, str]


def impact(root: Path, base: str = "", head: str = "") -> int:
    """Print what a change does to the site, and return 0 when the two could be compared, whatever was found; else 1.

    Left out, the revision before is where the work left the main branch, and the one after is the working tree.
    """
    try:
        after = commit(root, head) if head else None
        before = commit(root, base) if base else default_base(root, after or "HEAD")
        # The folder's name may be a link, and a build names its files by their true place.
        with TemporaryDirectory(prefix="impact-") as name, ThreadPoolExecutor(2) as pool:
            folder = Path(name).resolve()
            revisions = [("base", before, base or before[:10]), ("head", after, head or "The working tree")]
            # Each build is a process of its own: two at once take little longer than one.
            built = pool.map(lambda one: _build(root, folder / one[0], *one[1:]), revisions)
            print(report(compare(*built)))
    except (CannotCompareError, OSError) as error:
        print(f"Nothing was compared. {error}", file=sys.stderr)
        return 1
    return 0


def commit(root: Path, revision: str) -> str:
    """Return the id of a revision such as ``HEAD~1``.

    Raises:
        CannotCompareError: there is no repository, or no such revision in it.
    """
    _git(root, "rev-parse", "--git-dir")
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", check=False)
    if not found:
        raise CannotCompareError(f"There is no revision `{revision}` here. Is its history fetched?")
    return found.decode().strip()


def default_base(root: Path, head: str) -> str:
    """Return the commit at which the work left the main branch, whatever its name.

    Raises:
        CannotCompareError: there is no repository, no main branch, or no commit in common with it.
    """
    _git(root, "rev-parse", "--git-dir")
    for main in ("origin/HEAD", "origin/main", "main"):
        if found := _git(root, "merge-base", main, head, check=False):
            return found.decode().strip()
    raise CannotCompareError(
        "No main branch shares a commit with the work here. Run `git fetch --unshallow`, or name a revision to "
        "compare with: make impact BASE=…"
    )


def _git(root: Path, *arguments: str, check: bool = True) -> bytes:
    """Return what Git prints; nothing where it fails and that may be."""
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    if done.returncode and check:
        raise CannotCompareError(f"Git says: {done.stderr.decode(errors='replace').strip() or 'nothing'}")
    return b"" if done.returncode else done.stdout


def _build(root: Path, folder: Path, revision: str | None, name: str) -> Revision:
    """Build a commit, or the working tree with what is not committed yet, in a new folder and with its own code."""
    folder.mkdir()
    if revision:
        with zipfile.ZipFile(io.BytesIO(_git(root, "archive", "--format=zip", revision))) as files:
            files.extractall(folder)
    else:
        for path in _git(root, "ls-files", "-z", "-co", "--exclude-standard").decode().rstrip("\0").split("\0"):
            if (root / path).is_file() and not (root / path).is_symlink():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / path, folder / path)
    engine = folder / ENGINE.relative_to(Path(__file__).parents[1])
    for borrowed in BORROWED:
        if engine.is_dir() and (ENGINE / borrowed).exists() and not (engine / borrowed).exists():
            (engine / borrowed).symlink_to(ENGINE / borrowed)
    environment = {**os.environ, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotCompareError(f"{name} does not build:\n\n{(done.stderr or done.stdout).strip()}")
    return Revision(Project.load(folder), *read_site(folder / "site"))


def compare(base: Revision, head: Revision) -> dict[str, list[str]]:
    """Return what a change does to the site, by section: an entry for each thing, with the pages that show it."""
    before, after = base.pages, head.pages
    old, new = _values(base.project), _values(head.project)
    facts = [(name, old.get(name), new.get(name)) for name in old | new if old.get(name) != new.get(name)]
    logged = {(one.fact, one.after) for one in head.project.changes}
    moved = {url: to for url, to in head.redirects.items() if base.redirects.get(url) != to}
    # A page that went into one that was there already is no earlier text of that one.
    renamed = {to: url for url, to in moved.items() if url in before and to not in before}
    texts: dict[tuple[str, str], list[str]] = {}
    for url, blocks in after.items():
        for pair in _differences(before.get(renamed.get(url, url), blocks), blocks):
            texts.setdefault(pair, []).append(f"/{url}")
    return {
        f"{CHANGES} lacks": [name for name, was, now in facts if was and now and (name, now) not in logged],
        "Facts": [f"{name}: {was or '(new)'} → {now or '(gone)'}" for name, was, now in facts],
        "Pages added": [f"/{url}" for url in after if url not in before and url not in renamed],
        "Pages removed": [f"/{url}" for url in before if url not in after and url not in head.redirects],
        "Pages moved": [f"/{url} → /{to}" for url, to in moved.items()],
        TEXT: [
            f"Before: {was or '(nothing)'}\nAfter: {now or '(nothing)'}\nOn {', '.join(dict.fromkeys(pages))}"
            # What stands on most pages first.
            for (was, now), pages in sorted(texts.items(), key=lambda one: -len(one[1]))
        ],
    }


def _values(project: Project) -> dict[str, str]:
    """Return what each fact and contact of the records says, by its name."""
    facts = {name: one.value for name, one in project.facts.items()}
    contacts = [(f"{one.id}.{name}", way) for one in project.partners.values() for name, way in one.contacts.items()]
    return facts | {name: way.shown or way.address or way.text or "" for name, way in contacts}


def _differences(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give each sentence or link that differs, before and after."""
    old, new = ([part for text in texts for part in SENTENCE.split(text)] for texts in (before, after))
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = old[start:end], new[new_start:new_end]
        if kind == "equal":
            continue
        if len(was) == len(now):  # each has become the one in its place
            yield from zip(was, now, strict=True)
        else:
            yield "\n".join(was), "\n".join(now)


def report(sections: dict[str, list[str]]) -> str:
    """Return what a change does as people read it: how much of each, and then each."""
    counts = [f"{title}: {len(entries)}" for title, entries in sections.items() if entries]
    lines = ["; ".join(counts) or NOTHING]
    for title, entries in sections.items():
        lines += ["", title] if entries else []
        lines += ["  - " + entry.replace("\n", "\n    ") for entry in entries]
    return "\n".join(lines)
