"""Validates a YAML value against its record, and says in an editor's words what does not fit, at its own line."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from kb.model.faults import Fault, listed, nearest
from kb.model.yamlfile import Document, Place

# What pydantic calls a fault, and what an editor should have written.
EXPECTED = {
    "model_type": "a record: one `key: value` a line, indented below its name",
    "model_attributes_type": "a record: one `key: value` a line, indented below its name",
    "dict_type": "one `key: value` a line, indented below",
    "list_type": "a list: `[one, two]`, or each on a line that begins with `- `",
    "string_type": "text, in quotes if YAML takes it for something else",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
}
DAY = "a day such as 2026-01-31"


def validated(
    kind: type, value: Any, document: Document, place: Place, context: dict[str, str] | None = None
) -> tuple[Any, list[Fault]]:
    """Make a record of a YAML value.

    Args:
        kind: the record's type.
        value: what stands in the file.
        document: the file, with the line of each value.
        place: where in the file the value stands.
        context: what the type's own checks need to know.

    Returns:
        The record and no fault, or None and the faults.
    """
    try:
        return TypeAdapter(kind).validate_python(value, context=context), []
    except ValidationError as error:
        met = [_fault(kind, dict(problem), document, place) for problem in error.errors(include_url=False)]
        # A misspelt key is missing as well: say so once. A union reports a value once for each of its types.
        meant = {f"no `{fault.suggestion}`" for fault in met if fault.rule == "unknown-key" and fault.suggestion}
        return None, [fault for fault in dict.fromkeys(met) if fault.found not in meant]


def _fault(kind: type, problem: dict[str, Any], document: Document, start: Place) -> Fault:
    """Turn one of pydantic's errors into a fault at the line of its field."""
    place, owner, model = start, kind, kind
    for part in problem["loc"]:
        # YAML may take a key for a number; its mark holds what was typed.
        part = part if (*place, part) in document.marks or (*place, str(part)) not in document.marks else str(part)
        # What names a type or a dictionary's key stands in no file.
        if (*place, part) in document.marks or problem["type"] in ("missing", "extra_forbidden"):
            place = (*place, part)
            owner, model = model, _field_type(model, part) or model
    mark = document.mark(place)
    at = (document.path, mark.line, mark.column)
    key = str(place[-1]) if place else "this file"
    what, context = problem["type"], problem.get("ctx", {})
    if what == "missing":
        return Fault(*at, "missing-key", f"no `{key}`", f"the key `{key}`{_described(owner, key)}", fix=f"{key}: …")
    if what == "needs_key":
        return Fault(*at, "missing-key", problem["msg"], f"the key `{context['key']}`", fix=f"{context['key']}: …")
    if what == "extra_forbidden":
        names = _keys(owner)
        close = nearest(key, names)
        return Fault(
            *at,
            "unknown-key",
            f"the key `{key}`",
            f"one of {listed(names, 20)}",
            close,
            f"{close}: …" if close else "remove the line",
        )
    if what in ("phone_unquoted", "phone_invalid"):
        found = f"{mark.typed}: {problem['msg']}" if mark.typed else problem["msg"]
        return Fault(
            *at,
            "phone-number",
            found,
            "the number in international form, in quotes, with the country's code",
            fix='"+1" and the ten digits, all in double quotes (for a number in the US or Canada)',
        )
    close = nearest(mark.typed, re.findall(r"'([^']+)'", problem["msg"])) if what == "literal_error" else ""
    expected = DAY if what.startswith("date") else EXPECTED.get(what) or _readable(problem["msg"])
    found = f"{key}: {mark.typed}" if mark.typed else f"{key}: {_short(problem['input'])}"
    if place and place[-1] == "[key]":
        found = key
    fix = f"{key}: {close}" if close else ""
    return Fault(*at, "wrong-value", found, expected + _described(owner, key), close, fix)


def _short(value: Any) -> str:
    """Say what stands in the file without printing a whole record."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    return f"a list of {len(value)}" if isinstance(value, list) else repr(value)


def _readable(message: str) -> str:
    """Turn pydantic's sentence into one for editors: without its jargon, first letter small."""
    for jargon, plain in (
        ("Input should be ", ""),
        ("String should ", "a text that should "),
        ("List should have", "a list that has"),
        (" after validation", ""),
    ):
        message = message.replace(jargon, plain)
    return message[:1].lower() + message[1:]


def _described(model: type, key: str) -> str:
    info = getattr(model, "model_fields", {}).get(key)
    return f" ({info.description})" if info is not None and info.description else ""


def _keys(model: type) -> list[str]:
    return [info.alias or name for name, info in getattr(model, "model_fields", {}).items()]


def _field_type(model: type, part: str | int) -> type | None:
    """Return the record type inside a model's field, or None where the field holds no record."""
    for name, info in getattr(model, "model_fields", {}).items():
        if part in (name, info.alias):
            return _record_in(info.annotation)
    return None


def _record_in(annotation: Any) -> type | None:
    """Find the record type in an annotation such as ``list[Rule]`` or ``dict[str, Contact]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in getattr(annotation, "__args__", ()) if (found := _record_in(inner))), None)
