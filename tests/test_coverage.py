"""Nothing of the sources was lost: each line leads to a section that exists, or says why it was dropped."""

import hashlib
import os
from pathlib import Path

import pytest
import yaml

from kb.checks.built_site import BuiltSite
from tests.project import ROOT
from tests.records import MOVED

COVERAGE = yaml.safe_load((ROOT / "macros/data/coverage.yml").read_text())
# The sources' texts are not part of the project. Where they are at hand, the numbers are compared with them;
# a text is known by its sum, so that it doesn't matter what it is called or in which folder it lies.
TEXTS = os.environ.get("KB_SOURCE_TEXTS")
AT_HAND = {hashlib.sha256(file.read_bytes()).hexdigest(): file for file in Path(TEXTS or os.devnull).glob("**/*.*")}


def test_every_source_is_covered() -> None:
    lines = {"netflix-optimum": 69, "csn-netflix": 352, "partner-notes": 213, "netflix-general": 156}
    assert {name: len(one["lines"]) for name, one in COVERAGE.items()} == lines


@pytest.mark.parametrize("source", COVERAGE)
def test_each_line_leads_to_a_section_that_exists(source: str, published: BuiltSite) -> None:
    for number, entry in COVERAGE[source]["lines"].items():
        if isinstance(entry, dict):
            assert set(entry) == {"dropped"} and entry["dropped"].strip(), f"line {number}"
            continue
        for place in entry if isinstance(entry, list) else [entry]:
            name, _, section = place.partition("#")
            name = MOVED.get(name, name)
            page = published.pages.get(f"{name.removesuffix('index')}" if name.endswith("index") else f"{name}/")
            assert page, f"line {number}: no page {name}"
            assert section in page.ids, f"line {number}: no section #{section} on {name}"


@pytest.mark.parametrize("source", COVERAGE)
def test_every_line_of_the_text_has_its_entry(source: str) -> None:
    file = AT_HAND.get(COVERAGE[source]["sha256"])
    if file is None:
        pytest.skip("the source's text is not at hand (KB_SOURCE_TEXTS)")
    text = file.read_text(encoding="utf-8")
    filled = {number for number, line in enumerate(text.split("\n"), start=1) if line.strip()}
    assert filled == set(COVERAGE[source]["lines"])
