"""Begins an article: its file with the frame that every article has, and its lines in navigation, guide and ledger."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

from kb.checks.public_urls import page_urls, short_urls
from kb.checks.structure import empty_sections
from kb.model.article import SHORT_FOLDER, SHORT_NAME, ArticleMeta, is_short_name
from kb.model.diagnostic import closest_match, join_names
from kb.model.fields import meaning
from kb.model.ledger import with_addresses
from kb.model.project import GUIDE, LEDGER, SETTINGS, Project
from kb.model.yamlfile import read_yaml
from kb.scaffold import UsageError, ask, quoted, read_exact, with_line, write_files

# What nobody can know yet stays empty: the check asks for it, and for words below each heading.
TO_FILL_IN = {"answer": "", "questions": " []", "topics": " []", "reviewed": ""}
BODY = """\
{{ answer_box() }}

## Steps {: #steps }

## If it doesn't work {: #next }

## Whom to contact {: #contact }

{{ article_foot() }}
"""
SECTIONS = ("steps", "next", "contact")
# Told to editors alone. Whoever finds a question for it removes the line.
WITHOUT = "No question leads to it yet."
# Words that a file's name can do without.
SMALL_WORDS = {"a", "an", "the", "your", "my", "you", "i", "do", "does", "is", "to", "of", "for", "on", "in", "netflix"}
LONGEST_NAME = 30
EXAMPLE = "id: part; id: part"


def new_article(
    root: Path, section: str = "", title: str = "", name: str = "", description: str = "", sources: str = ""
) -> list[str]:
    """Write what a new article begins with. Nothing that is there is lost. In a terminal, ask for what is missing.

    Args:
        root: the project's folder.
        section: the folder, such as ``billing``.
        title: what readers call it.
        name: the file's name without ``.md``, which becomes the address; suggested from the title.
        description: what it answers.
        sources: the sources with the part of each, such as ``csn-netflix: refunds; netflix-optimum: plan``.

    Returns:
        The files written, by their paths from the root; the article first.

    Raises:
        RefusedError: something of it is of no use, or a file is there already.
    """
    project = Project.load(root)
    settings = read_exact(root, SETTINGS)
    known = _sections(project, settings)
    section = ask(f"Section ({join_names(known, 20)})", section, lambda value: _section(known, value))
    title = ask("Title, as a reader would say it", title, lambda value: _text(project, "title", value))
    name = ask("File name", name, lambda value: _name(project, section, value), _suggested(title))
    # The check asks for these two as well, when they are left out here.
    question = "What it answers, in 60 to 155 characters"
    description = ask(question, description, lambda value: value and _text(project, "description", value))
    question = f"Sources ({join_names(project.sources)}), each with its part: {EXAMPLE}"
    cited = ask(question, sources, lambda value: _sources(project, value))
    page = f"{section}/{name}"
    short = _short(project, section, name)
    changed = {SETTINGS: _with_page(settings, section, page)}
    if project.guide is not None:
        changed[GUIDE] = _with_reason(read_exact(root, GUIDE), page)
    if not project.is_readable(LEDGER):
        raise UsageError(f"{LEDGER} cannot be read. `make check` says why.")
    if LEDGER in project.texts:
        public_urls = {f"/{page}/", f"/{SHORT_FOLDER}/{short}/", *(f"/{page}/#{one}" for one in SECTIONS)}
        changed[LEDGER] = with_addresses(project.texts[LEDGER], public_urls)
    text = _article(title, description, cited, short if short != name else "")
    return write_files(root, {f"docs/{page}.md": text}, changed)


def to_fill_in(root: Path, path: str) -> list[str]:
    """Say what an article still lacks, a line each, as ``file:line what``.

    Args:
        root: the project's folder.
        path: the article's path from there.
    """
    project = Project.load(root)
    article = next(one for one in project.articles.values() if one.path == path)
    fields = ArticleMeta.model_fields
    keys = [
        (diagnostic.line, diagnostic.found.partition(":")[0])
        for diagnostic in project.diagnostics
        if diagnostic.path == path
    ]
    lacks = [(line, f"{key}: {meaning(fields[key])}" if key in fields else key) for line, key in keys]
    lacks += [(line, f"{heading}: words below it (or remove it)") for line, heading in empty_sections(article)]
    return [f"{path}:{line} {what}" for line, what in sorted(lacks)]


def _article(title: str, description: str, cited: list[tuple[str, str]], short: str) -> str:
    fields = ArticleMeta.model_fields
    lines = [
        f"title: {quoted(title)}",
        f"description: {quoted(description)}" if description else "description:",
        "kind: article",
    ]
    lines += [f"{key}:{empty}  # {meaning(fields[key])}" for key, empty in TO_FILL_IN.items() if key != "reviewed"]
    lines += ["sources:", *(f"  - {{id: {one}, part: {quoted(part)}}}" for one, part in cited)]
    if not cited:
        lines[-1] = f"sources: []  # {meaning(fields['sources'])} (id, part)"
    lines += [f"reviewed:  # {meaning(fields['reviewed'])}", "review_every: 6 months"]
    lines += [f"short: {short}"] if short else []
    return "\n".join(["---", *lines, "---", "", BODY])


def _sections(project: Project, settings: str) -> list[str]:
    """Return the folders that have a section page, and pages in the navigation by name."""
    names = [
        name.removesuffix("/index") for name, one in project.articles.items() if one.meta and one.meta.kind == "section"
    ]
    return [name for name in names if _last_line(settings, name)]


def _section(known: list[str], value: str) -> str:
    if value not in known:
        close = closest_match(value, known)
        hint = f'. Did you mean "{close}"?' if close else ""
        raise UsageError(f"SECTION={value or '(nothing)'}: one of {join_names(known, 20)}{hint}")
    return value


def _text(project: Project, key: str, value: str) -> str:
    """Return a title or a description, if it is of the right length and no other page has it."""
    articles = project.articles.values()
    same = next((one.path for one in articles if getattr(one, key).casefold() == value.casefold() != ""), "")
    if same:
        raise UsageError(f"{key.upper()}={value}: the {key} of {same}")
    limits = ArticleMeta.model_fields[key].metadata
    low = next(one.min_length for one in limits if hasattr(one, "min_length"))
    high = next(one.max_length for one in limits if hasattr(one, "max_length"))
    if not low <= len(value) <= high:
        raise UsageError(f"{key.upper()}={value or '(nothing)'}: {low} to {high} characters, not {len(value)}")
    return value


def _suggested(title: str) -> str:
    """Return a file's name made of the words of a title that tell most."""
    # Apostrophes and accents go, and leave the words whole.
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’\u0300-\u036f]", "", normalize("NFKD", title.lower())))
    telling = [one for one in words if one not in SMALL_WORDS] or words
    name = ""
    for word in telling:
        if len(longer := f"{name}-{word}".strip("-")) <= LONGEST_NAME:
            name = longer
    return name


def _name(project: Project, section: str, value: str) -> str:
    if not is_short_name(value) or value.strip("-") != value:
        raise UsageError(f"NAME={value or '(nothing)'}: {SHORT_NAME}, such as unknown-charge")
    if f"/{section}/{value}/" in page_urls(project):
        holder = project.articles.get(f"{section}/{value}")
        raise UsageError(
            f"NAME={value}: {holder.path} is there already"
            if holder
            else f"NAME={value}: a page that has moved had that address"
        )
    _short(project, section, value)
    return value


def _short(project: Project, section: str, name: str) -> str:
    """Return the name of the short address: the file's or, where that is taken, one with the section."""
    taken = {*page_urls(project), *short_urls(project)}
    for short in (name, f"{section}-{name}"):
        if f"/{SHORT_FOLDER}/{short}/" not in taken and is_short_name(short):
            return short
    raise UsageError(f"NAME={name}: another name, for /{SHORT_FOLDER}/{name}/ leads to another article")


def _sources(project: Project, value: str) -> list[tuple[str, str]]:
    cited = []
    for one in filter(None, (part.strip() for part in value.split(";"))):
        name, _, part = (word.strip() for word in one.partition(":"))
        if name not in project.sources:
            close = closest_match(name, project.sources)
            hint = f'Did you mean "{close}"?' if close else f"One of {join_names(project.sources, 30)}"
            raise UsageError(f"SOURCES={name or '(nothing)'}: no source in macros/data/sources.yml. {hint}")
        cited.append((name, part))
    return cited


def _last_line(settings: str, section: str) -> re.Match[str] | None:
    """Return the last line of the navigation that names a page of a section itself, not of a folder below it."""
    line = rf"^(?P<indent> *)- (?:[^\n:]+: )?[\"']?{section}/[a-z0-9-]+\.md[\"']? *(?:#[^\n]*)?\r?$"
    found = list(re.finditer(line, settings, re.MULTILINE))
    return found[-1] if found else None


def _with_page(settings: str, section: str, page: str) -> str:
    last = _last_line(settings, section)
    assert last, "a section has its first page in the navigation"
    return with_line(settings, settings.count("\n", 0, last.start()) + 1, f"{last['indent']}- {page}.md")


def _with_reason(guide: str, page: str) -> str:
    """Return the questions' file with the article among those to which no question leads."""
    marks = read_yaml(guide, GUIDE).marks
    inner = [mark for place, mark in marks.items() if place[0] == "without" and len(place) == 2]
    line = f"{' ' * (inner[0].column - 1 if inner else 2)}{page}: {WITHOUT}"
    if ("without",) not in marks:
        return with_line(with_line(guide, len(guide.splitlines()), "without:"), len(guide.splitlines()) + 1, line)
    top = marks[("without",)].line
    if not inner or inner[0].line == top:
        raise UsageError(f"{GUIDE}:{top}: write each article below `without:` on a line of its own")
    return with_line(guide, inner[0].line - 1, line)
