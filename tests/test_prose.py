"""The articles are easy to read, and the texts about the project spelled right."""

import statistics
import subprocess
import sys
from pathlib import Path

from kb.model.project import Project
from kb.stages import Build
from tests.project import ROOT, copy_small
from tests.prose import articles, prose, sentences

OLDEST = 13
MAX_LENGTH = 35
HARD = (
    "Notwithstanding the aforementioned stipulations, subscribers whose remuneration arrangements necessitate "
    "intermediary authorization must substantiate eligibility preceding reimbursement."
)


def test_children_of_thirteen_can_read_it(project: Project, site: Path) -> None:
    found = articles(project, site)
    assert len(found) > 50
    assert statistics.mean(one.age for one in found) <= OLDEST
    assert [(one.page, one.age) for one in found if one.age > OLDEST] == []
    assert [one.longest for one in found if len(one.longest.split()) > MAX_LENGTH] == []


def test_hard_words_and_long_sentences_show_in_the_figures() -> None:
    easy = prose("easy", ["Open the app. Choose your name."])
    hard = prose("hard", ["Open the app. Choose your name.", HARD])
    assert easy.age < OLDEST < hard.age
    assert (hard.longest, easy.average, hard.words) == (HARD, 3, 6 + len(HARD.split()))


def test_a_sentence_ends_at_a_stop_and_the_foot_is_left_out() -> None:
    text = "Call 877-694-9474 by Netflix.com rules. Then wait. “Not now” is fine."
    blocks = ["Steps", text, "Related", "Read on here."]
    assert sentences(blocks) == ["Call 877-694-9474 by Netflix.com rules.", "Then wait.", "“Not now” is fine."]


def test_the_texts_about_the_project_are_spelled_right(tmp_path: Path) -> None:
    def misspelt(*paths: str) -> str:
        command = [sys.executable, "-m", "codespell_lib", *paths]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout

    assert misspelt(*map(str, ROOT.glob("*.md"))) == ""
    (tmp_path / "slip.md").write_text("Cancel your acount.\n")
    assert "acount ==> account" in misspelt(str(tmp_path / "slip.md"))


def test_readers_own_words_are_theirs_on_every_line_of_a_question(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    page = root / "docs/billing/refunds.md"
    question = "  - >-\n    can i utilize\n    or utilize my money\n"
    page.write_text(page.read_text().replace("  - can i get my money back\n", question) + "\nUtilize this.\n")
    found = [diagnostic for diagnostic in Build(root).source_errors if diagnostic.rule == "avoided-word"]
    assert [(one.path, one.found) for one in found] == [("docs/billing/refunds.md", "Utilize")]
