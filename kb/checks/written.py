"""The lines that editors write in words: articles, snippets and shared texts, without the records of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.model.project import SNIPPETS, WHERE, Project

# These files are where numbers and addresses belong.
REGISTRIES = (WHERE["partners"], WHERE["sources"])


def lines_written(project: Project) -> Iterator[tuple[str, int, str]]:
    """Give each line of prose with its file and number; what stands inside macro calls is blanked.

    Args:
        project: the loaded project.
    """
    texts = [(article.path, article.text) for article in project.articles.values()]
    texts += [(f"{SNIPPETS}/{name}", text) for name, text in project.snippets.items()]
    texts += [(path, project.text(path)) for path in project.documents if not path.startswith(REGISTRIES)]
    for path, text in texts:
        blanked = re.sub(r"\{\{.*?\}\}", lambda call: re.sub(r"[^\n]", " ", call.group()), text, flags=re.S)
        for number, line in enumerate(blanked.split("\n"), start=1):
            yield path, number, line
