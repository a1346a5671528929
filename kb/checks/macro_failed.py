"""KB107 macro-failed."""

from kb.checks.rule import Rule, from_macros

RULE = Rule(
    "KB107",
    "macro-failed",
    "A macro that fails would be published as an error text.",
    bad='{{ phone("optimum") | bold }}',
    good='{{ phone("optimum") }}',
)

check = from_macros(RULE)
