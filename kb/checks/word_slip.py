"""KB318 word-slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from kb.checks.avoided_word import NOT_READ, asked
from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import lines_written, markdown
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB318",
    "word-slip",
    "A misspelt word, or one that stands there twice, makes readers doubt the rest.",
    bad="Cancel your your acount.",
    good="Cancel your account.",
)
# Addresses, code and tags hold names; what people type stands in their questions as they type it.
NAMES = re.compile(r"\]\([^)]*\)|`[^`]+`|<[^>]*>|\{[:%].*?\}")
WORD = re.compile(r"(?<![\w./@#-])[A-Za-z]+(?:['’-][A-Za-z]+)*(?![\w/@]|\.\w)")
# What may well stand there twice.
TWICE = {"that", "had", "in", "on", "is"}
MIN_LENGTH = 80


def check(context: Context) -> Iterator[Diagnostic]:
    """Look words up in codespell's list of misspelt ones, and look for words and paragraphs that stand there twice."""
    # Where a name is misspelt, that is told already.
    unread = context.told_lines() | set(asked(context.project))
    words = dict[str, list[tuple[str, int, int, str]]]()
    for path, number, line in lines_written(context.project):
        if path in NOT_READ or (path, number) in unread or line.lstrip().startswith("#"):
            continue
        plain = NAMES.sub(lambda name: " " * len(name[0]), line)
        before = ("", 0)
        for found in WORD.finditer(plain):
            word, column = found[0].replace("’", "'").lower(), found.start() + 1
            words.setdefault(word, []).append((path, number, column, found[0]))
            if before == (word, found.start() - 1) and word not in TWICE:
                twice = f"{found[0]} {found[0]}"
                yield Diagnostic(path, number, column, RULE.alias, twice, "the word once", fix="remove one of the two")
            before = (word, found.end())
    for slip, meant in misspelt(set(words)):
        for path, number, column, typed in words[slip]:
            fix = meant.capitalize() if typed[0].isupper() else meant
            yield Diagnostic(path, number, column, RULE.alias, typed, "a word that is spelled right", fix=fix)
    for path, lines in markdown(context.project):
        seen = set[str]()
        for paragraph in re.finditer(r"\S.*(?:\n.*\S.*)*", "\n".join(lines)):
            text = " ".join(paragraph[0].split())
            if len(text) >= MIN_LENGTH and text in seen:
                at = (path, "\n".join(lines).count("\n", 0, paragraph.start()) + 1, 1)
                yield Diagnostic(
                    *at, RULE.alias, text[:80], "each paragraph once on a page", fix="remove one of the two"
                )
            seen.add(text)


def misspelt(words: set[str]) -> Iterator[tuple[str, str]]:
    """Give each word that codespell knows as misspelt, with what may have been meant.

    Args:
        words: in lower case.
    """
    spec = find_spec("codespell_lib")
    assert spec and spec.origin  # a direct requirement
    for line in Path(spec.origin).with_name("data").joinpath("dictionary.txt").open(encoding="utf-8"):
        word, _, meant = line.partition("->")
        if word in words:
            # Behind the last comma stands why codespell itself wouldn't put the word in, or nothing.
            yield word, meant.rpartition(",")[0].replace(", ", " or ") or meant.strip()
