"""Tells faults in the form that its reader needs: a person, a pull request, or another program."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from kb.checks import rules
from kb.model.faults import Fault


def _text(faults: Sequence[Fault]) -> str:
    """Return faults as an editor reads them, with a count at the end."""
    table, files = rules(), len({fault.path for fault in faults})
    texts = [fault.text(table[fault.rule][0].id) for fault in faults]
    count = f"{len(faults)} fault{'s' * (len(faults) != 1)} in {files} file{'s' * (files != 1)}"
    mendable = sum(bool(fault.old) for fault in faults)
    count += f"\n{mendable} of these can be mended by: make fix" if mendable else ""
    return "\n\n".join([*texts, count])


def _github(faults: Sequence[Fault]) -> str:
    """Return faults as the commands that make a workflow on GitHub mark them beside the changed lines."""
    table, lines = rules(), []
    for fault in faults:
        rule = table[fault.rule][0]
        place = {"file": fault.path, "line": fault.line, "col": fault.column, "title": f"{rule.id} {rule.alias}"}
        told = "\n".join(line.strip() for line in fault.text(rule.id).split("\n")[1:])
        named = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in place.items())
        lines.append(f"::error {named}::{_escaped(told)}")
    return "\n".join(lines)


def _escaped(text: str, more: str = "") -> str:
    """Return a text as a workflow command may hold it.

    Args:
        text: any text.
        more: the signs that have a meaning at this place, besides those that have one everywhere.
    """
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _json(faults: Sequence[Fault]) -> str:
    """Return faults as a list for other programs. Its keys stay as they are."""
    table = rules()
    listed = [
        {
            "file": fault.path,
            "line": fault.line,
            "column": fault.column,
            "id": table[fault.rule][0].id,
            "rule": fault.rule,
            "found": fault.found,
            "expected": fault.expected,
            "suggestion": fault.suggestion,
            "fix": fault.fix,
            "fixable": bool(fault.old),
        }
        for fault in faults
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)


FORMS: dict[str, Callable[[Sequence[Fault]], str]] = {"text": _text, "github": _github, "json": _json}


def report(faults: Sequence[Fault], form: str = "text") -> str:
    """Return faults as text.

    Args:
        faults: what the checks found.
        form: one of ``FORMS``.
    """
    return FORMS[form](faults)
