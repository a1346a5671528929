"""Runs MkDocs: on a large site in several processes, each for a part of the pages."""

from __future__ import annotations

import logging
import os
import traceback
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, TemplateSyntaxError
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from kb.model.project import SETTINGS, Project
from kb.parallel import in_parallel, processes

# Each process reads the settings and every page's front matter: with fewer pages that costs more than it saves.
MIN_ITEMS = 100
# What macros and rules look at of the settings.
SHARED = ("site_name", "site_url", "repo_url", "edit_uri", "extra", "nav")


@dataclass
class Rendered:
    """What became of a run.

    Args:
        config: those of MkDocs's settings that macros and rules look at; empty where they could not be read.
        warnings: what MkDocs and its plugins warned of, as logger's name and message.
        crash: why there is no site: the error's type and its words, and the file and line of a template that raised it.
    """

    config: Mapping[str, Any] = field(default_factory=dict)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    crash: tuple[str, str, str, int] | None = None


class _Warnings(logging.Handler):
    """Keeps what MkDocs and its plugins warn of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.met: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.met.append((record.name, record.getMessage()))


def render(project: Project, folder: Path) -> Rendered:
    """Run MkDocs into a new folder.

    Args:
        project: the loaded project; the macros work on it.
        folder: an empty folder.
    """
    parts = processes(len(project.articles), MIN_ITEMS)
    project.share()
    try:
        done = in_parallel(partial(_render_part, project.root, folder, parts), range(parts), parts)
    finally:
        project.unshare()
    crash = next((one for one in done if one.crash), done[0])
    warnings = list(dict.fromkeys(warning for one in done for warning in one.warnings))
    return Rendered(done[0].config, warnings, crash.crash)


def _render_part(root: Path, folder: Path, parts: int, part: int) -> Rendered:
    handler = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.propagate = False
    result = Rendered(warnings=handler.met)
    try:
        # Not strict here: all errors are collected first, then none is let through.
        settings = load_config(str(root / SETTINGS), site_dir=str(folder), strict=False)
        result.config = settings
        _list_no_icons(settings.theme)
        settings.plugins.on_startup(command="build", dirty=False)
        try:
            if parts > 1:
                _keep_to_part(part, parts)
            mkdocs_build.build(settings)
        finally:
            settings.plugins.on_shutdown()
    except (Exception, Abort) as error:  # a slip in a file may make MkDocs or a plugin raise anything
        result.crash = (type(error).__name__, str(error), *_raised_in(error, root))
    finally:
        logger.removeHandler(handler)
        result.config = {key: result.config[key] for key in SHARED if key in result.config}
    return result


class _Loader(FileSystemLoader):
    """Lists a theme's files without the hidden folders."""

    def list_templates(self) -> list[str]:
        """Return their paths, each once."""
        found = set()
        for root in self.searchpath:
            for folder, folders, files in os.walk(root):
                folders[:] = [one for one in folders if not one.startswith(".")]
                found |= {Path(folder, file).relative_to(root).as_posix() for file in files}
        return sorted(found)


def _list_no_icons(theme: Any) -> None:
    """Let MkDocs list a theme's files faster: it looks at 14,000 icons only to leave out each."""
    get_env = theme.get_env

    def get_quick_env() -> Any:
        env = get_env()
        env.loader = _Loader(theme.dirs)
        return env

    theme.get_env = get_quick_env


def _raised_in(error: BaseException, root: Path) -> tuple[str, int]:
    """Return the file and the line of the template or hook that raised an error; for any other error the settings."""
    frames = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        frames.append((error.filename or "", error.lineno))
    own = [(Path(name), line) for name, line in frames if Path(name).is_relative_to(root / "overrides")]
    return (own[-1][0].relative_to(root).as_posix(), own[-1][1]) if own else (SETTINGS, 1)


def _keep_to_part(part: int, parts: int) -> None:
    """Let MkDocs, in this process, render only every so many pages. Of the others it knows what menus show: the titles.

    It has no setting for that, so two of its functions are wrapped. What it then cannot say, whether a link's anchor
    stands on a page of another part, the rules look up in the built pages.
    """
    populate, build = mkdocs_build._populate_page, mkdocs_build._build_page

    def is_ours(page: Any) -> bool:
        return zlib.crc32(page.file.src_uri.encode()) % parts == part

    def populate_ours(page: Any, config: Any, *rest: Any) -> None:
        if is_ours(page):
            populate(page, config, *rest)
        else:
            page.read_source(config)

    def build_ours(page: Any, *rest: Any, **more: Any) -> None:
        if is_ours(page):
            build(page, *rest, **more)

    mkdocs_build._populate_page, mkdocs_build._build_page = populate_ours, build_ours  # type: ignore[assignment]
    # The folder is new, and another part may have written to it.
    mkdocs_build.utils.clean_directory = lambda directory: None
