"""Find my answer: every way through the published questions ends at an answer, and every symptom leads to one."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args
from urllib.parse import urljoin

import pytest
from lxml import html

from kb.model.article import ArticleMeta
from kb.model.guide import options_of
from kb.model.project import Project
from kb.model.records import Task

START = "find/"
MOST_QUESTIONS = 4
Link = tuple[str, str]


@cache
def read(site: Path, url: str) -> html.HtmlElement:
    return html.parse(str(site / url / "index.html")).getroot()


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def lead(page: html.HtmlElement, url: str) -> list[Link]:
    """Return the options of a question's page: the words of each, and the address on the site that it leads to."""
    question = (page.xpath("//section[@data-question='start']") or page.xpath("//div[@class='guide']"))[0]
    return [
        (words(one), urljoin(f"/{url}", one.get("href")).lstrip("/")) for one in question.xpath(".//*[@data-option]")
    ]


def walk(site: Path, url: str = START, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Follow the links as a reader without scripts does: give each way, by its pages, and the address where it ends."""
    asked = (*before, url)
    assert url not in before, f"a loop: {' → '.join(asked)}"
    options = lead(read(site, url), url)
    assert options, f"a dead end: {' → '.join(asked)}"
    for _, address in options:
        if address.startswith(START):
            yield from walk(site, address, asked)
        else:
            yield asked, address


def test_every_way_ends_after_four_questions_at_most(site: Path) -> None:
    ways = list(walk(site))
    assert len(ways) > 100
    assert max(len(asked) for asked, _ in ways) <= MOST_QUESTIONS
    for _, end in ways:
        path, _, section = end.partition("#")
        page = read(site, path)
        assert page.xpath("//article//h1"), end
        assert not section or page.xpath("//*[@id=$id]", id=section), end


def test_every_question_is_reached_and_asked_on_a_page_of_its_own(site: Path, project: Project) -> None:
    reached = {url for asked, _ in walk(site) for url in asked}
    assert reached == {START, *(f"find/{one}/" for one in project.questions if one != "start")}
    for name, question in project.questions.items():
        url = START if name == "start" else f"find/{name}/"
        page = read(site, url)
        assert [words(one) for one in page.xpath("//article//h1")] == [
            "Find my answer" if name == "start" else question.ask
        ]
        options = lead(page, url)
        assert 2 <= len(options) <= 8
        assert len({label for label, _ in options}) == len(options), "options that read the same"


def test_every_article_is_an_end_unless_the_guide_says_why_not(site: Path, project: Project) -> None:
    ends = {end.partition("#")[0] for _, end in walk(site)}
    missed = {
        one.id
        for one in project.articles.values()
        if isinstance(one.meta, ArticleMeta) and one.meta.kind == "article" and one.url not in ends
    }
    assert project.guide and missed == set(project.guide.without)


def test_every_symptom_leads_somewhere(site: Path, project: Project) -> None:
    ends = {end for _, end in walk(site)}
    pages = {end.partition("#")[0] for end in ends}
    assert {f"{one.page}/" for one in project.problems} <= pages
    messages = read(site, "messages/")
    for heading in messages.xpath("//article//h2[@id]"):
        linked = heading.xpath(
            "following-sibling::*[not(self::h2)][preceding-sibling::h2[1]/@id=$id]//a/@href", id=heading.get("id")
        )
        assert {urljoin("/messages/", one).lstrip("/").partition("#")[0] for one in linked} & pages, words(heading)
    # Two problems that the source names and no page is about.
    assert {"packages/account-canceled/", "contact/common-problems/#two-more"} <= ends


def test_an_option_tells_where_it_ends(site: Path, project: Project) -> None:
    for url in {url for asked, _ in walk(site) for url in asked}:
        for row in read(site, url).xpath("//li[.//@data-end]"):
            title = words(row.find_class("guide__title")[0])
            end = row.xpath(".//@data-end")[0]
            assert title.startswith(project.articles[end].title)
            assert len(words(row.find_class("guide__begin")[0])) > 15


@pytest.mark.parametrize("task", get_args(Task))
def test_who_bills_you_comes_from_the_payers_records(site: Path, project: Project, task: str) -> None:
    name = next(name for name, one in project.questions.items() if one.payers == task)
    options = lead(read(site, f"find/{name}/"), f"find/{name}/")
    expected = [
        (payer.name, re.sub(r"(#|$)", r"/\1", payer.do[task].page, count=1))  # type: ignore[index]
        for payer in project.payers.values()
    ]
    assert options[: len(expected)] == expected
    assert [label for label, _ in options[len(expected) :]] == ["I don't know"]
    shown = read(site, "").xpath("//div[@class='payer']//a/@href")
    for payer in project.payers.values():
        doing = payer.do.get(task)  # type: ignore[call-overload]
        if doing and doing.text:
            assert re.sub(r"(#|$)", r"/\1", doing.page, count=1) in shown, "the card leads elsewhere"


def test_the_first_page_holds_all_questions_and_ends(site: Path, project: Project) -> None:
    page = read(site, START)
    assert page.xpath("//@data-question") == list(project.questions)
    options = [one for each in project.questions.values() for one in options_of(each, project.payers).values()]
    assert set(page.xpath("//@data-answer")) == {one.page.partition("#")[0] for one in options if one.page}
    reached = {one.contact for one in options if one.contact}
    assert set(page.xpath("//@data-reach")) == set(page.xpath("//@data-contact")) == reached
    for name in page.xpath("//section[@data-question]//*[@class='guide__go']/text()"):
        assert (site / name / "index.html").exists(), f"no short address {name}"
    # A name in an address must not be that of a part of the page: the browser would go there.
    first = page.xpath("//section[@data-question='start']//@data-option")
    assert not set(first) & set(page.xpath("//@id"))


def test_it_is_linked_where_people_are_lost(site: Path) -> None:
    for file, path in (
        ("index.html", "//header[contains(@class, 'hero')]//a[@class='find-way']"),
        ("404.html", "//article//a[@class='find-way']"),
        ("index.html", "//template[@id='search-help']//a"),
        ("agents/index.html", "//nav[@class='desk-jump']//a"),
        ("contact/common-problems/index.html", "//article//a"),
        ("index.html", "//a[@class='header-find']"),
    ):
        links = html.parse(str(site / file)).xpath(f"{path}/@href")
        assert any(urljoin(f"/{file}", one) == "/find/" for one in links), (file, path)


def test_the_questions_stand_in_no_menu_and_not_above_the_articles_in_the_search(site: Path, project: Project) -> None:
    menu = {urljoin("/", one) for one in read(site, "").xpath("//nav[contains(@class, 'md-nav')]//a/@href")}
    assert "/find/" in menu and not [one for one in menu if re.match(r"/find/.", one)]
    index = (site / "search/index.json").read_text()
    assert '"url":"find/"' in index and '"url":"find/charge/"' not in index
    assert "None of these, or I don't know" not in index, "the words of the options are no text to be found"
