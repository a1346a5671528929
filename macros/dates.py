"""How a day is written for readers."""

from __future__ import annotations

from datetime import date


def shown_day(day: date) -> str:
    """Return a day in words, such as ``January 31, 2026``.

    Args:
        day: the day.
    """
    return f"{day:%B} {day.day}, {day.year}"
