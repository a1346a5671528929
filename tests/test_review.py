"""When something is due for review."""

from datetime import date
from pathlib import Path

import pytest

from kb.__main__ import main
from kb.model.article import ArticleMeta
from kb.model.project import Project
from kb.model.review import after, due, review_items
from kb.review import review
from macros.registry import Site
from tests.project import ROOT, SMALL, copy_small


@pytest.mark.parametrize(
    ("day", "interval", "later"),
    [
        ("2026-11-20", "6 months", "2027-05-20"),
        ("2026-08-31", "6 months", "2027-02-28"),
        ("2027-08-31", "6 months", "2028-02-29"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2026-03-31", "1 month", "2026-04-30"),
        ("2026-12-31", "2 months", "2027-02-28"),
        ("2026-11-30", "1 month", "2026-12-30"),
        ("2028-02-29", "1 year", "2029-02-28"),
        ("2028-02-29", "4 years", "2032-02-29"),
        ("2026-12-25", "1 week", "2027-01-01"),
        ("2028-02-28", "2 days", "2028-03-01"),
        ("2026-11-20", "999 years", "3025-11-20"),
    ],
)
def test_the_day_that_is_an_interval_later(day: str, interval: str, later: str) -> None:
    assert after(date.fromisoformat(day), interval) == date.fromisoformat(later)


def test_what_nobody_has_seen_live_has_no_day() -> None:
    project = Project.load(SMALL)
    assert due(project.facts["wait"]) is None
    assert due(project.partners["acme"].offers[0]) is None
    assert due(project.partners["acme"].contacts["support"]) == date(2026, 7, 31)
    assert due(project.partners["acme"]) == date(2026, 7, 31)
    meta = project.articles["billing/refunds"].meta
    assert isinstance(meta, ArticleMeta) and due(meta) == date(2026, 7, 31)


def test_everything_is_reviewed_at_its_own_line() -> None:
    project = Project.load(ROOT)
    found = list(review_items(project))
    articles = [one for one in project.articles.values() if isinstance(one.meta, ArticleMeta)]
    assert len([one for one in found if one.kind in ("article", "provider")]) >= len(articles)
    assert {one.kind for one in found} == {"article", "provider", "offer", "contact", "fact", "source"}
    for one in found:
        line = (ROOT / one.path).read_text().split("\n")[one.line - 1]
        assert line.strip().split(":")[0] == ("reviewed" if one.kind in ("article", "provider") else "checked")


def test_the_owner_is_the_records_own(tmp_path: Path) -> None:
    project = Project.load(SMALL)
    acme = project.partners["acme"]
    project.partners["acme"] = acme.model_copy(update={"owner": "Ada"})
    project.facts["wait"] = project.facts["wait"].model_copy(update={"owner": "Bo"})
    owners = {
        one.kind: one.owner for one in review_items(project) if "acme" in one.path or one.kind in ("fact", "article")
    }
    assert owners == {"provider": "Ada", "offer": "Ada", "contact": "Ada", "fact": "Bo", "article": ""}


def test_a_number_without_a_day_says_nothing_of_its_age() -> None:
    project = Project.load(SMALL)
    call = '{{ phone("acme") }}'
    assert 'hidden data-due="2026-07-31"' in Site(project, {}).render(call)
    acme = project.partners["acme"]
    seen = acme.contacts["support"].model_copy(update={"checked": "unknown"})
    project.partners["acme"] = acme.model_copy(update={"contacts": {"support": seen}})
    assert "data-due" not in Site(project, {}).render(call)


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    """The small project, with a fact that somebody has seen live, and with owners."""
    root = copy_small(tmp_path)
    facts = root / "macros/data/facts.yml"
    facts.write_text(facts.read_text().replace("unknown", "2026-02-28") + "  owner: Ada | Bo\n")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace('!ENV [SITE_OWNER, ""]', '!ENV [NOBODY_SETS_THIS, "Help team"]'))
    return root


def test_what_is_due_is_listed_with_its_owner_the_oldest_first(dated: Path) -> None:
    lines = review(dated, date(2026, 8, 1)).split("\n")
    due_now, soon, unseen = (number for number, line in enumerate(lines) if line.startswith("## "))
    assert lines[due_now] == "## Due on 2026-08-01: 3" and lines[soon] == "## Due by 2026-08-31: 1"
    found = [line for line in lines[due_now:soon] if line.startswith("- ")]
    assert [line.split()[2] for line in found] == ["article", "contact", "provider"]
    assert "- 2026-07-31 contact `macros/data/partners/acme.yml:19` Acme support (Help team)" in found
    assert lines[soon + 2] == "- 2026-08-28 fact `macros/data/facts.yml:5` wait: How long to wait (Ada | Bo)"
    assert "1 offer" in lines[unseen] and lines[-1] == "`make stale ALL=1` lists them."


def test_other_days_and_what_nobody_has_seen_live(dated: Path) -> None:
    early = review(dated, date(2026, 2, 1), every=True)
    assert early.startswith("## Due on 2026-02-01: nothing\n\n## Due by 2026-03-03: nothing\n\n## Never")
    assert "- unknown offer `macros/data/partners/acme.yml:65` Acme package" in early
    assert "- unknown source `macros/data/sources.yml:" in early and "ALL=1" not in early
    last = review(dated, date.max)
    assert "Due by 9999-12-31: nothing" in last and last.count("2026-") == 4


def test_what_cannot_be_read_is_no_reason_to_list_nothing(dated: Path) -> None:
    article = dated / "docs/billing/refunds.md"
    article.write_text(article.read_text().replace("reviewed: 2026-01-31", "reviewed: soon"))
    assert review(dated, date(2026, 7, 31)).endswith("what has an error (1, see `make check`).")
    (dated / "mkdocs.yml").write_text("extra: [")
    assert "Acme support (no owner)" in review(dated, date(2026, 7, 31))


def kb(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["kb", *arguments])
    return main()


@pytest.mark.parametrize("command", ["stale", "ledger", "schemas", "impact", "new-article", "new-partner"])
def test_a_folder_without_a_project_is_refused(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kb(monkeypatch, command, "--root", str(tmp_path)) == 1
    assert capsys.readouterr().err == f"There is no {tmp_path / 'mkdocs.yml'}: run this in the project's folder.\n"
