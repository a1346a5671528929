"""Shared warnings, notes and short facts, each written once as data."""

from __future__ import annotations

from kb.model.project import WHERE
from macros.edit import edit_link
from macros.registry import Site, block, macro

ICONS = {"warning": ":material-alert-outline:", "note": ":material-information-outline:"}


@macro('notice("never-share")', block=True)
def notice(site: Site, name: str) -> str:
    """A shared warning or note. In a tab or a list write `notice("…") | indent`.

    Args:
        name: its name in `macros/data/notices.yml`.
    """
    found = site.project.find("notices", name)
    return block(
        "div",
        f"notice.notice--{found.kind}",
        f"{ICONS[found.kind]} **{found.title}**",
        site.render(found.text),
        edit_link(site, WHERE["notices"], found.title),
        attributes="[role=note]",
    )


@macro('checklist("right-account", "gift-balance-waits")', block=True)
def checklist(site: Site, *names: str) -> str:
    """Several notices as one card, to read before a step.

    Args:
        names: their names in `macros/data/notices.yml`.
    """
    found = [site.project.find("notices", name) for name in names]
    items = "\n".join(f"- **{one.title}** {_sentence(site.render(one.text))}" for one in found)
    return block("div", "checklist", items)


def _sentence(text: str) -> str:
    return " ".join(text.split())


@macro('fact("pause-most")')
def fact(site: Site, name: str) -> str:
    """A short value that goes out of date, such as a waiting time.

    Args:
        name: its name in `macros/data/facts.yml`.
    """
    return site.project.find("facts", name).value
