"""What an article may call. This file hands the macros to mkdocs-macros and nothing else."""

from pathlib import Path
from typing import Any

from kb.model.article import ArticleMeta
from kb.model.project import Project
from macros import articles, contacts, editors, guide, notices, partner_pages, partners  # noqa: F401  (they register)
from macros.anchors import Anchors
from macros.components import shown_day
from macros.registry import Site


def define_env(env: Any) -> None:
    """Give mkdocs-macros every macro of the site, and Markdown the addresses of tabs and of what was renamed."""
    site = Site(Project.shared(Path(env.project_dir).resolve()), env.conf)
    for name, function in site.functions().items():
        env.macro(function, name)
    env.conf.markdown_extensions.append(Anchors(lambda: site.renamed(env.page)))
    # For the templates: the providers that a reader can choose, each with the page about it.
    env.conf.extra["providers"] = partner_pages.choices(site)
    # For paper: the day since which every article has been compared with its sources.
    days = [one.meta.reviewed for one in site.project.articles.values() if isinstance(one.meta, ArticleMeta)]
    env.conf.extra["reviewed_since"] = shown_day(min(days)) if days else ""
