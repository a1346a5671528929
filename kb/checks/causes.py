"""Puts the many errors that follow from one slip back to it: a renamed record, a file with a wrong name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from kb.checks.context import Context
from kb.checks.unused_record import unused_records
from kb.model.diagnostic import Diagnostic, join_names
from kb.model.project import LEDGER, WHERE

# What was looked for, and the file where it should be declared.
NAME = re.compile(r"""(?:: |\("|include ")([^"]+)(?:"\)|" %\})?$""")
DECLARED = re.compile(r"\((macros/[\w./-]+)[^()]*\)$")
# What is told of a name that no record has, and of a page that isn't there; and what asks for such a page.
BY_NAME = ("unknown-reference", "unknown-name", "missing-include")
MISSING = ("unknown-reference", "dead-link", "dead-anchor", "navigation-target", "lost-page", "guide-article")
GARBLED = ("wrong-value", "unknown-key", "unknown-reference")
ASKING = ("unread-file", "guide-page", "partner-page")
PAGE = re.compile(r"(?:rename it to|to|add) docs/([\w/-]+)\.md")
# So many places are not all misspelt.
MANY = 4


def caused(context: Context, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the errors, with those that one slip explains as one at its place.

    Args:
        context: what the rules look at.
        diagnostics: what they found.
    """
    groups: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    told: dict[tuple[str, int], Diagnostic] = {}
    others = []
    for diagnostic in sorted(set(diagnostics)):
        name, declared = NAME.search(diagnostic.found), DECLARED.search(diagnostic.expected)
        if diagnostic.rule in BY_NAME and name and declared:
            groups[name[1], declared[1]].append(diagnostic)
        else:
            others.append(diagnostic)
    unused = {(diagnostic.path, diagnostic.line) for diagnostic in others if diagnostic.rule == "unused-record"}
    renamed = _renamed_partner(context, others)
    if renamed:
        record, old = renamed
        others = [diagnostic for diagnostic in others if diagnostic.rule != "partner-page"]
        told[record.path, record.line] = record
        groups = {key: group for key, group in groups.items() if key != (old, WHERE["partners"])}
    for (missing, declared_in), group in groups.items():
        now = _now(context, declared_in, group)
        if now and len(group) == 1 and now[:2] not in unused:
            now = None
        if (now is None and len(group) < MANY) or (now and now[:2] in told):
            others += group
            continue
        files = sorted({diagnostic.path for diagnostic in group})
        path, line, column, found = now or (_file(declared_in, missing), 1, 1, f"no `{missing}`")
        found += f"; {len(group)} place{'s name' if len(group) > 1 else ' names'} `{missing}`"
        fix = f"name it {missing} again, or change it in {join_names(files, 5)}" if now else f"bring back {missing}"
        expected = "the name by which it is called"
        told[path, line] = Diagnostic(path, line, column, group[0].rule, found, expected, fix=fix)
    others = [one for one in others if not (one.rule == "unused-record" and (one.path, one.line) in told)]
    follows = _follows(others)
    return [*told.values(), *(diagnostic for diagnostic in others if not follows(diagnostic))]


def _follows(diagnostics: list[Diagnostic]) -> Callable[[Diagnostic], bool]:
    """Return what says whether an error only follows from another one."""
    # A page that another error asks for is not missed a second time.
    asked = {page for one in diagnostics if one.rule in ASKING for page in PAGE.findall(one.fix)}
    missed = re.compile("|".join(rf"(?<![\w-]){re.escape(page)}(?![\w-]|/\w)" for page in asked) or "(?!)")
    unread = [f"/{PurePosixPath(one.path).stem}/" for one in diagnostics if one.rule == "unread-file"]
    # What YAML could not read rightly has no right value, nor has the key above it; a wrong form names no record.
    garbled = {(one.path, one.line - up) for one in diagnostics if one.rule == "yaml-syntax" for up in (0, 1)}
    malformed = {(one.path, one.line, one.column) for one in diagnostics if one.rule == "wrong-value"}
    mended = {one.fix for one in diagnostics if one.rule == "ledger-line"}

    def follows(one: Diagnostic) -> bool:
        return (
            (one.rule in MISSING and bool(missed.search(one.found)))
            or (one.rule == "dead-anchor" and any(page in one.found for page in unread))
            or (one.rule in GARBLED and (one.path, one.line) in garbled)
            or (one.rule == "unknown-reference" and (one.path, one.line, one.column) in malformed)
            or (one.rule == "new-address" and one.fix in mended)
        )

    return follows


def _renamed_partner(context: Context, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, str] | None:
    """Return an error for a provider's record that was renamed while its page was not, with its name before."""
    pages = [diagnostic for diagnostic in diagnostics if diagnostic.rule == "partner-page"]
    lost = [diagnostic for diagnostic in pages if diagnostic.found.startswith("partner: ")]
    new = [diagnostic for diagnostic in pages if diagnostic.found == "entry: page, without a page"]
    if not (len(lost) == len(new) == 1 == len(pages) - 1):
        return None
    [page], [record] = lost, new
    old, now = page.found.removeprefix("partner: "), PurePosixPath(record.path).stem
    # A page that was given out before is missing, whatever else is.
    if f"/providers/{now}/" in context.project.texts.get(LEDGER, ""):
        return None
    found = f"{record.path} without a page, and {page.path} without a record"
    fix = f"name the record {old} again, or rename the page to docs/providers/{now}.md, with `partner: {now}`"
    return replace(record, found=found, expected="one name for a record and its page", fix=fix), old


def _file(declared: str, name: str) -> str:
    """Return the file that holds a record, or that is the record."""
    ending = ".yml" if declared == WHERE["partners"] else ""
    return f"{declared}{name}{ending}" if declared.endswith("/") else declared


def _now(context: Context, declared: str, group: list[Diagnostic]) -> tuple[str, int, int, str] | None:
    """Return where a record stands that was renamed: nothing names it, or it is a contact with a name like that."""
    tables = {path: table for table, path in WHERE.items()} | {"macros/snippets/": "snippets"}
    table = tables.get(declared)
    if table:
        records = unused_records(context.project).get(table, [])
        close = next((one for one in records if one == group[0].suggestion), records[0] if len(records) == 1 else "")
        if not close:
            return None
        if declared.endswith("/"):
            return _file(declared, close), 1, 1, f"`{close}`"
        place: tuple[str | int, ...] = (close,)
    else:
        close, place = group[0].suggestion, ("contacts", group[0].suggestion)
    document = context.project.documents.get(declared)
    if document is None or place not in document.marks or (not table and len(group) < MANY):
        return None
    mark = document.marks[place]
    return declared, mark.line, mark.column, f"{close}:"
