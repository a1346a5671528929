"""Reads a text file, or says which byte of it is not text."""

from pathlib import Path

from kb.model.diagnostic import Diagnostic


def read_text(root: Path, path: str) -> tuple[str, list[Diagnostic]]:
    """Read a file in a project's folder as UTF-8, with or without a byte order mark.

    Returns:
        The text with plain line ends, and no error; or an empty text and the error.
    """
    expected = "a text file in UTF-8"
    try:
        data = (root / path).read_bytes()
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        found = f"the byte 0x{data[error.start]:02x}, which is not UTF-8"
        fix = "save the file as UTF-8 in your editor, and retype the letter"
        return "", [Diagnostic(path, line, column, "unreadable-file", found, expected, fix=fix)]
    except OSError as error:
        fix = "bring the file back from the last good version"
        return "", [Diagnostic(path, 1, 1, "unreadable-file", error.strerror or str(error), expected, fix=fix)]
