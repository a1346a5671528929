"""KB016 unread-file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic
from kb.model.project import DATA, SNIPPETS

RULE = Rule(
    "KB016",
    "unread-file",
    "A file in the wrong place or with another name is a fact that nobody sees.",
    bad="docs/billing/My tips.markdown",
    good="docs/billing/my-tips.md",
)

# What is read below each folder.
READ = {
    "docs": "docs/**/*.md, each name in lower-case letters, digits and hyphens; in docs/go/ only index.md",
    SNIPPETS: f"{SNIPPETS}/*.md",
    DATA: f"{DATA}/partners/*.yml, or a file that {DATA}/ has",
}
# The same kinds of file, as other programs end them. MkDocs would show such a page, and no rule would see it.
ENDINGS = {".yaml": ".yml", ".yml": ".yml"} | dict.fromkeys((".md", ".markdown", ".mdown", ".mkdn", ".mkd"), ".md")
# Other files may lie in docs/ only: styles, scripts, pictures.
ASSETS = "docs/assets/"
PICTURES = {".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico"}
# The tests read it.
READ_ELSEWHERE = f"{DATA}/coverage.yml"


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for articles, snippets and records that lie there and that nothing reads."""
    root, read = context.project.root, {*context.project.texts, READ_ELSEWHERE}
    for folder, what in READ.items():
        for file in sorted((root / folder).rglob("*")):
            path = PurePosixPath(file.relative_to(root).as_posix())
            # Some editors add .txt to whatever they save.
            ended = path.with_suffix("") if path.suffix.lower() == ".txt" and path.stem.count(".") else path
            ending = ENDINGS.get(ended.suffix.lower(), "")
            hidden = (file.name == "README.md" and folder != "docs") or any(part.startswith(".") for part in path.parts)
            asset = (
                folder == "docs" and not ending and (str(path).startswith(ASSETS) or path.suffix.lower() in PICTURES)
            )
            if file.is_dir() or hidden or str(path) in read or asset:
                continue
            renamed = _renamed(ended, ending or path.suffix) if folder == "docs" else str(ended.with_suffix(ending))
            fix = f"rename it to {renamed}" if ending and renamed != str(path) else "move it there, or remove it"
            yield Diagnostic(str(path), 1, 1, RULE.alias, "a file that is never read", what, fix=fix)


def _renamed(path: PurePosixPath, ending: str) -> str:
    """Return the path with each name as an address may have it."""
    names = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in path.with_suffix("").parts]
    return "/".join(names) + ending
