"""KB003 missing-key."""

from kb.checks.rule import Rule, from_loader

RULE = Rule(
    "KB003",
    "missing-key",
    "A page or record without it would be published half empty.",
    bad="reviewed: 2026-01-31",
    good="reviewed: 2026-01-31\nreview_every: 6 months",
)

check = from_loader(RULE)
