"""KB104 missing-include."""

from kb.checks.rule import Rule, from_macros

RULE = Rule(
    "KB104",
    "missing-include",
    "A missing snippet takes the whole page down.",
    bad='{% include "ask-netflx.md" %}',
    good='{% include "ask-netflix-about-a-charge.md" %}',
    fixable=True,
)

check = from_macros(RULE)
