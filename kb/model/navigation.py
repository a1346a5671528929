"""The navigation as ``mkdocs.yml`` has it, and what is wrong with it and with the settings beside it."""

from collections.abc import Iterator
from typing import Any

from kb.model.diagnostic import Diagnostic, closest_match, join_names
from kb.model.yaml_document import Document, Mark, Place

# The site's own settings, which macros and templates read.
EXTRA = ["independence", "independence_on_top", "first_provider", "owner", "feedback_email", "generator", "polyfills"]
# What must not be switched off, by its last key.
STRICT = {"strict": "true", "on_undefined": "strict"}


def pages_in(nav: Any) -> list[str]:
    """Return the pages that a navigation, or a part of it, names in its order, by path without ``.md``."""
    return [file.removesuffix(".md") for file in files_in(nav)]


def files_in(nav: Any) -> list[str]:
    """Return the files that a navigation, or a part of it, names in its order, as they were typed."""
    if isinstance(nav, str):
        return [nav] if nav and "://" not in nav else []  # nothing, or a link to another site
    inner = nav.values() if isinstance(nav, dict) else nav or []
    return [page for one in inner for page in files_in(one)]


def nav_entries(settings: Document) -> list[tuple[Place, Mark]]:
    """Return the places of the navigation in ``mkdocs.yml`` that hold a file, or nothing, with the mark of each."""
    inner = {place[:-1] for place in settings.marks}
    return [(place, mark) for place, mark in settings.marks.items() if place[0] == "nav" and place not in inner]


def settings_diagnostics(settings: Document) -> list[Diagnostic]:
    """Return what is wrong in ``mkdocs.yml`` that MkDocs takes as it is, or refuses without naming a line."""
    return [*_wrong_settings(settings), *_wrong_entries(settings)]


def _wrong_settings(settings: Document) -> Iterator[Diagnostic]:
    for place, mark in settings.marks.items():
        key = str(place[-1])
        wanted = STRICT.get(key)
        if wanted and place[0] != "nav" and mark.typed != wanted:
            expected = f"{key}: {wanted}, so that no mistake gets through"
            fix = f"{key}: {wanted}"
            yield settings.diagnostic(place, "build-warning", f"{key}: {mark.typed}", expected, fix=fix)
        if place[0] == "extra" and len(place) == 2 and key not in EXTRA:
            close = closest_match(key, EXTRA)
            found, expected = f"the key `{key}`", f"one of {join_names(EXTRA)}"
            yield settings.diagnostic(place, "unknown-key", found, expected, close, fix=close or "remove the line")


def _wrong_entries(settings: Document) -> Iterator[Diagnostic]:
    for place, mark in nav_entries(settings):
        if not mark.typed or "://" in mark.typed:
            found = mark.typed or (f"{place[-1]}: nothing" if isinstance(place[-1], str) else "a dash without a page")
            expected, fix = "a page of this site in each line of the menu", "write the page's path, or remove the line"
            yield settings.diagnostic(place, "navigation-target", found, expected, fix=fix)
