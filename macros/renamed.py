"""Keeps the names that a page's sections and tabs had before: each becomes an empty anchor where the section is now.

Static anchors, so that an old address works without scripts. One in a tab opens the tab, as any address in a tab does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from macros.tab_ids import tabs_in


class Renamed(Extension):
    """Adds the anchors that the page's front matter names under `renamed:`.

    Args:
        names: gives them for the page that is being rendered: each old name with the one that the place has now.
    """

    def __init__(self, names: Callable[[], Mapping[str, str]]) -> None:
        super().__init__()
        self.names = names

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's own name)
        """Run last, when headings, tabs and steps have got their ids.

        Args:
            md: the Markdown that is about to be used.
        """
        md.treeprocessors.register(_Anchors(md, self.names), "renamed", 1)


class _Anchors(Treeprocessor):
    def __init__(self, md: Markdown, names: Callable[[], Mapping[str, str]]) -> None:
        super().__init__(md)
        self.names = names

    def run(self, root: Element) -> None:
        """Walk one page. A name that leads to nothing is lost-address's to report."""
        names = self.names()
        if not names:
            return
        places = {one.get("id"): one for one in root.iter()}
        # A tab's own id is that of its radio button, which stands outside its panel and can hold nothing.
        places |= {tab.get("id"): panel for tab, _, panel in tabs_in(root)}
        for old, now in names.items():
            if now in places:
                anchor = Element("span", {"id": old})
                anchor.tail, places[now].text = places[now].text, None
                places[now].insert(0, anchor)
