"""Reads YAML so that each fault can name its line: values, where they stand, and duplicate keys.

PyYAML is here already (MkDocs needs it) and its C parser reads a thousand files in about a second; the library
that keeps positions by itself is some thirty times slower.
"""

from __future__ import annotations

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
    quoted: bool = False


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
            _walk(node, (), first_line, document)
            document.value = loader.construct_document(node) if values else None
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
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


def _walk(node: yaml.Node, place: Place, first_line: int, document: Document) -> None:
    """Note where each key and item stands, and each key that stands twice in one mapping."""
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        kept = []
        for key, value in node.value:
            line, column = key.start_mark.line + first_line, key.start_mark.column + 1
            if not isinstance(key, yaml.ScalarNode):
                document.faults.append(
                    Fault(
                        document.path, line, column, "yaml-syntax", "a key that is a list or a mapping", "a plain word"
                    )
                )
                continue
            if key.value in seen:
                document.faults.append(
                    Fault(
                        document.path,
                        line,
                        column,
                        "duplicate-key",
                        f"the key `{key.value}` a second time (first in line {seen[key.value]})",
                        "each key once; YAML would silently drop one of the two values",
                        fix="keep one of the two lines",
                    )
                )
                continue
            seen[key.value] = line
            kept.append((key, value))
            typed = value.value if isinstance(value, yaml.ScalarNode) else ""
            document.marks[(*place, key.value)] = Mark(line, column, typed, getattr(value, "style", None) is not None)
            _walk(value, (*place, key.value), first_line, document)
        node.value = kept
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            typed = value.value if isinstance(value, yaml.ScalarNode) else ""
            document.marks[(*place, index)] = Mark(
                value.start_mark.line + first_line,
                value.start_mark.column + 1,
                typed,
                getattr(value, "style", None) is not None,
            )
            _walk(value, (*place, index), first_line, document)
