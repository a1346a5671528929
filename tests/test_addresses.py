"""Addresses never break: what moves leaves something behind that leads on, and the ledger misses what doesn't."""

from pathlib import Path

import pytest
from lxml import html
from markdown import Markdown

from kb.model.ledger import read_ledger, with_addresses
from kb.model.project import LEDGER, Project
from kb.publish.short import write_short_addresses
from macros.anchors import Anchors
from tests.project import ROOT, copy_small, run_kb

REFUNDS = "docs/billing/refunds.md"


def test_the_site_has_a_ledger() -> None:
    """Without the file nothing is compared."""
    kept = {one.address for one in read_ledger((ROOT / LEDGER).read_text()) if one.is_kept}
    assert {"/activate/link-netflix/#netflix-email-or-text", "/packages/optimum/", "/go/wrong-account/"} <= kept


def test_a_line_of_the_ledger() -> None:
    ledger = "# words\n\n/\n/a/#b\n/c/  retired: It left.\n/d/ retired:\n/e\nf/\n"
    assert [(one.line, one.address, one.reason, one.is_kept) for one in read_ledger(ledger)] == [
        (3, "/", None, True),
        (4, "/a/#b", None, True),
        (5, "/c/", "It left.", False),
        (6, "/d/", "", False),
        (7, "", None, False),
        (8, "", None, False),
    ]


def test_the_ledger_only_grows_and_is_sorted() -> None:
    ledger = "# words\n/z/\n/c/  retired: It left.\nnonsense\n/a/#b\n"
    written = with_addresses(ledger, {"/a/", "/a/b/"})
    assert written == "# words\n/a/\n/a/#b\n/a/b/\n/c/  retired: It left.\n/z/\nnonsense\n"
    assert with_addresses(written, set()) == written


def test_make_ledger_writes_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_small(tmp_path)
    ledger = root / LEDGER
    whole = ledger.read_text()
    kept = whole.replace("/billing/refunds/#first-way\n", "").replace("/go/acme/\n", "/gone/  retired: It left.\n")
    ledger.write_text(kept)
    done = run_kb(root, "ledger")
    assert (done.returncode, done.stdout) == (0, f"/billing/refunds/#first-way\n/go/acme/\n{LEDGER}: 2 new.\n")
    assert ledger.read_text() == whole.replace("/providers/\n", "/gone/  retired: It left.\n/providers/\n", 1)


def test_a_ledger_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    spoilt = (root / LEDGER).read_bytes() + b"/caf\xe9/\n"
    (root / LEDGER).write_bytes(spoilt)
    done = run_kb(root, "ledger")
    assert done.returncode == 1 and f"{LEDGER} cannot be read" in done.stderr
    assert (root / LEDGER).read_bytes() == spoilt


def moved(root: Path, old: str, new: str, *befores: str) -> None:
    """Move an article with its folder, as an editor does, and name what it was called before."""
    text = (root / f"docs/{old}.md").read_text()
    (root / f"docs/{old}.md").unlink()
    lines = [line for line in text.split("\n") if not line.startswith("moved_from:")]
    lines.insert(1, f"moved_from: [{', '.join(befores)}]")
    (root / f"docs/{new}.md").parent.mkdir(parents=True, exist_ok=True)
    (root / f"docs/{new}.md").write_text("\n".join(lines))


def leads_to(site: Path, address: str) -> str:
    """Return where a page that leads on leads, by its refresh, its link and its canonical address alike."""
    page = html.parse(str(site / address / "index.html"))
    (target,) = page.xpath("//a/@href")
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]
    assert page.xpath("//script/@data-to") in ([], [target])
    led = (site / address / target).resolve().relative_to(site.resolve()).as_posix()
    assert page.xpath("//link[@rel='canonical']/@href") == [f"https://kb.example/{led}/"]
    return led


def test_an_old_address_leads_to_the_last_place_at_once(tmp_path: Path) -> None:
    """Also out of a moved folder, and when the page moves again: no redirect leads to another."""
    root = copy_small(tmp_path)
    moved(root, "billing/refunds", "money/back", "billing/refunds", "go/refunds")
    moved(root, "billing/index", "money/index", "billing")
    moved(root, "money/back", "help/me/refund", "billing/refunds", "go/refunds", "money/back", "go/back")
    write_short_addresses(root / "site", Project.load(root), "https://kb.example/")
    for old in ("billing/refunds", "go/refunds", "money/back", "go/back", "go/refund"):
        assert leads_to(root / "site", old) == "help/me/refund"
    assert leads_to(root / "site", "billing") == "money"


def test_a_moved_page_is_missed_with_all_that_led_to_it(tmp_path: Path) -> None:
    """The old addresses of a page that moves again are missed too, where the editor names only the last one."""
    root = copy_small(tmp_path)
    nav = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(nav.replace("billing/old-charges.md", "billing/charges-of-old.md"))
    (root / LEDGER).write_text(with_addresses((root / LEDGER).read_text(), {"/bills/old/"}))
    moved(root, "billing/old-charges", "billing/charges-of-old", "billing/older-charges")
    done = run_kb(root, "check")
    for line in ("[billing/old-charges, go/old-charges]", "[bills/old]"):
        assert f"Fix:      moved_from: {line} in the front matter of the page that answers it now" in done.stderr


def test_what_leads_on_from_a_page_takes_its_sections_along(tmp_path: Path) -> None:
    """A page that was given up needs one line, and a short address may go on with another article."""
    root = copy_small(tmp_path)
    old = root / "docs/billing/old-charges.md"
    old.write_text(old.read_text().replace("kind: article", "kind: article\nmoved_from: [bills/old, go/bill]"))
    text = with_addresses((root / LEDGER).read_text(), {"/bills/old/", "/bills/old/#steps", "/go/bill/", "/left/#a"})
    (root / LEDGER).write_text(text.replace("/left/#a", "/left/  retired: It left.\n/left/#a"))
    done = run_kb(root)
    assert done.returncode == 0, done.stderr
    assert (root / "site/go/bill/index.html").exists()


def test_an_old_name_is_an_anchor_where_the_section_is_now(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    page = root / REFUNDS
    names = "renamed: {to-do: steps, how: second-way, 1st: first-way}\npartners: [acme]"
    page.write_text(page.read_text().replace("partners: [acme]", names))
    done = run_kb(root, "build")
    assert "no line for /billing/refunds/#how" in done.stderr, "an old name is an address as well"
    assert run_kb(root, "ledger").returncode == 0
    done = run_kb(root, "build")
    assert done.returncode == 0, done.stderr
    tree = html.parse(str(root / "site/billing/refunds/index.html")).getroot()
    assert tree.get_element_by_id("to-do").getparent().get("id") == "steps"
    panel = tree.get_element_by_id("how").getparent()
    assert panel.get("class") == "tabbed-block" and panel.get("data-label") == "Second way"
    assert "".join(tree.get_element_by_id("how").itertext()) == ""


def test_words_stay_where_they_are() -> None:
    names = {"old": "new", "lost": "nowhere"}
    md = Markdown(extensions=["attr_list", Anchors(lambda: names)])
    assert md.convert("## A *b* c {: #new }") == '<h2 id="new"><span id="old"></span>A <em>b</em> c</h2>'
