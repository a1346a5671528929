""" "Was this helpful?" in the built pages: on each article once, and with a version that follows its text."""

import json
from pathlib import Path

import pytest
from lxml import html

from kb.model.article import ArticleMeta
from kb.model.project import Project
from macros.articles import version_of
from macros.registry import Site
from tests.project import copy_small

WORDS = ("Was this helpful", "What was the trouble", "hard to follow", "Anything to add")
REFUNDS = "docs/billing/refunds.md"


def test_each_article_asks_once_and_no_other_page_does(site: Path, project: Project) -> None:
    articles = {f"{one.id}/" for one in project.articles.values() if one.meta and one.meta.kind == "article"}
    assert len(articles) > 50
    for file in site.rglob("*.html"):
        page = html.parse(str(file))
        forms = page.xpath("//form[contains(@class, 'feedback')]")
        url = f"{file.parent.relative_to(site).as_posix()}/"
        assert len(forms) == (url in articles and file.name == "index.html"), file
        for form in forms:
            assert form.get("hidden") is not None, "it works by script alone"
            assert form.get("data-title") == page.xpath("string(//article//h1/text())").strip()
            assert len(page.xpath("//@data-version")) == 1


def test_without_an_address_no_sending_is_offered(site: Path) -> None:
    form = html.parse(str(site / "billing/refunds/index.html")).xpath("//form[@class='feedback']")[0]
    assert not form.xpath(".//textarea|.//a[starts-with(@href, 'mailto:')]|.//*[contains(@class, 'send')]")
    assert "Nothing is sent to us." in " ".join(form.text_content().split())


def test_the_search_does_not_find_the_form(site: Path) -> None:
    index = json.loads((site / "search/index.json").read_text(encoding="utf-8"))
    texts = [json.dumps(page) for page in index["pages"] if page["url"] != "about/privacy/"]
    assert not [word for word in WORDS for text in texts if word in text]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def version(root: Path, **settings: str) -> str:
    site = Site(Project.load(root), settings)
    article = site.project.articles["billing/refunds"]
    assert isinstance(article.meta, ArticleMeta)
    return version_of(site, article, article.meta)


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (REFUNDS, "## Steps", "## The steps"),
        (REFUNDS, "title: Ask for", "title: Get"),
        # What the short answer calls.
        ("macros/data/facts.yml", "12 hours", "13 hours"),
    ],
)
def test_another_text_is_another_version(root: Path, file: str, old: str, new: str) -> None:
    before = version(root)
    change(root, file, old, new)
    assert version(root) != before


def test_the_same_text_is_the_same_version_everywhere(root: Path) -> None:
    before = version(root)
    # For the search alone, or another host, or a machine with other line ends.
    change(root, REFUNDS, "questions:\n", "questions:\n  - one more way to ask for it\n")
    file = root / REFUNDS
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert version(root, site_url="https://another.example/kb/") == before
