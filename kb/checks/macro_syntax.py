"""KB105 macro-syntax."""

from kb.checks.rule import Rule, from_macros

RULE = Rule(
    "KB105",
    "macro-syntax",
    "A slip in braces or brackets takes the whole page down.",
    bad='{{ phone("optimum" }}',
    good='{{ phone("optimum") }}',
)

check = from_macros(RULE)
