"""Begins an article or a provider: writes its files with what was given. What is missing then, `make check` says."""

import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from string import Template

from markdown.extensions.toc import slugify

from kb.model.article import SHORT_NAME, is_short_name
from kb.model.diagnostic import join_names
from kb.model.partner import ID, TAKEN_IDS, provider_page
from kb.model.project import DATA, SETTINGS, Project

TEMPLATES = Path(__file__).parent / "templates"
MAX_NAME = 30


class UsageError(ValueError):
    """Nothing can be begun with what was given; the message says why."""


def new_article(root: Path, section: str = "", title: str = "", name: str = "") -> list[str]:
    """Write a new article and its line in the navigation. In a terminal, ask for what is missing.

    Args:
        root: the project's folder.
        section: the folder, such as ``billing``.
        title: what readers call it.
        name: the file's name without ``.md``, which becomes the address; suggested from the title.

    Returns:
        The files written, by their paths from the root.

    Raises:
        UsageError: there is no such section, the name is no address, or the file is there already.
    """
    pages = Project.load(root).articles.values()
    known = [one.id.removesuffix("/index") for one in pages if one.meta and one.meta.kind == "section"]

    def no_section(value: str) -> str:
        return "" if value in known else f"SECTION={value}: one of {join_names(known, 20)}"

    def no_name(value: str) -> str:
        if not is_short_name(value) or value.strip("-") != value:
            return f"NAME={value}: {SHORT_NAME}, such as unknown-charge"
        path = f"docs/{section}/{value}.md"
        return f"NAME={value}: {path} is there already" if (root / path).exists() else ""

    section = _ask(f"Section ({join_names(known, 20)})", section, no_section)
    title = _ask("Title, as a reader would say it", title)
    name = _ask("File name", name, no_name, _suggested(title))
    written = _write(root, f"docs/{section}/{name}.md", "article.md", {"title": _escaped(title)})
    return [written, *_add_to_navigation(root, section, name)]


def new_partner(root: Path, partner: str = "", name: str = "") -> list[str]:
    """Write a new provider's record and page, or what is missing of the two. In a terminal, ask for what is not given.

    Args:
        root: the project's folder.
        partner: the provider's id, which becomes the name of both files.
        name: what readers call it.

    Returns:
        The files written, by their paths from the root.

    Raises:
        UsageError: the id is no address, the name is missing, or both files are there already.
    """

    def no_id(value: str) -> str:
        if value in TAKEN_IDS:
            return f"ID={value}: another id, for this one means something else"
        return "" if re.fullmatch(ID, value) else f"ID={value}: {SHORT_NAME}, such as acme"

    partner = _ask("Its id, such as acme", partner, no_id)
    files = {f"{DATA}/partners/{partner}.yml": "partner.yml", f"docs/{provider_page(partner)}.md": "partner-page.md"}
    missing = {path: template for path, template in files.items() if not (root / path).exists()}
    if not missing:
        raise UsageError(f"{' and '.join(files)} are there already")
    name = _ask("Its name, such as Acme Cable", name, lambda one: "" if one else "NAME: what readers call it")
    values = {"id": partner, "name": _escaped(name), "today": str(date.today())}
    return [_write(root, path, template, values) for path, template in missing.items()]


def _ask(question: str, given: str, problem: Callable[[str], str] = lambda value: "", offer: str = "") -> str:
    """Return what was given or, in a terminal, what somebody answers; ask again until it is no problem."""
    can_ask = not given and sys.stdin.isatty()
    while True:
        answer = given or (can_ask and input(f"{question}{f' [{offer}]' if offer else ''}: ").strip()) or offer
        wrong = problem(answer)
        if not wrong:
            return answer
        if not can_ask:
            raise UsageError(wrong)
        print(f"  {wrong}")


def _suggested(title: str) -> str:
    """Return a file's name made of the first words of a title."""
    slug = slugify(title, "-")
    return slug if len(slug) <= MAX_NAME else slug[: MAX_NAME + 1].rpartition("-")[0]


def _escaped(text: str) -> str:
    """Return a text as it stands between double quotes in YAML."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _write(root: Path, path: str, template: str, values: dict[str, str]) -> str:
    """Write a new file, never over one that is there, and return its path."""
    text = Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(values)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    with (root / path).open("x", encoding="utf-8") as file:
        file.write(text)
    return path


def _add_to_navigation(root: Path, section: str, name: str) -> list[str]:
    """Add a page below the last one of its section that the navigation names, and return what was changed."""
    text = (root / SETTINGS).read_bytes().decode("utf-8", "surrogateescape")
    line = rf"^(?P<indent> *- )(?:[^\n:]+: )?[\"']?{section}/[a-z0-9-]+\.md[^\r\n]*(?P<end>\r?\n|\Z)"
    last = list(re.finditer(line, text, re.MULTILINE))[-1:]
    for found in last:
        end = found["end"] or "\n"
        before = text[: found.end()] + ("" if found["end"] else end)
        changed = f"{before}{found['indent']}{section}/{name}.md{end}{text[found.end() :]}"
        (root / SETTINGS).write_bytes(changed.encode("utf-8", "surrogateescape"))
    return [SETTINGS for _ in last]
