"""Whatever stands in front matter or in a record, the checks report it and never end with a traceback."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.checks.report import FORMS, report
from tests.project import ROOT, SMALL, copy_small, run_kb
from tests.rules.cases import reported

# What stands in the small project, and where more of its kind is taken from.
FILES = {
    "docs/billing/refunds.md": ROOT / "docs/packages/extra-members.md",
    "docs/providers/acme.md": ROOT / "docs/providers/optimum.md",
    "macros/data/partners/acme.yml": ROOT / "macros/data/partners/optimum.yml",
    "macros/data/facts.yml": ROOT / "macros/data/facts.yml",
    "macros/data/guide.yml": ROOT / "macros/data/guide.yml",
    "macros/data/payers.yml": ROOT / "macros/data/payers.yml",
    "macros/data/searches.yml": ROOT / "macros/data/searches.yml",
    "macros/data/search-words.yml": ROOT / "macros/data/search-words.yml",
}
ODD = st.sampled_from(
    [
        "",
        " ",
        "\u200b",
        "\x85",
        "\ufeff",
        "{{",
        "}}",
        '{{ fact("',
        "{% include %}",
        "🇩🇪",
        "\u202e",
        "a" * 5000,
        "/",
        "..",
        "#",
    ]
)
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), ODD, st.dates())
GARBAGE = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3), max_leaves=8
)
FEW = settings(derandomize=True, deadline=None, max_examples=25, suppress_health_check=list(HealthCheck), database=None)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_small(tmp_path_factory.mktemp("fuzz"))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Give each list and mapping of a value with each of its keys."""
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


def _check(root: Path, path: str, text: str) -> None:
    """Let all rules that need no built page look at a project with one spoiled file."""
    file = root / path
    before = file.read_bytes() if file.exists() else None
    file.write_bytes(text.encode(errors="surrogatepass"))
    try:
        diagnostics = reported(root)
        assert all(report(diagnostics, form) for form in FORMS if diagnostics)
    finally:
        file.write_bytes(before) if before is not None else file.unlink()


@FEW
@given(data=st.data(), path=st.sampled_from(sorted(FILES)), real=st.booleans())
def test_values_of_any_kind_are_reported(small: Path, data: st.DataObject, path: str, real: bool) -> None:
    text = (FILES[path] if real or not (SMALL / path).exists() else SMALL / path).read_text()
    front = path.endswith(".md")
    value = yaml.safe_load(text.split("---\n")[1] if front else text)
    for _ in range(data.draw(st.integers(1, 4))):
        places = list(_places(value))
        owner, key = places[data.draw(st.integers(0, len(places) - 1))]
        if data.draw(st.booleans()):
            del owner[key]
        else:
            owner[key] = data.draw(GARBAGE)
        if not value:
            break
    spoiled = yaml.safe_dump(value, allow_unicode=True)
    _check(small, path, f"---\n{spoiled}---\n\n" + text.split("---\n", 2)[2] if front else spoiled)


@FEW
@given(data=st.data(), path=st.sampled_from(sorted(FILES)))
def test_text_of_any_kind_is_reported(small: Path, data: st.DataObject, path: str) -> None:
    text = FILES[path].read_text()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, min(len(text), 3000)))
        gone = data.draw(st.integers(0, 40))
        text = text[:at] + data.draw(ODD | st.text(max_size=12)) + text[at + gone :]
    _check(small, path, text)


@pytest.mark.parametrize(
    "spoiled",
    [
        {"docs/billing/refunds.md": "---\n? [a, b]\n: {c: d}\n---\n{{ answer_box() }}\n"},
        {"docs/billing/refunds.md": "---\n- a\n- b\n---\n", "macros/data/facts.yml": "1: {2: [3]}\n"},
        {
            "macros/data/partners/acme.yml": "contacts: [[[[1]]]]\nid: {a: b}\n",
            "macros/data/guide.yml": "questions: 3\n",
        },
        {"macros/data/topics.yml": "[]", "macros/data/sources.yml": "a: !!binary aGk=\n", "docs/index.md": "\x00"},
    ],
    ids=["front-matter", "lists", "partner", "tables"],
)
def test_a_whole_build_with_garbage_ends_without_a_traceback(spoiled: dict[str, str], tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    for path, text in spoiled.items():
        (root / path).write_text(text)
    done = run_kb(root)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and all(f"{path}:" in done.stderr for path in spoiled), done.stderr
