"""Tabs with one panel for each provider: the one form in which providers' differences are shown, on every page."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent

from kb.model.partner import OTHERS, Partner, provider_page
from macros.registry import Site

DIRECTORY = "[How to reach each provider](/providers/index.md)"


def page_of(partner: Partner) -> str:
    """Return the page of a provider, by its path below ``docs/`` without ``.md``."""
    return provider_page(partner.id)


def link_to(site: Site, partner: Partner) -> str:
    """Return a link to all that we know of a provider: its page, or its row in the directory."""
    if page_of(partner) in site.project.articles:
        return f"[All about Netflix through {partner.name}](/{page_of(partner)}.md)"
    return f"[What we know of {partner.name}](/providers/index.md#{partner.id})"


def with_pages(site: Site) -> list[Partner]:
    """Return the providers that have a page of their own: the one that most readers have, then by their ids."""
    first = site.extra.get("first_provider")
    found = [one for one in site.project.partners.values() if page_of(one) in site.project.articles]
    return sorted(found, key=lambda one: (one.id != first, one.id))


def steps_of(site: Site, steps: list[str]) -> str:
    """Return a record's steps as a numbered list.

    Args:
        steps: the steps; they may call macros. Each becomes one line: a line of its own would end the list.
    """
    texts = (" ".join(site.render(step).split()) for step in steps)
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def provider_tabs(site: Site, panels: Mapping[str, str], silent: str) -> str:
    """Return tabs by provider, and a last one for all others.

    Scripts open the tab of the reader's provider: `data-providers` names the tabs' providers in their order.

    Args:
        panels: the Markdown of each provider's panel, by the provider's id.
        silent: what the last tab says of the providers that have a page but no panel here, given their names and
            the fitting `do`.
    """
    names = [one.name for one in with_pages(site) if one.id not in panels]
    rest = silent.format(names=_listed(names), do="don't" if len(names) > 1 else "doesn't") if names and silent else ""
    tabs = [f'=== "{site.project.partners[one].name}"\n\n{indent(text, "    ")}' for one, text in panels.items()]
    tabs.append(f'=== "{OTHERS}"\n\n' + indent(f"{rest}\n\nFor any other provider: {DIRECTORY}".strip(), "    "))
    order = " ".join([*panels, "other"])
    # Not a block of slashes: one of those around tabs that hold another loses its end.
    return f'<div class="by-provider" data-providers="{order}" markdown="1">\n\n' + "\n\n".join(tabs) + "\n\n</div>"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
