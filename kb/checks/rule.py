"""How a function becomes a rule, and how a rule says where something is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Literal

from kb.model.diagnostic import Diagnostic
from kb.model.yaml_document import Document

if TYPE_CHECKING:
    from kb.checks.context import Context

Check = Callable[["Context"], Iterator[Diagnostic]]
Location = tuple[str, int, int]
Stage = Literal["sources", "site", "warnings"]
CHECKS: dict[Stage, list[Check]] = {"sources": [], "site": [], "warnings": []}


def rule(alias: str, stage: Stage = "sources") -> Callable[[Check], Check]:
    """Register the decorated generator as the rule of that name in ``rules.yml``, which names what it finds.

    Its stage is what it needs: the sources alone, or the built site; or that nothing else was found there.
    """

    def register(check: Check) -> Check:
        @wraps(check)
        def named(context: "Context") -> Iterator[Diagnostic]:
            return (replace(one, rule=alias) for one in check(context))

        CHECKS[stage].append(named)
        return named

    return register


def found(
    at: Location, what: str, expected: str, suggestion: str = "", fix: str = "", old: str = "", new: str = ""
) -> Diagnostic:
    """Return a diagnostic whose rule is named by the decorator; without ``new``, nothing is replaced."""
    return Diagnostic(*at, "", what, expected, suggestion, fix, old if new else "", new)


def value_at(document: Document, *place: str | int) -> Location:
    """Return where a value of a YAML file stands, or the nearest one around it."""
    mark = document.mark(place)
    return document.path, mark.line, mark.column


def offset_at(path: str, text: str, offset: int) -> Location:
    """Return the line and column of a character of a file's text, given its index."""
    return path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
