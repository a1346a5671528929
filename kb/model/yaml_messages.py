"""PyYAML's messages in plain words: where the mistake is, what should stand there, and what to type."""

import re
from typing import Literal, NamedTuple

import yaml

MERGE = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
NO_BREAK_SPACE = re.compile(r"^ *\u00a0", re.MULTILINE)
# What stands before a value: its indent, dashes and its key.
BEFORE_VALUE = re.compile(r"^\s*(?:- +)*(?:[\w-]+: +)?")


class Message(NamedTuple):
    """One of PyYAML's messages.

    Args:
        says: a pattern of its words.
        place: which place to report: PyYAML's problem, its context, or the beginning of the text that it read last.
        line: a pattern of the line of that place, in which a zero byte stands for the place.
        expected: what should stand there.
        fix: what to do. `{quoted}` is the line's value in quotes, `{rest}` what follows the place.
    """

    says: str
    place: Literal["problem", "context", "last text"]
    line: str
    expected: str
    fix: str


COLUMNS = "the lines of one list or record in one column"
ALIGN = "give this line the same spaces in front as the lines that it belongs with"
CLOSING_QUOTE = "a closing quote at the end of the text"
QUOTE_BRACKET = "quotes around text that begins with a bracket, or one closing bracket for each opening one"
QUOTE_COLON = "quotes around text that has a colon and a space, or { } around a record in one line"
NOT_NEXT = "expected (key|'-' indicator|<block end>)"
MESSAGES = [
    Message("", "problem", r"^[ \0]*\t", "spaces at the start of a line, no tab", "replace the tab with spaces"),
    Message("another document", "problem", "", "no line of three dashes inside the file", "remove the line"),
    Message("simple key", "context", r"^ *\0-\S", "a space behind the dash", "put a space behind the dash"),
    Message(
        "simple key",
        "context",
        "",
        "`key: value`, a dash before each item of a list, or more spaces in front of a text than of its key",
        "add the colon, the dash, or the spaces if this line continues the text above it",
    ),
    Message(
        "mapping values", "last text", r"^ *\0[\w-]+:\S", "a space behind the colon", "put a space behind the colon"
    ),
    Message("mapping values", "last text", r"^ *\0[\w-]+$", "a colon behind the key", "Add a colon: `{rest}:`"),
    Message("mapping values", "problem", r": .*\0", QUOTE_COLON, "{quoted}"),
    Message("mapping values", "problem", "", COLUMNS, ALIGN),
    Message(NOT_NEXT, "last text", r"\0[\"']", CLOSING_QUOTE, "{quoted}"),
    Message(NOT_NEXT, "problem", r"^ *\0", COLUMNS, ALIGN),
    Message(NOT_NEXT, "problem", r"^\s*(- +)*([\w-]+: +)?[\[{].*\0", QUOTE_BRACKET, "{quoted}"),
    Message(
        NOT_NEXT,
        "problem",
        "",
        "nothing behind the closing quote: the other kind of quotes around the whole text",
        "{quoted}",
    ),
    Message("',' or", "context", r"\0\{\{", QUOTE_BRACKET, "{quoted}"),
    Message(
        "',' or",
        "context",
        "",
        "a closing bracket: `]` for each `[`, `}` for each `{`",
        "add the bracket where the list or record ends",
    ),
    Message("quoted scalar", "context", "", CLOSING_QUOTE, "add it where the text ends"),
    Message("block scalar", "problem", "", "nothing behind `>-`", "put the text on the next line, indented"),
    Message("flow node", "problem", "", "a value between two commas", "remove one of the two commas"),
    Message(
        r"start any token|alias|alphabetic|\btag\b|directive",
        "problem",
        "",
        "quotes around text that begins with a sign such as `*`, `@`, `%` or `!`",
        "{quoted}",
    ),
    Message("unhashable", "problem", "", "a plain word as the key", "put text that begins with a bracket in quotes"),
]
OTHER = Message(
    "",
    "problem",
    "",
    "one `key: value` a line, spaces not tabs, and quotes around text that has `: `, `#`, `{`, `[` or `*`",
    "put the value in quotes, or check the indent of this line and the last one",
)

Explained = tuple[int, int, str, str]


def explain(error: Exception, text: str) -> Explained:
    """Say what makes a YAML text unreadable.

    Args:
        error: what PyYAML raised.
        text: the YAML.

    Returns:
        Line and column, both counted from 0, what should stand there, and what to do.
    """
    merge = MERGE.search(text)
    if merge:
        expected, fix = "one version: a merge is not finished", "keep one of both, and remove all such marks"
        return text.count("\n", 0, merge.start()), 0, expected, fix
    problem = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context_mark", None)
    says = " ".join(str(getattr(error, part, None)) for part in ("context", "problem"))
    places = {
        name: (mark.line, mark.column)
        for name, mark in (("problem", problem), ("context", context), ("last text", _last_text(text, problem)))
        if mark
    }
    lines = text.split("\n")
    for message in MESSAGES:
        number, column = places.get(message.place, (-1, 0))
        line = lines[number] if 0 <= number < len(lines) else ""
        marked = f"{line[:column]}\0{line[column:]}"
        if number >= 0 and re.search(message.says, says) and re.search(message.line, marked):
            fix = message.fix.format(quoted=in_quotes(BEFORE_VALUE.sub("", line)), rest=line[column:])
            return number, column, message.expected, fix
    return *places.get("problem", (0, 0)), OTHER.expected, OTHER.fix


def no_break_space(text: str) -> Explained | None:
    """Find a no-break space in an indent: YAML takes it for a letter."""
    found = NO_BREAK_SPACE.search(text)
    if not found:
        return None
    number = text.count("\n", 0, found.start())
    return number, 0, "plain spaces at the start of a line, no no-break space", "type the spaces again"


def in_quotes(value: str) -> str:
    """Return a text in the kind of quotes that it doesn't have itself; an unclosed quote is closed."""
    value = value.strip()
    opening = value[:1]
    if opening in ("'", '"') and (value.count(opening) == 1 or (value.endswith(opening) and len(value) > 1)):
        value = value.strip(opening)
    quote = "'" if '"' in value and "'" not in value else '"'
    return quote + (value.replace('"', '\\"') if quote == '"' else value) + quote


def _last_text(text: str, problem: yaml.Mark | None) -> yaml.Mark | None:
    """Return where the text begins that PyYAML read just before it stopped, if that has several lines."""
    last = None
    try:
        for token in yaml.scan(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if problem is None or token.start_mark.index >= problem.index:
                break
            last = token if isinstance(token, yaml.ScalarToken) else last
    except (yaml.YAMLError, ValueError):
        pass
    return last.start_mark if problem and last and last.start_mark.line < last.end_mark.line == problem.line else None
