"""KB005 wrong-value."""

from kb.checks.rule import Rule, met_reading

RULE = Rule("KB005", "wrong-value", "A value of the wrong kind breaks the page or says something untrue.")

check = met_reading(RULE)
