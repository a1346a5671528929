"""References between records: a type says that a text names a record, and in which table."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from kb.model.yaml_document import Place


@dataclass(frozen=True)
class Ref:
    """Marks the type of a text that names a record, as in ``Annotated[str, Ref("sources")]``."""

    table: str  # the table of the project that holds the record; `articles` for a page


Found = tuple[Place, str, str]


def references(kind: Any, value: Any, place: Place = (), marks: tuple[Any, ...] = ()) -> Iterator[Found]:
    """Give every reference in a value as YAML reads it, which need not be valid: its place, the table and the name.

    The type of the value is given, and what that type is annotated with.
    """
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        yield from references(inner[0], value, place, (*marks, *inner[1:]))
    elif origin in (Union, types.UnionType):
        for one in inner:
            yield from references(one, value, place, marks)
    elif isinstance(value, dict) and origin is dict:
        for key, item in value.items():
            yield from references(inner[0], key, (*place, key))
            yield from references(inner[1], item, (*place, key))
    elif isinstance(value, list) and origin is list:
        for index, item in enumerate(value):
            yield from references(inner[0], item, (*place, index))
    elif isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, info in kind.model_fields.items():
            key = info.alias or name
            if key in value:
                yield from references(info.annotation, value[key], (*place, key), tuple(info.metadata))
    elif isinstance(value, str):
        yield from ((place, one.table, value) for one in marks if isinstance(one, Ref))
