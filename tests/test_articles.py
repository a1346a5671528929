"""What every article shows its readers, looked at in the built pages."""

import itertools
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from kb.checks.built_site import BuiltSite
from kb.model.article import Article, ArticleMeta
from kb.model.project import Project
from macros.components import shown_day
from tests.project import ROOT

ARTICLES = [one for one in Project.load(ROOT).articles.values() if isinstance(one.meta, ArticleMeta)]
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda one: one.id)


def built(site: Path, article: Article) -> html.HtmlElement:
    return html.parse(str(site / article.id.removesuffix("index") / "index.html")).getroot()


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_there_are_about_as_many_articles_as_questions_readers_have() -> None:
    assert len(ARTICLES) >= 35


@each_article
def test_the_short_answer_is_the_first_thing_after_the_title(site: Path, article: Article) -> None:
    page = built(site, article)
    box = page.get_element_by_id("answer")
    title = page.xpath("//article//h1")
    assert [words(one) for one in title] == [article.title]
    following = [
        one
        for one in page.xpath("//article//h1/following::*[self::p or self::h2 or self::ul or self::ol]")
        if "independence" not in (one.get("class") or "")
    ]
    assert box in following[0].iterancestors()
    assert len(words(box)) > 20


@each_article
def test_sources_and_review_date_stand_at_the_foot(site: Path, article: Article) -> None:
    assert isinstance(article.meta, ArticleMeta)
    foot = built(site, article).xpath("//article//div[contains(@class, 'article-foot')]")[0]
    text = words(foot)
    sources = Project.load(ROOT).sources
    for source in article.meta.sources:
        assert sources[source.id].title in text
        assert source.part in text
    assert shown_day(article.meta.reviewed) in text
    assert "Read: " in text


def test_what_the_providers_records_say_has_its_sources_at_the_foot(site: Path, project: Project) -> None:
    for article in ARTICLES:
        assert isinstance(article.meta, ArticleMeta)
        if article.meta.rule in (None, "activation"):
            continue
        text = words(built(site, article).xpath("//article//div[contains(@class, 'article-foot')]")[0])
        rules = [offer.rule(article.meta.rule) for one in project.partners.values() for offer in one.offers]
        named = [project.sources[rule.source.id].title for rule in rules if rule.source]
        assert named and all(title in text for title in named), article.id


@each_article
def test_headings_do_not_skip_a_level(site: Path, article: Article) -> None:
    levels = [
        int(one.tag[1])
        for one in built(site, article).xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4]")
    ]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    assert levels.count(1) == 1


def test_titles_and_descriptions_are_unique_in_the_built_pages(site: Path) -> None:
    # A short address has its article's title, and search engines are told to leave it alone.
    files = [file for file in site.rglob("index.html") if "noindex" not in file.read_text()]
    for path in ("//title/text()", "//meta[@name='description']/@content"):
        found = Counter(str(value) for file in files for value in html.parse(str(file)).xpath(path))
        assert [text for text, times in found.items() if times > 1] == []
        assert len(found) == len(files) > 60


def test_no_title_pairs_netflix_with_a_phone_number_but_the_honest_answer(project: Project) -> None:
    pairs = [
        one.id
        for one in project.articles.values()
        for text in (one.title, one.description)
        if "netflix" in text.lower() and "phone number" in text.lower()
    ]
    assert set(pairs) <= {"contact/phone-number"}


def test_questions_are_not_shared_between_articles() -> None:
    asked = Counter(question.casefold() for one in ARTICLES for question in one.meta.questions)  # type: ignore[union-attr]
    assert [question for question, times in asked.items() if times > 1] == []
    titles = {one.title.casefold().rstrip("?") for one in ARTICLES}
    assert not [question for question in asked if question.rstrip("?") in titles]


def test_the_section_pages_name_every_article(site: Path, project: Project) -> None:
    sections = [one for one in project.articles.values() if one.meta and one.meta.kind == "section"]
    cards = [{words(card) for card in built(site, one).xpath("//div[@class='section-list']/ul/li")} for one in sections]
    assert all(cards)
    for article in (one for one in ARTICLES if one.meta and one.meta.kind != "partner"):
        assert any(f"{article.title} {article.description}" in named for named in cards), article.id


def test_independence_is_stated(site: Path, published: BuiltSite) -> None:
    line = "It is not run by Netflix or by any provider"
    for page in published.pages.values():
        # A short or an old address only leads on.
        leads_on = "http-equiv" in (site / page.url / "index.html").read_text()[:400] if page.url[-1:] == "/" else False
        assert line in page.text or leads_on, f"the foot of {page.url}"
    for folder in ("activate", "agents", "contact"):
        for file in (site / folder).rglob("index.html"):
            assert line in words(html.parse(str(file)).xpath("//article")[0]), file
