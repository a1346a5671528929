"""Validates a YAML value against its record, and says in an editor's words what does not fit, at its own line."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from kb.model.diagnostic import Diagnostic, closest_match, join_names, unique_typo_match
from kb.model.yaml_document import Document, Place

# What pydantic calls an error, and what an editor should have written. Other messages are shown as they are.
RECORD, DAY = "a record: one `key: value` a line, indented below its name", "a day such as 2026-01-31"
EXPECTED = {
    "model_type": RECORD,
    "model_attributes_type": RECORD,
    "dict_type": "one `key: value` a line, indented below",
    "list_type": "a list: `[one, two]`, or each on a line that begins with `- `",
    "string_type": "text, in quotes if YAML takes it for something else",
    "string_pattern_mismatch": "text in the right form",
    "string_too_short": "text of {min_length} characters or more",
    "string_too_long": "text of {max_length} characters at most",
    "too_short": "at least {min_length} of them",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "date_parsing": DAY,
    "date_type": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
}


def validate(
    kind: Any, value: Any, document: Document, place: Place = (), context: dict[str, str] | None = None
) -> tuple[Any, list[Diagnostic]]:
    """Return a record of a type made of a YAML value and no error, or None and the errors.

    The value stands at a place of a document; the context is what the type's own checks need to know.
    """
    record: Any = None
    found: dict[Any, Diagnostic] = {}
    try:
        record = TypeAdapter(kind).validate_python(value, context=context)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            # A value that may be of two types is reported once for each: the first says enough.
            one = _diagnostic(kind, dict(problem), document, place)
            found.setdefault((one.line, one.column, one.rule, one.found), one)
    # A misspelt key is missing as well: say so once.
    meant = {one.suggestion for one in found.values() if one.rule == "unknown-key" and one.suggestion}
    diagnostics = [one for one in found.values() if one.rule != "missing-key" or one.found.split("`")[-2] not in meant]
    diagnostics += _empty(value, document, place, {(one.line, one.column) for one in found.values()})
    return None if diagnostics else record, diagnostics


def _empty(value: Any, document: Document, place: Place, reported: set[tuple[int, int]]) -> Iterator[Diagnostic]:
    """Find keys without a value: where a key may be left out, nothing else would report that its fact is lost."""
    mark = document.marks.get(place)
    if mark and (mark.line, mark.column) in reported:
        return
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _empty(inner, document, (*place, key), reported)
    if value is None and mark:
        fix = "fill it in, or remove the line"
        yield document.diagnostic(mark, "wrong-value", f"{place[-1]}: nothing", "a value for each key", fix=fix)


def _diagnostic(kind: Any, problem: dict[str, Any], document: Document, start: Place) -> Diagnostic:
    """Turn one of pydantic's errors into an error at the line of its field."""
    what, context = problem["type"], problem.get("ctx", {})
    place, owner, model = start, record_in(kind), record_in(kind)
    for part in (*problem["loc"], *context.get("at", ())):
        # YAML may take a key for a number; its mark holds what was typed.
        part = part if (*place, part) in document.marks or (*place, str(part)) not in document.marks else str(part)
        # What names a type or a dictionary's key stands in no file.
        if (*place, part) in document.marks or what in ("missing", "extra_forbidden"):
            field = _fields(model).get(str(part))
            inner = record_in(field.annotation) if field else None
            place, owner, model = (*place, part), model, inner or model
    key = next((part for part in reversed(place) if isinstance(part, str)), "this file")
    if what in ("missing", "needs_key"):
        key = context.get("key", key)
        found = problem["msg"] if what == "needs_key" else f"no `{key}`"
        owner = model if what == "needs_key" and place[-1:] != (key,) else owner
        expected = f"the key `{key}`{_described(owner, key)}"
        return document.diagnostic(place, "missing-key", found, expected, fix=_blank(owner, key))
    if what == "extra_forbidden":
        close, meant = closest_match(key, _fields(owner)), unique_typo_match(key, _fields(owner))
        more = {"fix": f"{close}: …" if close else "remove the line", "old": f"{key}:" if meant else ""}
        expected = f"one of {join_names(_fields(owner), 25)}"
        return document.diagnostic(place, "unknown-key", f"the key `{key}`", expected, close, new=f"{meant}:", **more)
    typed = document.mark(place).typed
    found = key if key == "[key]" else f"{key}: {typed or context.get('found') or _short(problem['input'])}"
    found += f", {context['why']}" if "why" in context else ""
    names = re.findall(r"'([^']+)'", problem["msg"]) if what == "literal_error" else context.get("names", [])
    close = closest_match(typed, names)
    fix = f"{key}: {close}" if close else context.get("fix") or (_blank(owner, key) if place else "")
    if what == "string_type" and typed:
        fix = f'"{typed}"' if isinstance(place[-1], int) else f'{key}: "{typed}"'
    expected = f"one of {', '.join(names)}" if names else EXPECTED.get(what, problem["msg"])
    expected = expected.format_map(defaultdict(str, context)) if what in EXPECTED else expected
    described = "" if {"fix", "at"} & set(context) else _described(owner, key)
    return document.diagnostic(place, context.get("rule", "wrong-value"), found, expected + described, close, fix=fix)


def _blank(model: Any, key: str) -> str:
    """Return a key as an editor would begin to write it, such as ``source: {id: …, part: …}``."""
    field = _fields(model).get(key)
    inner = _fields(record_in(field.annotation)) if field else {}
    needed = [name for name, info in inner.items() if info.is_required()]
    return f"{key}: " + ("{" + ", ".join(f"{one}: …" for one in needed) + "}" if 0 < len(needed) < 3 else "…")


def _short(value: Any) -> str:
    """Say what stands in the file without printing a whole record."""
    if value is None or value in ("", {}, []):
        return "nothing"
    if isinstance(value, list | dict):
        return f"a list of {len(value)}" if isinstance(value, list) else "a mapping"
    return repr(value)


def _described(model: Any, key: str) -> str:
    field = _fields(model).get(key)
    return f" ({field.description})" if field and field.description else ""


def _fields(model: Any) -> dict[str, FieldInfo]:
    """Return the fields of a record's type by their keys; of another type, nothing."""
    return {info.alias or name: info for name, info in getattr(model, "model_fields", {}).items()}


def meaning(info: FieldInfo) -> str:
    """Say what a field of a record holds, for editors: the values that it may have, and its description."""
    values = _values(info.annotation)
    one_of = f"one of {', '.join(values)}" if len(values) > 1 else ""
    return "; ".join(part for part in (one_of, info.description) if part)


def _values(annotation: Any) -> list[str]:
    """Find the values in an annotation such as ``Literal["page", "directory"] | None``."""
    if get_origin(annotation) is Literal:
        return [str(one) for one in get_args(annotation)]
    return [value for inner in get_args(annotation) for value in _values(inner)]


def record_in(annotation: Any) -> type[BaseModel] | None:
    """Find the record type in an annotation such as ``list[Rule]`` or ``dict[str, Contact]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := record_in(inner))), None)
