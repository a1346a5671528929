"""A slip in YAML is told in its own line, in plain words, with what to type; YAML without a slip is never blamed."""

from __future__ import annotations

import pytest

from kb.model.article import split_front_matter
from kb.model.yamlfile import read_yaml
from kb.model.yamlslips import find_slip
from tests.project import ROOT

# The text, the line and column at which it must be told, and words of what is expected and of the mend.
SLIPS = [
    ("a: b\ntitle: Help: now", 2, 8, "a colon and a space", '"Help: now"'),
    ("title: 'It won't work'\na: b", 1, 8, "behind the closing '", '"It won\'t work"'),
    ('- "no signal" then\n- b', 1, 3, 'behind the closing "', "'\"no signal\" then'"),
    ('a: "12 hours\nb: c\nd: "e"', 1, 4, 'a closing "', '"12 hours"'),
    ('title: Netflix"\na: b', 1, 8, "straight quotes", '"Netflix"'),
    ("title: “Netflix”", 1, 8, "straight quotes", '"Netflix"'),
    ("a: >-\n  one\ntwo, three\nb: c", 3, 1, "further right than its key", "2 more spaces in front"),
    ("a: >- one two\nb: c", 1, 4, "nothing behind `>-`", "`one two` on the next line"),
    ('a: {{ fact("b") }} c', 1, 4, "text that begins with `{{`", "'{{ fact(\"b\") }} c'"),
    ("a: @b", 1, 4, "text that begins with `@`", '"@b"'),
    ("- *b* c", 1, 3, "text that begins with `*`", '"*b* c"'),
    ("a:\n  - b\n  c d\n  - e", 3, 3, "a dash before each item", "- c d"),
    ("a:\n  - b\n  -c d\n  - e", 3, 3, "a space behind the dash", "- c d"),
    ("a:\n  - b\n    - c\n  - d", 3, 1, "one indent", "move all to one column"),
    ("nav:\n  - Home\n      - a.md\n      - b.md", 2, 5, "a colon behind the name", "Home:"),
    ("a: [b, c\nd: {e: f}", 1, 4, "a closing `]`", "[b, c]"),
    ("a: [b, c]]\nd: e", 1, 4, "brackets in pairs", "remove the last `]`"),
    ("a:\n  - {b: c, d: e\n  - f", 2, 5, "a closing `}`", "{b: c, d: e}"),
    ('a:\n  - {b: "c, d: e}\nf: g', 2, 5, 'a closing "', '{b: "c, d: e"}'),
    ("a:\n  - b: c, d: e}", 2, 8, "a `{` for the `}`", "{b: c, d: e}"),
    ("a: {b: c, d, e: f}", 1, 11, "text that has a comma", 'b: "c, d"'),
    ("a: {b:c, d: e}", 1, 5, "a space behind the colon", "b: c"),
    ("a:b c\nd: e", 1, 1, "a space behind the colon", "a: b c"),
    ("a: b\ntitle Help me\nc: d", 2, 1, "`key: value`", "title: Help me"),
    ("a:\n    b: c\n   d: e", 3, 4, "in one column", "4 or 0 spaces in front"),
    ("a:\n    b: c\n      d: e", 3, 7, "in one column", "(4 spaces in front), or those as far right as this one (6)"),
    ("a: >-\n  b\n  - c\nd:\n  - e", 1, 4, "no list in a text", "move it to its list"),
    ("a:\n  - [b](/c/d.md)", 2, 5, "no link of Markdown", "c/d.md"),
    ("a: b: c, d: e", 1, 4, "brackets around a record", "{b: c, d: e}"),
    ("- {{b: c, d: e}", 1, 3, "one brace", "{b: c, d: e}"),
    ('a: "\n  b\nc: d', 1, 4, 'a closing "', "or >- for"),
    ("a:\n  b\n  - c\n  - d", 2, 3, "a dash before each item", "- b"),
    ("a: [b,, c]", 1, 4, "one comma", "remove the other"),
    ("a:\n  - b\n  • c\n  - d", 3, 3, "a dash before", "- c"),
    ("a: b\nkind = c\nd: e", 2, 1, "`key: value`", "`kind: c`"),
    ("a: b\n<!-- old -->\nd: e", 2, 1, "begins with `# `", "# old"),
    ("a:\n  - b\n\t- c", 3, 1, "no tab", "  - c"),
    ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x", 2, 1, "a merge", "keep one of both"),
    ("- a: b\n[]", 2, 1, "no `[]`", "remove this line"),
]


@pytest.mark.parametrize(("text", "line", "column", "expected", "fix"), SLIPS)
def test_a_slip_is_told_in_its_line(text: str, line: int, column: int, expected: str, fix: str) -> None:
    [diagnostic] = read_yaml(text, "a.yml").diagnostics
    assert (diagnostic.line, diagnostic.column, diagnostic.rule) == (line, column, "yaml-syntax")
    assert expected in diagnostic.expected and fix in diagnostic.fix
    assert diagnostic.found


def test_what_can_be_read_is_not_blamed() -> None:
    files = [*(ROOT / "macros/data").rglob("*.yml"), *(ROOT / "docs").rglob("*.md"), ROOT / "mkdocs.yml"]
    texts = {
        file: split_front_matter(file.read_text())[0] if file.suffix == ".md" else file.read_text() for file in files
    }
    assert {file: find_slip(text, 10**6) for file, text in texts.items() if find_slip(text, 10**6)} == {}
    assert len(texts) > 100
    assert find_slip('a: "b\n  c"\nd: [e,\n  "f, g"]\nh:\n- i\nj: |\n  k: l: m', 10) is None
