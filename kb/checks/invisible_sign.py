"""KB307 invisible-sign."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault

RULE = Rule(
    "KB307",
    "invisible-sign",
    "A sign that nobody sees breaks words, lists and the search; it comes by pasting.",
    bad="a no-break space, pasted from another program",
    good="an ordinary space",
)
# No-break spaces, soft hyphens, spaces without width, marks of direction and what is left of other programs.
SIGN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffc\ufffd]"
)


def check(context: Context) -> Iterator[Fault]:
    """Look for such signs in every text that was read."""
    # Where one has broken a macro or YAML, that is told already.
    told = {(fault.path, fault.line) for fault in context.found}
    for path, text in context.project.texts.items():
        for sign in SIGN.finditer(text):
            line, column = text.count("\n", 0, sign.start()) + 1, sign.start() - text.rfind("\n", 0, sign.start())
            if (path, line) not in told:
                told.add((path, line))
                name = unicodedata.name(sign.group(), "a control sign").lower()
                fix = "type the words around it anew, with an ordinary space if they need one"
                yield Fault(
                    path, line, column, RULE.alias, f"U+{ord(sign.group()):04X}, {name}", "letters and spaces", fix=fix
                )
