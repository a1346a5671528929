"""Where each record is used, for editors who are about to change it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kb.checks.uses import EDITORS, Use, uses_of
from kb.model.partner import Contact, Partner
from kb.model.project import SNIPPETS, WHERE, Project
from macros.edit import edit_link
from macros.registry import Site, block, macro

Uses = Mapping[str, Sequence[Use]]
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
MARKUP = re.compile(r"\*+|</?[a-z][^>]*>|\{[:.#][^}]*\}")
# Of more pages than these the sections are not named.
FEW = 12
# The pages and their checks ask for the same project's.
_last: list[tuple[Project, Uses]] = []


@macro("where_used()", needs_page=True, block=True)
def where_used(site: Site, page: Any) -> str:
    """Every fact, notice, snippet and contact with its words, the pages that show it, and a link to edit it."""
    if not page.file.src_path.startswith(EDITORS):
        raise ValueError(f"only for pages in docs/{EDITORS}")
    project, uses = site.project, _uses(site)
    parts = ["## Facts {: #facts }"]
    parts += [_entry(site, uses, f"facts/{name}", one.value, one.about) for name, one in project.facts.items()]
    parts.append("## Notices {: #notices }")
    parts += [
        _entry(site, uses, f"notices/{name}", f"{one.title}: {_words(site, one.text)}")
        for name, one in project.notices.items()
    ]
    parts.append("## Snippets {: #snippets }")
    parts += [
        _entry(site, uses, f"snippets/{name}", _first_words(site, text)) for name, text in project.snippets.items()
    ]
    parts.append("## Providers and other companies {: #partners }")
    parts += [_partner(site, uses, one) for one in project.partners.values()]
    return "\n\n".join(parts)


def _uses(site: Site) -> Uses:
    if not _last or _last[0][0] is not site.project:
        _last[:] = [(site.project, uses_of(site.project, lambda marked: Site(marked, site.config).functions()))]
    return _last[0][1]


def _anchor(record: str) -> str:
    """Return a record's address on the page: `fact-wait`, `contact-acme-support`."""
    kind, *names = record.split("/")
    kind = "contact" if len(names) > 1 else kind.removesuffix("s")
    return "-".join((kind, *names)).removesuffix(".md")


def _entry(site: Site, uses: Uses, record: str, words: str, about: str = "") -> str:
    """Return a record with its words as readers see them, and its places."""
    kind, name = record.split("/", 1)
    path = f"{SNIPPETS}/{name}" if kind == "snippets" else WHERE[kind]
    parts = [f"**`{name}`** {words}", f"{about}\n{{: .used__about }}" if about else ""]
    parts += [_places(site, uses[record]), edit_link(site, path, name)]
    return block("div", "used", *parts, attributes=f"#{_anchor(record)}")


def _first_words(site: Site, text: str) -> str:
    """Return a snippet's first paragraph."""
    return _words(site, next((one for one in text.split("\n\n") if one.strip()), ""))


def _words(site: Site, text: str) -> str:
    """Return a text as plain words. What is wrong with its links or calls is told at its own place, not here."""
    try:
        text = site.render(text)
    except Exception:  # whatever a macro may raise
        return "(see the check)"
    return MARKUP.sub("", LINK.sub(r"\1", " ".join(text.split()))).strip("# ")


def _partner(site: Site, uses: Uses, partner: Partner) -> str:
    """Return a company, with its contacts; those that always stand together share their places."""
    record = f"partners/{partner.id}"
    pages = dict.fromkeys(use.path for use in uses[record])
    parts = [f"### {partner.name} {{: #{_anchor(record)} }}"]
    parts.append(block("div", "used", _places(site, [Use(path, 1) for path in pages])))
    together: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for name in partner.contacts:
        places = tuple(sorted({(use.path, use.anchor) for use in uses[f"{record}/{name}"]}))
        together.setdefault(places, []).append(name)
    for names in together.values():
        lines = [
            f"- **`{name}`**{{: #{_anchor(f'{record}/{name}')} }} {_shown(site, partner.contacts[name])}"
            for name in names
        ]
        parts.append(block("div", "used", "\n".join(lines), _places(site, uses[f"{record}/{names[0]}"])))
    parts.append(edit_link(site, f"{WHERE['partners']}{partner.id}.yml", f"record of {partner.name}"))
    return "\n\n".join(part for part in parts if part)


def _shown(site: Site, contact: Contact) -> str:
    return f"{contact.name}: {contact.shown or contact.address or _words(site, contact.text or '')}"


def _places(site: Site, uses: Sequence[Use]) -> str:
    """Return the pages that show a record, with the sections in which it stands."""
    if not uses:
        return "Used nowhere.\n{: .used__nowhere }"
    if not uses[0].path.startswith("docs/"):
        files = ", ".join(dict.fromkeys(f"`{use.path}`, line {use.line}" for use in uses))
        return f"Only called in {files}: no page shows that.\n{{: .used__nowhere }}"
    pages: dict[str, dict[str, str]] = {}
    for use in uses:
        pages.setdefault(use.path.removeprefix("docs/"), {}).setdefault(use.anchor, use.heading)
    shown = [_link(site, path, sections, len(pages) > FEW) for path, sections in sorted(pages.items())]
    count = f"{len(pages)} page{'s' * (len(pages) != 1)}"
    return f"On {count}: {' · '.join(shown)}\n{{: .used__pages }}"


def _link(site: Site, path: str, sections: Mapping[str, str], short: bool) -> str:
    """Return a link to a page and to its sections that show a record; in short, to the first of them."""
    title, named = (
        site.project.articles[path.removesuffix(".md")].title,
        {one: sections[one] for one in sections if one},
    )
    if short or len(named) < 2:
        anchor, heading = next(iter(named.items()), ("", ""))
        return f"[{title}{f': {heading}' if heading and not short else ''}](/{path}{f'#{anchor}' if anchor else ''})"
    return f"[{title}](/{path}) ({', '.join(f'[{one}](/{path}#{anchor})' for anchor, one in named.items())})"
