"""JSON schemas of what editors type, so that an editor's program marks a mistake, and explains each key, at once.

They are made from the types that the checks use. What only the checks know is not in them: whether a name exists, a day
has come, a number is valid. Front matter has none: no editor's program looks for one in Markdown.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from kb.model.partner import Partner
from kb.model.project import DATA, TYPES

FOLDER = "schemas"
# What each schema describes, and the type that it is made from.
FILES = {name: f"{DATA}/{name}.yml" for name in TYPES} | {"partner": f"{DATA}/partners/*.yml"}
KINDS: dict[str, Any] = {**TYPES, "partner": Partner}
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
    made = {name: TypeAdapter(kind).json_schema(schema_generator=_ForEditors) for name, kind in KINDS.items()}
    head = {"$schema": DRAFT, "$comment": NOTE}
    texts = {name: json.dumps(head | schema, indent=2, ensure_ascii=False) for name, schema in made.items()}
    return {f"{FOLDER}/{name}.json": text + "\n" for name, text in texts.items()}


def write_schemas(root: Path) -> list[str]:
    """Write all schemas, and return their paths."""
    (root / FOLDER).mkdir(exist_ok=True)
    made = schemas()
    for path, text in made.items():
        (root / path).write_text(text, encoding="utf-8")
    return list(made)
