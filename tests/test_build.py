"""MkDocs' own commands publish a site that is checked and whole, or nothing and say why."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from kb.model.navigation import files_in
from kb.model.project import Project
from kb.stages import Build
from tests.browser.preview import PAUSE, previewed, wait_for
from tests.project import ROOT, copy_real, copy_small, run_kb, run_kb_of

MKDOCS = Path(sys.executable).with_name("mkdocs")
ARTICLE = "docs/billing/refunds.md"
ACME = "macros/data/partners/acme.yml"
WARNING = """
import logging
def on_post_build(config):
    logging.getLogger("mkdocs.plugins.odd").warning("Something is odd.")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "project")


def mkdocs(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs' own script, as every host does: it finds no module of the folder by itself."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [MKDOCS, *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**given, "NO_MKDOCS_2_WARNING": "1", **environment},
    )


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def files(folder: Path) -> dict[Path, bytes]:
    """Return every file of a site; a packed one holds the time at which it was made."""
    every = [one for one in folder.rglob("*") if one.is_file() and one.suffix != ".gz"]
    return {one.relative_to(folder): one.read_bytes() for one in every}


def test_every_way_to_build_makes_the_same_site(root: Path) -> None:
    done = run_kb(root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "All is well. The site is in site/.\n", "")
    made = files(root / "site")
    assert {Path("search/index.json"), Path("search/worker.js"), Path("go/refunds/index.html")} <= set(made)
    done = mkdocs(root.parent, "build", "-f", "project/mkdocs.yml", "-d", "../other/", "--no-strict")
    assert done.returncode == 0, done.stderr
    assert files(root.parent / "other") == made
    assert mkdocs(root, "build").returncode == 0, "over the last one"
    assert files(root / "site") == made
    assert not [*root.parent.glob("**/.site-*")]


def test_what_killed_builds_have_left_is_removed(root: Path) -> None:
    left, running = root / ".site-old", root / ".site-new"
    (left / "billing").mkdir(parents=True)
    running.mkdir()
    os.utime(left, (0, 0))
    assert run_kb(root).returncode == 0
    assert [*root.glob(".site-*")] == [running]


def test_errors_of_every_stage_leave_the_site_as_it_was(root: Path) -> None:
    assert run_kb(root).returncode == 0
    before, article = files(root / "site"), (root / ARTICLE).read_text()
    for old, new, rule in (
        ("review_every:", "review_evry:", "KB001 unknown-key"),
        ("## Steps", "## Steps\n\n[Try](/nowhere.md)", "KB201 dead-link"),
    ):
        replace(root / ARTICLE, old, new)
        done = mkdocs(root, "build", "--no-strict")
        assert done.returncode == 1 and f" {rule.split()[1]}\n" in done.stderr, done.stderr
        assert done.stderr.endswith("Nothing was published. The last good site stays as it was.\n")
        assert "\n1 error in 1 file\n" in done.stderr and "Traceback" not in done.stderr
        (root / ARTICLE).write_text(article)
    (root / "odd.py").write_text(WARNING)
    replace(root / "mkdocs.yml", "  - hooks.py\n", "  - hooks.py\n  - odd.py\n")
    for arguments in (("--quiet",), ("--no-strict",)):
        done = mkdocs(root, "build", *arguments)
        assert done.returncode == 1 and "Something is odd." in done.stderr, "MkDocs counts its warnings later"
    assert files(root / "site") == before and not [*root.glob(".site-*")]


def test_what_cannot_be_built_is_one_message(root: Path) -> None:
    main = root / "overrides/main.html"
    good, settings = main.read_text(), (root / "mkdocs.yml").read_text()
    for text, words in (("{% if %}", "TemplateSyntaxError"), ("{{ 1 / 0 }}", "ZeroDivisionError")):
        main.write_text(f"{good}\n{{% block footer %}}\n{text}\n{{% endblock %}}\n")
        line = main.read_text().count("\n", 0, main.read_text().index(text)) + 1
        for done in (run_kb(root), run_kb(root, "check")):
            assert done.returncode == 1
            assert done.stderr.startswith(f"overrides/main.html:{line}:1 KB402 build-warning\n"), done.stderr
            assert words in done.stderr and "\n1 error in 1 file\n" in done.stderr and "Traceback" not in done.stderr
    main.write_text(good)
    replace(root / "mkdocs.yml", "  name: material\n", "  name: materiel\n")
    at = (root / "mkdocs.yml").read_text()[: (root / "mkdocs.yml").read_text().index("materiel")].count("\n") + 1
    reported = run_kb(root, "check").stderr
    assert reported.startswith(f"mkdocs.yml:{at}:1 KB402 build-warning\n") and "'materiel'" in reported
    (root / "mkdocs.yml").write_text(settings.replace("nav:\n", "nav: [\n", 1))
    replace(root / ARTICLE, "review_every:", "review_evry:")
    reported = run_kb(root, "check").stderr
    assert "\nmkdocs.yml:" in reported and f"{ARTICLE}:" in reported, "both in one run"


def test_what_is_missing_is_said_in_one_line(root: Path) -> None:
    (root / "kb/search/engine/dist/worker.js").unlink()
    done = run_kb_of(root, "build")
    assert (done.returncode, done.stderr) == (1, "The search's worker is not bundled. Run `make build`.\n")
    stages = root / "kb/stages.py"
    replace(stages, "        publish_search(", '        raise KeyError("a bug")\n        publish_search(')
    for command in ("build", "check"):
        done = run_kb_of(root, command)
        assert "Traceback" in done.stderr and "KB402" not in done.stderr, "a bug of this project is not an editor's"
        assert not (root / "site").exists() and not [*root.glob(".site-*")]
    done = mkdocs(root, "build", "--dirty", "--quiet")
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "--dirty" in done.stderr


@pytest.mark.parametrize("command", [["mkdocs", "build"], ["kb", "check"]], ids=" ".join)
def test_an_interrupted_build_leaves_nothing(command: list[str], root: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(root)}
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=root,
        env=environment,
        text=True,
        stderr=subprocess.PIPE,
        # What runs in the background has inherited to ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        end = time.monotonic() + 30
        while not [*root.glob(".site-*/**/index.html")] and time.monotonic() < end:
            PAUSE(0.01)
        process.send_signal(signal.SIGINT)
        said = process.communicate()[1]
    assert process.returncode not in (0, None) and "Traceback" not in said and " error" not in said
    assert not [*root.glob(".site-*")] and not (root / "site").exists()


def test_only_a_good_site_is_deployed(root: Path) -> None:
    def git(*arguments: str, folder: Path = root) -> str:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout

    hosted = root.parent / "hosted.git"
    git("init", "-q", "--bare", str(hosted), folder=root.parent)
    git("init", "-q")
    git("remote", "add", "origin", str(hosted))
    identity = {f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = mkdocs(root, "gh-deploy", **identity)
    assert done.returncode == 0, done.stderr
    deployed = git("ls-tree", "-r", "--name-only", "gh-pages", folder=hosted).split("\n")
    assert {str(one) for one in files(root / "site")} <= set(deployed)
    before = git("rev-parse", "gh-pages", folder=hosted)
    replace(root / ARTICLE, "review_every:", "review_evry:")
    assert mkdocs(root, "gh-deploy", **identity).returncode == 1
    assert git("rev-parse", "gh-pages", folder=hosted) == before


def test_a_preview_outlives_errors_at_its_start_and_later(root: Path) -> None:
    def fetch(path: str) -> str:
        with urllib.request.urlopen(f"{address}{path}", timeout=20) as page:
            return str(page.read().decode())

    def wait_to_see(path: str, words: str) -> str:
        end = time.monotonic() + 20
        while words not in (text := fetch(path)):
            assert time.monotonic() < end, text
            PAUSE(0.1)
        return text

    log, facts, acme = root.parent / "log", root / "macros/data/facts.yml", root / ACME
    good = facts.read_text()
    facts.write_text(good.replace(":", "", 1))
    with previewed(root, log) as address:
        listed = fetch("")
        assert "macros/data/facts.yml:1:" in listed and "/livereload/" in listed
        facts.write_text(good)
        wait_to_see("", "<main")
        assert "12 hours" in fetch("billing/refunds/")

        text, before = acme.read_text(), log.read_text()
        acme.write_text(text.replace("country:", "contry:"))
        wait_for(log, f"{ACME}:")
        assert "12 hours" in fetch("billing/refunds/"), "the last good pages stay"
        said = log.read_text().removeprefix(before)
        assert said.count("\n") < 40 and "Traceback" not in log.read_text(), said
        assert said.count(f"{ACME}:") == 1

        acme.write_text(text)
        facts.write_text(good.replace("12 hours", "13 hours"))
        wait_to_see("billing/refunds/", "13 hours")
    assert not (root / "site").exists()


def test_the_functions_make_the_same_site_without_the_hooks(site: Path, tmp_path: Path) -> None:
    """The theme's successor runs no hooks of MkDocs: whatever renders, the functions of ``kb`` do the rest."""

    def without_blanks(name: Path, text: bytes) -> bytes:
        """Return a file without the blank space around tags, which a hook leaves out of templates."""
        if name.suffix not in (".html", ".xml", ".txt"):
            return text
        return re.sub(rb"\s+", b" ", re.sub(rb"\s*(<[^>]*>)\s*", rb"\1", text))

    root = copy_real(tmp_path)
    replace(root / "mkdocs.yml", "hooks:\n  - hooks.py\n", "")
    done = mkdocs(root, "build", "--quiet", "--no-strict")
    assert done.returncode == 0, done.stderr
    build, address = Build(root), "https://help.example.org/"
    build.publish(root / "site", address)
    assert build.check_site(root / "site", address, []) == []
    made, expected = files(root / "site"), files(site)
    assert set(made) == set(expected)
    assert [name for name in made if without_blanks(name, made[name]) != without_blanks(name, expected[name])] == []


def test_a_line_with_a_star_stands_for_pages(project: Project) -> None:
    named = files_in(Build(ROOT).settings["nav"])
    assert "- providers/*.md" in project.text("mkdocs.yml")
    assert "providers/*.md" not in named and len(named) == len(set(named))
    assert {f"{name}.md" for name in project.articles if name.startswith("providers/")} <= set(named)
