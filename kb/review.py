"""Lists what is due for review, as Markdown that also reads well in a terminal: ``make stale``."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from kb.model.project import Project
from kb.model.review import review_items
from kb.stages import read_settings

SOON = timedelta(days=30)


def review(root: Path, on: date, every: bool = False) -> str:
    """Return what is due on a day, oldest first, what comes due in the 30 days after it, and what nobody has seen live.

    The last is only counted, unless ``every`` asks for a list.
    """
    project = Project.load(root)
    found = sorted(review_items(project), key=lambda one: (one.due or date.min, one.path, one.line))
    unseen = [one for one in found if not one.due]
    soon = on + min(SOON, date.max - on)
    counts = Counter(one.kind for one in unseen)
    counted = ", ".join(f"{number} {kind}{'s' * (number != 1)}" for kind, number in counts.items())
    sections = {
        f"Due on {on}": [one for one in found if one.due and one.due <= on],
        f"Due by {soon}": [one for one in found if one.due and on < one.due <= soon],
        f"Never checked on the live page{counted and f' ({counted})'}": unseen,
    }
    owner, parts = (read_settings(project).get("extra") or {}).get("owner") or "no owner", []
    for title, items in sections.items():
        parts.append(f"## {title}: {len(items) or 'nothing'}")
        lines = [
            f"- {one.due or 'unknown'} {one.kind} `{one.path}:{one.line}` {one.name} ({one.owner or owner})"
            for one in items
            if one.due or every
        ]
        parts += ["\n".join(lines)] if lines else []
    if unseen and not every:
        parts.append("`make stale ALL=1` lists them.")
    if project.diagnostics:
        parts.append(f"Not listed: what has an error ({len(project.diagnostics)}, see `make check`).")
    return "\n\n".join(parts)
