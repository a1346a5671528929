"""A mistake in YAML is reported at its line, in plain words, with what to type; YAML without one is never blamed."""

import pytest

from kb.model.article import split_front_matter
from kb.model.yaml_document import read_yaml
from tests.project import ROOT

# The text, the line and column at which it must be reported, and how `expected` and `fix` begin.
MISTAKES = [
    ("a: b\ntitle: Help: now", 2, 12, "quotes around text that has a colon and a spa", '"Help: now"'),
    ("title: 'It won't work'\na: b", 1, 16, "nothing after the closing quote: the other k", '"It won\'t work"'),
    ('- "no signal" then\n- b', 1, 15, "nothing after the closing quote: the other k", "'\"no signal\" then'"),
    ('a: "12 hours\nb: c\nd: "e"', 1, 4, "a closing quote at the end of the text", '"12 hours"'),
    ('title: Netflix"\na: b', 1, 8, 'straight quotes " at both ends, or none: thes', '"Netflix"'),
    ("title: “Netflix”", 1, 8, 'straight quotes " at both ends, or none: thes', '"Netflix"'),
    (
        "a: >-\n  one\ntwo, three\nb: c",
        3,
        1,
        "`key: value`, a dash before each item of a li",
        "add what is missing: the colon, the dash",
    ),
    ("a: >- one two\nb: c", 1, 7, "nothing after `>-`", "put the text on the next line, indented"),
    ('a: {{ fact("b") }} c', 1, 20, "quotes around text that begins with a bracket", "'{{ fact(\"b\") }} c'"),
    ("a: @b", 1, 4, "quotes around text that begins with a charact", '"@b"'),
    ("- *b* c", 1, 5, "quotes around text that begins with a charact", '"*b* c"'),
    (
        "a:\n  - b\n  c d\n  - e",
        3,
        3,
        "`key: value`, a dash before each item of a li",
        "add what is missing: the colon, the dash",
    ),
    ("a:\n  - b\n  -c d\n  - e", 3, 3, "a space after the dash", "put a space after the dash"),
    (
        "a:\n  - b\n    - c\n  - d",
        3,
        1,
        "the items of a list in one column, with a das",
        "move all items to one column, or add the",
    ),
    (
        "nav:\n  - Home\n      - a.md\n      - b.md",
        2,
        5,
        "the items of a list in one column, with a das",
        "move all items to one column, or add the",
    ),
    (
        "a: [b, c\nd: {e: f}",
        1,
        4,
        "a closing bracket: `]` for each `[`, `}` for ",
        "add it where the list or record ends",
    ),
    ("a: [b, c]]\nd: e", 1, 10, "quotes around text that begins with a bracket", '"[b, c]]"'),
    (
        "a:\n  - {b: c, d: e\n  - f",
        2,
        5,
        "a closing bracket: `]` for each `[`, `}` for ",
        "add it where the list or record ends",
    ),
    ('a:\n  - {b: "c, d: e}\nf: g', 2, 9, "a closing quote at the end of the text", "add it where the text ends"),
    ("a:\n  - b: c, d: e}", 2, 12, "quotes around text that has a colon and a spa", '"c, d: e}"'),
    ("a: {b: c, d, e: f}", 1, 11, "quotes around text that has a comma", "put the whole text, with its comma, in q"),
    ("a: {b:c, d: e}", 1, 5, "a space after the colon", "b: c"),
    ("a:b c\nd: e", 1, 1, "a space after the colon", "put a space after the colon"),
    (
        "a: b\ntitle Help me\nc: d",
        2,
        1,
        "`key: value`, a dash before each item of a li",
        "add what is missing: the colon, the dash",
    ),
    (
        "a:\n    b: c\n   d: e",
        3,
        4,
        "the lines of one list or record in one column",
        "give this line the same spaces in front ",
    ),
    (
        "a:\n    b: c\n      d: e",
        3,
        8,
        "the lines of one list or record in one column",
        "give this line the same spaces in front ",
    ),
    (
        "a: >-\n  b\n  - c\nd:\n  - e",
        1,
        4,
        "no list in a text: a list stands below its ow",
        "move it to its list, or write it as a se",
    ),
    ("a:\n  - [b](/c/d.md)", 2, 8, "quotes around text that begins with a bracket", '"[b](/c/d.md)"'),
    ("a: b: c, d: e", 1, 5, "quotes around text that has a colon and a spa", '"b: c, d: e"'),
    ("- {{b: c, d: e}", 1, 3, "quotes around text that begins with a bracket", '"{{b: c, d: e}"'),
    ('a: "\n  b\nc: d', 1, 4, "a closing quote at the end of the text", "add it where the text ends"),
    (
        "a:\n  b\n  - c\n  - d",
        2,
        3,
        "the items of a list in one column, with a das",
        "move all items to one column, or add the",
    ),
    ("a: [b,, c]", 1, 7, "a value between two commas", "remove one of the two commas"),
    (
        "a:\n  - b\n  • c\n  - d",
        3,
        3,
        "`key: value`, a dash before each item of a li",
        "add what is missing: the colon, the dash",
    ),
    (
        "a: b\nkind = c\nd: e",
        2,
        1,
        "`key: value`, a dash before each item of a li",
        "add what is missing: the colon, the dash",
    ),
    (
        "a: b\n<!-- old -->\nd: e",
        2,
        1,
        "`key: value`, a dash before each item of a li",
        "add what is missing: the colon, the dash",
    ),
    ("a:\n  - b\n\t- c", 3, 1, "spaces at the start of a line, no tab", "replace the tab with spaces"),
    (
        "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x",
        2,
        1,
        "one version: a merge is not finished",
        "keep one of both, without such marks",
    ),
    ("- a: b\n[]", 2, 1, "`key: value`, a dash before each item of a li", "add what is missing: the colon, the dash"),
    ("pause-most\n  value: a\n", 1, 1, "a colon after the key", "Add a colon: `pause-most:`"),
    ("a: b\n---\nc: d", 2, 1, "no line of three dashes inside the file", "remove the line"),
    ("a:\n \xa0b: c\n", 2, 1, "plain spaces at the start of a line, no no-br", "type the spaces again"),
    ("a: b\n=======\n", 2, 1, "one version: a merge is not finished", "keep one of both, without such marks"),
    ("a: b\n>>>>>>> x\n", 2, 1, "one version: a merge is not finished", "keep one of both, without such marks"),
    ("a: &x [*x]\n", 1, 1, "one `key: value` a line, spaces not tabs, and", "put the value in quotes, or check the in"),
    ("a: !foo b\n", 1, 4, "quotes around text that begins with a charact", '"!foo b"'),
    (
        "a: 'x\n  y'\n b: c\n",
        3,
        2,
        "the lines of one list or record in one column",
        "give this line the same spaces in front ",
    ),
    (
        "- a\n- b\nc: d\n",
        3,
        1,
        "the lines of one list or record in one column",
        "give this line the same spaces in front ",
    ),
    ("a: %b", 1, 4, "quotes around text that begins with a charact", '"%b"'),
    ("? [a]\n: b\n", 1, 3, "a plain word as the key", "put text that begins with a bracket in q"),
    (
        "{a: {b: c, d, e, f: g}}",
        1,
        12,
        "quotes around text that has a comma",
        "put the whole text, with its comma, in q",
    ),
]


@pytest.mark.parametrize(("text", "line", "column", "expected", "fix"), MISTAKES)
def test_a_mistake_is_reported_at_its_line(text: str, line: int, column: int, expected: str, fix: str) -> None:
    [diagnostic] = read_yaml(text, "a.yml").diagnostics
    assert (diagnostic.line, diagnostic.column, diagnostic.rule) == (line, column, "yaml-syntax")
    assert diagnostic.expected.startswith(expected) and diagnostic.fix.startswith(fix)
    assert diagnostic.found


def test_what_can_be_read_is_not_blamed() -> None:
    files = [*(ROOT / "macros/data").rglob("*.yml"), *(ROOT / "docs").rglob("*.md"), ROOT / "mkdocs.yml"]
    texts = {file: file.read_text() for file in files}
    found = {
        file: read_yaml(
            split_front_matter(text)[0] if file.suffix == ".md" else text, "a.yml", values=False
        ).diagnostics
        for file, text in texts.items()
    }
    assert {file: diagnostics for file, diagnostics in found.items() if diagnostics} == {}
    assert len(texts) > 100
    assert not read_yaml('a: "b\n  c"\nd: [e,\n  "f, g"]\nh:\n- i\nj: |\n  k: l: m', "a.yml").diagnostics
