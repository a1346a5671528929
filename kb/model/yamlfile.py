"""Reads YAML so that each fault can name its line: values, where they stand, and duplicate keys.

PyYAML is here already (MkDocs needs it) and its C parser reads a thousand files in about a second; the library
that keeps positions by itself is some thirty times slower.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

import yaml

from kb.model.faults import Fault


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The fast loader where there is one.

    Days stay text, so that a wrong one is reported at its key. So do yes, no, on and off: in a list of words they are
    words.
    """

    yaml_implicit_resolvers: ClassVar = {
        letter: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag != "tag:yaml.org,2002:timestamp" and not (tag == "tag:yaml.org,2002:bool" and letter in "yYnNoO")
        ]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value stands in its file (both counted from 1) and how it was typed, if it is a plain value."""

    line: int
    column: int
    typed: str = ""


@dataclass
class Document:
    """One YAML text: its value, the mark of each key and item by its place, and what was wrong with it."""

    path: str
    value: Any = None
    marks: dict[Place, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def mark(self, place: Place) -> Mark:
        """Return the mark of a place or, where the file has no such place, of the nearest one around it."""
        while place and place not in self.marks:
            place = place[:-1]
        return self.marks.get(place, Mark(1, 1))


def read_yaml(text: str, path: str, first_line: int = 1, values: bool = True) -> Document:
    """Parse a YAML text.

    Args:
        text: the YAML.
        path: the file's path, for messages.
        first_line: the line of the file at which the text begins (2 for front matter).
        values: whether to make values of it; without, tags of another program's own do no harm.

    Returns:
        The document. Broken YAML leaves its value at None; a duplicate key keeps its first value.
    """
    document = Document(path)
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        if node is not None:
            _walk(node, (), first_line, document, text)
            document.value = loader.construct_document(node) if values else None
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        begun = _begun(text, mark.line if mark else 0)
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        line, column = (begun + first_line, 1) if begun is not None else (line, column)
        found = getattr(error, "problem", None) or str(error)
        document.faults.append(
            Fault(
                path,
                line,
                column,
                "yaml-syntax",
                f"YAML that cannot be read: {found}",
                "one `key: value` a line, spaces not tabs, and quotes around text that has `: `, `#`, `{`, `[` or `*`",
                fix="put the value in \"double quotes\", or check this line's and the last line's indent",
            )
        )
    finally:
        loader.dispose()
    return document


OPEN_QUOTE = re.compile(r"""[^#"']*(?:: |- )"[^"]*""")
FOLDED = re.compile(r"^[\w-]+: +[>|][+-]? *$")


def _begun(text: str, last: int) -> int | None:
    """Return the line, counted from 0, of what YAML notices only further down: an open quote, a text without indent."""
    lines = text.split("\n")
    for number, line in enumerate(lines[: last + 1]):
        if OPEN_QUOTE.fullmatch(line):
            rest = "\n".join(lines[number + 1 :]).partition('"')[2].partition("\n")[0]
            if rest.strip(" ,]}"):
                return number
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if FOLDED.search(line) and following.strip() and not re.match(r" |#|[\w-]+:|- ", following):
            return number + 1
    return None


# Two items in one: the second has another indent.
GLUED = re.compile(r"\n *- ")
# A comment that begins like a number, such as #1, was meant as words.
CUT = re.compile(r" +#(?=\S)")


def _walk(node: yaml.Node, place: Place, first_line: int, document: Document, text: str) -> None:
    """Note where each key and item stands, and what YAML would silently drop: a key's second value, cut words."""
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        kept = []
        for key, value in node.value:
            line, column = key.start_mark.line + first_line, key.start_mark.column + 1
            if not isinstance(key, yaml.ScalarNode):
                found = "a key that is a list or a mapping"
                document.faults.append(Fault(document.path, line, column, "yaml-syntax", found, "a plain word"))
                continue
            if key.value in seen:
                found = f"the key `{key.value}` a second time (first in line {seen[key.value]})"
                expected = "each key once; YAML would silently drop one of the two values"
                fix = "keep one of the two lines"
                document.faults.append(Fault(document.path, line, column, "duplicate-key", found, expected, fix=fix))
                continue
            seen[key.value] = line
            kept.append((key, value))
            _value(value, (*place, key.value), Mark(line, column, _typed(value)), first_line, document, text)
        node.value = kept
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            mark = Mark(value.start_mark.line + first_line, value.start_mark.column + 1, _typed(value))
            _value(value, (*place, index), mark, first_line, document, text)


def _value(node: yaml.Node, place: Place, mark: Mark, first_line: int, document: Document, text: str) -> None:
    """Note a value's place, and walk on into it."""
    document.marks[place] = mark
    start, end = node.start_mark.index, node.end_mark.index
    plain = isinstance(node, yaml.ScalarNode) and text[start : start + 1] not in ("|", ">", '"', "'")
    cut = CUT.match(text, end) if plain else None
    glued = GLUED.search(text, start, end) if plain else None
    if glued:
        line = text.count("\n", 0, glued.end()) + first_line
        found, expected = node.value[:80], "the items of a list with one indent: here YAML joins several to one"
        document.faults.append(
            Fault(document.path, line, 1, "yaml-syntax", found, expected, fix="move all to one column")
        )
    elif cut or (plain and text[start : start + 1] == "&"):
        line_end = f"{text}\n".index("\n", end)
        found = text[start:line_end].strip()
        expected = "quotes around text that has ` #` or begins with `&`: YAML would drop a part of it"
        at = (document.path, node.start_mark.line + first_line, node.start_mark.column + 1)
        document.faults.append(Fault(*at, "yaml-syntax", found, expected, fix=f'"{found}"'))
    _walk(node, place, first_line, document, text)


def _typed(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else ""
