"""KB003 missing-key."""

from kb.checks.rule import Rule, met_reading

RULE = Rule("KB003", "missing-key", "A page or record without it would be published half empty.")

check = met_reading(RULE)
