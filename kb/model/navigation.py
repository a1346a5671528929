"""The navigation as ``mkdocs.yml`` has it."""

from __future__ import annotations

from typing import Any


def pages_in(nav: Any) -> list[str]:
    """Return the pages that a navigation names, in its order, by path without ``.md``.

    Args:
        nav: the value of ``nav:``, or a part of it.
    """
    return [file.removesuffix(".md") for file in files_in(nav)]


def files_in(nav: Any) -> list[str]:
    """Return the files that a navigation names, in its order, as they were typed.

    Args:
        nav: the value of ``nav:``, or a part of it.
    """
    if isinstance(nav, str):
        if "://" in nav:  # a link to another site
            return []
        return [nav]
    inner = nav.values() if isinstance(nav, dict) else nav or []
    return [page for one in inner for page in files_in(one)]
