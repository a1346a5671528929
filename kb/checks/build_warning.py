"""KB402 build-warning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.locate import line_of
from kb.checks.rule import Rule, from_loader
from kb.model.diagnostic import Diagnostic
from kb.model.project import SETTINGS

RULE = Rule(
    "KB402",
    "build-warning",
    "A warning that nobody reads becomes a broken page.",
    bad="copyrihgt: …, in mkdocs.yml",
    good="copyright: …",
)
LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains an? .*?link '(?P<link>[^']*)'")
SETTING = re.compile(r"Config value '([\w.]+)'")
# What MkDocs says in its own words, and the rules that say it with line and mend.
SAID_BETTER = {
    'not included in the "nav"': {"not-in-navigation", "unread-file", "navigation-target", "yaml-syntax"},
    "is not found in the documentation files": {"navigation-target", "yaml-syntax"},
    "OS-specific separator": {"navigation-target"},
    "'nav' configuration": {"navigation-target", "yaml-syntax"},
    "Macro": {
        "unread-file",
        "macro-syntax",
        "macro-failed",
        "macro-arguments",
        "unknown-macro",
        "unknown-name",
        "missing-include",
        "front-matter-braces",
    },
}


def check(context: Context) -> Iterator[Diagnostic]:
    """Pass on what MkDocs warned of, unless a rule before this one has told the same error."""
    yield from from_loader(RULE)(context)
    rules = {diagnostic.rule for diagnostic in context.found}
    for logger, message in context.warnings:
        link = LINK.search(message)
        if link:
            yield from _link(context, link["page"], link["link"], message)
        elif not any(words in message and better & rules for words, better in SAID_BETTER.items()):
            if "Macro" in message and context.evaluation.stopped:
                continue  # the page calls a record that has errors of its own
            first = message.strip().split("\n")[0][:200]
            key = SETTING.search(message)
            line = line_of(context.project.text(SETTINGS), f"{key[1]}:") if key else 0
            yield Diagnostic(SETTINGS, line or 1, 1, RULE.alias, f"{logger}: {first}", "a build without warnings")


def _link(context: Context, page: str, link: str, message: str) -> Iterator[Diagnostic]:
    """Pass on a warning about a link at its line, unless the rules for links have told it."""
    # MkDocs doesn't know the addresses of tabs and steps; the built pages do: see dead-anchor.
    if "anchor" in message:
        return
    path = f"docs/{page}"
    tail = link.partition("#")[0].rstrip("/").rsplit("/", 1)[-1].removesuffix(".md")
    for diagnostic in context.found:
        told = diagnostic.rule in ("dead-link", "navigation-target", "partner-page")
        gone = told and tail and tail in f"{diagnostic.found} {diagnostic.expected}"
        if gone or diagnostic.rule == "unreadable-file":
            return
    # A faulty page is told already.
    if path in context.evaluation.unrendered | {diagnostic.path for diagnostic in context.project.diagnostics}:
        return
    text = context.project.texts.get(path, "")
    line = text.count("\n", 0, text.find(link)) + 1 if link in text else 1
    if (path, line) in context.told_lines("markdown-form"):
        return
    expected = "the path of a page from docs/, with `.md`, such as /billing/refunds.md"
    yield Diagnostic(path, line, 1, RULE.alias, message.removeprefix(f"Doc file '{page}' "), expected)
