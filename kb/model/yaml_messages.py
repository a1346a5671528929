"""PyYAML's messages in plain words: where the mistake is, what should stand there, and what to type."""

import re
from collections.abc import Iterator

import yaml

# PyYAML's fast loader, where it was built with one.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What makes a text another than it seems, whatever PyYAML says: where, what should stand there, and what to do.
IN_TEXT = [
    (r"^(<{7}|={7}|>{7}|\|{7})(?= |$)", "one version: a merge is not finished", "keep one of both, without such marks"),
    (r"^ *\u00a0", "plain spaces at the start of a line, no no-break space", "type the spaces again"),
]
# What stands before a value: its indent, dashes and its key.
BEFORE_VALUE = re.compile(r"^\s*(?:- +)*(?:[\w-]+: +)?")

COLUMNS = "the lines of one list or record in one column"
ALIGN = "give this line the same spaces in front as the lines that it belongs with"
CLOSING_BRACKET = "a closing bracket: `]` for each `[`, `}` for each `{`"
CLOSING_QUOTE = "a closing quote at the end of the text"
QUOTE_BRACKET = "quotes around text that begins with a bracket, or one closing bracket for each opening one"
QUOTE_COLON = "quotes around text that has a colon and a space, or { } around a record in one line"
NOT_NEXT = "expected (key|'-' indicator|<block end>)"
KEY_OR_TEXT = "`key: value`, a dash before each item of a list, or more spaces in front of a text than of its key"
OTHER_QUOTES = "nothing after the closing quote: the other kind of quotes around the whole text"
SIGN = "quotes around text that begins with a character such as `*`, `@`, `%` or `!`"
# A pattern of PyYAML's words; the place to report: its problem, its context, the beginning of the text that it read
# last, or the last bracket that is open there; a pattern of that line, in which a zero byte stands for the place; what
# should stand there; and what to do: {quoted} is the line's value in quotes, {rest} what follows the place.
MESSAGES = [
    ("", "problem", r"^[ \0]*\t", "spaces at the start of a line, no tab", "replace the tab with spaces"),
    ("another document", "problem", "", "no line of three dashes inside the file", "remove the line"),
    ("simple key", "context", r"^ *\0-\S", "a space after the dash", "put a space after the dash"),
    ("simple key", "context", "", KEY_OR_TEXT, "add what is missing: the colon, the dash or the spaces"),
    ("mapping values", "text", r"^ *\0[\w-]+:\S", "a space after the colon", "put a space after the colon"),
    ("mapping values", "text", r"^ *\0[\w-]+$", "a colon after the key", "Add a colon: `{rest}:`"),
    ("mapping values", "problem", r": .*\0", QUOTE_COLON, "{quoted}"),
    ("mapping values", "problem", "", COLUMNS, ALIGN),
    (NOT_NEXT, "text", r"\0[\"']", CLOSING_QUOTE, "{quoted}"),
    (NOT_NEXT, "problem", r"^ *\0", COLUMNS, ALIGN),
    (NOT_NEXT, "problem", r"^\s*(- +)*([\w-]+: +)?[\[{].*\0", QUOTE_BRACKET, "{quoted}"),
    (NOT_NEXT, "problem", "", OTHER_QUOTES, "{quoted}"),
    ("',' or", "context", r"\0\{\{", QUOTE_BRACKET, "{quoted}"),
    ("',' or", "context", "", CLOSING_BRACKET, "add it where the list or record ends"),
    ("quoted scalar", "context", "", CLOSING_QUOTE, "add it where the text ends"),
    ("block scalar", "problem", "", "nothing after `>-`", "put the text on the next line, indented"),
    ("flow node", "problem", r",\s*\0,", "a value between two commas", "remove one of the two commas"),
    ("flow node", "bracket", "", CLOSING_BRACKET, "add it where the list or record ends"),
    ("start any token|alias|alphabetic|\\btag\\b|directive", "problem", "", SIGN, "{quoted}"),
    ("unhashable", "problem", "", "a plain word as the key", "put text that begins with a bracket in quotes"),
    (
        "",
        "problem",
        "",
        "one `key: value` a line, spaces not tabs, and quotes around text that has `: `, `#`, `{`, `[` or `*`",
        "put the value in quotes, or check the indent of this line and the last one",
    ),
]

Explained = tuple[int, int, str, str]


def mistakes_in_text(text: str) -> Iterator[Explained]:
    """Find marks of a merge, and no-break spaces in an indent, as `explain` does."""
    for pattern, expected, fix in IN_TEXT:
        for found in list(re.finditer(pattern, text, re.MULTILINE))[:1]:
            yield text.count("\n", 0, found.start()), 0, expected, fix


def explain(error: Exception, text: str) -> Explained:
    """Say what PyYAML's error means: line and column, both from 0, what should stand there, and what to do."""
    problem = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    last, bracket = _read_before(text, problem)
    marks = {"problem": problem, "context": getattr(error, "context_mark", None), "text": last, "bracket": bracket}
    says = " ".join(str(getattr(error, part, None)) for part in ("context", "problem"))
    for pattern, place, line_pattern, expected, fix in MESSAGES:
        mark = marks[place]
        number, column = (mark.line, mark.column) if mark else (0, 0)
        line = f"{text}\n".split("\n")[number]
        if (
            (mark or not problem)
            and re.search(pattern, says)
            and re.search(line_pattern, f"{line[:column]}\0{line[column:]}")
        ):
            fix = fix.format(quoted=in_quotes(BEFORE_VALUE.sub("", line)), rest=line[column:])
            return number, column, expected, fix
    raise error


def in_quotes(value: str) -> str:
    """Return a text in the kind of quotes that it doesn't have itself; an unclosed quote is closed."""
    value = value.strip()
    opening = value[:1]
    if opening in ("'", '"') and (value.count(opening) == 1 or (value.endswith(opening) and len(value) > 1)):
        value = value.strip(opening)
    quote = "'" if '"' in value and "'" not in value else '"'
    return quote + (value.replace('"', '\\"') if quote == '"' else value) + quote


def _read_before(text: str, problem: yaml.Mark | None) -> tuple[yaml.Mark | None, yaml.Mark | None]:
    """Return where the last text before a problem begins, if it has several lines, and the last open bracket."""
    last, brackets = None, list[yaml.Mark]()
    try:
        for token in yaml.scan(text, LOADER):
            if problem is None or token.start_mark.index >= problem.index:
                break
            if isinstance(token, yaml.ScalarToken):
                last = token
            elif isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                brackets.append(token.start_mark)
            elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
                brackets.pop()
    except (yaml.YAMLError, ValueError):
        pass
    is_long = problem and last and last.start_mark.line < last.end_mark.line == problem.line
    return last.start_mark if last and is_long else None, brackets[-1] if brackets else None
