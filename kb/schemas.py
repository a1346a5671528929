"""JSON schemas of what editors type, so that an editor's program tells a slip, and what each key holds, at once.

They are made from the types that the checks use. What only the checks know is not in them: whether a name exists, a day
has come, a number is valid.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import GenericAlias
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from kb.model.article import ArticleMeta
from kb.model.changes import Change
from kb.model.guide import Guide
from kb.model.partner import Partner
from kb.model.project import DATA, MODELS, TABLES
from kb.model.records import Problem, Text
from kb.model.searchwords import Searches, SearchWords

FOLDER = "schemas"
FRONT_MATTER = "front-matter"
# What each schema describes.
FILES = {
    **{
        name: f"{DATA}/{name}.yml"
        for name in (*TABLES, "problems", "changes", "words", "search-words", "searches", "guide")
    },
    "partner": f"{DATA}/partners/*.yml",
    FRONT_MATTER: "docs/**/*.md",
}
TYPES: dict[str, Any] = {
    **{name: GenericAlias(dict, (str, kind)) for name, kind in TABLES.items()},
    "problems": list[Problem],
    "changes": list[Change],
    "words": dict[str, Text],
    "search-words": SearchWords,
    "searches": Searches,
    "guide": Guide,
    "partner": Partner,
}
# Every editor's program reads this draft.
DRAFT = "http://json-schema.org/draft-07/schema#"
NOTE = "Made from kb/model/ by `make schemas`: not for editing."


class _ForEditors(GenerateJsonSchema):
    """Leaves out what helps no editor: a title that repeats the key, and `null`, which the checks refuse anyway."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        return made if made.get("default") is not None else {key: made[key] for key in made if key != "default"}


def schemas() -> dict[str, str]:
    """Return the text of each schema by its path from the project's root."""
    made = {name: TypeAdapter(kind).json_schema(schema_generator=_ForEditors) for name, kind in TYPES.items()}
    made[FRONT_MATTER] = _front_matter()
    head = {"$schema": DRAFT, "$comment": NOTE}
    texts = {name: json.dumps(head | schema, indent=2, ensure_ascii=False) for name, schema in made.items()}
    return {f"{FOLDER}/{name}.json": text + "\n" for name, text in texts.items()}


def write_schemas(root: Path) -> list[str]:
    """Write all schemas, and return their paths.

    Args:
        root: the project's folder.
    """
    (root / FOLDER).mkdir(exist_ok=True)
    made = schemas()
    for path, text in made.items():
        (root / path).write_text(text, encoding="utf-8")
    return list(made)


def _front_matter() -> JsonSchemaValue:
    """Return the schema of a page's front matter: its `kind` says which keys it has."""
    kinds: dict[str, Any] = {"article": ArticleMeta, **MODELS}
    models: list[Any] = list(dict.fromkeys(kinds.values()))
    refs, shared = models_json_schema([(model, "validation") for model in models], schema_generator=_ForEditors)
    key: dict[str, Any] = {"type": "object", "required": ["kind"]}
    ways = [
        {"if": {**key, "properties": {"kind": {"const": kind}}}, "then": refs[model, "validation"]}
        for kind, model in kinds.items()
    ]
    return {**key, "properties": {"kind": {"enum": [*kinds]}}, "allOf": ways, **shared}
