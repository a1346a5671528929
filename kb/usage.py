"""Finds where readers see each fact, notice, snippet, partner and contact, through whatever else it gets there.

Macros note what they show while the checks call each of them on its own, and the words by which readers see it. Where
those words stand in what the call made, there the record is used: also through a notice, an answer or another record.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kb.macro_calls import evaluate
from kb.model.project import SNIPPETS, Project

# Pages for editors show every record as an example.
EDITORS = "contribute/"
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


def usage_of(
    project: Project, macros: Mapping[str, Callable[..., str]], blocks: frozenset[str]
) -> dict[str, list[Use]]:
    """Return where each record is used, by its name such as ``facts/wait`` or ``partners/acme/support``.

    A record that nothing uses is there too, without a place. A use that no page shows is given where there is no other.

    Args:
        project: the loaded project; where nobody has called its macros yet, they are called, and that is kept there.
        macros: the macros by name.
        blocks: the names of those that make whole paragraphs.
    """
    if project.evaluation is None:
        project.evaluation = evaluate(project, macros, blocks)
    pages: dict[str, dict[Use, None]] = {name: {} for name in _names(project)}
    hidden: dict[str, list[Use]] = {}
    includes = list(_includes(project, project.evaluation.includes))
    for snippet, use in includes:
        pages[f"snippets/{snippet}"][use] = None
    for call in project.evaluation.calls:
        if call.path.startswith(f"docs/{EDITORS}"):
            continue
        is_page = call.path.startswith("docs/")
        page = _Sections(_before(project, call.path, call.line) if is_page else "", call.output)
        for record, words in sorted(call.records):
            sections = page.holding(words)
            hidden.setdefault(record, []).extend(Use(call.path, call.line) for _ in sections[:1])
            if is_page:
                pages[record].update((Use(call.path, call.line, *section), None) for section in sections)
            elif sections:
                pages[record].update((use, None) for snippet, use in includes if call.path == f"{SNIPPETS}/{snippet}")
    return {name: list(uses) or hidden.get(name, []) for name, uses in pages.items()}


def _names(project: Project) -> Iterator[str]:
    for table in ("facts", "notices", "snippets", "partners"):
        yield from (f"{table}/{name}" for name in getattr(project, table))
    yield from (f"partners/{id_}/{name}" for id_, partner in project.partners.items() for name in partner.contacts)


def _includes(project: Project, includes: set[tuple[str, str]]) -> Iterator[tuple[str, Use]]:
    """Give each snippet that an article includes, with the place."""
    for path in sorted({path for path, _ in includes if not path.startswith(f"docs/{EDITORS}")}):
        for number, line in enumerate(project.text(path).split("\n"), start=1):
            for snippet in INCLUDE.findall(line):
                if snippet in project.snippets:
                    yield snippet, Use(path, number, *_Sections(_before(project, path, number)).at(0))


def _before(project: Project, path: str, line: int) -> str:
    return "".join(f"{one}\n" for one in project.text(path).split("\n")[: line - 1])


class _Sections:
    """The headings of a page and of what a call makes on it.

    Args:
        before: the page's text before the call.
        output: what the call makes.
    """

    def __init__(self, before: str, output: str = "") -> None:
        self._start, self._output = len(before), output
        self._found = list(HEADING.finditer(before + output))
        self._starts = [one.start() for one in self._found]

    def at(self, place: int) -> tuple[str, str]:
        """Return anchor and heading of the section in which a place of the output stands."""
        before = bisect_left(self._starts, self._start + place)
        heading = self._found[before - 1] if before else None
        return (heading["anchor"] or "", heading["words"]) if heading else ("", "")

    def holding(self, words: str) -> list[tuple[str, str]]:
        """Return the sections of the output in which words stand."""
        # What stands in a tab is indented: further lines look otherwise there.
        first = re.escape(words.strip().split("\n")[0])
        return list(dict.fromkeys(self.at(one.end()) for one in re.finditer(first, self._output)))
