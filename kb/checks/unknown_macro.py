"""KB101 unknown-macro."""

from kb.checks.rule import Rule, from_macros

RULE = Rule(
    "KB101",
    "unknown-macro",
    "An unknown macro would be published as an error text.",
    bad='{{ phnoe("optimum") }}',
    good='{{ phone("optimum") }}',
    fixable=True,
)

check = from_macros(RULE)
