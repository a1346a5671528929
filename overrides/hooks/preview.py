"""Thin MkDocs hooks. They serve the preview and MkDocs's own checks; nothing for readers."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

log = logging.getLogger("mkdocs.hooks.preview")
_command = "build"


def on_startup(command: str, **_: Any) -> None:
    """Remember whether this is a preview: a build has its own run of the checks.

    Args:
        command: MkDocs's command, such as ``serve``.
    """
    global _command
    _command = command


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
    """Leave out the blank lines of templates: a fifth of each page's bytes.

    Args:
        env: the theme's templates.
    """
    env.trim_blocks = env.lstrip_blocks = True
    return env


def on_post_build(config: Any) -> None:
    """In a preview, do what follows a build, and print every fault under the build's own lines.

    Args:
        config: MkDocs's configuration.
    """
    if _command != "serve":
        return
    from kb.build import faults_of, report
    from kb.model.project import Project
    from kb.publish.short import write_short_addresses
    from kb.search.publish import publish_search

    folder = Path(config.site_dir)
    project = Project.load(Path(config.config_file_path).parent)
    publish_search(folder, project)
    write_short_addresses(folder, project, config.site_url or "")
    faults = faults_of(project, folder, config)
    if faults:
        log.warning("%d faults\n\n%s", len(faults), report(faults))
