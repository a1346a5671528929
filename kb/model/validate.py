"""Validates a YAML value against its record, and says in an editor's words what does not fit, at its own line."""

import re
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from kb.model.diagnostic import Diagnostic, closest_match, join_names, unique_typo_match
from kb.model.yaml_document import Document, Place

# What pydantic calls an error, and what an editor should have written.
EXPECTED = {
    "model_type": "a record: one `key: value` a line, indented below its name",
    "model_attributes_type": "a record: one `key: value` a line, indented below its name",
    "dict_type": "one `key: value` a line, indented below",
    "list_type": "a list: `[one, two]`, or each on a line that begins with `- `",
    "string_type": "text, in quotes if YAML takes it for something else",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "string_pattern_mismatch": "text in the right form",
}
DAY = "a day such as 2026-01-31"


def validate(
    kind: Any, value: Any, document: Document, place: Place = (), context: dict[str, str] | None = None
) -> tuple[Any, list[Diagnostic]]:
    """Make a record of a YAML value.

    Args:
        kind: the record's type.
        value: what stands in the file.
        document: the file, with the line of each value.
        place: where in the file the value stands.
        context: what the type's own checks need to know.

    Returns:
        The record and no error, or None and the errors.
    """
    record: Any = None
    found: dict[Any, Diagnostic] = {}
    try:
        record = TypeAdapter(kind).validate_python(value, context=context)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            # A value that may be of two types is reported once for each: the first tells enough.
            one = _diagnostic(kind, dict(problem), document, place)
            found.setdefault((one.line, one.column, one.rule, one.found), one)
    # A misspelt key is missing as well: say so once.
    meant = {one.suggestion for one in found.values() if one.rule == "unknown-key" and one.suggestion}
    diagnostics = [one for one in found.values() if one.rule != "missing-key" or one.found.split("`")[-2] not in meant]
    diagnostics += _empty(value, document, place, {(one.line, one.column) for one in found.values()})
    return None if diagnostics else record, diagnostics


def _empty(value: Any, document: Document, place: Place, told: set[tuple[int, int]]) -> Iterator[Diagnostic]:
    """Find keys without a value: where a key may be left out, nothing else would tell that its fact is lost."""
    mark = document.marks.get(place)
    if mark and (mark.line, mark.column) in told:
        return
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _empty(inner, document, (*place, key), told)
    if value is None and mark:
        fix = "fill it in, or remove the line"
        yield document.diagnostic(mark, "wrong-value", f"{place[-1]}: nothing", "a value for each key", fix=fix)


def _diagnostic(kind: type, problem: dict[str, Any], document: Document, start: Place) -> Diagnostic:
    """Turn one of pydantic's errors into an error at the line of its field."""
    what, context = problem["type"], problem.get("ctx", {})
    place, owner, model = start, kind, record_in(kind) or kind
    for part in (*problem["loc"], *context.get("at", ())):
        # YAML may take a key for a number; its mark holds what was typed.
        part = part if (*place, part) in document.marks or (*place, str(part)) not in document.marks else str(part)
        # What names a type or a dictionary's key stands in no file.
        if (*place, part) in document.marks or what in ("missing", "extra_forbidden"):
            place = (*place, part)
            owner, model = model, _field_type(model, part) or model
    key = next((part for part in reversed(place) if isinstance(part, str)), "this file")
    if what in ("missing", "needs_key"):
        key = context.get("key", key)
        found = problem["msg"] if what == "needs_key" else f"no `{key}`"
        owner = model if what == "needs_key" and place[-1:] != (key,) else owner
        expected = f"the key `{key}`{_described(owner, key)}"
        return document.diagnostic(place, "missing-key", found, expected, fix=_blank(owner, key))
    if what == "extra_forbidden":
        names = [info.alias or name for name, info in getattr(owner, "model_fields", {}).items()]
        close, meant = closest_match(key, names), unique_typo_match(key, names)
        more = {"fix": f"{close}: …" if close else "remove the line", "old": f"{key}:" if meant else ""}
        expected = f"one of {join_names(names, 25)}"
        return document.diagnostic(place, "unknown-key", f"the key `{key}`", expected, close, new=f"{meant}:", **more)
    typed = document.mark(place).typed
    found = key if key == "[key]" else f"{key}: {typed or context.get('found') or _short(problem['input'])}"
    found += f", {context['why']}" if "why" in context else ""
    names = context.get("names", [])
    if what == "literal_error":
        names = re.findall(r"'([^']+)'", problem["msg"])
    close = closest_match(typed, names)
    fix = f"{key}: {close}" if close else context.get("fix") or _blank(owner, key)
    if what == "string_pattern_mismatch":
        # A path as it stands in a link, or a name in capitals.
        meant = re.sub(r"\.md\b|^/|/$", "", typed).lower().replace(" ", "-")
        fits = re.search(context["pattern"], meant) and meant != typed.lower().replace(" ", "-")
        fix = f"{key}: {meant}" if fits else fix
    if what == "string_type" and typed:
        fix = f'"{typed}"' if isinstance(place[-1], int) else f'{key}: "{typed}"'
    expected = f"one of {', '.join(names)}" if names else _expected(problem)
    described = "" if {"fix", "at"} & set(context) else _described(owner, key)
    rule, fix = context.get("rule", "wrong-value"), fix if place else ""
    return document.diagnostic(place, rule, found, expected + described, close, fix=fix)


def _expected(problem: dict[str, Any]) -> str:
    """Say what should stand there, in an editor's words."""
    what = problem["type"]
    return DAY if what.startswith("date") else EXPECTED.get(what) or _readable(problem["msg"])


def _blank(model: type, key: str) -> str:
    """Return a key as an editor would begin to write it, such as ``source: {id: …, part: …}``."""
    inner = getattr(_field_type(model, key), "model_fields", {}) if key != "[key]" else {}
    needed = [name for name, info in inner.items() if info.is_required()]
    return f"{key}: " + ("{" + ", ".join(f"{one}: …" for one in needed) + "}" if 0 < len(needed) < 3 else "…")


def _short(value: Any) -> str:
    """Say what stands in the file without printing a whole record."""
    if value is None or value in ("", {}, []):
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
        ("Dictionary should have", "a record that has"),
        (" item after validation", " item"),
        (" items after validation", " items"),
        (", not 0", ""),
        ("a text that should have at least 1 character", "text"),
    ):
        message = message.replace(jargon, plain)
    return message[:1].lower() + message[1:]


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


def _described(model: type, key: str) -> str:
    info = getattr(model, "model_fields", {}).get(key)
    return f" ({info.description})" if info is not None and info.description else ""


def _field_type(model: type, part: str | int) -> type | None:
    """Return the record type inside a model's field, or None where the field holds no record."""
    for name, info in getattr(model, "model_fields", {}).items():
        if part in (name, info.alias):
            return record_in(info.annotation)
    return None
