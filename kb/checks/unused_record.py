"""The records that nothing names."""

import re
from collections.abc import Iterator
from typing import Any

from kb.checks.context import Context
from kb.checks.rule import found, rule, value_at
from kb.model.diagnostic import Diagnostic
from kb.model.project import SNIPPETS, WHERE, Project

# How a record of each kind is named where it is used.
QUOTED = re.compile(r"""(?<=["'])[\w.-]+(?=["'])""")
NAMED = {
    "facts": QUOTED,
    "notices": QUOTED,
    "details": QUOTED,
    "sources": re.compile(r"""\bid: *["']?([\w-]+)"""),
    "topics": None,
    "snippets": re.compile(r"""include +["']([^"']+)["']"""),
}


@rule("unused-record")
def unused_record(context: Context) -> Iterator[Diagnostic]:
    """Look for facts, notices, lists of details, sources, topics and snippets that nothing names."""
    project = context.project
    fronts = [article.front.value for article in project.articles.values()]
    # What a page names that cannot be read is not known.
    if not all(isinstance(one, dict) for one in fronts) or not all(project.texts.values()):
        return
    text, quoted_in_code = "\n".join(project.texts.values()), set(QUOTED.findall(_code(project)))
    for table, pattern in NAMED.items():
        named = (
            set(pattern.findall(text)) if pattern else {topic for one in fronts for topic in _listed(one.get("topics"))}
        )
        if table == "snippets":
            for name in project.snippets.keys() - named:
                fix = f'{{% include "{name}" %}} where it belongs, or remove the file'
                at, expected = (f"{SNIPPETS}/{name}", 1, 1), "a snippet that a page includes"
                yield found(at, f"{name}, which nothing includes", expected, fix=fix)
            continue
        for name in getattr(project, table).keys() - named - quoted_in_code:
            at, fix = value_at(project.documents[WHERE[table]], name), "call it where it belongs, or remove it"
            yield found(at, f"{name}, which nothing names", "a record that a page uses", fix=fix)


def _code(project: Project) -> str:
    """Return the code, which names some records as well."""
    files = [file for folder in ("macros", "kb/model") for file in sorted((project.root / folder).glob("*.py"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _listed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
