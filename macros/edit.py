"""Where the host of the repository lets editors change a file: beside what the file says."""

from __future__ import annotations

from html import escape
from urllib.parse import urljoin

from macros.registry import Site

DOCS = "docs/"


def edit_address(site: Site, path: str) -> str:
    """Return the address at which a file of the project is edited, or an empty text where none is set up.

    MkDocs's own setting leads to the folder of the articles; the records lie beside it.

    Args:
        site: the site.
        path: the file's path from the project's root.
    """
    folder, repository = site.config.get("edit_uri") or "", (site.config.get("repo_url") or "").rstrip("/")
    if not folder.endswith(DOCS):
        return ""
    return urljoin(f"{repository}/" if repository else "", folder.removesuffix(DOCS) + path)


def edit_link(site: Site, path: str, what: str) -> str:
    """Return a small link to edit a record, or an empty text where no address is set up.

    Args:
        site: the site.
        path: the record's file, from the project's root.
        what: what the record holds, for those who hear the link alone.
    """
    address = edit_address(site, path)
    label = escape(f"Edit this fact: {what}")
    return f'<a class="edit-fact" href="{escape(address)}" aria-label="{label}">Edit this fact</a>' if address else ""
