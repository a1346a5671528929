"""KB308 list-shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import markdown
from kb.model.faults import Fault

RULE = Rule(
    "KB308",
    "list-shape",
    "A list in another shape runs together into one paragraph, or loses its inner list.",
    bad="You need:\n- your name\n  - your first name",
    good="You need:\n\n- your name\n    - your first name",
)
ITEM = re.compile(r"(?:[-*+]|\d+\.)(?: |$)")
# What looks like an item to a person only.
NO_ITEM = re.compile(r"[•‣◦▪·–—] ?\S|\d+\) |[-+](?=[A-Za-z\[])|\*(?=[A-Za-z\[])(?!.*\*)|\d+\.(?=[A-Za-z\[])")
# Lines after which a list may begin at once.
ENDS = re.compile(r"#{1,6} |===|!!!|/{3,}|\||<|\{")
STEP = 4


def check(context: Context) -> Iterator[Fault]:
    """Look for lists that begin right below a line, have other marks, or have an inner part with a wrong indent."""
    for path, lines in markdown(context.project):
        before = ""  # what the line before was: nothing, text, an item, or told
        for number, line in enumerate(lines, start=1):
            text, indent = line.strip(), len(line.expandtabs(STEP)) - len(line.expandtabs(STEP).lstrip())
            is_item = ITEM.match(text) is not None
            expected = fix = ""
            if is_item and before == "text":
                expected, fix = "an empty line before the first item of a list", "add an empty line above it"
            elif indent % STEP and text and (is_item or not before) and before != "told":
                expected = "four spaces before what belongs to an item, eight before what belongs to an item in it"
                fix = f"begin the line with {max(STEP, round(indent / STEP) * STEP)} spaces"
            elif NO_ITEM.match(text) and not before:
                expected = "items that begin with `- `, or steps that begin with `1. `"
                fix = expected
            if expected:
                yield Fault(path, number, indent + 1, RULE.alias, text[:80], expected, fix=fix)
            if not text or ENDS.match(text):
                before = ""
            elif expected or before == "told":
                before = "told"
            else:
                before = "item" if is_item or before == "item" else "text"
