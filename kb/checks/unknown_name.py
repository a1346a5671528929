"""KB103 unknown-name."""

from kb.checks.rule import Rule, met_calling

RULE = Rule(
    "KB103",
    "unknown-name",
    "A misspelt partner, notice or fact would be published as an error text.",
    bad='{{ phone("optimun") }}',
    good='{{ phone("optimum") }}',
    fixable=True,
)

check = met_calling(RULE)
