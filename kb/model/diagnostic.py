"""What is reported when something is wrong: one error, one place, one way to fix it."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One thing that is wrong in one place."""

    path: str  # the file, relative to the project's root
    line: int  # counted from 1, front matter included
    column: int  # counted from 1
    rule: str  # the alias of the rule that was broken, such as `dead-link`
    found: str  # what stands there
    expected: str  # what should stand there
    suggestion: str = ""  # the nearest valid name, if one is near
    fix: str = ""  # what to type or do
    old: str = ""  # a part of the line that `make fix` may replace without asking
    new: str = ""  # what takes its place

    def text(self, rule_id: str) -> str:
        """Return the error as the lines that an editor reads, with the stable id of its rule, such as ``KB201``."""
        text = f"{self.path}:{self.line}:{self.column} {rule_id} {self.rule}\n"
        text += f"  Found:    {self.found}\n  Expected: {self.expected}"
        text += f'\n  Did you mean "{self.suggestion}"?' if self.suggestion else ""
        return text + (f"\n  Fix:      {self.fix}" if self.fix else "")


def closest_match(word: str, names: Iterable[str]) -> str:
    """Return the name most like ``word``, or an empty string when none is near."""
    close = difflib.get_close_matches(str(word), sorted(names), n=1, cutoff=0.6)
    return close[0] if close else ""


def unique_typo_match(word: str, names: Iterable[str]) -> str:
    """Return the one name that is a single typo away: a letter too many, too few, wrong, or two of them swapped.

    Where two names are as near, or a figure makes the difference, only a person can tell which is meant: the result is
    empty.
    """
    near = [name for name in map(str, names) if _is_one_typo(str(word), name)]
    return near[0] if len(near) == 1 else ""


def _is_one_typo(word: str, name: str) -> bool:
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    end = 0
    while end < min(len(word), len(name)) - start and word[-1 - end] == name[-1 - end]:
        end += 1
    typed, meant = word[start : len(word) - end], name[start : len(name) - end]
    swapped = len(typed) == 2 and typed == meant[::-1]
    return word != name and (max(len(typed), len(meant)) == 1 or swapped) and not re.search(r"\d", typed + meant)


def join_names(names: Iterable[str], limit: int = 12) -> str:
    """Return names as one readable line, sorted, cut after ``limit`` of them."""
    every = sorted(names) or ["(there is none)"]
    shown = ", ".join(every[:limit])
    return shown + (f" … and {len(every) - limit} more" if len(every) > limit else "")


class UnknownNameError(ValueError):
    """A macro was asked for something that is none of the known names; ``expected`` says what and where those are."""

    def __init__(self, found: str, expected: str, known: Iterable[str] = ()) -> None:
        self.found, self.expected, self.known = found, expected, list(known)
        super().__init__(f"found {found!r}, expected {expected}")


def unknown_name(found: str, names: Iterable[str], where: str) -> UnknownNameError:
    """Return the error for a name that is none of the names that exist, with the file where those are declared."""
    known = list(names)
    return UnknownNameError(found, f"one of {join_names(known)} ({where})", known)


class BrokenRecordError(Exception):
    """A macro needs a record that has errors of its own; those are reported where the record stands."""
