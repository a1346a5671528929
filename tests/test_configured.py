"""What comes from the environment shows when it is set, and the site may lie in a folder of its host."""

from pathlib import Path

from lxml import html


def test_the_repository_shows(configured: Path) -> None:
    page = html.parse(str(configured / "billing/refunds/index.html"))
    links = page.xpath("//a/@href")
    assert "https://code.example/team/help/edit/main/docs/billing/refunds.md" in links
    assert "https://code.example/team/help" in links
    assert not page.xpath("//*[@data-md-component='source']"), "the theme would ask another host for stars"


def test_a_record_is_edited_in_its_own_file(configured: Path) -> None:
    edit = "https://code.example/team/help/edit/main/macros/data"
    page = html.parse(str(configured / "activate/link-netflix/index.html"))
    notice = page.xpath("//*[contains(@class, 'notice')]//a[@class='edit-fact']")[0]
    assert notice.get("href") == f"{edit}/notices.yml" and notice.get("aria-label").startswith("Edit this fact: ")
    card = page.xpath("//*[contains(@class, 'contact-card')]//a[@class='edit-fact']")[0]
    assert card.get("href").startswith(f"{edit}/partners/") and card.get("aria-label").startswith("Edit this fact: ")
    assert "Edit this fact" in card.text_content()
    assert "Edit this fact" not in (configured / "search/index.json").read_text(encoding="utf-8")


def test_the_address_and_the_owner_show(configured: Path) -> None:
    foot = html.parse(str(configured / "billing/refunds/index.html")).xpath("//footer")[0]
    assert "mailto:help@example.org" in foot.xpath(".//a/@href")
    assert "The help team" in foot.text_content()
    feedback = html.parse(str(configured / "about/feedback/index.html")).xpath("//article")[0]
    assert {"mailto:help@example.org", "https://code.example/team/help"} <= set(feedback.xpath(".//a/@href"))


def test_a_folder_of_the_host_is_kept(configured: Path) -> None:
    page = html.parse(str(configured / "billing/refunds/index.html"))
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://kb.example/help/billing/refunds/"]
    links = html.parse(str(configured / "404.html")).xpath("//article//a/@href|//article//form/@action")
    assert links and all(link.startswith("/help/") for link in links)
