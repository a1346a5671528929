"""Copies of projects that a test may spoil, and the command that builds them."""

import multiprocessing
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests/rules/project"
CODE = ["kb", "overrides", "hooks.py", ".rumdl.toml"]
# Many megabytes of packages, which nothing changes: a copy of the project links them.
PACKAGES = "kb/search/engine/node_modules"
# A process that has imported what a build needs, and does nothing but start others: each saves half of a small build.
READY = multiprocessing.get_context("forkserver")
READY.set_forkserver_preload(
    [
        "kb.stages",
        "kb.fix",
        "mkdocs.commands.build",
        "mkdocs_macros.plugin",
        "material.plugins.search.plugin",
        "material.extensions.emoji",
        "pymdownx.tabbed",
    ]
)


def copy_real(folder: Path) -> Path:
    """Copy the real project into a folder."""
    for name in [*CODE, "docs", "macros", "mkdocs.yml"]:
        _copy(ROOT / name, folder / name)
    (folder / PACKAGES).symlink_to(ROOT / PACKAGES)
    return folder


def copy_small(folder: Path) -> Path:
    """Copy the small made-up project into a folder: its own articles and records, the real code and settings."""
    for name in CODE:
        _copy(ROOT / name, folder / name)
    (folder / PACKAGES).symlink_to(ROOT / PACKAGES)
    shutil.copytree(
        ROOT / "macros", folder / "macros", ignore=shutil.ignore_patterns("data", "snippets", "__pycache__")
    )
    # The small site takes the theme's own home page, 404 and footer: the real ones link to real articles.
    for template in ("home.html", "404.html", "partials/copyright.html"):
        (folder / "overrides" / template).unlink()
    # So do these parts of every page.
    parts = {"independence": "", "feedback": "", "search-help": '<template id="search-help"></template>'}
    for partial, text in parts.items():
        (folder / f"overrides/partials/{partial}.html").write_text(text)
    shutil.copytree(SMALL / "docs", folder / "docs")
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets")
    shutil.copytree(SMALL / "macros", folder / "macros", dirs_exist_ok=True)
    settings = (ROOT / "mkdocs.yml").read_text().split("\nnav:\n")[0]
    settings = settings.replace("first_provider: optimum", "first_provider: acme")
    (folder / "mkdocs.yml").write_text(settings + "\n" + (SMALL / "nav.yml").read_text())
    return folder


def arguments_of(command: str) -> list[str]:
    """Return what ``make`` runs for a command: a build is MkDocs' own."""
    return ["mkdocs", "build", "--quiet"] if command == "build" else ["kb", command]


def run_kb(root: Path, command: str = "build", *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a project as ``make`` does, such as ``build`` or ``check``, with this project's own ``kb``."""
    files = [root / ".out", root / ".err"]
    process = READY.Process(target=_run_here, args=(root, [*arguments_of(command), *arguments], environment, *files))
    process.start()
    process.join()
    out, err = (file.read_text(encoding="utf-8") for file in files)
    for file in files:
        file.unlink()
    return subprocess.CompletedProcess(command, process.exitcode or 0, out, err)


def _run_here(root: Path, arguments: list[str], environment: dict[str, str], out: Path, err: Path) -> None:
    """Run a command in this process, which ends with it."""
    for number, file in ((1, out), (2, err)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.chdir(root)
    os.environ.update({"NO_MKDOCS_2_WARNING": "1", **environment})
    sys.path.insert(0, str(root))
    sys.argv = arguments
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def run_kb_of(root: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the project's own copy of ``kb``, which a test has changed."""
    return subprocess.run(
        [sys.executable, "-m", *arguments_of(command)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(root)},
    )


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    else:
        shutil.copy(source, target)
