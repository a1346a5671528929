"""KB101 unknown-macro."""

from kb.checks.rule import Rule, met_calling

RULE = Rule(
    "KB101",
    "unknown-macro",
    "An unknown macro would be published as an error text.",
    bad='{{ phnoe("optimum") }}',
    good='{{ phone("optimum") }}',
    fixable=True,
)

check = met_calling(RULE)
