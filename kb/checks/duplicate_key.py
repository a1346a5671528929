"""KB002 duplicate-key."""

from kb.checks.rule import Rule, met_reading

RULE = Rule("KB002", "duplicate-key", "YAML silently keeps one of two values and drops the other.")

check = met_reading(RULE)
