"""The stages of a build: its sources are judged, a program renders them, the result is completed and judged.

Plain functions: whichever program renders, calls them. Today that is MkDocs, through ``hooks.py``.
"""

import contextlib
import io
import os
import re
import runpy
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar

import yaml
from yaml_env_tag import construct_env_tag

from kb.checks.built_site import BuiltSite
from kb.checks.context import Context
from kb.checks.public_urls import public_urls
from kb.checks.stages import check_site, check_sources
from kb.crash import crash, is_bug
from kb.model.diagnostic import Diagnostic
from kb.model.ledger import REMARKS, read_ledger, with_addresses
from kb.model.project import LEDGER, SETTINGS, Project
from kb.publish.assets import publish_assets
from kb.publish.short import write_short_addresses
from kb.search.index import publish_search
from macros.registry import Site

# Seconds after which no build is running anymore.
LONGEST = 3600
# A line of the navigation that stands for several pages.
STARRED = re.compile(r"^( *- )(\S*\*\S*\.md) *$", re.MULTILINE)


class Build:
    """One build of the site. ``errors`` holds those of the last stage that was looked at.

    Args:
        is_checked: whether its errors are looked for; without, it is rendered as far as it goes.
    """

    # The build that a command of ``kb`` has begun, for the hooks of the program that renders it.
    begun: ClassVar["Build | None"] = None

    def __init__(self, root: Path, is_checked: bool = True) -> None:
        self.project = Project.load(root)
        # The macros of the pages work on this project, too.
        self.project.share()
        self.is_checked = is_checked
        self.errors: list[Diagnostic] = []
        self.settings = read_settings(self.project)
        site = Site(self.project, self.settings)
        self.context = Context(self.project, site.functions(), site.blocks, self.settings.get("nav"))

    @cached_property
    def source_errors(self) -> list[Diagnostic]:
        """Every error of the sources. With any of them there is nothing to render."""
        if self.is_checked:
            self.errors = check_sources(self.context)
        return self.errors

    def publish(self, folder: Path, site_url: str) -> None:
        """Write into a rendered site what else belongs to it: the search, short addresses, bundled assets.

        Raises:
            RuntimeError: a program that this needs is missing; the message says which.
        """
        publish_search(folder, self.project)
        write_short_addresses(folder, self.project, site_url)
        self.errors = publish_assets(folder, self.project.root)

    def check_site(self, folder: Path, site_url: str, warnings: list[tuple[str, str]]) -> list[Diagnostic]:
        """Return every error of the site that `publish` has completed.

        The warnings are what the program that rendered it warned of, as logger's name and message.
        """
        if self.is_checked:
            self.context.site, self.context.warnings = BuiltSite(folder, site_url), warnings
            self.errors += check_site(self.context)
            # A warning that no rule reports is an error all the same.
            unread = [] if self.errors else dict.fromkeys(text for _, text in warnings)
            self.errors = sorted([*self.errors, *(crash(self.project.root, text) for text in unread)])
        return self.errors


class _Settings(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Reads ``mkdocs.yml`` as text, without loading what it names of Python."""


_Settings.add_constructor("!ENV", construct_env_tag)


def read_settings(project: Project) -> dict[str, Any]:
    """Return the values of ``mkdocs.yml``; none where it cannot be read, which the project reports.

    A line with a star in the navigation becomes the lines of the pages that it stands for, as literate-nav reads it.
    """
    text = project.text(SETTINGS)

    def pages(line: re.Match[str]) -> str:
        others = [f"{name}.md" for name in sorted(project.articles) if f"{name}.md" not in text]
        return "\n".join(line[1] + one for one in others if PurePosixPath(one).match(line[2])) or line[0]

    try:
        settings = yaml.load(STARRED.sub(pages, text), _Settings)
    except (yaml.YAMLError, ValueError):
        return {}
    return settings if isinstance(settings, dict) else {}


def check(root: Path) -> list[Diagnostic]:
    """Return every error of a project: of its sources or, where they have none, of the site that they make."""
    build = Build(root)
    if not build.source_errors:
        with rendered(build):
            pass
    return build.errors


def write_ledger(root: Path) -> int:
    """Write every address of the site that its ledger lacks. No line is removed.

    Returns:
        0 when the ledger is whole, 1 when it could not be read or the site could not be built.
    """
    build = Build(root, is_checked=False)
    text = build.project.texts.get(LEDGER) or REMARKS
    with rendered(build) as site:
        if build.errors or not build.project.is_readable(LEDGER):
            why = "the site cannot be built" if build.errors else f"{LEDGER} cannot be read"
            print(f"Nothing was written: {why}. `make check` says why.", file=sys.stderr)
            return 1
        build.context.site = BuiltSite(site, build.settings.get("site_url") or "")
        there = public_urls(build.context)
    missing = there - {one.address for one in read_ledger(text)}
    (root / LEDGER).write_text(with_addresses(text, missing), encoding="utf-8")
    print("\n".join([*sorted(missing), f"{LEDGER}: {len(missing)} new."]))
    return 0


@contextmanager
def rendered(build: Build) -> Iterator[Path]:
    """Render a build by MkDocs' own command into a folder that is thrown away; ``build.errors`` says what is wrong."""
    folder = new_folder(build.project.root / "site")
    Build.begun = build
    try:
        _run_mkdocs(build, folder / "site")
        yield folder / "site"
    finally:
        Build.begun = None
        shutil.rmtree(folder, ignore_errors=True)


def _run_mkdocs(build: Build, site: Path) -> None:
    root, said = build.project.root, io.StringIO()
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # Not strict: each warning is reported as an error, at its line.
    sys.argv = ["mkdocs", "build", "--no-strict", "-f", str(root / SETTINGS), "--site-dir", str(site)]
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if said.getvalue().endswith("Aborted!\n"):
            raise KeyboardInterrupt from None
        if isinstance(end.code, str) and not build.errors:
            raise
        if end.code and not build.errors:
            build.errors = [crash(root, re.sub(r"^INFO .*\n", "", said.getvalue(), flags=re.MULTILINE))]
    except Exception as error:  # a mistake in the settings may make MkDocs or a plugin raise anything
        if is_bug(error, root):
            raise
        build.errors = [crash(root, f"{said.getvalue()}\n{error}", type(error).__name__)]


def new_folder(site: Path) -> Path:
    """Make a folder beside a site's, to replace it; remove those that killed builds have left there."""
    site.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".site-", dir=site.parent))
    for left in site.parent.glob(".site-*"):
        if new.stat().st_mtime - left.stat().st_mtime > LONGEST:
            shutil.rmtree(left, ignore_errors=True)
    return new


def swap(new: Path, site: Path) -> None:
    """Put a finished site in place: two renames, so that no half-written site is ever seen."""
    new.chmod(0o755)
    old = new.with_name(new.name + "-old")
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
