"""KB105 macro-syntax."""

from kb.checks.rule import Rule, met_calling

RULE = Rule(
    "KB105",
    "macro-syntax",
    "A slip in braces or brackets takes the whole page down.",
    bad='{{ phone("optimum" }}',
    good='{{ phone("optimum") }}',
)

check = met_calling(RULE)
