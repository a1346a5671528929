"""Each article's questions are tests of the search: taken out of the index, they still find their article first."""

import json
import re
from pathlib import Path

from kb.search.bundle import MODULE, run_node
from tests.search.queries import queries

SCRIPT = Path(__file__).parent / "leave_one_out.mjs"


def missed(index: Path, *page: str) -> tuple[int, list[str]]:
    """Ask every question (of one page) in the real engine, and say of each that failed what came first and why."""
    done = json.loads(run_node(SCRIPT, MODULE, index, *page).stdout)
    problems = [
        f"docs/{one['page'].rstrip('/')}.md: “{one['question']}”\n"
        f"  came {one['place'] or 'not at all'}; first: {one['first'] or 'nothing (no article on that)'}\n"
        f"  read as: {', '.join(one['why'])}\n"
        "  Fix it: add the unknown words to macros/data/search-words.yml, ask it again in other words, or take it\n"
        "  out where the other article answers it better."
        for one in done["missed"]
    ]
    return done["asked"], problems


def test_each_question_finds_its_article_first_when_it_is_taken_out(site: Path) -> None:
    asked, problems = missed(site / "search/index.json")
    assert asked > 500
    assert not problems, f"{len(problems)} of {asked}\n" + "\n".join(problems)


def test_a_question_that_no_other_words_hold_up_is_reported(site: Path, tmp_path: Path) -> None:
    index = json.loads((site / "search/index.json").read_text(encoding="utf-8"))
    page = next(one for one in index["pages"] if one["url"] == "billing/refunds/")
    page["questions"].append("does my parrot need a passport")
    file = tmp_path / "index.json"
    file.write_text(json.dumps(index), encoding="utf-8")
    _, problems = missed(file, "billing/refunds/")
    assert len([one for one in problems if "docs/billing/refunds.md" in one and "parrot (unknown)" in one]) == 1


def test_no_measured_query_is_in_the_index(site: Path) -> None:
    index = json.loads((site / "search/index.json").read_text(encoding="utf-8"))
    held = {plain(one) for page in index["pages"] for key in ("questions", "asked") for one in page.get(key, [])}
    for name in ("dev", "held-out"):
        assert not [query.text for query in queries(name) if plain(query.text) in held]


def plain(text: str) -> str:
    """Return a text's words alone."""
    return " ".join(re.findall(r"\w+", text.lower()))
