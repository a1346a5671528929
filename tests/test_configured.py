"""What comes from the environment shows when it is set."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from tests.project import copy_small, run_kb


def test_repository_and_address_show_when_they_are_configured(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    page = root / "docs/about/sources.md"
    page.write_text(page.read_text() + "\n{{ feedback_route() }}\n")
    done = run_kb(
        root,
        REPO_URL="https://code.example/team/help",
        EDIT_URI="edit/main/docs/",
        FEEDBACK_EMAIL="help@example.org",
        SITE_URL="https://kb.example/help/",
    )
    assert done.returncode == 0, done.stderr
    built = html.parse(str(root / "site/billing/refunds/index.html"))
    assert built.xpath("//a[@href='https://code.example/team/help/edit/main/docs/billing/refunds.md']")
    assert built.xpath("//link[@rel='canonical']/@href") == ["https://kb.example/help/billing/refunds/"]
    feedback = html.parse(str(root / "site/about/sources/index.html")).xpath("//article")[0]
    assert "mailto:help@example.org" in feedback.xpath(".//a/@href")
    assert "https://code.example/team/help" in feedback.xpath(".//a/@href")
