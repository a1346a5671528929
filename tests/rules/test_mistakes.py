"""Each of many mistakes on the real site is told at its line, by its rule, and nothing is told besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project import copy_real
from tests.rules.mistakes import MISTAKES, Mistake, groups, restore, told

GROUPS = groups(MISTAKES)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real project; a test undoes its mistakes."""
    return copy_real(tmp_path_factory.mktemp("mistakes"))


def test_there_are_many_different_mistakes() -> None:
    assert len({one.name for one in MISTAKES}) == len(MISTAKES) > 250


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group[0].kind}: {group[0].name}")
def test_every_mistake_is_told_at_its_line_and_nothing_else(group: list[Mistake], real: Path) -> None:
    try:
        for one in group:
            one.make(real)
        expected = {place: one.name for one in group for place in one.place()}
        found = told(real)
    finally:
        restore(real, group)
    assert sorted(found) == sorted(expected), {name for place, name in expected.items() if place not in found}
