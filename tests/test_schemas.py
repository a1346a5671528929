"""The schemas that editors' programs read: fresh, true to every real record, and strict with mistakes."""

import json
import re
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from kb.model.diagnostic import Diagnostic
from kb.model.yaml_document import read_yaml
from kb.schemas import FILES, FOLDER, schemas
from tests.project import ROOT

SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}
# The tests alone read it.
NO_RECORD = "macros/data/coverage.yml"
ARTICLE = "docs/billing/refunds.md"
FACTS = "macros/data/facts.yml"
OPTIMUM = "macros/data/partners/optimum.yml"


def files(name: str) -> list[str]:
    return [file.relative_to(ROOT).as_posix() for file in sorted(ROOT.glob(FILES[name]))]


def typed(path: str) -> Any:
    """Return what an editor typed in a file: days stay text, as they do in an editor's program."""
    return read_yaml((ROOT / path).read_text(), path).value


def diagnostics(name: str, value: Any) -> list[str]:
    validator = Draft7Validator(SCHEMAS[f"{FOLDER}/{name}.json"], format_checker=FormatChecker(["date"]))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def test_the_schemas_are_fresh() -> None:
    kept = {path.relative_to(ROOT).as_posix(): path.read_text() for path in (ROOT / FOLDER).iterdir()}
    assert kept == schemas(), "run `make schemas`"


@pytest.mark.parametrize("name", FILES)
def test_every_real_file_fits_its_schema(name: str) -> None:
    assert files(name)
    assert {path: found for path in files(name) if (found := diagnostics(name, typed(path)))} == {}


def test_every_data_file_has_a_schema() -> None:
    every = {path.relative_to(ROOT).as_posix() for path in (ROOT / "macros/data").rglob("*.yml")}
    assert every - {path for name in FILES for path in files(name)} == {NO_RECORD}


def test_every_key_is_explained() -> None:
    dumb = [
        f"{path}: {model}.{key}"
        for path, schema in SCHEMAS.items()
        for model, record in schema.get("$defs", {}).items()
        for key, value in record["properties"].items()
        if not value.get("description")
    ]
    assert dumb == []


MISTAKES: list[tuple[str, str, tuple[Any, ...], Any, str]] = [
    ("partner", OPTIMUM, ("contact",), {}, "'contact' was unexpected"),
    ("partner", OPTIMUM, ("contacts", "support", "nummber"), "+18005550199", "'nummber' was unexpected"),
    ("partner", OPTIMUM, ("contacts", "support", "checked"), "yesterday", "is not valid under any"),
    ("partner", OPTIMUM, ("contacts", "support", "say"), None, "None is not of type 'string'"),
    ("partner", OPTIMUM, ("offers", 0, "cancel", "state"), "maybe", "is not one of"),
    ("partner", OPTIMUM, ("offers", 0, "review_every"), "6 moths", "does not match"),
    ("facts", FACTS, ("pause-first", "vlaue"), "one month", "'vlaue' was unexpected"),
    ("facts", FACTS, ("pause-first", "source"), "csn-netflix", "is not of type 'object'"),
    ("sources", "macros/data/sources.yml", ("netflix-optimum", "url"), "help.netflix.com", "does not match"),
    ("notices", "macros/data/notices.yml", ("right-account", "kind"), "danger", "is not one of"),
    ("problems", "macros/data/problems.yml", (0, "home"), "maybe", "is not of type 'boolean'"),
    ("guide", "macros/data/guide.yml", ("questions", "start", "options", "money", "nxt"), "money", "'nxt' was unexp"),
    ("searches", "macros/data/searches.yml", ("about/index",), "are you netflix", "is not of type 'array'"),
    ("topics", "macros/data/topics.yml", ("billing",), ["Billing"], "is not of type 'string'"),
]


@pytest.mark.parametrize(
    ("name", "path", "place", "value", "says"),
    MISTAKES,
    ids=["-".join(map(str, (mistake[0], *mistake[2]))) for mistake in MISTAKES],
)
def test_a_mistake_is_refused(name: str, path: str, place: tuple[Any, ...], value: Any, says: str) -> None:
    whole = inner = typed(path)
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = value
    assert any(says in found for found in diagnostics(name, whole)), diagnostics(name, whole)


def test_the_editor_finds_each_schema() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text())
    known = {f"./{FOLDER}/{name}.json": path for name, path in FILES.items()}
    assert settings["yaml.schemas"] == known


def test_the_editor_finds_each_diagnostic_of_the_check() -> None:
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text())["tasks"]
    place, message = next(task for task in tasks if task["label"] == "Check")["problemMatcher"]["pattern"]
    lines = Diagnostic(ARTICLE, 31, 12, "dead-link", "a link", "a page").text("KB201").split("\n")
    found = re.search(place["regexp"], lines[0])
    assert found and [found[place[key]] for key in ("file", "line", "column", "code")] == [ARTICLE, "31", "12", "KB201"]
    assert re.search(message["regexp"], lines[1])
