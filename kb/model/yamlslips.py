"""Says in plain words what makes a YAML text unreadable, at the line where the slip is.

The YAML reader stumbles a line or more further down, and speaks of tokens and mappings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MERGE = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
DASH = re.compile(r"-( +|$)")
KEY = re.compile(r"""("[^"]*"|'[^']*'|[^\s"'\[{#&*!|>%@`-][^#]*?|-[^\s#][^#]*?):( +|$)""")
GLUED_KEY = re.compile(r"([a-z][a-z_-]*):([^\s:/].*)")
TAG = re.compile(r"(!ENV|!!\S+)( +|$)")
FOLDED = re.compile(r"[>|][+-]?( +#.*)?$")
# What a plain text cannot begin with.
SIGNS = re.compile(r"[@`%!*&|>]")
COLON = re.compile(r":( |$)")
REST = re.compile(r"\s*(#.*)?$")
PAIRS = {"[": "]", "{": "}"}
LINK = re.compile(r"\[[^\[\]]*\]\(([^()]*)\)")
PAIR = re.compile(r"\w+: [^,:]+, \w+: .+")
# What matters inside brackets: a whole text in quotes, a quote that nothing closes, a bracket, a remark.
INSIDE = re.compile(r"""(?<=[\[{,:\s])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|["'])|[\[\]{}]|,\s*,|\s#.*""")


@dataclass(frozen=True)
class Slip:
    """What is wrong in a line, counted from 0, what should stand there, and what to type."""

    line: int
    column: int
    expected: str
    fix: str


def find_slip(text: str, last: int) -> Slip | None:
    """Return the first slip of an unreadable YAML text, or None where no common one is seen.

    Args:
        text: the YAML.
        last: the line, counted from 0, at which the YAML reader gave up.
    """
    lines = text.split("\n")
    # The columns at which the open lists and records begin, and whether it is a list.
    levels: list[tuple[int, bool]] = []
    opens, number = True, 0
    while number <= min(last, len(lines) - 1):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#") or line.startswith(("---", "...")):
            number += 1
            continue
        if MERGE.match(line):
            return Slip(
                number, 0, "one version: a merge is not finished", "keep one of both, and remove all such marks"
            )
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return Slip(number, 0, "spaces at the start of a line, no tab", line.replace("\t", "  ").strip("\n"))
        rest, column = line.lstrip(" "), len(line) - len(line.lstrip(" "))
        dash, key = DASH.match(rest), KEY.match(rest)
        slip = _misplaced(number, column, rest, levels, opens)
        if slip:
            return slip
        while dash:
            levels = _opened(levels, column, is_list=True)
            column, rest = column + dash.end(), rest[dash.end() :]
            dash, key = DASH.match(rest), KEY.match(rest)
        if key:
            levels = _opened(levels, column, is_list=False)
            column, rest = column + key.end(), rest[key.end() :]
        tag = TAG.match(rest)
        column, rest = (column + tag.end(), rest[tag.end() :]) if tag else (column, rest)
        opens = not rest.strip() or rest.startswith("#")
        end, slip = _value(lines, number, column, rest, levels[-1][0] if levels else 0, bool(key))
        if slip:
            return slip
        number = end + 1
    return None


def _opened(levels: list[tuple[int, bool]], column: int, is_list: bool) -> list[tuple[int, bool]]:
    """Return the open levels after a dash or a key at a column. A list may begin at its key's column."""
    kept = [one for one in levels if one[0] < column or (one[0] == column and (is_list or not one[1]))]
    return kept if (column, is_list) in kept else [*kept, (column, is_list)]


def _misplaced(number: int, column: int, rest: str, levels: list[tuple[int, bool]], opens: bool) -> Slip | None:
    """Find what is wrong with how a line begins: its indent, its dash, its colon."""
    columns = [one for one, _ in levels]
    is_dash, is_key = bool(DASH.match(rest)), bool(KEY.match(rest))
    deepest = columns[-1] if columns else -1
    if not is_dash and not is_key:
        glued = GLUED_KEY.fullmatch(rest)
        if re.match(r"-[^\s\d-]", rest) and (opens or column <= deepest):
            return Slip(number, column, "a space behind the dash", f"- {rest[1:]}")
        if glued and (not levels or column in columns) and (column, True) not in levels:
            return Slip(number, column, "a space behind the colon", f"{glued[1]}: {glued[2]}")
        if column > deepest or not levels:
            return None
        if rest in ("[]", "{}"):
            return Slip(number, column, f"no `{rest}`, which means an empty file, beside records", "remove this line")
        if (column, True) in levels:
            return Slip(number, column, "a dash before each item of a list", f"- {rest.lstrip('–—*•· ')}")
        if rest.startswith(("<!--", "//")):
            return Slip(number, column, "no remark but one that begins with `# `", f"# {rest.strip('<!->/ ')}")
        begun = re.fullmatch(r"([a-z_]+)(?: ?[=;：] ?| )(\S.*)", rest)
        fix = f"`{begun[1]}: {begun[2]}`, or, if" if begun else "if"
        fix = f"{fix} it goes on what stands above, {deepest - column + 2} more spaces in front"
        return Slip(number, column, "`key: value`, or a text that begins further right than its key", fix)
    if column > deepest:
        if opens or not levels:
            return None
        above = f"as far left as those above ({deepest} spaces in front), or those as far right as this one ({column})"
    elif column not in columns:
        likely = sorted({one for one, is_list in levels if is_list == is_dash} or set(columns), reverse=True)[:2]
        above = f"in one column with the lines that it belongs to: {' or '.join(map(str, likely))} spaces in front"
    elif is_key and (column, False) not in levels:
        above = f"a dash before each item of a list, or the column of the keys above: `- {rest}`"
    else:
        return None
    return Slip(number, column, "the lines of one list or record in one column", f"begin this line {above}")


def _value(
    lines: list[str], number: int, column: int, value: str, level: int, has_key: bool
) -> tuple[int, Slip | None]:
    """Follow a value to its end; return the line of that, or what is wrong with the value."""
    if FOLDED.match(value):
        while number + 1 < len(lines) and (not lines[number + 1].strip() or _indent(lines[number + 1]) > level):
            number += 1
        return number, None
    if value[:1] in ('"', "'"):
        return _quoted(lines, number, column, value)
    if value[:1] in PAIRS and not value.startswith("{{"):
        return _bracketed(lines, number, column, value, level)
    plain = re.split(r"\s#", value)[0].rstrip()
    if re.match(r"[>|][+-]? ", value):
        begun, _, words = plain.partition(" ")
        return number, Slip(number, column, f"nothing behind `{begun}`", f"`{words}` on the next line, indented")
    if re.match(r"\{\{\w+: ", value):
        return number, Slip(number, column, "one brace around a record, not two", value[1:].rstrip())
    if SIGNS.match(plain) or value.startswith("{{"):
        what = f"quotes around text that begins with `{value[:2] if value.startswith('{{') else value[0]}`"
        return number, Slip(number, column, what, _in_quotes(plain))
    close = re.search(r"[\]}]$", plain)
    if has_key and close and COLON.search(plain) and not re.search(r"[\[{]", plain):
        opening = next(one for one, other in PAIRS.items() if other == close.group())
        line = lines[number].strip().removeprefix("- ")
        return number, Slip(number, column, f"a `{opening}` for the `{close.group()}` at the end", f"{opening}{line}")
    if has_key and PAIR.fullmatch(plain):
        return number, Slip(number, column, "brackets around a record in one line", f"{{{plain}}}")
    if has_key and COLON.search(plain):
        return number, Slip(number, column, "quotes around text that has a colon and a space", _in_quotes(plain))
    return number, None


def _quoted(lines: list[str], number: int, column: int, value: str) -> tuple[int, Slip | None]:
    """Follow a text in quotes, which may have several lines."""
    quote = value[0]
    pattern = re.compile(r'"(?:[^"\\]|\\.)*"' if quote == '"' else r"'(?:[^']|'')*'", re.DOTALL)
    whole = "\n".join([value, *lines[number + 1 :]])
    found = pattern.match(whole)
    rest = whole[found.end() :].partition("\n")[0] if found else "x"
    if found and REST.match(rest):
        return number + found.group().count("\n"), None
    if pattern.match(value) and found:
        other = "'" if quote == '"' else '"'
        inner = value.strip().removeprefix(quote).removesuffix(quote) if quote == "'" else value.strip()
        expected = f"nothing behind the closing {quote}: the other kind of quotes around the whole text"
        return number, Slip(number, column, expected, f"{other}{inner}{other}")
    fix = (
        f"{value.rstrip()}{quote}" if value.strip() != quote else f"{quote} where the text ends, or >- for this {quote}"
    )
    return number, Slip(number, column, f"a closing {quote} at the end of the text", fix)


def _bracketed(lines: list[str], number: int, column: int, value: str, level: int) -> tuple[int, Slip | None]:
    """Follow a list in [ ] or a record in { }, which may have several lines."""
    link = LINK.fullmatch(value.strip())
    if link:
        address = link[1].lstrip("/")
        return number, Slip(number, column, "the address alone, no link of Markdown", address)
    closing: list[str] = []
    first, line = number, value
    while True:
        for part in INSIDE.finditer(line):
            sign = part.group()
            if sign in PAIRS:
                closing.append(PAIRS[sign])
            elif sign.startswith(","):
                return first, Slip(number, column, "one comma between two", "remove the other comma")
            elif sign in PAIRS.values() and closing.pop() != sign:
                return first, Slip(number, column, "brackets in pairs: [ ] and { }", f"look at the `{sign}`")
            elif sign in "\"'" and sign:
                ends = re.search(r"[\]}]*\s*$", line)
                at = ends.start() if ends else len(line)
                return first, Slip(number, column, f"a closing {sign}", f"{line[:at]}{sign}{line[at:]}")
            if sign and not closing:
                rest = line[part.end() :]
                if REST.match(rest):
                    return number, None
                if rest[0] in PAIRS.values():
                    return first, Slip(number, column, "brackets in pairs: [ ] and { }", f"remove the last `{rest[0]}`")
                return number, Slip(
                    first, column, f"quotes around text that begins with `{value[0]}`", _in_quotes(value.strip())
                )
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if not following.strip() or _indent(following) <= level or DASH.match(following.lstrip()):
            closers = "".join(reversed(closing))
            fix = line.strip() + closers if number == first else f"`{closers}` where it ends, or no `{value[0]}` here"
            return first, Slip(first, column, f"a closing `{closing[-1]}`", fix)
        number, line = number + 1, following


def _in_quotes(text: str) -> str:
    quote = "'" if '"' in text and "'" not in text else '"'
    return quote + (text.replace('"', '\\"') if quote == '"' else text) + quote


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
