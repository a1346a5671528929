"""The form of Markdown: what rumdl finds, what it doesn't see, and blocks that nothing ends."""

import json
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from typing import Any

from kb.checks.context import Context
from kb.checks.patterns import MAX_SHOWN, any_of, patterns
from kb.checks.rule import found, offset_at, rule
from kb.model.diagnostic import Diagnostic
from kb.model.project import Project

CONFIG = ".rumdl.toml"
CALL = re.compile(r"\{\{.*?\}\}|\0")
SECTIONS = {"markdown-blocks": "^", "markdown-signs": r"(?=[<&\\!])"}
# The marks of a block: `/// html | div.x` begins one, and as many slashes alone end it.
FENCE = re.compile(r" *(/{3,}) *(.*)")


@rule("markdown-format")
def markdown_format(context: Context) -> Iterator[Diagnostic]:
    """Have rumdl look at each article and snippet, and look for what it doesn't see."""
    texts = {path: CALL.sub(lambda call: "x" * len(call[0]), context.project.text(path)) for path in context.markdown}
    try:
        warnings = _rumdl(context.project, texts)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        expected = "rumdl, which looks at the form of Markdown, with settings that it knows"
        fix = "run `make check`, which brings it; correct what it says of its settings"
        yield found((CONFIG, 1, 1), str(error).strip().split("\n")[0], expected, fix=fix)
        return
    for path, body in context.markdown.items():
        ours = [
            (*offset_at(path, body, match.start())[1:], match.lastgroup or "")
            for section, before in SECTIONS.items()
            for match in any_of(section, before).finditer(body)
        ]
        theirs = [(one["line"], one["column"], one["rule"]) for one in warnings if one["file"] == path]
        yield from _reported(path, context.project.text(path).split("\n"), sorted(ours + theirs))


def _reported(path: str, lines: list[str], matches: list[tuple[int, int, str]]) -> Iterator[Diagnostic]:
    """Give the first match of each line, and of several lines below one another with the same cause the first."""
    rows, seen = patterns("rumdl") | patterns("markdown-blocks") | patterns("markdown-signs"), set[tuple[int, str]]()
    reported = set[int]()
    for line, column, name in matches:
        follows = (line - 1, name) in seen
        # So have text that became code below a tab that is none, and the end of a tag.
        follows |= name == "MD046" and any(one in patterns("markdown-blocks") for _, one in seen)
        follows |= name == "tag" and any(one in ("MD033", "MD086") for _, one in seen)
        seen.add((line, name))
        if not follows and line not in reported:
            reported.add(line)
            row, typed = rows[name], lines[line - 1]
            expected = f"{row.expected} (rumdl {name})" if name in patterns("rumdl") else row.expected
            yield found((path, line, column), typed.strip()[:MAX_SHOWN], expected, fix=row.fix or row.expected)


def _rumdl(project: Project, texts: dict[str, str]) -> list[dict[str, Any]]:
    """Return what rumdl reports of texts, given by their paths."""
    if not texts:
        return []
    program = shutil.which("rumdl", path=sysconfig.get_path("scripts") + os.pathsep + os.environ.get("PATH", ""))
    if program is None:
        raise FileNotFoundError("rumdl is not installed")
    command = [program, "check", "--config", CONFIG, "--deny-config-warnings", "--output-format=json", "--stdin-batch"]
    batch = "".join(f"{path}\0{text}\0" for path, text in texts.items()).encode()
    done = subprocess.run(command, cwd=project.root, input=batch, capture_output=True, check=False)
    # 1 says that it found something.
    if done.returncode not in (0, 1):
        raise subprocess.SubprocessError(done.stderr.decode() or f"rumdl ended with {done.returncode}")
    warnings: list[dict[str, Any]] = json.loads(done.stdout)
    return warnings


@rule("unclosed-block")
def unclosed_block(context: Context) -> Iterator[Diagnostic]:
    """Match the lines of slashes that begin a block with those that end one."""
    for path, body in context.markdown.items():
        opened: list[tuple[str, int, str]] = []
        for number, line in enumerate(body.split("\n"), start=1):
            fence = FENCE.fullmatch(line)
            if fence and fence[2]:
                opened.append((fence[1], number, line.strip()))
            elif fence and opened and opened[-1][0] == fence[1]:
                opened.pop()
        for slashes, number, line in opened:
            expected = f"a line {slashes}, with as many slashes, where the block ends"
            yield found((path, number, 1), line, expected, fix=f"add a line {slashes}")
