"""Gives each numbered step an address of its own, such as ``#steps-3``, and a link to it.

A Markdown extension, so that the addresses stand in the built page and work without scripts. It is not named in
``mkdocs.yml``: there, a plain ``mkdocs`` command would look for it before this folder can be imported from.
"""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

HEADINGS = {"h1", "h2", "h3", "h4"}


class Steps(Extension):
    """Adds an id and a link to each item of a numbered list."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's own name)
        """Run after the headings and the tabs have got their ids.

        Args:
            md: the Markdown that is about to be used.
        """
        md.treeprocessors.register(_Numbering(md), "step_links", 2)


class _Numbering(Treeprocessor):
    def run(self, root: Element) -> None:
        """Walk one page."""
        self._lists: Counter[str] = Counter()
        self._walk(root, "step")

    def _walk(self, parent: Element, section: str) -> str:
        """Number the lists below an element, given the id of the section that it stands in.

        Returns:
            The id of the section that goes on after the element.
        """
        tabs = [one.get("id", section) for one in parent.findall("input")]
        for child in parent:
            if child.tag in HEADINGS:
                section = child.get("id", section)
            elif child.tag == "ol" and "class" not in child.attrib:
                self._number(child, section)
            elif child.get("class") == "tabbed-content":
                for tab, panel in zip(tabs, child, strict=True):
                    self._walk(panel, tab)
            else:
                section = self._walk(child, section)
        return section

    def _number(self, steps: Element, section: str) -> None:
        self._lists[section] += 1
        # A section's second list: #netflix-app-list-2-1
        name = section if self._lists[section] == 1 else f"{section}-list-{self._lists[section]}"
        for number, item in enumerate(steps.findall("li"), start=1):
            item.set("id", f"{name}-{number}")
            link = Element(
                "a", {"class": "step-link", "href": f"#{name}-{number}", "aria-label": f"Link to step {number}"}
            )
            # Without words of its own, so that nothing of it is found by search or read as part of the step.
            link.tail, item.text = item.text, None
            item.insert(0, link)
