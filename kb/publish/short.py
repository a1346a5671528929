"""Writes the pages that lead on: short addresses such as ``go/wrong-account/``, for saying on the phone; old ones.

Plain files that need no script and no server of a special kind. They lead on by relative addresses, so they work on any
host and in any folder of it. A refresh forgets which part of the page was asked for: an old address, which others have
linked with all its parts, brings a script that doesn't.
"""

from html import escape
from pathlib import Path

from kb.model.article import SHORT_FOLDER, ArticleMeta
from kb.model.project import Project

PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{canonical}">
<link rel="icon" href="data:,">
{script}<title>{title}</title>
</head>
<body>
<p><a href="{target}">{title}</a></p>
</body>
</html>
"""
# docs/assets/moved.js
SCRIPT = '<script src="{up}assets/moved.js" data-to="{target}"></script>\n'


def write_short_addresses(folder: Path, project: Project, site_url: str) -> None:
    """Write a page for the short address of each article, and for each address that a page had before.

    Without the site's own address, search engines are told the relative one.
    """
    for article in project.articles.values():
        if article.meta is None:
            continue
        short = [f"{SHORT_FOLDER}/{article.short}"] if isinstance(article.meta, ArticleMeta) else []
        for address in (*short, *article.meta.moved_from):
            up = "../" * (address.count("/") + 1)
            target = f"{up}{article.url}"
            canonical = f"{site_url.rstrip('/')}/{article.url}" if site_url else target
            file = folder / address / "index.html"
            if address in article.meta.moved_from and file.exists():  # redirect-conflict reports it
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            script = SCRIPT.format(up=up, target=escape(target)) if address in article.meta.moved_from else ""
            words = {"target": target, "canonical": canonical, "title": article.title}
            page = PAGE.format(script=script, **{name: escape(text) for name, text in words.items()})
            file.write_text(page, encoding="utf-8")
