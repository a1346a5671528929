"""KB016 unread-file."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.faults import Fault
from kb.model.project import DATA, SNIPPETS

RULE = Rule("KB016", "unread-file", "A file in the wrong place or with another ending is a fact that nobody sees.")

# What is read below each folder. Other files may lie in docs/ only: pictures, styles.
READ = {
    "docs": "docs/**/*.md",
    SNIPPETS: f"{SNIPPETS}/*.md",
    DATA: f"{DATA}/partners/*.yml, or a file that {DATA}/ has",
}
# The same kinds of file, as other programs end them. MkDocs would show such a page, and no rule would see it.
ENDINGS = {".yaml": ".yml", ".yml": ".yml"} | dict.fromkeys((".md", ".markdown", ".mdown", ".mkdn", ".mkd"), ".md")
# The tests read it.
READ_ELSEWHERE = f"{DATA}/coverage.yml"


def check(context: Context) -> Iterator[Fault]:
    """Look for articles, snippets and records that lie there and that nothing reads."""
    root, read = context.project.root, {*context.project.texts, READ_ELSEWHERE}
    for folder, what in READ.items():
        for file in sorted((root / folder).rglob("*")):
            path, ending = file.relative_to(root), ENDINGS.get(file.suffix.lower(), "")
            hidden = file.name == "README.md" or any(part.startswith(".") for part in path.parts)
            if file.is_dir() or hidden or path.as_posix() in read or (folder == "docs" and not ending):
                continue
            renamed = path.with_suffix(ending) if ending else path
            fix = f"rename it to {renamed.as_posix()}" if renamed != path else "move it there, or remove it"
            yield Fault(path.as_posix(), 1, 1, RULE.alias, "a file that is never read", what, fix=fix)
