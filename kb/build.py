"""Builds the site, or nothing: the one place where the machinery meets MkDocs."""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from kb.checks import report, run
from kb.checks.context import Context
from kb.checks.published import Published
from kb.model.faults import Fault
from kb.model.project import SETTINGS, Project
from kb.publish.short import write_short_addresses
from kb.search.publish import publish_search

__all__ = ["build", "faults_of", "report"]


class _Warnings(logging.Handler):
    """Keeps what MkDocs and its plugins warn of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.met: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.met.append((record.name, record.getMessage()))


def faults_of(
    project: Project, folder: Path | None, config: Mapping[str, Any], warnings: list[tuple[str, str]] | None = None
) -> list[Fault]:
    """Return every fault of a project and of the site that was built from it.

    Args:
        project: the loaded project.
        folder: the built site, or None where nothing was built.
        config: MkDocs's configuration, or an empty mapping where it could not be read.
        warnings: what MkDocs warned of, as logger's name and message.
    """
    from macros.registry import MACROS, Site

    published = Published(folder, config.get("site_url") or "") if folder else None
    blocks = frozenset(one.name for one in MACROS.values() if one.block)
    macros = Site(project, config).functions()
    return run(Context(project, macros, blocks, config.get("nav"), published, warnings or []))


def build(root: Path, publish: bool = True) -> int:
    """Build the site into a new folder, check it, and only then put it in the place of the last one.

    Args:
        root: the project's folder.
        publish: whether to replace ``site/``; without it the site is only checked.

    Returns:
        0 when all is well. 1 when anything is wrong: every fault is printed and ``site/`` stays as it was.
    """
    folder = Path(tempfile.mkdtemp(prefix=".site-", dir=root))
    try:
        faults = _build_into(folder, root)
        if faults:
            print(report(faults), file=sys.stderr)
            print("Nothing was published. The last good site stays as it was.", file=sys.stderr)
            return 1
        if publish:
            _swap(folder, root / "site")
        print("All is well." + (" The site is in site/." if publish else ""))
        return 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _build_into(folder: Path, root: Path) -> list[Fault]:
    """Run MkDocs into a folder and return every fault of the sources and of the result."""
    handler = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.propagate = False
    config: Mapping[str, Any] = {}
    crash: Exception | None = None
    try:
        # Not strict here: all faults are collected first, then none is let through.
        config = settings = load_config(str(root / SETTINGS), site_dir=str(folder), strict=False)
        settings.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build.build(settings)
        finally:
            settings.plugins.on_shutdown()
    except (Exception, Abort) as error:  # a slip in a file may make MkDocs or a plugin raise anything
        crash = error
    finally:
        logger.removeHandler(handler)
    project = Project.load(root)
    if crash is None:
        publish_search(folder, project)
        write_short_addresses(folder, project, config.get("site_url") or "")
        return faults_of(project, folder, config, handler.met)
    # The rules say it better, at its line. Where they see nothing, the crash itself is told.
    return faults_of(project, None, config) or [_crash(crash, handler.met)]


def _crash(error: Exception, met: list[tuple[str, str]]) -> Fault:
    """Tell why MkDocs could not build, in the last words of each of its messages."""
    words = [message.strip().split("\n")[-1] for message in [*[text for _, text in met], str(error)]]
    why = "; ".join(word for word in dict.fromkeys(words) if word)
    return Fault(SETTINGS, 1, 1, "build-warning", f"{type(error).__name__}: {why}", "settings that MkDocs accepts")


def _swap(new: Path, site: Path) -> None:
    """Put a finished site in place: two renames, so that no half-written site is ever seen."""
    new.chmod(0o755)
    old = new.with_name(new.name + "-old")
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
