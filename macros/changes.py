"""What changed, as a page for agents and as a feed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kb.model.article import ArticleMeta
from kb.model.changes import Change
from macros.articles import address_of, article_at, named
from macros.dates import shown_day
from macros.registry import Site, macro


@macro("fact_changes()", block=True)
def fact_changes(site: Site) -> str:
    """Every fact that is no longer what the site said: before, after, when, where and why. The newest stands first."""
    told = [_told(site, one) for one in newest_first(site)]
    return "\n\n".join(told) or "No fact has changed since the first edition of this site."


def newest_first(site: Site) -> list[Change]:
    """Return the changes, the newest first."""
    return sorted(site.project.changes, key=lambda one: one.date, reverse=True)


def _told(site: Site, one: Change) -> str:
    source = named(site, "sources", one.source.id)
    lines = [f"- **Before:** {one.before}", f"- **Now:** {one.after}"]
    pages = ", ".join(f"[{article_at(site, page).title}]({address_of(site, page)})" for page in one.pages)
    lines += [f"- **Where:** {pages}"] if pages else []
    lines.append(f"- **Source:** {source.publisher}, *{source.title}* ({one.source.part})")
    heading = f"## {shown_day(one.date)}: {named(site, 'fact_names', one.fact)} {{: #{one.id} }}"
    return "\n\n".join([heading, one.why, "\n".join(lines)])


def feed(site: Site) -> Mapping[str, Any]:
    """Return what the feed's template shows: the changes, and the day on which the feed last became another.

    Args:
        site: the site.
    """
    names, changes = site.project.fact_names, newest_first(site)
    # Before the first change: the day of the last review, not of the build, which would change the feed each time.
    days = [one.meta.reviewed for one in site.project.articles.values() if isinstance(one.meta, ArticleMeta)]
    entries = [{**one.model_dump(), "id": one.id, "what": names.get(one.fact, one.fact)} for one in changes]
    return {"entries": entries, "updated": max([one.date for one in changes] or days, default=date.today())}
