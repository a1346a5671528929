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
from mkdocs.exceptions import Abort, MkDocsException
from yaml import YAMLError

from kb.checks import report, run
from kb.checks.context import Context
from kb.checks.published import Published
from kb.model.faults import Fault
from kb.model.project import Project
from kb.model.yamlfile import read_yaml
from kb.publish.search import complete_index

__all__ = ["build", "faults_of", "report"]


class _Warnings(logging.Handler):
    """Keeps what MkDocs and its plugins warn of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.met: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.met.append((record.name, record.getMessage()))


def faults_of(
    root: Path, folder: Path | None, config: Mapping[str, Any], warnings: list[tuple[str, str]] | None = None
) -> list[Fault]:
    """Return every fault of a project and of the site that was built from it.

    Args:
        root: the project's folder.
        folder: the built site, or None where nothing was built.
        config: MkDocs's configuration.
        warnings: what MkDocs warned of, as logger's name and message.
    """
    from macros.registry import MACROS, Site

    project = Project.load(root)
    if folder:
        complete_index(folder, project)
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
        return 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _build_into(folder: Path, root: Path) -> list[Fault]:
    """Run MkDocs into a folder and return every fault of the sources and of the result."""
    handler = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        # Not strict here: all faults are collected first, then none is let through.
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder), strict=False)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build.build(config)
        finally:
            config.plugins.on_shutdown()
    except (MkDocsException, YAMLError, Abort) as error:
        return _configuration_faults(root, error, handler.met)
    finally:
        logger.removeHandler(handler)
    return faults_of(root, folder, config, handler.met)


def _configuration_faults(root: Path, error: BaseException, met: list[tuple[str, str]]) -> list[Fault]:
    """Say why MkDocs could not even begin, and what is wrong in the other files."""
    read = read_yaml((root / "mkdocs.yml").read_text(encoding="utf-8"), "mkdocs.yml").faults
    # MkDocs's own tags (!ENV …) are unknown to a plain reader; that is no fault of the file.
    faults = [one for one in read if "constructor for the tag" not in one.found]
    if not any(one.rule == "yaml-syntax" for one in faults):
        why = "; ".join([message for _, message in met] + [str(error)])
        faults.append(Fault("mkdocs.yml", 1, 1, "build-warning", why, "a configuration that MkDocs accepts"))
    return faults + faults_of(root, None, {})


def _swap(new: Path, site: Path) -> None:
    """Put a finished site in place: two renames, so that no half-written site is ever seen."""
    new.chmod(0o755)
    old = new.with_name(new.name + "-old")
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
