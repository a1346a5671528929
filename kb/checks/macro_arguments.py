"""KB102 macro-arguments."""

from kb.checks.rule import Rule, from_macros

RULE = Rule(
    "KB102",
    "macro-arguments",
    "A call that does not fit would be published as an error text.",
    bad='{{ official("netflix") }}',
    good='{{ official("netflix", "account") }}',
)

check = from_macros(RULE)
