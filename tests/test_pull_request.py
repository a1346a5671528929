"""What a pull request meets: forms that ask for nothing personal, and workflows that are valid and hand nothing out."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kb.model.project import Project
from tests.project import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = [path for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]
PERSONAL = ("card number", "password", "code", "account email", "phone number of a person")


def run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the installed tools. As they are called here, none asks for a network."""
    command = [str(Path(sys.executable).parent / tool), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_what_github_reads_is_valid(schema: str, files: list[Path]) -> None:
    assert files
    done = run("check-jsonschema", "--builtin-schema", schema, *map(str, files))
    assert done.returncode == 0, done.stdout


def test_the_hooks_are_valid() -> None:
    done = run("pre-commit", "validate-config", str(ROOT / ".pre-commit-config.yaml"))
    assert done.returncode == 0, done.stdout


def audit(folder: Path) -> set[str]:
    """Return what the auditor of workflows finds: the names of its rules."""
    done = run("zizmor", "--offline", "--format=json", "--no-exit-codes", "--strict-collection", str(folder))
    assert done.returncode == 0, done.stderr
    return {found["ident"] for found in json.loads(done.stdout)}


def test_the_workflows_hand_nothing_out() -> None:
    assert audit(GITHUB) == set()


@pytest.mark.parametrize(
    ("name", "old", "new", "finds"),
    [
        ("check.yml", "  pull_request:", "  pull_request_target:", "dangerous-triggers"),
        ("check.yml", "    permissions:\n      contents: read", "    permissions: write-all", "excessive-permissions"),
        ("check.yml", "          persist-credentials: false\n          fetch", "          fetch", "artipacked"),
        ("check.yml", "run: make test", "run: echo ${{ github.head_ref }}", "template-injection"),
        ("weekly.yml", "lychee-action@8646ba30535128ac92d33dfc9133794bfdd9b411", "lychee-action@v2", "unpinned-uses"),
    ],
)
def test_the_audit_sees_a_mistake(tmp_path: Path, name: str, old: str, new: str, finds: str) -> None:
    shutil.copytree(GITHUB / "workflows", tmp_path / ".github/workflows")
    text = (GITHUB / "workflows" / name).read_text()
    assert old in text
    (tmp_path / ".github/workflows" / name).write_text(text.replace(old, new))
    assert finds in audit(tmp_path)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_each_action_is_pinned_and_no_secret_is_named(path: Path) -> None:
    text = path.read_text()
    uses = re.findall(r"\buses: (.+)", text)
    assert uses and all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in uses), uses
    assert "secrets." not in text and yaml.safe_load(text)["permissions"] == {}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_each_form_warns_of_personal_data(path: Path) -> None:
    first, *_, last = yaml.safe_load(path.read_text())["body"]
    assert all(word in first["attributes"]["value"] for word in PERSONAL)
    assert last["type"] == "checkboxes" and last["attributes"]["options"][0]["required"] is True


def test_the_other_ways_in_are_addresses_of_the_records(project: Project) -> None:
    links = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/config.yml").read_text())["contact_links"]
    known = {page.url for one in project.partners.values() for page in one.pages.values()}
    assert links and {link["url"] for link in links} <= known | {one.url for one in project.sources.values()}


def test_the_guide_names_what_there_is() -> None:
    text = " ".join((ROOT / "CONTRIBUTING.md").read_text().split())
    files = re.findall(r"\]\(([\w/.-]+\.md)[)#]", text) + re.findall(r"`((?:docs|macros|schemas)/[\w/.-]*)`", text)
    assert len(files) > 8 and [path for path in files if not (ROOT / path).exists()] == []
    makefile = (ROOT / "Makefile").read_text()
    commands = set(re.findall(r"\bmake ([a-z-]+)", text))
    assert commands and [name for name in commands if f"\n{name}:" not in makefile] == []
    assert all(word in text for word in PERSONAL)
