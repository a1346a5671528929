"""Reads YAML so that each error can name its line: values, where they stand, and duplicate keys.

PyYAML is here already (MkDocs needs it) and its C parser reads a thousand files in about a second; the library
that keeps positions by itself is some thirty times slower.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

import yaml

from kb.model.diagnostic import Diagnostic
from kb.model.yamlslips import Slip, find_slip


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
# What is told where no common slip is seen.
UNREADABLE = "one `key: value` a line, spaces not tabs, and quotes around text that has `: `, `#`, `{`, `[` or `*`"
LOOK_ABOVE = "put the value in \"double quotes\", or check this line's and the last line's indent"


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
    diagnostics: list[Diagnostic] = field(default_factory=list)

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
        number, column = (mark.line, mark.column) if mark else (0, 0)
        slip = find_slip(text, number) or Slip(number, column, UNREADABLE, LOOK_ABOVE)
        found = (text.split("\n")[slip.line : slip.line + 1] or [""])[0].strip() or "(nothing)"
        at = (path, slip.line + first_line, slip.column + 1)
        document.diagnostics.append(Diagnostic(*at, "yaml-syntax", found, slip.expected, fix=slip.fix))
    finally:
        loader.dispose()
    return document


# Two items in one: the second has another indent.
GLUED = re.compile(r"\n *- ")
FOLDED_ITEM = re.compile(r"\n *(- .*)")
# A comment that begins like a number, such as #1, was meant as words.
CUT = re.compile(r" +#(?=\S)")
# Curly quotes around the whole, or a closing quote without an opening one.
ODD_QUOTES = re.compile(r"“[^“”]*[”\"]|[^\"]*[^\d\"]\"", re.DOTALL)


def _walk(node: yaml.Node, place: Place, first_line: int, document: Document, text: str) -> None:
    """Note where each key and item stands, and what YAML would silently drop: a key's second value, cut words."""
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        kept = []
        for key, value in _paired(node, first_line, document, text) if node.flow_style else node.value:
            line, column = key.start_mark.line + first_line, key.start_mark.column + 1
            if not isinstance(key, yaml.ScalarNode):
                found = "a key that is a list or a mapping"
                document.diagnostics.append(
                    Diagnostic(document.path, line, column, "yaml-syntax", found, "a plain word")
                )
                continue
            if key.value in seen:
                found = f"the key `{key.value}` a second time (first in line {seen[key.value]})"
                expected = "each key once; YAML would silently drop one of the two values"
                fix = "keep one of the two lines"
                document.diagnostics.append(
                    Diagnostic(document.path, line, column, "duplicate-key", found, expected, fix=fix)
                )
                continue
            seen[key.value] = line
            kept.append((key, value))
            _value(value, (*place, key.value), Mark(line, column, _typed(value)), first_line, document, text)
        node.value = kept
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            mark = Mark(value.start_mark.line + first_line, value.start_mark.column + 1, _typed(value))
            _value(value, (*place, index), mark, first_line, document, text)


def _paired(
    node: yaml.MappingNode, first_line: int, document: Document, text: str
) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the keys and values of a record in { }; a key without a value is a part of something else, and told.

    It is a text that was cut at its comma, as in `{part: a, b}`, or key and value without a space, as in `{id:a}`.
    """
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    for key, value in node.value:
        line, column = key.start_mark.line + first_line, key.start_mark.column + 1
        empty = (
            isinstance(value, yaml.ScalarNode) and value.value == "" and value.start_mark.index == value.end_mark.index
        )
        has_colon = re.match(r"\s*:", text[key.end_mark.index :])
        if not empty or has_colon or not isinstance(key, yaml.ScalarNode):
            pairs.append((key, value))
            continue
        name, colon, rest = key.value.partition(":")
        before = pairs[-1][1] if pairs else None
        if colon and rest:
            expected, fix = "a space behind the colon", f"{name}: {rest}"
            marks = (key.start_mark, key.end_mark)
            pairs.append((yaml.ScalarNode(key.tag, name, *marks), yaml.ScalarNode(key.tag, rest, *marks)))
        elif isinstance(before, yaml.ScalarNode):
            if document.diagnostics and document.diagnostics[-1].fix.endswith(f': "{before.value}"'):
                line, column = document.diagnostics[-1].line, document.diagnostics.pop().column
            before.value += f", {key.value}"
            expected, fix = "quotes around text that has a comma", f'{pairs[-1][0].value}: "{before.value}"'
        else:
            expected, fix = "a colon and a value behind each key", f"{key.value}: …"
        document.diagnostics.append(
            Diagnostic(document.path, line, column, "yaml-syntax", key.value, expected, fix=fix)
        )
    return pairs


def _value(node: yaml.Node, place: Place, mark: Mark, first_line: int, document: Document, text: str) -> None:
    """Note a value's place, and walk on into it."""
    document.marks[place] = mark
    start, end = node.start_mark.index, node.end_mark.index
    plain = isinstance(node, yaml.ScalarNode) and text[start : start + 1] not in ("|", ">", '"', "'")
    cut = CUT.match(text, end) if plain else None
    glued = GLUED.search(text, start, end) if plain else None
    told: tuple[int, str, str, str] | None = None
    line = node.start_mark.line
    first = node.value.partition(" - ")[0] if glued else ""
    if glued and isinstance(place[-1], str) and len(glued.group()) - len("\n- ") <= node.start_mark.column:
        told = line, first, "a dash before each item of a list", f"- {first}"
    elif glued and node.value.count(" - ") > 1 and ": " not in node.value:
        expected = "a colon behind the name of a list, or the items of a list in one column"
        told = line, first, expected, f"{first}:"
    elif glued:
        expected = "the items of a list with one indent: here YAML joins several to one"
        told = text.count("\n", 0, glued.end()), node.value[:80], expected, "move all to one column"
    elif text[start : start + 1] == ">" and FOLDED_ITEM.search(text, start, end):
        expected = "no list in a text: a list stands below its own key"
        found = FOLDED_ITEM.search(text, start, end)[1]  # type: ignore[index]
        told = line, found, expected, "move it to its list, or write it as a sentence"
    elif cut or (plain and text[start : start + 1] == "&"):
        found = text[start : f"{text}\n".index("\n", end)].strip()
        expected = "quotes around text that has ` #` or begins with `&`: YAML would drop a part of it"
        told = line, found, expected, f'"{found}"'
    elif plain and ODD_QUOTES.fullmatch(node.value):
        expected = 'straight quotes " at both ends, or none: these would be shown'
        told = line, node.value, expected, '"' + node.value.strip('“”"') + '"'
    if told:
        number, found, expected, fix = told
        column = node.start_mark.column + 1 if number == line else 1
        document.diagnostics.append(
            Diagnostic(document.path, number + first_line, column, "yaml-syntax", found, expected, fix=fix)
        )
    _walk(node, place, first_line, document, text)


def _typed(node: yaml.Node) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else ""
