"""The menu and the files: what the menu names, what it leaves out, and what lies where nothing reads it."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from kb.checks.context import Context
from kb.checks.rule import Location, found, rule
from kb.model.diagnostic import Diagnostic, unique_typo_match
from kb.model.guide import FOLDER, START, page_of
from kb.model.navigation import files_in, pages_in
from kb.model.project import DATA, SETTINGS, SNIPPETS

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
MAX_PICTURE = 200_000


@rule("navigation-target")
def navigation_target(context: Context) -> Iterator[Diagnostic]:
    """Look for the file of every page that the navigation names, once."""
    articles, seen = context.project.articles, set[str]()
    for file in files_in(context.nav):
        name = file.removesuffix(".md")
        if name in seen:
            at, fix = _in_settings(context, f"{name}.md", last=True), "remove one of the two lines"
            yield found(at, f"{name}.md a second time", "each page once", fix=fix)
        elif name in articles and file == name:
            yield found(_in_settings(context, name), name, "the page's path with `.md`", fix=f"{name}.md")
        elif name not in articles and "*" not in name:
            lower = file.lower().removesuffix(".md")
            meant = lower if lower in articles else unique_typo_match(name, articles)
            fix = f"{meant}.md" if meant else f"bring back docs/{file}, or remove the line"
            yield found(_in_settings(context, file), file, "a file below docs/, in lower-case letters", meant, fix)
        seen.add(name)


def _in_settings(context: Context, file: str, last: bool = False) -> Location:
    """Return the first or the last line of the settings that names a file."""
    named = re.compile(rf"(?<![\w/-]){re.escape(file)}(?![\w/-])")
    lines = enumerate(context.project.text(SETTINGS).split("\n"), start=1)
    numbers = [number for number, text in lines if named.search(text)] or [1]
    return SETTINGS, numbers[-1 if last else 0], 1


@rule("not-in-navigation")
def not_in_navigation(context: Context) -> Iterator[Diagnostic]:
    """Compare the pages below docs/ with the navigation."""
    if not context.nav:  # mkdocs.yml cannot be read, which is reported there
        return
    listed = set(pages_in(context.nav))
    for name, article in context.project.articles.items():
        # The questions of the guide are reached by its first one.
        if name not in listed and not (name.startswith(f"{FOLDER}/") and name != page_of(START)):
            what, expected = "a page that the navigation does not name", "its path under `nav:` in mkdocs.yml"
            yield found((article.path, 1, 1), what, expected, fix=f"- {name}.md")


@rule("misplaced-file")
def misplaced_file(context: Context) -> Iterator[Diagnostic]:
    """Look for articles, snippets and records that lie there and that nothing reads."""
    root, read = context.project.root, {*context.project.texts, READ_ELSEWHERE}
    for folder, expected in READ.items():
        for file in sorted((root / folder).rglob("*")):
            path = PurePosixPath(file.relative_to(root).as_posix())
            # Some editors add .txt to whatever they save.
            ended = path.with_suffix("") if path.suffix.lower() == ".txt" and path.stem.count(".") else path
            ending, in_docs = ENDINGS.get(ended.suffix.lower(), ""), folder == "docs"
            hidden = (file.name == "README.md" and not in_docs) or any(part.startswith(".") for part in path.parts)
            asset = not ending and (str(path).startswith(ASSETS) or path.suffix.lower() in PICTURES)
            if file.is_dir() or hidden or str(path) in read or (in_docs and asset):
                continue
            # Each name as an address may have it.
            renamed = re.sub(r"[^a-z0-9/]+", "-", str(ended.with_suffix("")).lower()) + ending
            fix = f"rename it to {renamed}" if ending and renamed != str(path) else "move it there, or remove it"
            yield found((str(path), 1, 1), "a file that is never read", expected, fix=fix)


@rule("image-too-large")
def image_too_large(context: Context) -> Iterator[Diagnostic]:
    """Weigh every picture below docs/."""
    root, fix = context.project.root, "make it smaller, cut away what nobody needs, or save it as WebP"
    for file in sorted((root / "docs").rglob("*")):
        size = file.stat().st_size if file.suffix.lower() in PICTURES and file.is_file() else 0
        if size > MAX_PICTURE:
            what, expected = f"a picture of {size // 1000:,} kB", f"at most {MAX_PICTURE // 1000} kB"
            yield found((file.relative_to(root).as_posix(), 1, 1), what, expected, fix=fix)
