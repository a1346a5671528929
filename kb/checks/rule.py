"""What a rule is, and the two kinds of rule whose faults are met before the rules run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kb.checks.context import Context
from kb.model.faults import Fault

Check = Callable[[Context], Iterable[Fault]]


@dataclass(frozen=True)
class Rule:
    """What a rule is called and why it exists.

    Args:
        id: stable, such as ``KB201``; never given to another rule.
        alias: readable, such as ``dead-link``.
        why: one sentence for editors.
        bad: what breaks it, as short as can be.
        good: the same as it should be.
        fixable: whether ``make fix`` mends it, at least where the case is clear.
    """

    id: str
    alias: str
    why: str
    bad: str
    good: str
    fixable: bool = False


def met_reading(rule: Rule) -> Check:
    """Return a check that gives the rule's faults met while the files were read.

    Args:
        rule: the rule.
    """
    return lambda context: [fault for fault in context.project.faults if fault.rule == rule.alias]


def met_calling(rule: Rule) -> Check:
    """Return a check that gives the rule's faults met while the macros were called.

    Args:
        rule: the rule.
    """
    return lambda context: [fault for fault in context.evaluation.faults if fault.rule == rule.alias]
