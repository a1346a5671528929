"""KB106 missing-indent."""

from kb.checks.rule import Rule, from_macros

RULE = Rule(
    "KB106",
    "missing-indent",
    "Without it the text falls out of its tab or list.",
    bad='    {{ notice("never-share") }}',
    good='    {{ notice("never-share") | indent }}',
    fixable=True,
)

check = from_macros(RULE)
