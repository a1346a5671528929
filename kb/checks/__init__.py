"""What must hold before a change lands: one rule a file.

A rule is a module of this package with ``RULE`` and ``check(context)``. Adding the file adds the rule.
"""

from __future__ import annotations

import importlib
import pkgutil

from kb.checks.causes import caused
from kb.checks.context import Context
from kb.checks.locate import TEMPLATES
from kb.checks.rule import Check, Rule
from kb.model.diagnostic import Diagnostic

ORDER = ("KB0", "KB1", "KB3", "KB2", "KB4", "KB5")


def rules() -> dict[str, tuple[Rule, Check]]:
    """Return every rule of this package by its alias, in the order in which they run.

    What was typed (KB3) comes before the links and pages that were made of it: so one slip is told once.
    """
    found = []
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        if hasattr(loaded, "RULE"):
            found.append((loaded.RULE, loaded.check))
    return {
        rule.alias: (rule, check)
        for rule, check in sorted(found, key=lambda one: (ORDER.index(one[0].id[:3]), one[0].id))
    }


def run(context: Context) -> list[Diagnostic]:
    """Return every error of every rule, sorted by file and line.

    Args:
        context: the project and, where it was built, the built site.
    """
    for _, check in rules().values():
        context.found.extend(check(context))
    # The page that MkDocs makes of a misplaced file has no article; what is wrong with it is told of the templates.
    unread = any(diagnostic.rule == "unread-file" for diagnostic in context.found)
    return sorted(
        caused(context, (diagnostic for diagnostic in context.found if not (unread and diagnostic.path == TEMPLATES)))
    )
