"""KB307 invisible-sign."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB307",
    "invisible-sign",
    "A sign that nobody sees, or that only looks right, breaks words, lists and the search; it comes by pasting.",
    bad="a no-break space, pasted from another program",
    good="an ordinary space",
)
# Signs, what stands in their place, and how they are mended.
SIGNS = {
    # No-break spaces, soft hyphens, spaces without width, marks of direction and what is left of other programs.
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffc\ufffd]": (
        "letters and spaces",
        "type the words around it anew, with an ordinary space if they need one",
    ),
    # UTF-8 that was read as another code.
    "\u00e2\u20ac.?|[\u00c2\u00c3][\x80-\xbf]": (
        "the sign that a program spoiled, such as ’ or é",
        "type the sign anew",
    ),
    # Letters of other alphabets, letters grown together, letters and figures of double width.
    "[\u0370-\u052f\ufb00-\ufb06\uff01-\uff5e]": ("a letter or figure of the keyboard", "type the word anew"),
    "[\u2600-\u27bf\U0001f000-\U0001faff]": (
        "words, or one of the theme's icons: each device draws and reads out an emoji in its own way",
        "write :material-check: or another icon, or take it out",
    ),
}
SIGN = re.compile(f"(?=[^\t\n -~])(?:{'|'.join(f'({signs})' for signs in SIGNS)})")


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for such signs in every text that was read."""
    # Where one has broken a macro or YAML, that is told already.
    told = context.told_lines()
    for path, text in context.project.texts.items():
        for sign in SIGN.finditer(text):
            line, column = text.count("\n", 0, sign.start()) + 1, sign.start() - text.rfind("\n", 0, sign.start())
            if (path, line) not in told:
                told.add((path, line))
                first = sign.group()[0]
                shown = sign.group() if sign.lastindex != 1 else f"U+{ord(first):04X}"
                expected, fix = list(SIGNS.values())[(sign.lastindex or 1) - 1]
                found = f"{shown}, {unicodedata.name(first, 'a control sign').lower()}"
                yield Diagnostic(path, line, column, RULE.alias, found, expected, fix=fix)
