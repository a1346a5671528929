"""KB001 yaml-syntax."""

from kb.checks.rule import Rule, from_loader

RULE = Rule(
    "KB001",
    "yaml-syntax",
    "YAML that cannot be read loses every fact in its file.",
    bad="title: Help: what now",
    good='title: "Help: what now"',
)

check = from_loader(RULE)
