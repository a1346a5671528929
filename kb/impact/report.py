"""Tells an impact: as text for people, and as Markdown for the summary of a workflow."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kb.impact.changes import Impact

NOTHING = "Readers see no difference."
# A summary may have a million bytes. What is longer than this, nobody reads.
MAX_COUNT = 60_000
# So many entries of a section, and so many pages of an entry, stand open.
OPEN_ENTRIES = 10
OPEN_PAGES = 5
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def headline(impact: Impact) -> str:
    """Return what a change does, in one line.

    Args:
        impact: what it does.
    """
    counts = {
        "with other text": len(impact.touched),
        "added": len(impact.added),
        "removed": len(impact.removed),
        "moved": len(impact.moved),
    }
    parts = [f"{count} page{'s' * (count != 1)} {what}" for what, count in counts.items() if count]
    questions = len(impact.questions)
    if questions:
        parts.append(
            f"{questions} question{'s' * (questions != 1)} that find{'s' * (questions == 1)} another page first"
        )
    return ", ".join(parts) + "." if parts else NOTHING


def as_text(impact: Impact) -> str:
    """Return an impact for people at a terminal.

    Args:
        impact: what a change does.
    """
    parts = [headline(impact)]
    parts += _listed("Facts", [f"{name}: {was or '(new)'} → {now or '(gone)'}" for name, was, now in impact.facts])
    parts += _listed("Pages added", [f"/{url}" for url in impact.added])
    parts += _listed("Pages removed", [f"/{url}" for url in impact.removed])
    parts += _listed("Pages moved", [f"/{old} → /{new}" for old, new in impact.moved.items()])
    sentences = [
        f"- {was or '(nothing)'}\n  + {now or '(nothing)'}\n    {_pages(pages)}"
        for (was, now), pages in _by_pages(impact)
    ]
    parts += _listed("Text", sentences)
    asked = [f"{text}: {_page(was)} → {_page(now)}" for text, was, now in impact.questions]
    parts += _listed("Questions that find another page first", asked)
    parts += _listed("Look at this", [one.replace("\n", "\n    ") for one in impact.warnings])
    return "\n\n".join(parts)


def _listed(title: str, entries: Sequence[str]) -> list[str]:
    return [title + "\n  " + "\n  ".join(entries)] if entries else []


def _by_pages(impact: Impact) -> list[tuple[tuple[str, str], Mapping[str, list[str]]]]:
    """Return each sentence with its pages, those on most pages first."""
    return sorted(impact.text.items(), key=lambda one: -len(one[1]))


def _pages(pages: Mapping[str, list[str]]) -> str:
    count = f"on {len(pages)} pages: " if len(pages) > 1 else "on "
    return count + ", ".join(f"/{url}" + (f" ({'; '.join(tabs)})" if tabs else "") for url, tabs in pages.items())


def _page(name: str) -> str:
    return f"/{name}/" if name else "nothing"


def as_markdown(impact: Impact, most: int = MAX_COUNT) -> str:
    """Return an impact as Markdown, as GitHub reads it.

    Args:
        impact: what a change does.
        most: how many bytes it may have.
    """
    sections = {
        "Look at this": ["```text\n" + one.replace("`", "'") + "\n```" for one in impact.warnings],
        "Facts": [
            f"- {_code(name)}: {_plain(was or '(new)')} → {_plain(now or '(gone)')}" for name, was, now in impact.facts
        ],
        "Pages": [
            *(f"- added: {_code(f'/{url}')}" for url in impact.added),
            *(f"- removed: {_code(f'/{url}')}" for url in impact.removed),
            *(f"- moved: {_code(f'/{old}')} → {_code(f'/{new}')}" for old, new in impact.moved.items()),
        ],
        "Text": [_sentence(was, now, pages) for (was, now), pages in _by_pages(impact)],
        "Questions that find another page first": [
            f"- {_plain(text)}: {_code(_page(was))} → {_code(_page(now))}" for text, was, now in impact.questions
        ],
    }
    parts, room, left_out = [f"**{headline(impact)}**"], most - 500, 0
    for title, entries in sections.items():
        kept: list[str] = []
        for entry in entries:
            room -= len(entry.encode()) + 2
            kept += [entry] if room > 0 else []
        left_out += len(entries) - len(kept)
        if kept:
            parts += [f"### {title}", *kept[:OPEN_ENTRIES]]
        if len(kept) > OPEN_ENTRIES:
            parts += [_folded(f"{len(kept) - OPEN_ENTRIES} more", "\n\n".join(kept[OPEN_ENTRIES:]))]
    if left_out:
        parts.append(f"{left_out} more are left out here. `make impact` shows all.")
    return "\n\n".join(parts)


def _sentence(was: str, now: str, pages: Mapping[str, list[str]]) -> str:
    lines = [
        f"> **Before:** {_plain(was) if was else '*nothing*'}",
        f"> **After:** {_plain(now) if now else '*nothing*'}",
    ]
    listed = [_code(f"/{url}" + (f" ({'; '.join(tabs)})" if tabs else "")) for url, tabs in pages.items()]
    if len(listed) > OPEN_PAGES:
        place = _folded(f"On {len(listed)} pages", "\n".join(f"- {one}" for one in listed))
    else:
        place = f"On {', '.join(listed)}"
    return "\n>\n".join(lines) + f"\n\n{place}"


def _folded(summary: str, text: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"


def _plain(text: str) -> str:
    """Return text of which Markdown takes no sign for its own."""
    return PUNCTUATION.sub(r"\\\1", text)


def _code(text: str) -> str:
    return f"`{text.replace('`', '')}`"
