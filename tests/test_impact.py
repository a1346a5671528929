"""What a change does to the site: told from two built revisions, in a small repository."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from kb.impact import impact
from kb.impact.blocks import Block, Built, read_site
from kb.impact.changes import Impact, Revision, compare, unlogged
from kb.impact.report import NOTHING, as_markdown, as_text
from kb.impact.revisions import commit, default_base
from kb.model.changes import Change
from kb.model.project import LEDGER, Project
from tests.project import copy_small, run_kb

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
    change(
        root / "mkdocs.yml",
        "      - about/sources.md\n",
        "      - about/sources.md\n      - about/gone.md\n      - about/before.md\n",
    )
    (root / ".gitignore").write_text("site/\nnode_modules\ndist/\n")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Begin")
    change(root / "docs/billing/refunds.md", 'fact("wait")', 'fact("wiat")')
    git(root, "commit", "--quiet", "--all", "--message", "Slip")
    git(root, "tag", "broken")
    git(root, "reset", "--quiet", "--hard", "HEAD~1")
    return root


@pytest.fixture(scope="module")
def told(repository: Path) -> str:
    """What is told of a change that nobody has committed yet."""
    change(repository / "macros/data/facts.yml", "value: 12 hours", "value: 24 hours")
    change(repository / "macros/snippets/greeting.md", "A shared paragraph.", "Another paragraph.")
    change(repository / "docs/billing/refunds.md", "  - can i get my money back\n", "  - how do i claim\n")
    change(repository / "docs/billing/old-charges.md", "  - old charge on my card\n", "  - can i get my money back\n")
    change(repository / "mkdocs.yml", "about/gone.md\n      - about/before.md", "about/new.md\n      - about/after.md")
    for name, more in (("new", ""), ("after", "moved_from: [about/before]\n")):
        (repository / f"docs/about/{name}.md").write_text(TOOL.format(title=f"Page {name}", more=more))
    for name in ("gone", "before"):
        (repository / f"docs/about/{name}.md").unlink()
    done = run_kb(repository, "impact")
    assert done.returncode == 0, done.stderr
    return done.stdout


def entry(told: str, after: str) -> str:
    """Return the sentence before, and the pages, of a sentence after."""
    lines = told.split("\n")
    at = lines.index(f"  + {after}")
    return f"{lines[at - 1].strip()} {lines[at + 1].strip()}"


def test_a_changed_fact_is_told_with_its_sentence_on_each_page(told: str) -> None:
    assert "wait: 12 hours → 24 hours" in told
    said = entry(told, "Call 202-555-0143 within 24 hours.")
    assert said.startswith("- Call 202-555-0143 within 12 hours.")
    assert "/billing/refunds/" in said and "/find/" in said


def test_a_changed_snippet_is_told_on_the_page_that_includes_it(told: str) -> None:
    assert entry(told, "Another paragraph.") == "- A shared paragraph. on /billing/refunds/"


def test_pages_that_come_and_go_are_told(told: str) -> None:
    assert "Pages added\n  /about/new/\n\n" in told
    assert "Pages removed\n  /about/gone/\n\n" in told
    assert "Pages moved\n  /about/before/ → /about/after/\n\n" in told
    assert entry(told, "Page after") == "- Page before on /about/after/"


def test_a_question_that_finds_another_page_is_told(told: str) -> None:
    assert "can i get my money back: /billing/refunds/ → /billing/old-charges/" in told


def test_an_article_that_was_edited_and_not_reviewed_is_told(told: str) -> None:
    assert "docs/billing/refunds.md was edited. Its review was due on 2026-0" in told


def test_the_working_tree_stays_as_it_is(repository: Path, told: str) -> None:
    assert not (repository / "site").exists()
    listed = subprocess.run(["git", "worktree", "list"], cwd=repository, capture_output=True, text=True, check=True)
    assert listed.stdout.count("\n") == 1


def refused(capsys: pytest.CaptureFixture[str], root: Path, *revisions: str) -> str:
    """Return what is told of revisions that cannot be compared."""
    assert impact(root, *revisions) == 1
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("Nothing was compared. ")
    return said.err


def test_an_unknown_revision_is_refused(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "There is no revision `nowhere`" in refused(capsys, repository, "nowhere")
    assert "There is no revision `--all`" in refused(capsys, repository, "HEAD", "--all")


def test_a_branch_is_compared_with_where_it_left_main(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    commits = {"Begin": ["-b", "main"], "Change a page": ["-b", "work"], "Change another": ["main"]}
    for message, branch in commits.items():
        git(tmp_path, "checkout", "--quiet", *branch)
        git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", message)
    assert default_base(tmp_path, "work") == commit(tmp_path, "main~1")
    assert default_base(tmp_path) == commit(tmp_path, "main")


def test_a_page_that_went_into_another_is_no_earlier_text_of_it(tmp_path: Path) -> None:
    def revision(pages: dict[str, list[Block]], **leads: str) -> Revision:
        return Revision("one", tmp_path, Project(tmp_path), Built(pages, leads))

    kept, gone = [Block((), "It stays.")], [Block((), "It went.")]
    told = compare(revision({"old/": gone, "new/": kept}), revision({"new/": kept}, **{"old/": "new/"}))
    assert told.moved == {"old/": "new/"} and told.text == {}


def test_a_revision_that_does_not_build_is_told_with_its_diagnostics(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(capsys, repository, "HEAD", "broken")
    assert "broken does not build" in said and 'Did you mean "wait"?' in said


def test_a_folder_without_a_repository_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "not a git repository" in refused(capsys, tmp_path)


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
    assert read_site(tmp_path).pages[""] == [
        Block((), "Title"),
        Block((), "One bold line, call.", ("tel:+12025550143",)),
        Block(("One",), "First"),
        Block(("Two",), "Item"),
        Block(("Two",), "Inner"),
        Block((), "A | B b"),
    ]


def test_a_summary_takes_no_sign_for_its_own_and_is_cut_where_it_is_too_long() -> None:
    much = Impact(text={("<b> *no* `x`", "| @all"): {f"page-{number}/": ["A `tab`"] for number in range(6)}})
    said = as_markdown(much)
    assert r"\<b\> \*no\* \`x\`" in said and r"\| \@all" in said
    assert "<details><summary>On 6 pages</summary>" in said and "`/page-5/ (A tab)`" in said
    much.text = {(f"before {number}", f"after {number}"): {"billing/": []} for number in range(5000)}
    said = as_markdown(much)
    assert 50_000 < len(said.encode()) < 60_000
    assert said.count("<details>") == said.count("</details>") > 0
    assert said.endswith("more are left out here. `make impact` shows all.")
    assert len(as_text(much).split("after 4999")) == 2


def test_where_readers_see_no_difference_that_is_said() -> None:
    assert as_text(Impact()) == NOTHING
    assert as_markdown(Impact()) == f"**{NOTHING}**"


def test_a_fact_that_the_list_of_changes_leaves_out_is_told() -> None:
    facts = [("wait", "12 hours", "24 hours"), ("new", "", "one"), ("acme.support", "1", "2")]
    told = {"date": date(2026, 1, 31), "why": "It changed.", "source": {"id": "acme-help", "part": "all"}}
    older = Change.model_validate({**told, "fact": "wait", "before": "one day", "after": "12 hours"})
    (warning,) = unlogged(facts, [older])
    assert "fact: wait\n  before: 12 hours\n  after: 24 hours\n  why:" in warning
    assert "fact: acme.support\n" in warning and "new" not in warning
    now = [
        Change.model_validate({**told, "fact": name, "before": was, "after": is_now})
        for name, was, is_now in facts
        if was
    ]
    assert not list(unlogged(facts, now))
