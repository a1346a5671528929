"""A provider is one record and its page: one command begins both, and no other file is touched."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import yaml
from lxml import html

from kb.model.partner import Contact, Offer, Partner
from kb.model.project import LEDGER
from kb.model.records import Record
from kb.new_partner import empty_record
from tests.project import copy_small, run_kb, run_kb_soon

RECORD = "macros/data/partners/bolt.yml"
PAGE = "docs/providers/bolt.md"
SILENT = {"state": "not-stated"}
SOURCE = {"id": "acme-terms", "part": "bolts"}


def told(text: str, *steps: str) -> dict[str, object]:
    """Return what a record says on one question."""
    return {"state": "stated", "text": text, "steps": list(steps), "source": SOURCE}


QUESTIONS = ["existing_account", "plan_change", "extra_members", "gift_balance", "charges", "account_recovery", "after"]
OFFER = {"checked": "unknown", "review_every": "6 months", **dict.fromkeys(QUESTIONS, SILENT)}
# What an editor would fill in.
FILLED = {
    "country": "CA",
    "also": ["Boltline"],
    "answer": 'Call {{ phone("bolt") }} and name your Bolt plan.',
    "questions": [f"help with bolt tv {word}" for word in ("box", "bill", "link", "plan", "end")],
    "reviewed": "2026-01-31",
    "netflix_handles": told("Bolt sends you to Flix about your profile."),
    "pages": {"home": {"label": "bolt.example", "url": "https://bolt.example", "source": SOURCE}},
    "contacts": {
        "support": {
            "kind": "phone",
            "name": "Bolt support",
            "number": "+18005550199",
            "shown": "1-800-555-0199",
            "for": ["Bills"],
            "say": "Name your Bolt plan.",
            "source": SOURCE,
            "checked": "unknown",
            "review_every": "6 months",
        }
    },
    "offers": [
        {
            **OFFER,
            "kind": "package",
            "name": "Bolt bundle",
            "who_for": told("You have a Bolt bundle."),
            "included": told("It is part of the large bundle."),
            "cancel": told("Bolt ends the bundle.", "Ask Bolt.\n\nBe patient.", "Wait for its letter."),
            "activation": [
                {
                    "path": "tv-box",
                    "intro": "Start at the Bolt box.",
                    "steps": ["Press **Home** on the Bolt box.", "Open the tile."],
                    "ends": "The page stops before the last screen.",
                    "login": False,
                    "source": SOURCE,
                },
                {
                    "path": "provider-website",
                    "intro": "Start at Bolt's site.",
                    "steps": ['Open {{ official("bolt", "home") }}.'],
                    "login": True,
                    "source": SOURCE,
                },
            ],
            "remarks": [{"title": "Two boxes", "text": "Each box counts.", "source": SOURCE}],
        },
        {
            **OFFER,
            "kind": "billing",
            "name": "Netflix on the Bolt bill",
            "who_for": told("The Bolt bill names Netflix."),
            "included": SILENT,
            "cancel": SILENT,
            "charges": told("The charge stands on the Bolt bill."),
        },
    ],
}


def fill(root: Path) -> None:
    """Fill in the empty record as an editor would, and add nothing but that."""
    record = yaml.safe_load((root / RECORD).read_text(encoding="utf-8")) | FILLED
    (root / RECORD).write_text(yaml.safe_dump(record, sort_keys=False), encoding="utf-8")


@pytest.fixture(scope="module")
def bolt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with a second provider, and a page that shows the providers' tabs and numbers."""
    root = copy_small(tmp_path_factory.mktemp("bolt"))
    refunds = root / "docs/billing/refunds.md"
    calls = ("activation_tabs()", 'provider_rule("cancel")', "provider_contacts()", "contact_directory()")
    text = refunds.read_text().replace("## Steps", "\n\n".join(f"{{{{ {one} }}}}" for one in calls) + "\n\n## Steps")
    refunds.write_text(text)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = new_partner(root, "bolt", "Bolt")
    assert done.returncode == 0, done.stderr
    fill(root)
    assert {path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts} - set(before) == {
        root / RECORD,
        root / PAGE,
    }
    assert all(path.read_bytes() == data for path, data in before.items())
    assert run_kb_soon(root, "ledger").returncode == 0
    done = run_kb(root)
    assert done.returncode == 0, done.stderr
    return root / "site"


def new_partner(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command that begins a provider."""
    return run_kb(root, "new-partner", *arguments)


def page_of(site: Path, path: str) -> html.HtmlElement:
    return html.parse(str(site / path / "index.html")).getroot()


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_page_tells_all_that_the_record_holds(bolt: Path) -> None:
    page = page_of(bolt, "providers/bolt").xpath("//article")[0]
    text = words(page)
    assert words(page.xpath(".//h1")[0]).startswith("Netflix through Bolt")
    assert "Call 1-800-555-0199 and name your Bolt plan." in words(page.get_element_by_id("answer"))
    for said in (
        *("You have a Bolt bundle.", "The Bolt bill names Netflix.", "You link an account.", "stands on another bill"),
        *("It is part of the large bundle.", "Bolt ends the bundle.", "The charge stands on the Bolt bill."),
        *("Two boxes. Each box counts.", "Bolt sends you to Flix about your profile.", "Acme terms"),
    ):
        assert said in text
    labels = [words(label) for label in page.xpath(".//div[@class='tabbed-labels']//label")]
    assert labels == ["TV box", "Provider website"]
    panels = page.xpath(".//div[@class='tabbed-block']")
    assert "Press Home on the Bolt box." in words(panels[0])
    assert "Our source ends here. The page stops before the last screen." in words(panels[0])
    assert "Our source ends here." not in words(panels[1])
    assert panels[1].xpath(".//a[@href='https://bolt.example']")
    (steps,) = page.xpath(".//ol[li[contains(., 'Wait for its letter.')]]")
    assert [words(one) for one in steps] == ["Ask Bolt. Be patient.", "Wait for its letter."]
    for kind, unsaid in (("package", "Extra members"), ("billing", "Cancel")):
        heading = page.get_element_by_id(f"{kind}-not-stated")
        assert unsaid in [words(item) for item in heading.xpath("following-sibling::ul[1]/li")]
    assert "neither yes nor no" in text
    card = page.xpath(".//div[contains(@class, 'contact-card')]")[0]
    assert card.xpath(".//a[@href='tel:+18005550199']") and "Name your Bolt plan." in words(card)


def test_it_is_found_wherever_providers_are(bolt: Path) -> None:
    directory = page_of(bolt, "providers")
    row = directory.xpath("//*[@data-provider='bolt' and contains(@class, 'directory-row')]")[0]
    assert row.get("data-kinds") == "package billing"
    assert "1-800-555-0199" in words(row) and directory.get_element_by_id("bolt") is not None
    article = page_of(bolt, "billing/refunds")
    option = article.xpath("//select[@id='provider']/option[@value='bolt']")[0]
    assert (option.text, option.get("data-page")) == ("Bolt", "../../providers/bolt/")
    tabs = article.xpath("//div[contains(@class, 'by-provider')]")
    assert [one.get("data-providers") for one in tabs] == ["acme bolt other"] * 3
    for one, said in zip(tabs, ("Press Home on the Bolt box.", "Bolt ends the bundle.", "1-800-555-0199"), strict=True):
        assert said in words(one.xpath("./div/div[@class='tabbed-content']/div")[1])
    assert article.xpath(
        "//*[contains(@class, 'directory__entry') and @data-provider='bolt']//a[starts-with(@href,'tel:')]"
    )
    # The navigation shows a section's pages on the pages of that section.
    links = [words(link) for link in directory.xpath("//nav[contains(@class, 'md-nav')]//a[@href='bolt/']")]
    assert links == ["Netflix through Bolt"]


def test_the_search_knows_it(bolt: Path) -> None:
    index = json.loads((bolt / "search/index.json").read_text(encoding="utf-8"))
    page = next(one for one in index["pages"] if one["url"] == "providers/bolt/")
    assert page["title"] == "Netflix through Bolt"
    assert "Press Home on the Bolt box." in json.dumps(page["sections"])
    assert "help with bolt tv bill" in json.dumps(page)


def test_a_directory_of_nought_means_no(tmp_path: Path) -> None:
    """As `make new-partner DIRECTORY=0` calls it."""
    assert new_partner(copy_small(tmp_path), "bolt", "Bolt", "--directory=0").returncode == 0
    assert (tmp_path / PAGE).exists()


def test_an_empty_record_has_every_key_and_asks_for_what_it_lacks(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    assert new_partner(root, "bolt", 'Bolt: "TV" & Co').stdout.startswith(f"Wrote {RECORD}\nWrote {PAGE}\n")
    record = yaml.safe_load((root / RECORD).read_text(encoding="utf-8"))
    assert record["name"] == 'Bolt: "TV" & Co'
    for model, found, apart in (
        (Partner, record, {"why_no_page", "owner"}),
        (Contact, record["contacts"]["support"], set()),
        (Offer, record["offers"][0], set()),
    ):
        assert set(found) == names_of(model) - apart
    done = run_kb(root, "check")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert " errors in 1 file\n" in done.stderr, "the page and the lists of providers stay quiet"
    for key in ("country", "answer", "questions", "reviewed", "state", "number", "url", "kind", "intro", "steps"):
        assert f": {key}: nothing" in done.stderr.replace("Found:    ", ": ") or f"without `{key}`" in done.stderr


def names_of(model: type[Record]) -> set[str]:
    return {info.alias or name for name, info in model.model_fields.items()}


def test_a_row_in_the_directory_needs_no_page(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    (root / LEDGER).unlink()  # not what this is about
    assert new_partner(root, "bolt", "Bolt", "--directory").returncode == 0
    assert not (root / PAGE).exists()
    fill(root)
    text = (root / RECORD).read_text().replace("why_no_page: null", "why_no_page: We know little.")
    (root / RECORD).write_text(text)
    done = run_kb(root)
    assert done.returncode == 0, done.stderr
    assert "We know little." in words(page_of(root / "site", "providers"))
    # Later it gets a page.
    (root / RECORD).write_text(text.replace("entry: directory", "entry: page"))
    assert new_partner(root, "bolt").stdout.startswith(f"Wrote {PAGE}\n")
    assert run_kb(root).returncode == 0
    assert page_of(root / "site", "providers/bolt").xpath("//h1")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Acme!", "Acme"], "ID=Acme!: 3 to 30 lower-case letters"),
        (["../bolt", "Bolt"], "ID=../bolt: "),
        (["", "Bolt"], "ID=(nothing)"),
        (["bolt"], "NAME=(nothing): what readers call it"),
        (["bolt", "B" * 41], "at most 40 characters"),
        (["acme", "Acme"], "macros/data/partners/acme.yml is there already"),
        (["bolt", "Bolt", "--directory=perhaps"], "perhaps: yes or no"),
        (["acme", "Acme", "--directory"], "macros/data/partners/acme.yml is there already"),
        (["flix", "Flix"], "macros/data/partners/flix.yml is there already, without `entry: page`"),
        (["index", "Index"], "ID=index: another id"),
        (["other", "Other"], "ID=other: another id"),
    ],
)
def test_what_cannot_be_begun_is_refused(tmp_path: Path, arguments: list[str], said: str) -> None:
    root = copy_small(tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = new_partner(root, *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Nothing was written. ") and said in done.stderr
    after = {path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert after <= set(before) and all(path.read_bytes() == data for path, data in before.items())


def test_each_key_says_what_it_holds() -> None:
    lines = empty_record("bolt", "Bolt", "page").splitlines()
    bare = [line for line in lines if "#" not in line and not line.lstrip().startswith(("id:", "part:"))]
    assert [line.strip() for line in bare] == ["home:", "support:"]
