"""Each numbered step has an address of its own, in the built page."""

from pathlib import Path

import markdown
import pytest
from lxml import html

from macros.anchors import Anchors


def test_each_step_of_the_site_has_its_address_and_a_link_to_it(site: Path) -> None:
    steps = 0
    for file in site.rglob("index.html"):
        page = html.parse(str(file))
        for item in page.xpath("//article//ol[not(@class)]/li"):
            link = item.xpath("./a[@class='step-link']")[0]
            assert link.get("href") == f"#{item.get('id')}"
            assert link.get("aria-label") and not link.text_content(), "search must not find its words"
            steps += 1
    assert steps > 100


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("billing/unknown-charge", ["steps-1", "steps-2"]),
        ("activate/link-netflix", ["provider-website-3", "provider-email-or-text-3", "netflix-email-or-text-2"]),
        ("contact/call-or-chat", ["netflix-app-5", "netflix-app-list-2-1", "netflix-website-1"]),
    ],
)
def test_the_names_say_where_they_are(site: Path, page: str, names: list[str]) -> None:
    ids = html.parse(str(site / page / "index.html")).xpath("//li/@id")
    assert set(names) <= set(ids)


def test_lists_of_every_kind() -> None:
    text = "1. first\n2. second\n\n## Here {: #here }\n\n> 1. quoted\n\n1. outer\n\n    1. a part of a step\n"
    built = html.fromstring(f"<div>{markdown.markdown(text, extensions=['attr_list', Anchors()])}</div>")
    assert built.xpath("//li/@id") == ["step-1", "step-2", "here-1", "here-list-2-1"]
