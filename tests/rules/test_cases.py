"""Each single mistake is reported at its place, by its rule and in its words, with few messages; the rest is let be."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kb.model.diagnostic import Diagnostic
from kb.model.rules import rules
from tests.project import copy_real, copy_small
from tests.rules.cases import Case, built, cases, groups, made, reported

SMALL, REAL = cases("small"), cases("real")
BUILT = [(kind, group) for kind in ("small", "real") for group in groups(cases(f"{kind}-site"))]


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """A copy of the made-up project and one of the real one; a test undoes its mistakes."""
    folder = tmp_path_factory.mktemp("cases")
    yield {"small": copy_small(folder / "small"), "real": copy_real(folder / "real")}


def wrong(group: list[Case], places: list[tuple[str, int]], diagnostics: list[Diagnostic]) -> Iterable[str]:
    """Say of each mistake that is not reported as it must be why."""
    for one, place in zip(group, places, strict=True):
        here = [found for found in diagnostics if (found.path, found.line, found.rule) == (*place, one.rule)]
        text = "\n".join(found.text(rules()[found.rule].id) for found in here)
        if one.rule != "none" and not (here and all(words in text for words in one.says)):
            yield f"{one.name}: not at {place} with {one.says}"
        if one.rule == "none" and any(found.path == one.file for found in diagnostics):
            yield f"{one.name}: is no mistake"
    if len(diagnostics) > sum(one.most for one in group):
        yield f"{len(diagnostics)} messages for {len(group)}"


@pytest.mark.parametrize("case", SMALL, ids=lambda case: case.name)
def test_a_mistake_is_reported(case: Case, projects: dict[str, Path]) -> None:
    with made(projects["small"], [case]) as places:
        found = reported(projects["small"])
    assert not list(wrong([case], places, found)), found


@pytest.mark.parametrize("group", groups(REAL), ids=lambda group: group[0].name)
def test_mistakes_on_the_real_site_are_reported(group: list[Case], projects: dict[str, Path]) -> None:
    with made(projects["real"], group) as places:
        found = reported(projects["real"])
    assert not list(wrong(group, places, found)), found


@pytest.mark.parametrize(("kind", "group"), BUILT, ids=lambda one: one if isinstance(one, str) else one[0].name)
def test_what_only_the_built_site_shows_is_reported(kind: str, group: list[Case], projects: dict[str, Path]) -> None:
    with made(projects[kind], group) as places:
        found = built(projects[kind])
    assert not list(wrong(group, places, found)), found


def test_each_rule_has_a_case() -> None:
    every = [*SMALL, *REAL, *(one for _, group in BUILT for one in group)]
    assert {one.rule for one in every} - {"none"} == set(rules())
    assert len(every) > 600
