"""What a rule is, and the two kinds of rule whose errors are met before the rules run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kb.checks.context import Context
from kb.model.diagnostic import Diagnostic

Check = Callable[[Context], Iterable[Diagnostic]]


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


def from_loader(rule: Rule) -> Check:
    """Return a check that gives the rule's errors met while the files were read.

    Args:
        rule: the rule.
    """
    return lambda context: [diagnostic for diagnostic in context.project.diagnostics if diagnostic.rule == rule.alias]


def from_macros(rule: Rule) -> Check:
    """Return a check that gives the rule's errors met while the macros were called.

    Args:
        rule: the rule.
    """
    return lambda context: [
        diagnostic for diagnostic in context.evaluation.diagnostics if diagnostic.rule == rule.alias
    ]
