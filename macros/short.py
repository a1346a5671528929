"""Short addresses for saying and typing, such as ``help.example.org/go/wrong-account``."""

from __future__ import annotations

from kb.model.article import SHORT_FOLDER, Article, ArticleMeta
from kb.model.navigation import pages_in
from macros.registry import Site, block, macro


def short_address(site: Site, article: Article) -> str:
    """Return an article's short address without its scheme, as it is said and typed.

    Args:
        article: the article.
    """
    own = (site.config.get("site_url") or "").rstrip("/")
    return f"{own.partition('://')[2]}/{SHORT_FOLDER}/{article.short}"


@macro('short_addresses("Activate")', block=True)
def short_addresses(site: Site, section: str = "") -> str:
    """The short address of every article, by section.

    Args:
        section: only this section of the navigation, without its heading.
    """
    parts = []
    for entry in site.config.get("nav") or []:
        # A page that stands in no section has its own title as a heading.
        pages = [site.project.articles[one] for one in pages_in(entry) if one in site.project.articles]
        articles = [one for one in pages if isinstance(one.meta, ArticleMeta)]
        name = next(iter(entry)) if isinstance(entry, dict) else pages[0].title if pages else ""
        if articles and section in ("", name):
            lines = "\n".join(f"- [{one.title}](/{one.id}.md)<br>`{short_address(site, one)}`" for one in articles)
            parts.append(block("div", "short-list", lines))
            if not section:
                parts.insert(-1, f"## {name}")
    return "\n\n".join(parts)
