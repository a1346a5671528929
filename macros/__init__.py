"""What an article may call. This file registers the macros and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kb.model.article import ArticleMeta
from kb.model.project import Project
from macros import (  # noqa: F401  (they register)
    articles,
    billing,
    changes,
    contacts,
    desk,
    details,
    directory,
    feedback,
    guide,
    notices,
    official,
    partner_page,
    providers,
    reference,
    short,
    where_used,
)
from macros.changes import feed
from macros.dates import shown_day
from macros.directory import choices
from macros.registry import Site
from macros.renamed import Renamed
from macros.steps import Steps
from macros.tab_ids import TabIds


def define_env(env: Any) -> None:
    """Give mkdocs-macros every macro of the site, and Markdown the addresses of tabs and steps.

    Args:
        env: the plugin's environment.
    """
    site = Site(Project.shared(Path(env.project_dir).resolve()), env.conf)
    for name, function in site.functions().items():
        env.macro(function, name)
    env.conf.markdown_extensions += [TabIds(), Steps(), Renamed(lambda: _renamed(site, env.page))]
    # For the templates: the providers that a reader can choose, each with the page that tells of it.
    env.conf.extra["providers"] = choices(site)
    # For overrides/changes.xml.
    env.conf.extra["changes"] = feed(site)
    # For paper: the day since which every article has been compared with its sources.
    days = [one.meta.reviewed for one in site.project.articles.values() if isinstance(one.meta, ArticleMeta)]
    env.conf.extra["reviewed_since"] = shown_day(min(days)) if days else ""


def _renamed(site: Site, page: Any) -> dict[str, str]:
    """Return the old names on a page; a file in the wrong place, which the check tells, is no article."""
    try:
        meta = site.article(page).meta
    except KeyError:
        return {}
    return meta.renamed if meta else {}
