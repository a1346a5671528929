"""KB407 asset-syntax."""

from kb.checks.rule import Rule, met_reading

RULE = Rule("KB407", "asset-syntax", "A slip in a style sheet or a script takes its look or its work from every page.")

check = met_reading(RULE)
