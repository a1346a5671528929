"""Lists what is to be looked at again: ``python -m kb stale``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from kb.model.project import SETTINGS, Project
from kb.model.review import Clock, clocks

SOON = timedelta(days=30)
HEAD = "| Due | What | Where | Owner |\n|---|---|---|---|"


def stale(root: Path, on: date, markdown: bool = False, every: bool = False) -> str:
    """Return what is due on a day, oldest first, what comes due in the 30 days after it, and what nobody has seen live.

    Args:
        root: the project's folder.
        on: the day.
        markdown: whether to write tables for a page, instead of lines for a terminal.
        every: whether to list also what nobody has seen live; else it is only counted.
    """
    project = Project.load(root)
    found = sorted(clocks(project), key=lambda one: (one.due or date.min, one.path, one.line))
    dated = [(one.due, one) for one in found if one.due]
    unseen = [one for one in found if not one.due]
    owner = _sites_owner(root)
    soon = on + min(SOON, date.max - on)
    mark, list_of = ("## ", _table) if markdown else ("", _lines)
    parts = []
    for title, chosen in (
        (f"Due on {on}", [one for day, one in dated if day <= on]),
        (f"Due by {soon}", [one for day, one in dated if on < day <= soon]),
    ):
        parts += [f"{mark}{title}: {len(chosen) or 'nothing'}", list_of(chosen, owner)]
    if unseen:
        kinds = Counter(one.kind for one in unseen)
        counted = ", ".join(f"{number} {kind}{'s' * (number != 1)}" for kind, number in kinds.items())
        more = "" if every else ". `make stale ALL=1` lists them."
        parts.append(f"{mark}Never checked on the live page: {len(unseen)} ({counted}){more}")
        parts.append(list_of(unseen, owner) if every else "")
    if project.diagnostics:
        parts.append(f"Not listed: what has an error ({len(project.diagnostics)}, see `make check`).")
    return "\n\n".join(part for part in parts if part)


def _lines(found: Iterable[Clock], owner: str) -> str:
    return "\n".join(
        f"{_day(one):<10}  {one.kind:<8}  {one.path}:{one.line}  {one.name}  ({one.owner or owner})" for one in found
    )


def _table(found: Iterable[Clock], owner: str) -> str:
    cells = [
        (_day(one), f"{one.kind}: {_cell(one.name)}", f"`{one.path}:{one.line}`", _cell(one.owner or owner))
        for one in found
    ]
    return "\n".join([HEAD, *(f"| {' | '.join(row)} |" for row in cells)]) if cells else ""


def _day(one: Clock) -> str:
    return str(one.due or "unknown")


def _cell(text: str) -> str:
    """Keep a text to its cell of a table."""
    return re.sub(r"([\\|<])", r"\\\1", " ".join(text.split()))


def _sites_owner(root: Path) -> str:
    """Return who looks after what names nobody, as the settings have it. What is wrong with them, the check says."""
    settings: dict[str, Any] = {}
    with suppress(ConfigurationError, ValueError, OSError), (root / SETTINGS).open(encoding="utf-8") as file:
        settings = yaml_load(file, loader=get_yaml_loader())
    return (settings.get("extra") or {}).get("owner") or "no owner"
