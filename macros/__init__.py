"""What an article may call. This file registers the macros and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kb.model.project import Project
from macros import articles, billing, contacts, feedback, notices, official, providers, reference  # noqa: F401  (they register)
from macros.registry import Site


def define_env(env: Any) -> None:
    """Give mkdocs-macros every macro of the site.

    Args:
        env: the plugin's environment.
    """
    site = Site(Project.load(Path(env.project_dir)), env.conf)
    for name, function in site.functions().items():
        env.macro(function, name)
