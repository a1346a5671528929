"""The stages of a build: its sources are judged, a program renders them, the result is completed and judged.

Plain functions: whichever program renders, calls them. Today that is MkDocs, through ``hooks.py``.
"""

import contextlib
import fnmatch
import io
import os
import re
import runpy
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import yaml
from yaml_env_tag import construct_env_tag

from kb.checks.stages import check_site, check_sources, public_urls
from kb.crash import crash
from kb.model.diagnostic import Diagnostic
from kb.model.ledger import REMARKS, read_ledger, with_addresses
from kb.model.project import LEDGER, SETTINGS, Project
from kb.publish.assets import publish_assets
from kb.publish.short import write_short_addresses
from kb.search.publish import publish_search
from macros.registry import MACROS, Site

Warnings = list[tuple[str, str]]


class Build:
    """One build of the site.

    Args:
        root: the project's folder.
        is_checked: whether its errors are looked for; without, it is rendered as far as it goes.
    """

    # A build that `check` has begun, for the program that renders it.
    begun: ClassVar["Build | None"] = None

    def __init__(self, root: Path, is_checked: bool = True) -> None:
        self.project = Project.load(root)
        # The macros of the pages work on this project, too.
        self.project.share()
        self.is_checked = is_checked
        self.errors: list[Diagnostic] = []
        self.settings = read_settings(self.project.text(SETTINGS))
        self.nav = _with_pages(self.settings.get("nav"), self.project)
        self._macros = Site(self.project, {**self.settings, "nav": self.nav}).functions()
        self._blocks = frozenset(one.name for one in MACROS.values() if one.block)

    @classmethod
    def of(cls, root: Path) -> "Build":
        """Return the build that `check` has begun, or else a new one.

        Args:
            root: the project's folder.
        """
        return cls.begun or cls(root)

    @cached_property
    def source_errors(self) -> list[Diagnostic]:
        """Every error of the sources. With any of them there is nothing to render."""
        if self.is_checked:
            self.errors = check_sources(self.project, self._macros, self._blocks, self.nav)
        return self.errors

    def publish(self, folder: Path, site_url: str) -> list[Diagnostic]:
        """Write into a rendered site what else belongs to it: the search, short addresses, bundled assets.

        Args:
            folder: the rendered site.
            site_url: the address that it was rendered for.

        Returns:
            What is wrong in a style sheet or a script.

        Raises:
            RuntimeError: a program that this needs is missing; the message says which.
        """
        publish_search(folder, self.project)
        write_short_addresses(folder, self.project, site_url)
        self.errors = publish_assets(folder, self.project.root)
        return self.errors

    def check_site(self, folder: Path, site_url: str, warnings: Warnings) -> list[Diagnostic]:
        """Return every error of the finished site.

        Args:
            folder: the site that `publish` has completed.
            site_url: the address that it was rendered for.
            warnings: what the program that rendered it warned of, as logger's name and message.
        """
        if not self.is_checked:
            return []
        found = check_site(self.project, self._macros, self._blocks, self.nav, folder, site_url, warnings)
        # No warning is let through because no rule tells it better.
        unread = [] if found or self.errors else list(dict.fromkeys(warnings))
        self.errors = sorted([*self.errors, *found, *(crash(self.project.root, text) for _, text in unread)])
        return self.errors

    def public_urls(self, folder: Path, site_url: str) -> set[str]:
        """Return every address that the finished site gives out.

        Args:
            folder: the site.
            site_url: the address that it was rendered for.
        """
        return public_urls(self.project, self._macros, self._blocks, folder, site_url)


class _Settings(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads ``mkdocs.yml`` without loading what it names of Python."""


_Settings.add_constructor("!ENV", construct_env_tag)
_Settings.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def read_settings(text: str) -> dict[str, Any]:
    """Return the values of ``mkdocs.yml``; none where it cannot be read, which the loaded project reports.

    Args:
        text: the file.
    """
    try:
        settings = yaml.load(text, _Settings)
    except (yaml.YAMLError, ValueError):
        return {}
    return settings if isinstance(settings, dict) else {}


def _with_pages(nav: Any, project: Project) -> Any:
    """Return a navigation with the pages that its lines with a star stand for, as literate-nav puts them in.

    What is no navigation at all, such as a number, becomes None: MkDocs refuses it.
    """
    named = set(_texts(nav))

    def resolve(one: Any) -> Any:
        if isinstance(one, Mapping):
            return {str(key): resolve(value) for key, value in one.items()}
        if isinstance(one, list):
            return [page for item in one for page in (matching(item) if _is_pattern(item) else [resolve(item)])]
        return matching(one) if _is_pattern(one) else one if isinstance(one, str) else None

    def matching(pattern: str) -> list[str]:
        pages = [f"{name}.md" for name in sorted(project.articles) if name.count("/") == pattern.count("/")]
        return [page for page in pages if fnmatch.fnmatch(page, pattern) and page not in named] or [pattern]

    return resolve(nav)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | Mapping):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(inner)


def _is_pattern(one: Any) -> bool:
    return isinstance(one, str) and "*" in one and "://" not in one


def check(root: Path) -> list[Diagnostic]:
    """Return every error of a project: of its sources or, where they have none, of the site that they make.

    Args:
        root: the project's folder.
    """
    build = Build(root)
    if not build.source_errors:
        with rendered(build):
            pass
    return build.errors


def write_ledger(root: Path) -> int:
    """Write every address of the site that its ledger lacks. No line is removed.

    Args:
        root: the project's folder.

    Returns:
        0 when the ledger is whole, 1 when it could not be read or the site could not be built.
    """
    build = Build(root, is_checked=False)
    text = build.project.texts.get(LEDGER) or REMARKS
    with rendered(build) as site:
        if build.errors or not build.project.is_readable(LEDGER):
            print("Nothing was written. `make check` says what is wrong.", file=sys.stderr)
            return 1
        missing = build.public_urls(site, build.settings.get("site_url") or "") - {
            one.address for one in read_ledger(text)
        }
    (root / LEDGER).write_text(with_addresses(text, missing), encoding="utf-8")
    print("\n".join([*sorted(missing), f"{LEDGER}: {len(missing)} new."]))
    return 0


@contextmanager
def rendered(build: Build) -> Iterator[Path]:
    """Render a build by MkDocs' own command into a folder that is thrown away; ``build.errors`` says what is wrong.

    Args:
        build: the build; ``hooks.py`` takes it from here.
    """
    root, said = build.project.root, io.StringIO()
    folder = new_folder(root / "site")
    Build.begun, kept = build, sys.argv
    sys.argv = ["mkdocs", "build", "--quiet", "-f", str(root / SETTINGS), "--site-dir", str(folder / "site")]
    sys.argv += [] if build.is_checked else ["--no-strict"]
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if isinstance(getattr(end.__context__, "__cause__", None), KeyboardInterrupt):
            raise KeyboardInterrupt from None
        if isinstance(end.code, str) and not build.errors:
            raise
        if end.code and not build.errors:
            build.errors = [crash(root, said.getvalue())]
    except Exception as error:  # a slip in the settings may make MkDocs or a plugin raise anything
        build.errors = [crash(root, f"{said.getvalue()}\n{error}", type(error).__name__)]
    finally:
        Build.begun, sys.argv = None, kept
    try:
        yield folder / "site"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_folder(site: Path) -> Path:
    """Make a folder beside a site's; remove those that builds have left there which were killed.

    Args:
        site: the folder that the new one may replace.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    for left in site.parent.glob(".site-*"):
        owner = re.match(r"\.site-(\d+)-", left.name)
        if owner and not _runs(int(owner[1])):
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f".site-{os.getpid()}-", dir=site.parent))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def swap(new: Path, site: Path) -> None:
    """Put a finished site in place: two renames, so that no half-written site is ever seen.

    Args:
        new: the finished site, in a folder that `new_folder` made.
        site: the folder that it replaces.
    """
    new.chmod(0o755)
    old = new.with_name(new.name + "-old")
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
