"""How a day is written for readers."""

from __future__ import annotations

from datetime import date

CHECK = "Check important details with Netflix or your provider."


def shown_day(day: date) -> str:
    """Return a day in words, such as ``January 31, 2026``.

    Args:
        day: the day.
    """
    return f"{day:%B} {day.day}, {day.year}"


def once_past(day: date | None, words: str, css_class: str) -> str:
    """Return words that stay hidden until a day is over by the reader's clock (`before-paint.js`).

    Args:
        day: the day; without one there is nothing to say.
        words: the words.
        css_class: their class.
    """
    return f'<span class="{css_class}" hidden data-due="{day}">{words}</span>' if day else ""
