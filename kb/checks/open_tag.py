"""KB311 open-tag."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.written import markdown
from kb.model.faults import Fault

RULE = Rule(
    "KB311",
    "open-tag",
    "A tag or a comment that isn't closed takes the rest of the page with it.",
    bad="<b>Cancel",
    good="**Cancel**",
)
TAG = re.compile(
    r"<!--(?P<comment>.*?-->)?|<(?P<close>/?)(?P<name>[a-z][a-z0-9-]*)(?P<rest>(?:[\s/][^<>]*)?)>",
    re.DOTALL | re.IGNORECASE,
)
# These have no end.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def check(context: Context) -> Iterator[Fault]:
    """Match the tags of each article and snippet."""
    for path, lines in markdown(context.project):
        text = "\n".join(lines)
        opened: list[tuple[str, re.Match[str]]] = []
        for tag in TAG.finditer(text):
            name = (tag["name"] or "").lower()
            if not name and tag["comment"]:
                continue
            if name and (name in VOID or tag["rest"].endswith("/")):
                continue
            if tag["close"] and opened and opened[-1][0] == name:
                opened.pop()
            elif tag["close"]:
                yield _fault(
                    path, text, tag, "a tag that was opened before", f"remove it, or write <{name}> where it begins"
                )
            else:
                opened.append((name, tag))
        for name, tag in opened:
            end = f"</{name}>" if name else "-->"
            yield _fault(path, text, tag, f"{end} after it", f"write {end} where it ends")


def _fault(path: str, text: str, tag: re.Match[str], expected: str, fix: str) -> Fault:
    line, column = text.count("\n", 0, tag.start()) + 1, tag.start() - text.rfind("\n", 0, tag.start())
    return Fault(path, line, column, RULE.alias, tag.group(), expected, fix=fix)
