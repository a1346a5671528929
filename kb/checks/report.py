"""Reports errors in the form that its reader needs: a person, a pull request, or another program."""

import json
from collections.abc import Callable, Sequence

from kb.model.diagnostic import Diagnostic
from kb.model.rules import rules


def _text(diagnostics: Sequence[Diagnostic]) -> str:
    """Return errors as an editor reads them, with a count at the end."""
    table, files = rules(), len({diagnostic.path for diagnostic in diagnostics})
    texts = [diagnostic.text(table[diagnostic.rule].id) for diagnostic in diagnostics]
    count = f"{len(diagnostics)} error{'s' * (len(diagnostics) != 1)} in {files} file{'s' * (files != 1)}"
    fixable = sum(bool(diagnostic.old) for diagnostic in diagnostics)
    count += f"\n{fixable} of these can be fixed by: make fix" if fixable else ""
    return "\n\n".join([*texts, count])


def _github(diagnostics: Sequence[Diagnostic]) -> str:
    """Return errors as the commands that make a workflow on GitHub mark them beside the changed lines."""
    table, lines = rules(), []
    for diagnostic in diagnostics:
        title = f"{table[diagnostic.rule].id} {diagnostic.rule}"
        place = {"file": diagnostic.path, "line": diagnostic.line, "col": diagnostic.column, "title": title}
        said = "\n".join(line.strip() for line in diagnostic.text("").split("\n")[1:])
        named = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in place.items())
        lines.append(f"::error {named}::{_escaped(said)}")
    return "\n".join(lines)


def _escaped(text: str, more: str = "") -> str:
    """Return a text as a workflow command may hold it, at a place where more characters have a meaning."""
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return errors as a list for other programs. Its keys stay as they are."""
    table, keys = rules(), ("rule", "found", "expected", "suggestion", "fix")
    listed = [
        {"file": one.path, "line": one.line, "column": one.column, "id": table[one.rule].id}
        | {key: getattr(one, key) for key in keys}
        | {"fixable": bool(one.old)}
        for one in diagnostics
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2)


FORMS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {"text": _text, "github": _github, "json": _json}


def report(diagnostics: Sequence[Diagnostic], form: str = "text") -> str:
    """Return errors in one of the ``FORMS``."""
    return FORMS[form](diagnostics)
