"""KB002 duplicate-key."""

from kb.checks.rule import Rule, from_loader

RULE = Rule(
    "KB002",
    "duplicate-key",
    "YAML silently keeps one of two values and drops the other.",
    bad="kind: article\nkind: tool",
    good="kind: article",
)

check = from_loader(RULE)
