"""KB004 unknown-key."""

from kb.checks.rule import Rule, from_loader

RULE = Rule(
    "KB004",
    "unknown-key",
    "A misspelt key is a fact that nobody sees.",
    bad="topic: [billing]",
    good="topics: [billing]",
    fixable=True,
)

check = from_loader(RULE)
