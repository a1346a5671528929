"""KB006 phone-number."""

from kb.checks.rule import Rule, met_reading

RULE = Rule("KB006", "phone-number", "YAML changes unquoted numbers; a wrong one sends customers to a stranger.")

check = met_reading(RULE)
