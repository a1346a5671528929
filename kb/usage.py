"""Finds which pages show each fact, notice, snippet, partner and contact, through whatever else it gets there.

Macros note what they show while the checks call each of them on its own: also through a notice, an answer or another
record.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping

from kb.macro_calls import evaluate
from kb.model.project import Project

# Pages for editors show every record as an example.
EDITORS = "contribute/"


def usage_of(
    project: Project, macros: Mapping[str, Callable[..., str]], blocks: frozenset[str]
) -> Mapping[str, set[str]]:
    """Return the articles that show each record, by its name such as ``facts/wait`` or ``partners/acme/support``.

    Of a record that no article shows, the snippets and records that call it.

    Args:
        project: the loaded project; where nobody has called its macros yet, they are called, and that is kept there.
        macros: the macros by name.
        blocks: the names of those that make whole paragraphs.
    """
    evaluation = project.evaluation or evaluate(project, macros, blocks)
    shown, hidden = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    includes = defaultdict[str, set[str]](set)
    for article, snippet in evaluation.includes:
        if not article.startswith(f"docs/{EDITORS}"):
            includes[snippet].add(article)
            shown[snippet.removeprefix("macros/")].add(article)
    for call in evaluation.calls:
        if not call.path.startswith(f"docs/{EDITORS}"):
            articles = {call.path} if call.path.startswith("docs/") else includes[call.path]
            for record in call.records:
                shown[record] |= articles
                hidden[record].add(call.path)
    return hidden | {record: articles for record, articles in shown.items() if articles}
