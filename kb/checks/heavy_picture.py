"""KB408 heavy-picture."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.unread_file import PICTURES
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB408",
    "heavy-picture",
    "Who reads on a phone waits for each picture, and may pay for it.",
    bad="a picture of 3 MB, as a camera makes it",
    good="the same picture as WebP, 1,400 dots wide: less than 200 kB",
)
MAX_BYTES = 200_000


def check(context: Context) -> Iterator[Diagnostic]:
    """Weigh every picture below docs/."""
    root = context.project.root
    for file in sorted((root / "docs").rglob("*")):
        if file.suffix.lower() in PICTURES and file.is_file() and (size := file.stat().st_size) > MAX_BYTES:
            path, expected = file.relative_to(root).as_posix(), f"at most {MAX_BYTES // 1000} kB"
            fix = "make it smaller, cut away what nobody needs, or save it as WebP"
            yield Diagnostic(path, 1, 1, RULE.alias, f"a picture of {size // 1000:,} kB", expected, fix=fix)
