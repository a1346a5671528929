"""Gives the tabs inside a provider's tab addresses of their own, such as ``#xfinity-tv-box``, and each panel its label.

Their labels are the same for every provider, so Markdown can only number them: ``#tv-box_1`` would change its meaning
with each new provider. The first provider's keep the plain address. The label that a panel carries is shown where all
panels are open at once: on paper, and without scripts for an address that leads into a tab.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class TabIds(Extension):
    """Renames numbered tab ids inside the tabs of providers, and tells each panel its label."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's own name)
        """Run after the tabs have got their ids, and before steps are numbered by them.

        Args:
            md: the Markdown that is about to be used.
        """
        md.treeprocessors.register(_Naming(md), "tab_ids", 3)


class _Naming(Treeprocessor):
    def run(self, root: Element) -> None:
        """Walk one page."""
        taken = {one.get("id", "") for one in root.iter("input")}
        for _, label, panel in tabs_in(root):
            panel.set("data-label", "".join(label.itertext()))
        for group in root.iter("div"):
            providers = group.get("data-providers", "").split()
            panels = group.findall("./div/div[@class='tabbed-content']/div") if providers else []
            for provider, panel in zip(providers, panels, strict=False):
                for tab, label, _ in tabs_in(panel):
                    name = f"{provider}-{re.sub(r'_[0-9]+$', '', tab.get('id', ''))}"
                    if re.search(r"_[0-9]+$", tab.get("id", "")) and name not in taken:
                        taken.add(name)
                        tab.set("id", name)
                        label.set("for", name)


def tabs_in(inside: Element) -> Iterator[tuple[Element, Element, Element]]:
    """Give the tabs inside an element, each as its input, its label and its panel.

    Args:
        inside: a page, or a part of it.
    """
    for tabs in inside.iter("div"):
        if "tabbed-set" in tabs.get("class", ""):
            labels = tabs.findall("./div[@class='tabbed-labels']/label")
            panels = tabs.findall("./div[@class='tabbed-content']/div")
            yield from zip(tabs.findall("input"), labels, panels, strict=True)
