""" "Didn't this help?" below each article: where to look next, and how to write to the site if it can be written to."""

from pathlib import Path

from lxml import html

from kb.model.project import Project

FORM = "//details[@class='feedback']"


def test_each_article_says_where_to_look_next_and_no_other_page_does(site: Path, project: Project) -> None:
    articles = {f"{one.id}/" for one in project.articles.values() if one.meta and one.meta.kind == "article"}
    assert len(articles) > 50
    for file in site.rglob("*.html"):
        url = f"{file.parent.relative_to(site).as_posix()}/"
        assert len(html.parse(str(file)).xpath(FORM)) == (url in articles and file.name == "index.html"), file


def test_without_an_address_no_email_is_offered(site: Path) -> None:
    assert not html.parse(str(site / "billing/refunds/index.html")).xpath(f"{FORM}//a[starts-with(@href, 'mailto:')]")


def test_an_email_names_the_page(configured: Path) -> None:
    page = html.parse(str(configured / "billing/refunds/index.html"))
    (link,) = page.xpath(f"{FORM}//a[starts-with(@href, 'mailto:')]/@href")
    assert link.startswith("mailto:help@example.org?subject=Feedback%3A%20")
    assert link.endswith("&body=https%3A//kb.example/help/billing/refunds/")


def test_the_search_does_not_find_it(site: Path) -> None:
    assert "It didn't fix the problem" not in (site / "search/index.json").read_text(encoding="utf-8")
