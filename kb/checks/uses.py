"""Finds where each fact, notice, snippet, partner and contact is used, through whatever else it gets there.

Each record's words get a mark that no text has. Then every macro is called as the checks call it, and wherever a mark
comes out, readers see the record: also through a notice, an answer, a provider's page or another data file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kb.checks.macro_calls import evaluate
from kb.model.partner import Partner
from kb.model.project import SNIPPETS, Project
from kb.model.records import Record, SourceRef

# Pages for editors show every record as an example.
EDITORS = "contribute/"
# Characters for private use: no text has them, and no macro takes them for a letter, a space or a sign.
OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}([^{CLOSE}]+){CLOSE}")
# What macros compare or work with, and readers never see.
UNSEEN = {"id", "role", "country", "entry", "kind", "state", "path", "number", "review_every"}
INCLUDE = re.compile(r'\{%-? *include +"([^"]+)"')
HEADING = re.compile(r"^#{2,3} (?P<words>.+?)(?: \{: #(?P<anchor>[\w-]+)[^}]*\})?$", re.M)


@dataclass(frozen=True)
class Use:
    """A place at which a record is used.

    Args:
        path: the file: an article, or a snippet or record that no page shows there.
        line: the line of the call.
        anchor: the section of the page in which it stands, or an empty text.
        heading: that section's heading.
    """

    path: str
    line: int
    anchor: str = ""
    heading: str = ""


def uses_of(project: Project, macros_of: Callable[[Project], Mapping[str, Callable[..., str]]]) -> dict[str, list[Use]]:
    """Return where each record is used, by its name such as ``facts/wait`` or ``partners/acme/support``.

    A record that nothing uses is there too, without a place. A use that no page shows is given where there is no other.

    Args:
        project: the loaded project.
        macros_of: gives the macros bound to a project.
    """
    marked = _marked(project)
    evaluation = evaluate(marked, macros_of(marked), frozenset())
    found: dict[str, dict[Use, None]] = {name: {} for name in _names(project)}
    includes = list(_includes(marked, evaluation.includes))
    for snippet, use in includes:
        found[snippet.removeprefix("macros/")][use] = None
    hidden: list[tuple[str, Use]] = []
    for call in evaluation.calls:
        if OPEN not in call.output:
            continue
        # A filter may have changed a mark: such a use is not seen.
        marks = [mark for mark in MARK.finditer(call.output) if mark[1] in found]
        hidden += [(name, Use(call.path, call.line)) for name in dict.fromkeys(mark[1] for mark in marks)]
        if call.path.startswith("docs/"):
            sections = _Sections(_before(project, call.path, call.line) + call.output)
            start = len(sections.text) - len(call.output)
            for mark in marks:
                found[mark[1]][Use(call.path, call.line, *sections.at(start + mark.end()))] = None
        elif call.path.startswith(SNIPPETS):
            for mark in marks:
                found[mark[1]].update((use, None) for snippet, use in includes if snippet == call.path)
    for name, use in hidden:
        if not found[name]:
            found[name][use] = None
    return {name: list(places) for name, places in found.items()}


def _names(project: Project) -> Iterator[str]:
    yield from (f"facts/{name}" for name in project.facts)
    yield from (f"notices/{name}" for name in project.notices)
    yield from (f"snippets/{name}" for name in project.snippets)
    for partner in project.partners.values():
        yield f"partners/{partner.id}"
        yield from (f"partners/{partner.id}/{name}" for name in partner.contacts)


def _marked(project: Project) -> Project:
    """Return a copy of a project whose records carry their names in every text, without the editors' pages."""
    return replace(
        project,
        articles={name: one for name, one in project.articles.items() if not name.startswith(EDITORS)},
        facts={name: _with_mark(one, f"facts/{name}") for name, one in project.facts.items()},
        notices={name: _with_mark(one, f"notices/{name}") for name, one in project.notices.items()},
        partners={name: _marked_partner(one) for name, one in project.partners.items()},
    )


def _marked_partner(partner: Partner) -> Partner:
    name = f"partners/{partner.id}"
    contacts = {key: _with_mark(one, f"{name}/{key}") for key, one in partner.contacts.items()}
    return _with_mark(partner, name).model_copy(update={"contacts": contacts})


def _with_mark(value: Any, name: str) -> Any:
    """Return a record with a mark before each of its texts that readers may see."""
    if isinstance(value, str):
        return f"{OPEN}{name}{CLOSE}{value}"
    if isinstance(value, list):
        return [_with_mark(one, name) for one in value]
    if isinstance(value, dict):
        return {key: _with_mark(one, name) for key, one in value.items()}
    if isinstance(value, Record) and not isinstance(value, SourceRef):
        fields = [key for key in type(value).model_fields if key not in UNSEEN]
        return value.model_copy(update={key: _with_mark(getattr(value, key), name) for key in fields})
    return value


def _includes(project: Project, includes: set[tuple[str, str]]) -> Iterator[tuple[str, Use]]:
    """Give each snippet that an article includes, with the place."""
    for path, snippet in sorted(includes):
        for number, line in enumerate(project.text(path).split("\n"), start=1):
            if any(f"{SNIPPETS}/{name}" == snippet for name in INCLUDE.findall(line)):
                text = _before(project, path, number)
                yield snippet, Use(path, number, *_Sections(text).at(len(text)))


def _before(project: Project, path: str, line: int) -> str:
    """Return the lines of a file before a line."""
    return "".join(f"{one}\n" for one in project.text(path).split("\n")[: line - 1])


class _Sections:
    """The headings of a text.

    Args:
        text: the Markdown.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._found = list(HEADING.finditer(text))
        self._starts = [one.start() for one in self._found]

    def at(self, place: int) -> tuple[str, str]:
        """Return anchor and heading of the section in which a place of the text stands."""
        before = bisect_left(self._starts, place)
        heading = self._found[before - 1] if before else None
        return (heading["anchor"] or "", MARK.sub("", heading["words"])) if heading else ("", "")
