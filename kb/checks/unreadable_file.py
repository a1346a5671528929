"""KB010 unreadable-file."""

from kb.checks.rule import Rule, from_loader

RULE = Rule(
    "KB010",
    "unreadable-file",
    "A file that cannot be read loses everything in it.",
    bad="a file in UTF-16 or Latin-1",
    good="a file in UTF-8",
)

check = from_loader(RULE)
