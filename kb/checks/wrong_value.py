"""KB005 wrong-value."""

from kb.checks.rule import Rule, from_loader

RULE = Rule(
    "KB005",
    "wrong-value",
    "A value of the wrong kind breaks the page or says something untrue.",
    bad="reviewed: 31/01/2026",
    good="reviewed: 2026-01-31",
)

check = from_loader(RULE)
