"""The two stages of the checks: the sources alone, and the site that was built from them.

To be replaced: each stage still runs every rule.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kb.checks import addresses, run
from kb.checks.context import Context
from kb.checks.published import Published
from kb.model.diagnostic import Diagnostic
from kb.model.project import Project

Macros = Mapping[str, Callable[..., str]]


def check_sources(project: Project, macros: Macros, blocks: frozenset[str], nav: Any) -> list[Diagnostic]:
    """Return every error of a project that shows without building it.

    Args:
        project: the loaded project.
        macros: the macros by name, bound to the project.
        blocks: the names of the macros that make whole paragraphs.
        nav: the navigation as ``mkdocs.yml`` has it.
    """
    return run(Context(project, macros, blocks, nav))


def check_site(
    project: Project,
    macros: Macros,
    blocks: frozenset[str],
    nav: Any,
    folder: Path,
    site_url: str,
    warnings: list[tuple[str, str]],
) -> list[Diagnostic]:
    """Return every error of a built site whose sources have none.

    Args:
        project: the project that it was built from.
        macros: the macros by name, bound to the project.
        blocks: the names of the macros that make whole paragraphs.
        nav: the navigation as ``mkdocs.yml`` has it.
        folder: the built site.
        site_url: the address that it was built for.
        warnings: what the program that built it warned of, as logger's name and message.
    """
    return run(Context(project, macros, blocks, nav, Published(folder, site_url), warnings))


def public_urls(project: Project, macros: Macros, blocks: frozenset[str], folder: Path, site_url: str) -> set[str]:
    """Return every address that a built site gives out.

    Args:
        project: the project that it was built from.
        macros: the macros by name, bound to the project.
        blocks: the names of the macros that make whole paragraphs.
        folder: the built site.
        site_url: the address that it was built for.
    """
    return addresses.public_urls(Context(project, macros, blocks, published=Published(folder, site_url)))
