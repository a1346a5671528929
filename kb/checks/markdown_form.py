"""KB317 markdown-form."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from typing import Any

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import markdown
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB317",
    "markdown-form",
    "Markdown in another form becomes something else: a list runs into its paragraph, a tag swallows the page.",
    bad="You need:\n- your name\n  - your first name",
    good="You need:\n\n- your name\n    - your first name",
)
CONFIG = ".rumdl.toml"
CALL = re.compile(r"\{\{.*?\}\}|\0")
INDENT = "four spaces before what belongs to an item, eight before what belongs to an item in it"
HEADING = "a heading that begins at the start of its line with ## and a space"
BARS = "as many cells as the first row has, and a bar before and after each"
LINK = "words that lead to a page: [Ask for a refund](/billing/refunds.md)"
MARKS = "marks right at the words: **Cancel**, `code`, [words](/page.md)"
TAGS = "Markdown without tags"
NO_TAG = "write **bold**, an empty line for a new paragraph, ![words](/assets/picture.png) for a picture"
ITEMS = "items that begin with `- `, or steps that begin with `1. `"
CODE = "text that begins at the start of its line, or code between two lines of ```"
# What is expected by each of rumdl's rules, and the fix where rumdl doesn't give the line as it should be.
WORDS = {
    "MD001": ("a heading one level below the one above it, at most; the title counts as the first", ""),
    "MD003": (HEADING, "an empty line above a line of dashes; a heading is ## and its words"),
    "MD007": (INDENT, "begin the line with four spaces more than the item that it belongs to"),
    "MD010": ("four spaces, in the place of the tab key", ""),
    "MD030": ("one space between the mark of an item and its words", ""),
    "MD031": ("an empty line before and after a block of code", "add an empty line"),
    "MD032": ("an empty line before and after a list; four spaces before more lines of an item", "add an empty line"),
    "MD033": (TAGS, NO_TAG),
    "MD036": ("a heading", "write it as ## and its words, or as a sentence"),
    "MD042": (LINK, "write the page's path in the brackets"),
    "MD045": ("a picture with words: ![A bill of Netflix](/assets/bill.png)", "say in a few words what it shows"),
    "MD046": (CODE, "take its spaces away, begin the lines above it with four as well, or add the missing ```"),
    "MD052": (LINK, "write the path right behind, in (…) and without spaces; write a label on a screen in **bold**"),
    "MD056": (BARS, "add or join cells; write a bar in a cell as \\|"),
    "MD058": ("an empty line before and after a table", "add an empty line"),
    "MD069": ("one mark before an item", ""),
    "MD075": ("a second line of dashes, such as |---|---|, below the names of the columns", "add that line"),
    "MD086": ("no notes in a page: they can be read in its source", "remove it"),
}
# Here rumdl gives the line.
WORDS |= dict.fromkeys(("MD018", "MD023"), (HEADING, ""))
WORDS |= dict.fromkeys(("MD037", "MD038", "MD039", "MD062"), (MARKS, ""))
WORDS |= {"MD005": (INDENT, ""), "MD011": (LINK, ""), "MD055": (BARS, "")}
# What rumdl doesn't see. At the start of a line:
BLOCKS = {
    "item": (
        r"(?<=\n\n) *(?:[•‣◦▪·–—] ?\S|\d+\) |[-+](?=[A-Za-z\[])|\*(?=[A-Za-z\[])(?!.*\*))",
        ITEMS,
        "",
    ),
    "task": (r" *[-*+] \[[ xX]\] ", "a list without boxes: nobody can tick them here", "begin each item with `- `"),
    "tab": (
        r" *(?!===[!+]? +\"[^\"\n]+\" *$)={2,3}[!+]?[^=\n]+$",
        'a tab that begins with === "Its label"',
        "three signs =, a space, the label in straight quotes",
    ),
    "empty": (
        r"(?P<by> *)===[!+]? +\".*\n(?:[ \t]*\n)*(?!(?P=by)(?: {4}|\t)|[ \t]*\n)\s*\S",
        "its text on the next lines, each indented by four spaces",
        "begin each line of the tab's text with four spaces more than its label has",
    ),
    "indent": (r"(?<=\n\n)(?: {4})* {1,3}(?=[^ \n])", INDENT, "begin the line with four spaces, or with none"),
    "again": (
        r"(?P<at> *)(?! |[-*+] |\d+\. ).+\n\n(?=(?P=at)(?:[2-9]|\d\d+)\. )",
        "what stands between two steps to begin with four spaces: else readers see 1 again at the next step",
        "begin this line with four spaces, or number the steps below it from 1",
    ),
    "notice": (
        r" *(?:!{2,} ?[a-zA-Z]|> ?\[!|:{3,} ?[a-zA-Z])",
        'a call of notice("its-name"): warnings stand in macros/data/notices.yml, each with its source',
        "write it there and call it, or say it in the text",
    ),
    "levels": (r"#{7,} ", "at most six marks #", "take marks away"),
    "capitals": (r"#+ (?=[^a-z\n{]*(?:\{|$))(?:[^a-zA-Z\n{]*[A-Z]){5}.*", "small letters", "write it as a sentence"),
}
# Anywhere:
SIGNS = {
    "comment": (r"<!--", *WORDS["MD086"]),
    "tag": (r"<(?!a\b[^\n]*</a>|/a>)/?[A-Za-z][\w-]*(?=[\s/>])[^<>\n]*>", TAGS, f"{NO_TAG}; **your name** for a blank"),
    "entity": (r"&(?:(?:nb|en|em|thin)sp|shy|zw\w+|#\w+);", "ordinary spaces and signs", "type the sign itself"),
    "end": (r"\\$", "an empty line between two paragraphs", "take the \\ away, and add an empty line"),
    "alt": (r"!\[(?i:[^\]\n]*\.(?:png|jpe?g|gif|webp|svg)|image|picture|screenshot)\]\(", *WORDS["MD045"]),
}
OWN = BLOCKS | SIGNS
PATTERNS = [
    re.compile(f"{start}(?:{'|'.join(f'(?P<{name}>{one[0]})' for name, one in some.items())})", re.MULTILINE)
    for start, some in (("^", BLOCKS), (r"(?=[<&\\!])", SIGNS))
]


def check(context: Context) -> Iterator[Diagnostic]:
    """Have rumdl look at each article and snippet, and look for what it doesn't see."""
    bodies = {path: "\n".join(lines) for path, lines in markdown(context.project)}
    texts = {path: CALL.sub(lambda call: "x" * len(call[0]), context.project.text(path)) for path in bodies}
    try:
        warnings = _rumdl(context, texts)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        expected = "rumdl, which looks at the form of Markdown, with settings that it knows"
        fix = "run `make check`, which brings it; mend what it says of its settings"
        yield Diagnostic(CONFIG, 1, 1, RULE.alias, str(error).strip().split("\n")[0], expected, fix=fix)
        return
    told = context.told_lines()
    for path, body in bodies.items():
        ours = [
            (
                body.count("\n", 0, one.start()) + 1,
                one.start() - body.rfind("\n", 0, one.start()),
                one.lastgroup or "",
                "",
            )
            for pattern in PATTERNS
            for one in pattern.finditer(body)
        ]
        theirs = [
            (one["line"], one["column"], one["rule"], _mended(texts[path], one.get("fix")))
            for one in warnings
            if one["file"] == path
        ]
        lines, seen = context.project.text(path).split("\n"), set[tuple[int, str]]()
        for line, column, kind, mended in sorted(ours + theirs):
            # Lines below one another have one cause; so has text that became code below a tab that is none.
            follows = (line - 1, kind) in seen or (kind == "MD046" and any(one in BLOCKS for _, one in seen))
            follows |= kind == "tag" and any(one in ("MD033", "MD086") for _, one in seen)
            seen.add((line, kind))
            if follows or (path, line) in told:
                continue
            told.add((path, line))
            expected, fix = WORDS[kind] if kind in WORDS else OWN[kind][1:]
            expected += f" (rumdl {kind})" if kind in WORDS else ""
            fix = fix or ("" if "{{" in lines[line - 1] else mended) or expected
            yield Diagnostic(path, line, column, RULE.alias, lines[line - 1].strip()[:80], expected, fix=fix)


def _rumdl(context: Context, texts: dict[str, str]) -> list[dict[str, Any]]:
    """Return what rumdl tells of texts, given by their paths."""
    if not texts:
        return []
    program = shutil.which("rumdl", path=sysconfig.get_path("scripts") + os.pathsep + os.environ.get("PATH", ""))
    if program is None:
        raise FileNotFoundError("rumdl is not installed")
    command = [program, "check", "--config", CONFIG, "--deny-config-warnings", "--output-format=json", "--stdin-batch"]
    batch = "".join(f"{path}\0{text}\0" for path, text in texts.items()).encode()
    done = subprocess.run(command, cwd=context.project.root, input=batch, capture_output=True, check=False)
    # 1 says that it found something.
    if done.returncode not in (0, 1):
        raise subprocess.SubprocessError(done.stderr.decode() or f"rumdl ended with {done.returncode}")
    warnings: list[dict[str, Any]] = json.loads(done.stdout)
    return warnings


def _mended(text: str, fix: dict[str, Any] | None) -> str:
    """Return the line that rumdl would write, or an empty text where it knows none or would change more than a line."""
    data = text.encode()
    if not fix or "\n" in fix["replacement"]:
        return ""
    start, end = fix["range"]["start"], fix["range"]["end"]
    before, after = data[:start].decode().rpartition("\n")[2], data[end:].decode().partition("\n")[0]
    return "" if "\n" in data[start:end].decode() else f"{before}{fix['replacement']}{after}"
