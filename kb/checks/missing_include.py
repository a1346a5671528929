"""KB104 missing-include."""

from kb.checks.rule import Rule, met_calling

RULE = Rule("KB104", "missing-include", "A missing snippet takes the whole page down.")

check = met_calling(RULE)
