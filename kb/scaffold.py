"""Begins an article or a provider: writes its files with what was given. What is missing then, `make check` says."""

import json
import re
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


def new_article(root: Path, section: str, title: str, name: str = "") -> list[str]:
    """Write a new article and its line in the navigation.

    Args:
        root: the project's folder.
        section: the folder, such as ``billing``.
        title: what readers call it.
        name: the file's name without ``.md``, which becomes the address; by default it is made of the title.

    Returns:
        The files written, by their paths from the root.

    Raises:
        UsageError: there is no such section, or the name is no address.
        FileExistsError: the file is there already.
    """
    pages = Project.load(root).articles.values()
    known = [one.id.removesuffix("/index") for one in pages if one.meta and one.meta.kind == "section"]
    if section not in known:
        raise UsageError(f"SECTION={section}: one of {join_names(known, 20)}")
    name = name or _suggested(title)
    if not is_short_name(name) or name.strip("-") != name:
        raise UsageError(f"NAME={name}: {SHORT_NAME}, such as unknown-charge")
    written = _write(root, f"docs/{section}/{name}.md", "article.md", {"title": _escaped(title)})
    return [written, *_add_to_navigation(root, section, name)]


def new_partner(root: Path, partner: str, name: str) -> list[str]:
    """Write a new provider's record and page, or what is missing of the two.

    Args:
        root: the project's folder.
        partner: the provider's id, which becomes the name of both files.
        name: what readers call it.

    Returns:
        The files written, by their paths from the root.

    Raises:
        UsageError: the id is no address, or the name is missing.
    """
    if not re.fullmatch(ID, partner) or partner in TAKEN_IDS:
        raise UsageError(f"ID={partner}: {SHORT_NAME}, such as acme; not {join_names(TAKEN_IDS)}")
    if not name:
        raise UsageError("NAME: what readers call it, such as Acme Cable")
    files = {f"{DATA}/partners/{partner}.yml": "partner.yml", f"docs/{provider_page(partner)}.md": "partner-page.md"}
    values = {"id": partner, "name": _escaped(name), "today": str(date.today())}
    return [_write(root, path, files[path], values) for path in files if not (root / path).exists()]


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
    """Add a page to the navigation, right below its section's own, and return what was changed."""
    text = (root / SETTINGS).read_bytes()
    line = rf"^( *- ){section}/index\.md\b[^\r\n]*(\r?\n)".encode()
    changed = re.sub(line, rf"\g<0>\g<1>{section}/{name}.md\g<2>".encode(), text, count=1, flags=re.MULTILINE)
    (root / SETTINGS).write_bytes(changed)
    return [SETTINGS] if changed != text else []
