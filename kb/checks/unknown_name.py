"""KB103 unknown-name."""

from kb.checks.rule import Rule, from_macros

RULE = Rule(
    "KB103",
    "unknown-name",
    "A misspelt partner, notice or fact would be published as an error text.",
    bad='{{ phone("optimun") }}',
    good='{{ phone("optimum") }}',
    fixable=True,
)

check = from_macros(RULE)
