"""KB106 missing-indent."""

from kb.checks.rule import Rule, met_calling

RULE = Rule(
    "KB106",
    "missing-indent",
    "Without it the text falls out of its tab or list.",
    bad='    {{ notice("never-share") }}',
    good='    {{ notice("never-share") | indent }}',
    fixable=True,
)

check = met_calling(RULE)
