"""What each rule of the checks is called, why it exists, and examples: the rows of ``kb/checks/rules.yml``."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kb.model.yaml_messages import LOADER

TABLE = Path(__file__).parent.parent / "checks/rules.yml"


@dataclass(frozen=True)
class Rule:
    """One row of the table."""

    alias: str  # readable, such as `dead-link`
    id: str  # stable, such as `KB201`; never given to another rule
    why: str  # one sentence for editors
    incorrect: str  # what breaks it, as short as can be
    correct: str  # the same as it should be
    fixable: bool = False  # whether `make fix` corrects it, at least where the case is clear


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its alias, the most urgent first."""
    table = yaml.load(TABLE.read_text(encoding="utf-8"), LOADER)
    return {alias: Rule(alias, **row) for alias, row in table.items()}
