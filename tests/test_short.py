"""Short addresses: static pages that lead to each article, listed on one page, and kept out of sitemap and search."""

import re
from dataclasses import replace
from pathlib import Path

from lxml import html

from kb.checks.built_site import BuiltSite
from kb.checks.context import Context
from kb.checks.uniqueness import short_url
from kb.model.article import ArticleMeta
from kb.model.project import Project
from kb.publish.short import write_short_addresses
from tests.project import ROOT, copy_small, run_kb


def test_each_article_has_one_that_leads_to_it(site: Path, project: Project) -> None:
    articles = [one for one in project.articles.values() if isinstance(one.meta, ArticleMeta)]
    for article in articles:
        file = site / "go" / article.short / "index.html"
        page = html.parse(str(file))
        target = f"../../{article.url}"
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]
        assert page.xpath("//a/@href") == [target]
        assert page.xpath("//link[@rel='canonical']/@href") == [f"https://help.example.org/{article.url}"]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.xpath("//title/text()") == [article.title]
        assert not page.xpath("//script|//style|//@style")
        assert html.parse(str(file.parent / target / "index.html")).xpath("//h1/text()") == [article.title]
    moved = [old for one in articles if one.meta for old in one.meta.moved_from if old.startswith("go/")]
    assert len(list((site / "go").glob("*/index.html"))) == len(articles) + len(moved)


def test_an_old_address_leads_on(site: Path) -> None:
    page = html.parse(str(site / "packages/optimum/index.html"))
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../../providers/optimum/"]
    assert (site / "packages/optimum/../../providers/optimum/index.html").exists()
    assert "packages/optimum" not in (site / "sitemap.xml").read_text()


def test_it_is_the_last_part_of_the_path_or_what_the_article_says(project: Project) -> None:
    assert project.articles["activate/wrong-account"].short == "wrong-account"
    assert project.articles["household/extra-members"].short == "extra-members"
    assert project.articles["packages/extra-members"].short == "package-extra-members"
    assert project.articles["messages"].short == "messages"


def test_sitemap_and_search_do_not_name_them(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text()
    assert "/go/" not in sitemap
    assert "<loc>https://help.example.org/activate/wrong-account/</loc>" in sitemap
    index = "".join(file.read_text() for file in (site / "search").glob("*.json"))
    assert not re.search(r'"(?:url|location)":"(?:go|agents)/', index)
    assert not re.search(r"Link to step|Copy answer|Copy short", index)


def test_one_page_lists_them_by_section(site: Path, project: Project) -> None:
    page = html.parse(str(site / "go/index.html")).xpath("//article")[0]
    headings = [one.text for one in page.xpath(".//h2")]
    assert headings[:2] == ["Get started", "Charges and payments"]
    listed = {code.text: code.xpath("../a/@href")[0] for code in page.xpath(".//li/code")}
    assert listed == {
        f"help.example.org/go/{one.short}": f"../{one.url}"
        for one in project.articles.values()
        if isinstance(one.meta, ArticleMeta)
    }


def test_each_article_tells_its_own(site: Path) -> None:
    foot = html.parse(str(site / "activate/wrong-account/index.html")).getroot().find_class("article-foot")[0]
    assert foot.find_class("short-address")[0].text == "help.example.org/go/wrong-account"


def test_a_folder_of_the_host_is_kept(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    assert run_kb(root, SITE_URL="https://kb.example/help/").returncode == 0
    page = (root / "site/go/refunds/index.html").read_text()
    assert 'url=../../billing/refunds/"' in page
    assert "https://kb.example/help/billing/refunds/" in page
    assert "kb.example/help/go/refunds" in (root / "site/billing/refunds/index.html").read_text()


def test_a_files_name_that_nobody_can_say_needs_another() -> None:
    project = Project.load(ROOT)
    article = project.articles["activate/wrong-account"]
    project.articles = {article.id: replace(article, id="activate/WA")}
    diagnostics = list(short_url(Context(project, {})))
    assert [(one.found, one.fix) for one in diagnostics] == [
        ("/go/WA/, made from the file's name", "short: activate-wa")
    ]


def test_the_checks_follow_them(tmp_path: Path) -> None:
    project = Project.load(copy_small(tmp_path))
    write_short_addresses(tmp_path / "site", project, "")
    links = BuiltSite(tmp_path / "site", "").pages["go/refunds/"].links
    assert {link.target for link in links if link.target} == {"billing/refunds/"}
    assert "canonical" in (tmp_path / "site/go/refunds/index.html").read_text()
