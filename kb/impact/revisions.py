"""Revisions of the project, each in a folder of its own and built by its own code. The working tree stays as it is."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from kb.search.bundle import ENGINE

# What set-up made: a revision's build borrows it.
MADE = ("node_modules", "dist")


class CannotCompareError(Exception):
    """Two revisions cannot be compared; the message says why, for people."""


def default_base(root: Path, head: str = "HEAD") -> str:
    """Return the commit at which the work left the main branch.

    Args:
        root: the project's folder.
        head: the work's last commit.

    Raises:
        CannotCompareError: there is no repository, or no common commit.
    """
    for main in ("origin/main", "main"):
        if _git(root, "rev-parse", "--verify", "--quiet", main, check=False):
            found = _git(root, "merge-base", main, head, check=False).decode().strip()
            if not found:
                raise CannotCompareError(f"{head} and {main} have no commit in common: fetch more of the history.")
            return found
    return commit(root, head)


def commit(root: Path, revision: str) -> str:
    """Return the id of a revision.

    Args:
        root: the project's folder.
        revision: as it was typed, such as ``HEAD~1``.

    Raises:
        CannotCompareError: there is no repository, or no such revision in it.
    """
    _git(root, "rev-parse", "--git-dir")
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", check=False)
    if not found:
        raise CannotCompareError(f"There is no revision `{revision}` here. Is its history fetched?")
    return found.decode().strip()


def unpack(root: Path, revision: str | None, folder: Path) -> None:
    """Write the files of a revision into a folder.

    Args:
        root: the project's folder.
        revision: a commit; None for the working tree, with what is not committed yet.
        folder: an empty folder.

    Raises:
        CannotCompareError: Git cannot give them.
    """
    if revision:
        with zipfile.ZipFile(io.BytesIO(_git(root, "archive", "--format=zip", revision))) as files:
            files.extractall(folder)
    else:
        for name in _git(root, "ls-files", "-z", "-co", "--exclude-standard").decode().split("\0"):
            source = root / name
            if name and source.is_file() and not source.is_symlink():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, folder / name)
    engine = folder / ENGINE.relative_to(Path(__file__).parents[2])
    for made in MADE:
        if engine.is_dir() and (ENGINE / made).exists() and not (engine / made).exists():
            (engine / made).symlink_to(ENGINE / made)


def build(folder: Path, name: str) -> None:
    """Build a revision with its own code.

    Args:
        folder: its files.
        name: what people call it.

    Raises:
        CannotCompareError: it has errors; they are in the message.
    """
    environment = {**os.environ, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotCompareError(f"{name} does not build:\n\n{(done.stderr or done.stdout).strip()}")


def _git(root: Path, *arguments: str, check: bool = True) -> bytes:
    """Return what Git prints; nothing where it fails and that may be."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except OSError as error:
        raise CannotCompareError(f"Git cannot be run: {error}.") from None
    if done.returncode and check:
        raise CannotCompareError(f"Git says: {done.stderr.decode(errors='replace').strip() or 'nothing'}")
    return b"" if done.returncode else done.stdout
