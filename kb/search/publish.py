"""Puts the search into a built site: the index, and the worker that reads it."""

from __future__ import annotations

import shutil
from pathlib import Path

from kb.model.project import Project
from kb.search.bundle import WORKER
from kb.search.index import THEMES_INDEX, write_index


def publish_search(folder: Path, project: Project) -> None:
    """Write the search's files into a built site.

    Args:
        folder: the built site. One without the theme's search is left alone.
        project: the project that it was built from.

    Raises:
        RuntimeError: the worker is not bundled.
    """
    if not (folder / THEMES_INDEX).exists():
        return
    if not WORKER.exists():
        raise RuntimeError("The search's worker is not bundled. Run `make build`.")
    write_index(folder, project)
    shutil.copyfile(WORKER, folder / "search/worker.js")
