"""What a change does to the site: reported from two built revisions of a small repository."""

import subprocess
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from kb.impact import NOTHING, TEXT, Revision, commit, compare, default_base, impact, report
from kb.model.project import CHANGES, LEDGER, Project
from kb.page_text import read_site
from tests.project import ROOT, copy_small

TOOL = """---
title: {title}
description: A made-up page, {title}, that is there for nothing but to be added, removed, or moved.
kind: tool
{more}---

It says one thing.
"""


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one commit, and a tag on another one that does not build."""
    root = copy_small(tmp_path_factory.mktemp("repository"))
    # Its pages come and go.
    (root / LEDGER).unlink()
    for name in ("gone", "before"):
        (root / f"docs/about/{name}.md").write_text(TOOL.format(title=f"Page {name}", more=""))
    pages = "      - about/sources.md\n"
    change(root / "mkdocs.yml", pages, f"{pages}      - about/gone.md\n      - about/before.md\n")
    (root / ".gitignore").write_text("site/\nnode_modules\ndist/\n")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Begin")
    change(root / "docs/billing/refunds.md", 'fact("wait")', 'fact("wiat")')
    git(root, "commit", "--quiet", "--all", "--message", "Typo")
    git(root, "tag", "broken")
    git(root, "reset", "--quiet", "--hard", "HEAD~1")
    return root


@pytest.fixture(scope="module")
def reported(repository: Path) -> str:
    """What is reported of a change that nobody has committed yet."""
    change(repository / "macros/data/facts.yml", "value: 12 hours", "value: 24 hours")
    change(repository / "macros/snippets/greeting.md", "A shared paragraph.", "Another paragraph.")
    change(repository / "mkdocs.yml", "about/gone.md\n      - about/before.md", "about/new.md\n      - about/after.md")
    for name, more in (("new", ""), ("after", "moved_from: [about/before]\n")):
        (repository / f"docs/about/{name}.md").write_text(TOOL.format(title=f"Page {name}", more=more))
    for name in ("gone", "before"):
        (repository / f"docs/about/{name}.md").unlink()
    with redirect_stdout(StringIO()) as out:
        assert impact(repository) == 0
    return out.getvalue()


def entry(reported: str, after: str) -> tuple[str, str]:
    """Return the text before, and the pages, of a text after."""
    lines = [line.strip(" -") for line in reported.split("\n")]
    at = lines.index(f"After: {after}")
    return lines[at - 1], lines[at + 1]


def test_each_text_that_changed_is_reported_with_its_pages(reported: str) -> None:
    assert "wait: 12 hours → 24 hours" in reported
    before, pages = entry(reported, "Call 202-555-0143 within 24 hours.")
    assert before.startswith("Before: Call 202-555-0143 within 12 hours.")
    assert "/billing/refunds/" in pages and "/find/" in pages
    assert entry(reported, "Another paragraph.") == ("Before: A shared paragraph.", "On /billing/refunds/")
    assert entry(reported, "Page after") == ("Before: Page before", "On /about/after/")
    assert f"\n{CHANGES} lacks\n  - wait\n" in reported


def test_pages_that_come_and_go_are_reported(reported: str) -> None:
    for title, page in (("added", "new/"), ("removed", "gone/"), ("moved", "before/ → /about/after/")):
        assert f"\nPages {title}\n  - /about/{page}\n\n" in reported
    assert "; Pages added: 1; Pages removed: 1; Pages moved: 1; Text: " in reported.split("\n")[0]


def test_the_working_tree_stays_as_it_is(repository: Path, reported: str) -> None:
    assert not (repository / "site").exists()


def refused(capsys: pytest.CaptureFixture[str], root: Path, *revisions: str) -> str:
    """Return what is reported of revisions that cannot be compared."""
    assert impact(root, *revisions) == 1
    out, error = capsys.readouterr()
    assert out == "" and error.startswith("Nothing was compared. ")
    return error


def test_what_cannot_be_compared_is_reported(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "There is no revision `nowhere`" in refused(capsys, repository, "nowhere")
    assert "There is no revision `--all`" in refused(capsys, repository, "HEAD", "--all")
    assert "not a git repository" in refused(capsys, tmp_path)
    assert "broken does not build:\n\ndocs/billing/refunds.md" in (
        error := refused(capsys, repository, "HEAD", "broken")
    )
    assert 'Did you mean "wait"?' in error


@pytest.fixture
def branches(tmp_path: Path) -> Path:
    """A repository in which main went on after the work began."""
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "--quiet")
    commits = {"Begin": ["-b", "main"], "Change a page": ["-b", "work"], "Change another": ["main"]}
    for message, branch in commits.items():
        git(root, "checkout", "--quiet", *branch)
        git(root, "commit", "--quiet", "--allow-empty", "--message", message)
    return root


def test_a_branch_is_compared_with_where_it_left_the_main_branch(branches: Path) -> None:
    assert default_base(branches, "work") == commit(branches, "main~1")
    (branches / "page.md").write_text("It is not committed yet.")
    assert default_base(branches, "HEAD") == commit(branches, "main")
    git(branches, "branch", "--quiet", "--move", "main", "trunk")
    git(branches, "clone", "--quiet", "--branch", "work", branches.as_uri(), "../clone")
    git(branches.parent / "clone", "remote", "set-head", "origin", "trunk")
    assert default_base(branches.parent / "clone", "HEAD") == commit(branches, "trunk~1"), "whatever its name"


def test_a_work_that_shares_nothing_with_the_main_branch_is_reported(
    branches: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(branches, "checkout", "--quiet", "--orphan", "other")
    git(branches, "commit", "--quiet", "--allow-empty", "--message", "Begin again")
    assert "No main branch shares a commit with the work here." in refused(capsys, branches)


def test_a_page_that_went_into_another_is_no_earlier_text_of_it(tmp_path: Path) -> None:
    def revision(pages: dict[str, list[str]], **leads: str) -> Revision:
        return Revision(Project(tmp_path), pages, leads)

    kept, gone = ["It stays."], ["It went."]
    found = compare(revision({"old/": gone, "new/": kept}), revision({"new/": kept}, **{"old/": "new/"}))
    assert {title: entries for title, entries in found.items() if entries} == {"Pages moved": ["/old/ → /new/"]}


def test_another_link_is_a_difference() -> None:
    def texts(*after: str) -> list[str]:
        pages = {"a/": ["Call us.", "It stays.", "tel:1"]}, {"a/": list(after)}
        return compare(*(Revision(Project(ROOT), one, {}) for one in pages))[TEXT]

    assert texts("Call us.", "It stays.") == ["Before: tel:1\nAfter: (nothing)\nOn /a/"]
    assert texts("Call us.", "It stays.", "tel:2") == ["Before: tel:1\nAfter: tel:2\nOn /a/"]
    assert report({TEXT: []}) == NOTHING


def test_the_text_of_a_page_is_read_by_block(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        """<nav>Menu</nav><article><h1>Title<a class="headerlink" href="#x">#</a></h1>
        <p>One <b>bold</b><br>line, <a href="tel:+12025550143">call</a>.</p><script>no</script>
        <div class="tabbed-set"><div class="tabbed-labels"><label>One</label><label>Two</label></div>
        <div class="tabbed-content"><div class="tabbed-block"><p>First</p></div>
        <div class="tabbed-block"><ul><li>Item<ul><li>Inner</li></ul></li></ul></div></div></div>
        <table><tr><th>A</th><td>B <a href="../b/">b</a></td></tr></table><form>Form</form></article>""",
        encoding="utf-8",
    )
    texts = ["Title", "One bold line, call.", "One", "Two", "First", "Item", "Inner", "A | B b", "tel:+12025550143"]
    assert read_site(tmp_path)[0][""] == texts
