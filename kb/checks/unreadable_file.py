"""KB010 unreadable-file."""

from kb.checks.rule import Rule, met_reading

RULE = Rule("KB010", "unreadable-file", "A file that cannot be read loses everything in it.")

check = met_reading(RULE)
