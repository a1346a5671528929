"""KB004 unknown-key."""

from kb.checks.rule import Rule, met_reading

RULE = Rule(
    "KB004",
    "unknown-key",
    "A misspelt key is a fact that nobody sees.",
    bad="topic: [billing]",
    good="topics: [billing]",
    fixable=True,
)

check = met_reading(RULE)
