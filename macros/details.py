"""What to have ready before contacting support: in full for readers, as labels for agents."""

from __future__ import annotations

from macros.registry import Site, block, macro


@macro('what_to_have("charge")', block=True)
def what_to_have(site: Site, kind: str) -> str:
    """What a reader should have ready for a kind of problem.

    Args:
        kind: its name in `macros/data/details.yml`.
    """
    return "\n".join(f"- {site.render(one.text)}" for one in site.project.find("details", kind).details)


@macro("details_to_collect()", block=True)
def details_to_collect(site: Site) -> str:
    """What an agent collects before contacting support, as labels to copy into notes."""
    groups = []
    for one in site.project.details.values():
        labels = "\n".join(f"- {site.render(detail.label)}:" for detail in one.details)
        group = block("div", "collect__labels", labels, attributes='[data-copy="Copy labels"]')
        groups.append(block("div", "collect__group", f"**{one.name}**", group, depth=4))
    return block("div", "collect", *groups, depth=5)
