"""Thin MkDocs hooks. They serve the preview, MkDocs's own checks and the size of pages; no reader depends on them."""

from __future__ import annotations

import logging
import re
import threading
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

log = logging.getLogger("mkdocs.hooks.preview")


class BytecodeInMemory(BytecodeCache):
    """Keeps compiled templates from one build of a preview to the next, until their source changes."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what was compiled of it.

        Args:
            bucket: the template; it checks by itself whether its source is still the same.
        """
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled of a template.

        Args:
            bucket: the template.
        """
        self._kept[bucket.key] = bucket.bytecode_to_string()


# Seconds that a browser gets to load the page before the checks begin.
LATER = 0.5
_command = "build"
_builds = 0
_compiled = BytecodeInMemory()


def on_startup(command: str, **_: Any) -> None:
    """Remember whether this is a preview: a build has its own run of the checks.

    Args:
        command: MkDocs's command, such as ``serve``.
    """
    global _command
    _command = command


def on_pre_build(**_: Any) -> None:
    """Count the builds: the errors of an older one are not told."""
    global _builds
    _builds += 1


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Tell MkDocs's link check of every id on the page: tabs get theirs after it has looked.

    The theme need not index the page either: its index is emptied after the build, and it takes a tenth of the time.

    Args:
        html: the page's content.
        page: MkDocs's page.

    Returns:
        The content, unchanged.
    """
    if page.present_anchor_ids is not None:
        page.present_anchor_ids.update(re.findall(r'\sid="([^"]+)"', html))
    page.meta["search"] = {"exclude": True}
    return html


def on_env(env: Any, **_: Any) -> Any:
    """Leave out the blank lines of templates, a fifth of each page's bytes; compile no template a second time.

    Args:
        env: the theme's templates.
    """
    env.trim_blocks = env.lstrip_blocks = True
    env.bytecode_cache = _compiled
    return env


def on_post_build(config: Any) -> None:
    """In a preview, do what follows a build, and print every error soon after.

    Args:
        config: MkDocs's configuration.
    """
    if _command != "serve":
        return
    from kb.model.project import Project
    from kb.publish.assets import publish_assets
    from kb.publish.short import write_short_addresses
    from kb.search.publish import publish_search

    folder = Path(config.site_dir)
    project = Project.load(Path(config.config_file_path).parent)
    publish_search(folder, project)
    write_short_addresses(folder, project, config.site_url or "")
    project.diagnostics += publish_assets(folder, project.root)
    # The browser shows the change first. What is wrong with it is told a moment later.
    later = threading.Timer(LATER, _tell_diagnostics, [project, folder, config, _builds])
    later.daemon = True
    later.start()


def _tell_diagnostics(project: Any, folder: Path, config: Any, build: int) -> None:
    from kb.build import diagnostics_of, report

    try:
        diagnostics = diagnostics_of(project, folder, config)
    except Exception:
        # A newer build writes into the folder, and will tell its own.
        if build == _builds:
            raise
        return
    if diagnostics and build == _builds:
        log.warning("%d errors\n\n%s", len(diagnostics), report(diagnostics))
