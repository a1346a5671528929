"""KB407 asset-syntax."""

from kb.checks.rule import Rule, from_loader

RULE = Rule(
    "KB407",
    "asset-syntax",
    "A slip in a style sheet or a script takes its look or its work from every page.",
    bad="body { color: red margin: 0 }",
    good="body { color: red; margin: 0 }",
)

check = from_loader(RULE)
