"""Begins a provider: a record with every key and nothing filled in, and the page that is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_origin

from pydantic import BaseModel

from kb.model.partner import ID, TAKEN_IDS, Partner, Rule, provider_page
from kb.model.project import DATA
from kb.model.textfile import read_text
from kb.model.validate import meaning, record_in
from kb.model.yaml_document import read_yaml
from kb.scaffold import UsageError, ask, is_yes, quoted, write_files

HEAD = """\
# `make check` says what is still to be filled in here. Every fact needs its source, from macros/data/sources.yml.
# A question on which no source says anything has `state: not-stated` and nothing else: that never means no.
"""
STUB = """\
---
title: {title}
description: {description}
kind: partner
partner: {id}
---

{{{{ partner_page() }}}}
"""
TITLE = "Netflix through {name}"
DESCRIPTION = "Netflix through {name}: who can have it, how it starts, who charges, who cancels, and whom to contact."
LONGEST_NAME = 40
# What can be said before anything is known of the provider.
GIVEN = {"role": "provider", "checked": "unknown", "review_every": "6 months"}
NAMES = {"pages": "home", "contacts": "support"}
LEFT_OUT = {"page": {"why_no_page", "owner"}, "directory": {"answer", "questions", "owner"}}


def new_partner(root: Path, partner: str = "", name: str = "", directory: str = "") -> list[str]:
    """Write what a new provider begins with, and nothing over what is there. In a terminal, ask for what is missing.

    Args:
        root: the project's folder.
        partner: the provider's id, which becomes the name of both files.
        name: what readers call it; not needed where the record is there and only its page is missing.
        directory: ``1`` if it gets only a row in the directory, and no page.

    Returns:
        The files written, by their paths from the root.

    Raises:
        RefusedError: the id or the name is of no use, or a file is there already.
    """
    may_ask = not (partner and name)
    partner = ask("Its id, such as acme", partner, _id)
    record, page = f"{DATA}/partners/{partner}.yml", f"docs/{provider_page(partner)}.md"
    files, is_new = {}, not (root / record).exists()
    if is_new:
        name = ask("What readers call it, such as Acme Cable", name, _name)
    question = "Only a row in the directory, and no page? (yes or no)"
    is_row = ask(question, directory, is_yes, "no") if may_ask and is_new else is_yes(directory)
    if is_new:
        files[record] = empty_record(partner, name, "directory" if is_row else "page")
    else:
        name = _name(_name_in(root, record, is_row or (root / page).exists()))
    if not is_row:
        texts = {"title": TITLE.format(name=name), "description": DESCRIPTION.format(name=name)}
        files[page] = STUB.format(id=partner, **{key: quoted(text) for key, text in texts.items()})
    # Which sections and tabs its page has is known when the record is filled in.
    return write_files(root, files)


def _id(partner: str) -> str:
    if not re.fullmatch(ID, partner):
        raise UsageError(f"ID={partner or '(nothing)'}: 3 to 30 lower-case letters, digits and hyphens, such as acme")
    if partner in TAKEN_IDS:
        raise UsageError(f"ID={partner}: another id, for this one means something else")
    return partner


def _name(name: str) -> str:
    if not 0 < len(name) <= LONGEST_NAME:
        raise UsageError(f"NAME={name or '(nothing)'}: what readers call it, in at most {LONGEST_NAME} characters")
    return name


def _name_in(root: Path, record: str, is_complete: bool) -> str:
    """Return the name in a record whose page is missing.

    Raises:
        RefusedError: no page is missing.
    """
    value = read_yaml(read_text(root, record)[0], record).value
    known = value if isinstance(value, dict) else {}
    if is_complete or known.get("entry") != "page":
        raise UsageError(f"{record} is there already" + ("" if is_complete else ", without `entry: page`"))
    return str(known.get("name") or "")


def empty_record(partner: str, name: str, entry: str) -> str:
    """Return a record with every key, each with what it holds. Where nothing is given, the checks ask for it.

    Args:
        partner: the provider's id.
        name: what readers call it.
        entry: `page` or `directory`.
    """
    given = {**GIVEN, "id": partner, "name": quoted(name), "entry": entry}
    return HEAD + "\n".join(_lines(Partner, given, LEFT_OUT[entry], set())) + "\n"


def _lines(model: type[BaseModel], given: dict[str, str], left_out: set[str], told: set[type]) -> Iterator[str]:
    """Give the lines of an empty record.

    Args:
        model: the record's type.
        given: the values of the keys that have one.
        left_out: the keys that are not wanted.
        told: the types that stand in full further up: a rule stands there once, and then in short.
    """
    is_first = model not in told
    told.add(model)
    for field, info in model.model_fields.items():
        key, inner = info.alias or field, record_in(info.annotation)
        said = f"  # {meaning(info)}" if is_first and meaning(info) else ""
        if field in left_out:
            continue
        if inner is Rule and Rule in told:
            yield f"{key}: {{state: }}{said}"
        elif inner is not None and key != "remarks":
            yield f"{key}:{said}"
            lines = list(_lines(inner, {one: text for one, text in given.items() if one in GIVEN}, set(), told))
            shape = next((one for one in (list, dict) if _is_in(info.annotation, one)), None)
            if shape is dict:
                yield f"  {NAMES[key]}:"
            first, other = {list: ("  - ", "    "), dict: ("    ", "    "), None: ("  ", "  ")}[shape]
            yield from [(other if index else first) + line for index, line in enumerate(lines)]
        elif _is_in(info.annotation, list):
            keys = f" ({', '.join(inner.model_fields)})" if inner else ""
            yield f"{key}: []{said}{keys}"
        else:
            yield f"{key}:{' ' if field in given else ''}{given.get(field, '')}{said}"


def _is_in(annotation: object, shape: type) -> bool:
    return get_origin(annotation) is shape
