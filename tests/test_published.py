"""The built site as a whole: links, numbers, leftovers, and requests to other hosts."""

import re
from pathlib import Path
from urllib.parse import unquote

from lxml import html

from kb.checks.built_site import BuiltSite
from kb.model.project import Project


def test_every_internal_link_anchor_and_asset_resolves(site: Path) -> None:
    """Walk the built files without the checks' own reader, so that its blind spots are seen."""
    followed = 0
    for file in site.rglob("*.html"):
        page = html.parse(str(file))
        addresses = page.xpath("//@href|//@src|//@poster|//object/@data|//form/@action")
        addresses += [part.split()[0] for value in page.xpath("//@srcset") for part in value.split(",")]
        for address in set(addresses):
            if re.match(r"[a-z]+:|//", address):
                continue
            path, _, section = unquote(address).partition("#")
            base = site if path.startswith("/") else file.parent
            target = (
                (base / path.lstrip("/")).resolve() if path and path != "." else (file if not path else file.parent)
            )
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{file.relative_to(site)}: {address}"
            followed += 1
            if section and not section.startswith("__"):
                assert html.parse(str(target)).xpath("//*[@id=$id]", id=section), f"{file.relative_to(site)}: {address}"
    assert followed > 1000


def test_no_macro_error_text_and_no_braces(site: Path) -> None:
    for file in site.rglob("*.html"):
        page = html.parse(str(file)).getroot()
        for element in page.xpath("//script|//code|//pre"):
            element.drop_tree()
        text = page.text_content()
        assert "Macro Rendering Error" not in text
        assert "Macro Syntax Error" not in text
        assert not re.search(r"\{\{|\}\}|\{%", text), file


def test_each_number_on_the_site_comes_from_a_record(published: BuiltSite, project: Project) -> None:
    contacts = [contact for partner in project.partners.values() for contact in partner.contacts.values()]
    numbers = {f"tel:{contact.number}" for contact in contacts if contact.number}
    shown = {contact.shown for contact in contacts if contact.shown}
    called: set[str] = set()
    for page in published.pages.values():
        assert page.phones <= numbers, page.url
        called |= page.phones
        found = re.findall(r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}", page.text)
        assert set(found) <= shown, page.url
    assert called == numbers, "a number that no page shows"


def test_no_number_address_or_notice_is_written_in_docs(project: Project) -> None:
    known = [
        contact.shown or contact.address
        for partner in project.partners.values()
        for contact in partner.contacts.values()
    ]
    known += [
        page.url.removeprefix("https://")
        for partner in project.partners.values()
        for page in partner.pages.values()
        if page.url != "https://netflix.com"
    ]
    known += [" ".join(notice.text.split())[:60] for notice in project.notices.values()]
    for article in project.articles.values():
        text = " ".join(article.text.split())
        assert [one for one in known if one and one in text] == [], article.path


def test_nothing_is_loaded_from_elsewhere_and_nothing_of_ours_is_inline(site: Path, published: BuiltSite) -> None:
    for page in published.pages.values():
        tree = html.parse(str(site / (page.url + "index.html" if page.url.endswith("/") or not page.url else page.url)))
        loaded = tree.xpath("//script/@src|//img/@src|//iframe/@src|//source/@src|//link[not(@rel='canonical')]/@href")
        assert [one for one in loaded if re.match(r"(https?:)?//", one)] == [], page.url
        assert tree.xpath("//article//@style|//article//@onclick|//article//script|//style") == [], page.url


def test_what_is_not_configured_does_not_show(site: Path) -> None:
    for file in site.rglob("index.html"):
        page = html.parse(str(file))
        assert not page.xpath("//*[contains(@class, 'md-content__button')]"), "an edit link without a repository"
        assert not page.xpath("//*[contains(@class, 'md-source')][@href]"), "a repository link without a repository"
    feedback = html.parse(str(site / "about/feedback/index.html")).xpath("//article")[0].text_content()
    assert "no address for feedback yet" in feedback


def test_the_404_page_helps(site: Path) -> None:
    page = html.parse(str(site / "404.html"))
    links = page.xpath("//article//a/@href")
    assert len(links) >= 4
    assert page.xpath("//article//form//input[@name='q']")
