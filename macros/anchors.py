"""Gives parts of a page addresses of their own, in the built page, so that they work without scripts.

- A tab inside a provider's tab: ``#xfinity-tv-box``. Its label is the same for every provider, so Markdown can only
  number it: ``#tv-box_1`` would change its meaning with each new provider. The first provider's keeps the plain one.
- What a section or a tab was called before: an empty anchor where it is now. One in a tab opens the tab, as any address
  in a tab does.

``mkdocs.yml`` cannot name this extension: what was called otherwise before depends on the page that is being rendered.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class Anchors(Extension):
    """Adds them to a page, given what says which names its places had before, each with the one that it has now."""

    def __init__(self, renamed: Callable[[], Mapping[str, str]] = dict) -> None:
        super().__init__()
        self.renamed = renamed

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's own name)
        """Run after the headings and the tabs have got their ids."""
        md.treeprocessors.register(_Anchors(self.renamed, md), "anchors", 1)


class _Anchors(Treeprocessor):
    def __init__(self, renamed: Callable[[], Mapping[str, str]], md: Markdown) -> None:
        super().__init__(md)
        self.renamed = renamed

    def run(self, root: Element) -> None:
        """Name the tabs of one page, and keep its old names."""
        _name_tabs(root)
        _keep_names(root, self.renamed())


def _tabs_in(inside: Element) -> Iterator[tuple[Element, Element, Element]]:
    """Give the tabs inside an element, each as its input, its label and its panel."""
    for tabs in inside.iter("div"):
        if "tabbed-set" in tabs.get("class", ""):
            labels = tabs.findall("./div[@class='tabbed-labels']/label")
            panels = tabs.findall("./div[@class='tabbed-content']/div")
            yield from zip(tabs.findall("input"), labels, panels, strict=True)


def _name_tabs(root: Element) -> None:
    taken = {one.get("id", "") for one in root.iter("input")}
    for _, label, panel in _tabs_in(root):
        # Shown where all panels are open at once: on paper, and without scripts for an address that leads into a tab.
        panel.set("data-label", "".join(label.itertext()))
    for group in root.iter("div"):
        providers = group.get("data-providers", "").split()
        panels = group.findall("./div/div[@class='tabbed-content']/div") if providers else []
        for provider, panel in zip(providers, panels, strict=False):
            for tab, label, _ in _tabs_in(panel):
                plain, numbers = re.subn(r"_[0-9]+$", "", tab.get("id", ""))
                name = f"{provider}-{plain}"
                if numbers and name not in taken:
                    taken.add(name)
                    tab.set("id", name)
                    label.set("for", name)


def _keep_names(root: Element, renamed: Mapping[str, str]) -> None:
    """Put anchors for old names. removed-section reports a name that leads to nothing."""
    places = {one.get("id"): one for one in root.iter()}
    # A tab's own id is that of its radio button, which stands outside its panel and can hold nothing.
    places |= {tab.get("id"): panel for tab, _, panel in _tabs_in(root)}
    for old, now in renamed.items():
        if now in places:
            anchor, place = Element("span", {"id": old}), places[now]
            anchor.tail, place.text = place.text, None
            place.insert(0, anchor)
