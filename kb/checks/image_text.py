"""KB305 image-text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import lines_written
from kb.model.faults import Fault

RULE = Rule(
    "KB305",
    "image-text",
    "Who cannot see a picture hears its words instead.",
    bad="![](/assets/bill.png)",
    good="![A bill with a charge of Netflix](/assets/bill.png)",
)
IMAGE = re.compile(r"!\[\s*\]\([^)]*\)?|<img\b(?![^>]*\balt=)[^>]*>", re.IGNORECASE)


def check(context: Context) -> Iterator[Fault]:
    """Look for pictures without words. In a tag, `alt=""` says that a picture is there for its looks only."""
    for path, number, line in lines_written(context.project):
        for image in IMAGE.finditer(line):
            at = (path, number, image.start() + 1)
            expected = "a picture with words, such as ![A bill with Netflix's charge](/assets/bill.png)"
            yield Fault(*at, RULE.alias, image.group(), expected, fix="say in a few words what it shows")
