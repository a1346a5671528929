"""One command begins an article or a provider. It writes what was given, over nothing, and the check says the rest."""

import json
import re
import sys
from pathlib import Path

import pytest
import yaml
from lxml import html

from kb.__main__ import main
from kb.model.article import split_front_matter
from kb.model.partner import Contact, Offer, Partner
from kb.model.project import GUIDE, LEDGER, SETTINGS
from kb.scaffold import UsageError, _suggested, new_article, new_partner
from tests.project import copy_small, run_kb

PAGE = "docs/billing/bill-higher.md"
TITLE = "Why is my bill higher?"
ABOUT = "A made-up article about a bill that is higher than the last one, with nothing that is wrong in it."
GIVEN = {
    "section": "billing",
    "title": TITLE,
    "name": "bill-higher",
}
BOLT = "macros/data/partners/bolt.yml"
BOLT_PAGE = "docs/providers/bolt.md"


def files_in(root: Path) -> dict[str, bytes]:
    found = [file for folder in ("docs", "macros/data") for file in (root / folder).rglob("*") if file.is_file()]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in [*found, root / SETTINGS]}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(copy_small(tmp_path))
    # A build puts the project's folder there.
    monkeypatch.setattr("sys.path", [*sys.path])
    return tmp_path


def kb(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["kb", *arguments])
    return main()


def places(errors: str) -> list[str]:
    return re.findall(r"^(\S+:\d+):\d+ KB", errors, re.MULTILINE)


def test_an_article_is_written_as_given_and_the_check_says_what_it_lacks(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_in(root)
    assert kb(monkeypatch, "new-article", *(f"--{key}={value}" for key, value in GIVEN.items())) == 0
    out, errors = capsys.readouterr()
    assert out.startswith(f"Wrote {PAGE}\nWrote {SETTINGS}\n")
    after = files_in(root)
    assert {path for path in after if after[path] != before.get(path)} == {PAGE, SETTINGS}
    line = b"      - billing/index.md\n"
    assert after[SETTINGS] == before[SETTINGS].replace(line, line + b"      - billing/bill-higher.md\n")
    front = yaml.safe_load(split_front_matter((root / PAGE).read_text())[0])
    assert (front["title"], front["description"]) == (TITLE, None)
    assert set(places(errors)) == {f"{PAGE}:{line}" for line in (3, 5, 6, 7, 8, 9, 15, 17, 19)}

    text = (root / PAGE).read_text()
    asked = "\n".join(f"  - my bill went up {one}" for one in ("now", "twice", "by a lot", "in may", "for nothing"))
    filled = {"answer:": "answer: Look at it.", "questions:": f"questions:\n{asked}", "topics:": "topics: [billing]"}
    filled |= {"description:": f"description: {ABOUT}", "sources:": "sources: [{id: acme-help, part: bills}]"}
    filled |= {"reviewed:": "reviewed: 2026-01-31", "##": "Read your bill."}
    for key, new in filled.items():
        text = re.sub(rf"(?m)^{key}.*$", rf"\g<0>\n\n{new}" if key == "##" else new, text)
    (root / PAGE).write_text(text)
    (root / GUIDE).write_text((root / GUIDE).read_text() + "without: {billing/bill-higher: Its bill says it.}\n")
    assert kb(monkeypatch, "ledger") == 0 and "/go/bill-higher/" in (root / LEDGER).read_text()
    assert kb(monkeypatch, "check") == 0, capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"section": "biling"}, "SECTION=biling: one of billing"),
        ({"section": ""}, "SECTION=: one of billing"),
        ({"name": "../refund"}, "NAME=../refund: lower-case letters"),
        ({"title": "", "name": ""}, "NAME=: lower-case letters"),
    ],
)
def test_an_article_over_another_or_without_an_address_is_refused(root: Path, given: dict[str, str], said: str) -> None:
    before = files_in(root)
    with pytest.raises(UsageError, match=re.escape(said)):
        new_article(root, **{**GIVEN, **given})
    with pytest.raises(FileExistsError):
        new_article(root, **{**GIVEN, "name": "refunds"})
    assert files_in(root) == before


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What's “Überzug”: a fee — où?", "whats-uberzug-a-fee-ou"),
        ("Somebody uses my account and I pay for it", "somebody-uses-my-account-and-i"),
        ("…", ""),
    ],
)
def test_a_name_is_made_of_whole_words(title: str, name: str) -> None:
    assert _suggested(title) == name


def test_line_ends_and_remarks_of_the_navigation_stay(root: Path) -> None:
    settings = (root / SETTINGS).read_bytes().replace(b"billing/index.md\n", b"billing/index.md  # words\n")
    (root / SETTINGS).write_bytes(settings.replace(b"\n", b"\r\n"))
    new_article(root, **GIVEN)
    added = settings.replace(b"# words\n", b"# words\n      - billing/bill-higher.md\n").replace(b"\n", b"\r\n")
    assert (root / SETTINGS).read_bytes() == added


def fill(root: Path) -> None:
    """Fill in the empty record with what the other provider's says, as an editor would, and add nothing but that."""
    acme = (root / "macros/data/partners/acme.yml").read_text(encoding="utf-8")
    known = yaml.safe_load(re.sub(r"\bAcme", "Bolt", re.sub(r"\bacme(?!-)", "bolt", acme)).replace("0143", "0199"))
    record = yaml.safe_load((root / BOLT).read_text(encoding="utf-8"))
    record |= known | {"entry": record["entry"], "also": []}
    (root / BOLT).write_text(yaml.safe_dump(record, sort_keys=False), encoding="utf-8")


def test_an_empty_record_has_every_key_and_few_open_questions(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kb(monkeypatch, "new-partner", "bolt", "Bolt & Co: TV") == 0
    out, errors = capsys.readouterr()
    assert out.startswith(f"Wrote {BOLT}\nWrote {BOLT_PAGE}\n")
    record = yaml.safe_load((root / BOLT).read_text(encoding="utf-8"))
    assert record["name"] == "Bolt & Co: TV"
    for model, found, apart in (
        (Partner, record, {"also", "why_no_page", "owner"}),
        (Contact, record["contacts"]["support"], {"number", "shown", "address", "for", "say"}),
        (Offer, record["offers"][0], {"remarks"}),
    ):
        assert set(found) == {info.alias or name for name, info in model.model_fields.items()} - apart
    lines = (root / BOLT).read_text().splitlines()
    asked = [lines[int(place.removeprefix(f"{BOLT}:")) - 1].strip() for place in places(errors)]
    assert asked == ["answer:", "questions: []", "home:", "source: {id: , part: contact}", "- kind:"]


@pytest.fixture(scope="module")
def bolt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with a second provider, and a page that shows the providers' tabs and numbers."""
    root = copy_small(tmp_path_factory.mktemp("bolt"))
    refunds = root / "docs/billing/refunds.md"
    calls = ("activation_tabs()", 'provider_rule("cancel")', "provider_contacts()", "contact_directory()")
    text = refunds.read_text().replace("## Steps", "\n\n".join(f"{{{{ {one} }}}}" for one in calls) + "\n\n## Steps")
    refunds.write_text(text)
    before = files_in(root)
    assert new_partner(root, "bolt", "Bolt") == [BOLT, BOLT_PAGE]
    after = files_in(root)
    assert set(after) - set(before) == {BOLT, BOLT_PAGE} and after.items() > before.items()
    fill(root)
    assert run_kb(root, "ledger").returncode == 0
    done = run_kb(root)
    assert done.returncode == 0, done.stderr
    return root


def page_of(root: Path, path: str) -> html.HtmlElement:
    return html.parse(str(root / "site" / path / "index.html")).getroot()


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def texts(value: object) -> list[str]:
    """Return the plain sentences of a record."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    own = [value] if isinstance(value, str) and value.endswith(".") and not re.search(r"[{\[]", value) else []
    return own + [text for one in inner for text in texts(one)]


def test_a_filled_record_is_a_page_and_found_wherever_providers_are(bolt: Path) -> None:
    record = yaml.safe_load((bolt / BOLT).read_text(encoding="utf-8"))
    number = record["contacts"]["support"]["shown"]
    page = page_of(bolt, "providers/bolt").xpath("//article")[0]
    assert len(texts(record)) > 4 and [text for text in texts(record) if text not in words(page)] == []
    assert f"Call {number}" in words(page.get_element_by_id("answer"))
    unsaid = page.get_element_by_id("package-not-stated").xpath("following-sibling::ul[1]/li")
    assert "Extra members" in [words(item) for item in unsaid]
    directory = page_of(bolt, "providers")
    row = directory.xpath("//*[@data-provider='bolt' and contains(@class, 'directory-row')]")[0]
    assert number in words(row)
    # The navigation shows a section's pages on the pages of that section.
    assert directory.xpath("//nav[contains(@class, 'md-nav')]//a[@href='bolt/']")
    article = page_of(bolt, "billing/refunds")
    option = article.xpath("//select[@id='provider']/option[@value='bolt']")[0]
    assert (option.text, option.get("data-page")) == ("Bolt", "../../providers/bolt/")
    tabs = article.xpath("//div[contains(@class, 'by-provider')]")
    assert [one.get("data-providers") for one in tabs] == ["acme bolt other"] * 3
    for one, said in zip(tabs, ("Use this way at a computer.", "Bolt cancels.", number), strict=True):
        assert said in words(one.xpath("./div/div[@class='tabbed-content']/div")[1])
    entry = article.xpath("//*[contains(@class, 'directory__entry') and @data-provider='bolt']")[0]
    assert entry.xpath(".//a[starts-with(@href, 'tel:')]")
    index = json.loads((bolt / "site/search/index.json").read_text(encoding="utf-8"))
    found = next(one for one in index["pages"] if one["url"] == "providers/bolt/")
    assert "You can change your plan." in json.dumps(found["sections"]) and found["questions"] == record["questions"]


def test_a_row_in_the_directory_needs_no_page_and_may_get_one_later(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / LEDGER).unlink()  # not what this is about
    assert kb(monkeypatch, "new-partner", "bolt", "Bolt") == 0
    (root / BOLT_PAGE).unlink()
    fill(root)
    text = (root / BOLT).read_text()
    (root / BOLT).write_text(text.replace("entry: page", "entry: directory\nwhy_no_page: We know little."))
    done = run_kb(root)
    assert done.returncode == 0 and "We know little." in words(page_of(root, "providers")), done.stderr
    (root / BOLT).write_text(text)
    assert new_partner(root, "bolt", "Bolt") == [BOLT_PAGE]
    capsys.readouterr()
    assert kb(monkeypatch, "check") == 0, capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Acme!", "Acme"], "ID=Acme!: lower-case letters"),
        (["../bolt", "Bolt"], "ID=../bolt: "),
        (["", "Bolt"], "ID=: "),
        (["bolt"], "NAME: what readers call it"),
        (["index", "Index"], "ID=index: lower-case letters"),
    ],
)
def test_a_provider_over_another_or_without_an_address_is_refused(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    before = files_in(root)
    assert kb(monkeypatch, "new-partner", *arguments) == 1
    out, error = capsys.readouterr()
    assert out == "" and error.startswith("Nothing was written. ") and said in error
    assert files_in(root) == before
