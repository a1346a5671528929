"""The navigation as ``mkdocs.yml`` has it, and what is wrong with it and with the settings beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kb.model.diagnostic import Diagnostic, closest_match, join_names
from kb.model.yaml_document import Document, Mark, Place

# The site's own settings, which macros and templates read.
EXTRA = (
    *("independence", "independence_on_top", "first_provider", "owner", "feedback_email", "generator", "polyfills"),
)
# What must not be switched off, by its last key.
STRICT = {"strict": "true", "on_undefined": "strict"}


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


def nav_entries(settings: Document) -> list[tuple[Place, Mark]]:
    """Return the places of a navigation that hold a file, or nothing, with the mark of each.

    Args:
        settings: ``mkdocs.yml``.
    """
    inner = {place[:-1] for place in settings.marks}
    return [(place, mark) for place, mark in settings.marks.items() if place[0] == "nav" and place not in inner]


def settings_diagnostics(settings: Document) -> list[Diagnostic]:
    """Return what MkDocs takes as it is, or refuses without naming a line.

    Args:
        settings: ``mkdocs.yml``.
    """
    return list(_settings_diagnostics(settings))


def _settings_diagnostics(settings: Document) -> Iterator[Diagnostic]:
    for place, mark in settings.marks.items():
        wanted = STRICT.get(str(place[-1]))
        if wanted and place[0] != "nav" and mark.typed != wanted:
            found = f"{place[-1]}: {mark.typed}"
            expected = f"{place[-1]}: {wanted}, so that no slip gets through"
            at = (settings.path, mark.line, mark.column, "build-warning")
            yield Diagnostic(*at, found, expected, fix=f"{place[-1]}: {wanted}")
    for place, mark in settings.marks.items():
        if place[0] == "extra" and len(place) == 2 and place[1] not in EXTRA:
            close = closest_match(str(place[1]), EXTRA)
            at = (settings.path, mark.line, mark.column, "unknown-key")
            yield Diagnostic(
                *at, f"the key `{place[1]}`", f"one of {join_names(EXTRA)}", close, close or "remove the line"
            )
    titles: set[tuple[Place, str]] = set()
    for place, mark in settings.marks.items():
        # A section: a list's item with a title, and pages below it.
        if place[0] == "nav" and isinstance(place[-1], str) and len(place) > 1 and not mark.typed:
            section = (place[:-2], str(place[-1]))
            if section in titles:
                at = (settings.path, mark.line, mark.column, "navigation-target")
                yield Diagnostic(*at, f"{place[-1]}: a second time", "each section once", fix="put the two together")
            titles.add(section)
    for place, mark in nav_entries(settings):
        at = (settings.path, mark.line, mark.column, "navigation-target")
        if not mark.typed:
            found = f"{place[-1]}: nothing" if isinstance(place[-1], str) else "a dash without a page"
            yield Diagnostic(
                *at, found, "a page in each line of the menu", fix="add the page's path, or remove the line"
            )
        elif "://" in mark.typed:
            expected = "a page of this site: what leads elsewhere stands on a page, with a word about it"
            yield Diagnostic(*at, mark.typed, expected, fix="remove the line")
        elif mark.typed.startswith("/") or "\\" in mark.typed:
            expected = "the page's path from docs/, with / between its parts and none in front"
            yield Diagnostic(*at, mark.typed, expected, fix=mark.typed.replace("\\", "/").lstrip("/"))
