"""Reads YAML so that each error can name its line: values, where they stand, and duplicate keys.

PyYAML is here already (MkDocs needs it) and its C parser reads a thousand files in about a second; the library
that keeps positions by itself is some thirty times slower.
"""

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

import yaml

from kb.model.diagnostic import Diagnostic
from kb.model.duplicates import duplicates
from kb.model.yaml_messages import LOADER, explain, in_quotes, mistakes_in_text


class Loader(LOADER):
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
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def mark(self, place: Place) -> Mark:
        """Return the mark of a place or, where the file has no such place, of the nearest one around it."""
        while place and place not in self.marks:
            place = place[:-1]
        return self.marks.get(place, Mark(1, 1))

    def diagnostic(
        self, at: Place | Mark, rule: str, found: str, expected: str, suggestion: str = "", **more: str
    ) -> Diagnostic:
        """Return an error at a place of this file, or at its mark; see `Diagnostic` for what else it takes."""
        mark = at if isinstance(at, Mark) else self.mark(at)
        return Diagnostic(self.path, mark.line, mark.column, rule, found, expected, suggestion, **more)


def read_yaml(text: str, path: str, first_line: int = 1, values: bool = True) -> Document:
    """Parse the YAML text that begins at a line of a file (2 for front matter).

    Without making values of it, tags of another program's own do no harm. YAML that is broken or says something else
    than it seems to leaves the document's value at None; a duplicate key keeps its first value.
    """
    document = Document(path)
    reader = _Reader(document, text, first_line)
    loader = Loader(text)
    try:
        for mistake in mistakes_in_text(text):
            reader.report(*mistake)
        node = loader.get_single_node()
        if node is not None:
            reader.walk(node, ())
        if node is not None and values and all(one.rule == "duplicate-key" for one in document.diagnostics):
            document.value = loader.construct_document(node)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if not document.diagnostics or document.diagnostics[-1].rule == "duplicate-key":
            reader.report(*explain(error, text))
    finally:
        loader.dispose()
    return document


# An item that YAML joins to the text before it, and a comment that begins like a number, such as #1.
JOINED_ITEM = re.compile(r"\n *- ")
CUT = re.compile(r" +#(?=\S)")
# Curly quotes around the whole, or a closing quote without an opening one.
ODD_QUOTES = re.compile(r"“[^“”]*[”\"]|[^\"]*[^\d\"]\"", re.DOTALL)


@dataclass
class _Reader:
    """Notes where each key and item of a document stands, and what YAML would silently drop or join."""

    document: Document
    text: str
    first_line: int

    def report(self, line: int, column: int, expected: str, fix: str, found: str = "") -> None:
        """Report the first thing that is wrong in a line, both line and column counted from 0."""
        if any(one.line == line + self.first_line for one in self.document.diagnostics):
            return
        found = found or (self.text.split("\n")[line : line + 1] or [""])[0].strip() or "(nothing)"
        mark = Mark(line + self.first_line, column + 1)
        self.document.diagnostics.append(self.document.diagnostic(mark, "yaml-syntax", found, expected, fix=fix))

    def walk(self, node: yaml.Node, place: Place, at: yaml.Node | None = None) -> None:
        """Note the mark of a value, which stands at its key or else where it begins, and of all that is in it."""
        if at is not None:
            self.document.marks[place] = self._mark(at, node.value if isinstance(node, yaml.ScalarNode) else "")
        if isinstance(node, yaml.ScalarNode) and place:
            self._check_scalar(node)
        elif isinstance(node, yaml.MappingNode):
            keys = [key for key, _ in node.value]
            again = dict(duplicates(key.value if isinstance(key, yaml.ScalarNode) else id(key) for key in keys))
            for index, first in again.items():
                found = f"the key `{keys[index].value}` a second time (first in line {self._mark(keys[first]).line})"
                expected = "each key once; YAML would silently drop one of the two values"
                mark, fix = self._mark(keys[index]), "keep one of the two lines"
                diagnostic = self.document.diagnostic(mark, "duplicate-key", found, expected, fix=fix)
                self.document.diagnostics.append(diagnostic)
            node.value = [pair for index, pair in enumerate(node.value) if index not in again]
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    self._check_pair(key, value)
                    self.walk(value, (*place, key.value), key)
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                self.walk(value, (*place, index), value)

    def _mark(self, at: yaml.Node, typed: str = "") -> Mark:
        return Mark(at.start_mark.line + self.first_line, at.start_mark.column + 1, typed)

    def _check_pair(self, key: yaml.ScalarNode, value: yaml.Node) -> None:
        """Find a key of a record in { } without a colon: a part of a text that has a comma, or `key:value`."""
        is_empty = value.start_mark.index == value.end_mark.index
        if is_empty and not self.text[key.end_mark.index :].lstrip().startswith(":"):
            at = key.start_mark.line, key.start_mark.column
            if ":" in key.value:
                self.report(*at, "a space after the colon", key.value.replace(":", ": ", 1), key.value)
            else:
                fix = "put the whole text, with its comma, in quotes"
                self.report(*at, "quotes around text that has a comma", fix, key.value)

    def _check_scalar(self, node: yaml.ScalarNode) -> None:
        """Find a text of which YAML drops a part, or that it joins with what follows it."""
        line, column = node.start_mark.line, node.start_mark.column
        start, end = node.start_mark.index, node.end_mark.index
        opening, typed = self.text[start : start + 1], self.text[start:end]
        items = list(JOINED_ITEM.finditer(typed)) if opening not in ("|", '"', "'") else []
        if items and opening == ">":
            fix = "move it to its list, or write it as a sentence"
            self.report(line, column, "no list in a text: a list stands below its own key", fix)
        elif items:
            expected = "the items of a list in one column, with a dash before each, and a colon after the list's name"
            line, column = (line, column) if len(items) > 1 else (line + typed.count("\n", 0, items[0].end()), 0)
            self.report(line, column, expected, "move all items to one column, or add the colon or dash")
        elif opening not in ("|", ">", '"', "'"):
            whole = self.text[start : f"{self.text}\n".index("\n", end)].strip()
            if opening == "&" or CUT.match(self.text, end):
                expected = "quotes around text that has ` #` or begins with `&`: YAML would drop a part of it"
                self.report(line, column, expected, in_quotes(whole), whole)
            elif ODD_QUOTES.fullmatch(node.value):
                expected = 'straight quotes " at both ends, or none: these would be shown'
                self.report(line, column, expected, in_quotes(node.value.strip('“”"')), node.value)
