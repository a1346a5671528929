"""KB006 phone-number."""

from kb.checks.rule import Rule, from_loader

RULE = Rule(
    "KB006",
    "phone-number",
    "YAML changes unquoted numbers; a wrong one sends customers to a stranger.",
    bad="number: +12025550143",
    good='number: "+12025550143"',
)

check = from_loader(RULE)
