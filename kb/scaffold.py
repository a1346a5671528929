"""What the commands that begin something share: asking in a terminal, refusing, and writing all files or none."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar


class UsageError(ValueError):
    """Nothing can be begun with what was given; the message says why."""


T = TypeVar("T")


def ask(question: str, given: str, check: Callable[[str], T], offer: str = "") -> T:
    """Return what was given or, in a terminal, what somebody answers. Another answer is asked for until one is of use.

    Args:
        question: what to ask.
        given: what the command was called with.
        check: returns the answer as it is to be used, or raises a RefusedError.
        offer: what an empty answer means.

    Raises:
        RefusedError: what was given is of no use, or nothing was and nobody can be asked.
    """
    if given or not sys.stdin.isatty():
        return check(given or offer)
    while True:
        try:
            answer = input(f"{question}{f' [{offer}]' if offer else ''}: ").strip()
        except (EOFError, KeyboardInterrupt):
            raise UsageError("You stopped it.") from None
        try:
            return check(answer or offer)
        except UsageError as refused:
            print(f"  {refused}")


def is_yes(value: str) -> bool:
    """Say whether an argument such as ``DIRECTORY=1`` means yes.

    Args:
        value: what was typed.

    Raises:
        RefusedError: it means neither yes nor no.
    """
    if value.strip().lower() in ("", "0", "no", "n", "false", "off"):
        return False
    if value.strip().lower() in ("1", "yes", "y", "true", "on"):
        return True
    raise UsageError(f"{value}: yes or no")


def quoted(text: str) -> str:
    """Return a text as YAML takes it for nothing else.

    Args:
        text: the text.
    """
    return json.dumps(text, ensure_ascii=False)


def with_line(text: str, after: int, line: str) -> str:
    """Return a text with one line more, and all else as it was, its line ends too.

    Args:
        text: the text.
        after: the number of the line, counted from 1, below which it comes.
        line: the new line.
    """
    lines = text.splitlines(keepends=True)
    end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    if after and not lines[after - 1].endswith("\n"):
        lines[after - 1] += end
    lines.insert(after, line + end)
    return "".join(lines)


def read_exact(root: Path, path: str) -> str:
    """Return a file's text with its own line ends.

    Args:
        root: the project's folder.
        path: the file's path from there.

    Raises:
        RefusedError: it is not there, or is no text.
    """
    try:
        return (root / path).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{path} cannot be read. `make check` says why.") from None


def write_files(root: Path, new: dict[str, str], changed: dict[str, str] | None = None) -> list[str]:
    """Write all files, or none: first beside their places, and then each into its own.

    Args:
        root: the project's folder.
        new: the texts of files that are not there yet, by their paths.
        changed: the texts of files that are.

    Returns:
        The paths, the new ones first.

    Raises:
        RefusedError: a new file is there already, or one cannot be written.
    """
    there = next((path for path in new if (root / path).exists()), "")
    if there:
        raise UsageError(f"{there} is there already")
    texts = new | (changed or {})
    before = {path: (root / path).read_bytes() for path in texts if path not in new}
    beside = {path: (root / path).with_name(f".{Path(path).name}.new") for path in texts}
    placed = []
    try:
        for path, text in texts.items():
            beside[path].write_bytes(text.encode("utf-8"))
        for path, file in beside.items():
            file.replace(root / path)
            placed.append(path)
    except OSError as error:
        for path in placed:
            (root / path).unlink() if path in new else (root / path).write_bytes(before[path])
        raise UsageError(f"{error.filename}: {error.strerror}") from error
    finally:
        for file in beside.values():
            file.unlink(missing_ok=True)
    return list(texts)
