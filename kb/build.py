"""Builds the site, or nothing: the one place where the machinery meets MkDocs."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import get_yaml_loader

from kb.checks.links import line_of
from kb.checks.public_urls import public_urls
from kb.checks.report import report
from kb.checks.stages import check_site, check_sources, site_context
from kb.model.diagnostic import Diagnostic
from kb.model.ledger import REMARKS, read_ledger, with_addresses
from kb.model.project import LEDGER, SETTINGS, Project
from kb.publish.assets import publish_assets
from kb.publish.short import write_short_addresses
from kb.render import render
from kb.search.publish import publish_search

__all__ = ["build", "diagnostics_of", "report"]


def diagnostics_of(
    project: Project, folder: Path | None, config: Mapping[str, Any], warnings: list[tuple[str, str]] | None = None
) -> list[Diagnostic]:
    """Return every error of a project or, where its sources have none, of the site that was built from it.

    Args:
        project: the loaded project.
        folder: the built site, or None where nothing was built.
        config: MkDocs's configuration, or an empty mapping where it could not be read.
        warnings: what MkDocs warned of, as logger's name and message.
    """
    given = _given(project, config)
    found = check_sources(project, *given)
    if found or folder is None:
        return found
    return check_site(project, *given, folder, config.get("site_url") or "", warnings or [])


def _given(project: Project, config: Mapping[str, Any]) -> tuple[Mapping[str, Callable[..., str]], frozenset[str], Any]:
    """Return what the checks need besides the project: the macros, the names of the block macros, the navigation."""
    from macros.registry import MACROS, Site

    return (
        Site(project, config).functions(),
        frozenset(one.name for one in MACROS.values() if one.block),
        config.get("nav"),
    )


def settings_of(root: Path) -> dict[str, Any]:
    """Return MkDocs's settings as they stand in the file; nothing where they cannot be read.

    Args:
        root: the project's folder.
    """
    try:
        return dict(yaml.load((root / SETTINGS).read_text(encoding="utf-8"), get_yaml_loader()))
    except (OSError, ValueError, TypeError, AttributeError, yaml.YAMLError):
        return {}


def write_ledger(root: Path) -> int:
    """Write every address of the site that its ledger lacks. No line is removed.

    Args:
        root: the project's folder.

    Returns:
        0 when the ledger is whole, 1 when it could not be read or the site could not be built.
    """
    project = Project.load(root)
    if not project.is_readable(LEDGER):
        print(f"Nothing was written: {LEDGER} cannot be read. `make check` says why.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix=".site-", dir=root) as name:
        rendered = render(project, Path(name))
        if rendered.crash:
            print("Nothing was written: the site cannot be built. `make check` says why.", file=sys.stderr)
            return 1
        site_url = rendered.config.get("site_url") or ""
        context = site_context(project, *_given(project, rendered.config), Path(name), site_url)
        text = project.texts.get(LEDGER) or REMARKS
        missing = public_urls(context) - {one.address for one in read_ledger(text)}
        (root / LEDGER).write_text(with_addresses(text, missing), encoding="utf-8")
    print("\n".join([*sorted(missing), f"{LEDGER}: {len(missing)} new."]))
    return 0


def build(root: Path, publish: bool = True, form: str = "text") -> int:
    """Build the site into a new folder, check it, and only then put it in the place of the last one.

    Args:
        root: the project's folder.
        publish: whether to replace ``site/``; without it the site is only checked.
        form: how to tell the errors: one of ``kb.checks.report.FORMS``.

    Returns:
        0 when all is well. 1 when anything is wrong: every error is printed and ``site/`` stays as it was.
    """
    with _new_folder(root) as folder:
        diagnostics = _build_into(folder, root)
        if diagnostics or form == "json":
            print(report(diagnostics, form), file=sys.stderr if form == "text" else sys.stdout)
        if diagnostics:
            print("Nothing was published. The last good site stays as it was.", file=sys.stderr)
            return 1
        if publish:
            _swap(folder, root / "site")
        if form != "json":
            print("All is well." + (" The site is in site/." if publish else ""))
        return 0


def diagnostics_in(root: Path) -> list[Diagnostic]:
    """Return every error of a project: build it into a new folder, and throw that away.

    Args:
        root: the project's folder.
    """
    with _new_folder(root) as folder:
        return _build_into(folder, root)


@contextmanager
def _new_folder(root: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=".site-", dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _build_into(folder: Path, root: Path) -> list[Diagnostic]:
    """Run MkDocs into a folder and return every error of the sources and of the result."""
    project = Project.load(root)
    found = diagnostics_of(project, None, settings_of(root))
    if found:
        return found
    rendered = render(project, folder)
    if rendered.crash:
        return [_crash(root, rendered.crash, rendered.warnings)]
    publish_search(folder, project)
    site_url = rendered.config.get("site_url") or ""
    write_short_addresses(folder, project, site_url)
    found = publish_assets(folder, project.root)
    given = _given(project, rendered.config)
    return sorted([*found, *check_site(project, *given, folder, site_url, rendered.warnings)])


def _crash(root: Path, crash: tuple[str, str, str, int], met: list[tuple[str, str]]) -> Diagnostic:
    """Tell why MkDocs could not build, in the last words of each of its messages."""
    kind, words, path, line = crash
    last = [message.strip().split("\n")[-1] for message in [*[text for _, text in met], words]]
    why = "; ".join(one for one in dict.fromkeys(last) if one)
    icon = re.search(r"\.icons/(.+?)\.svg' not found", why)
    if icon:
        path, why = SETTINGS, f'the theme has no icon "{icon[1]}"'
    if path != SETTINGS:
        return Diagnostic(path, line, 1, "build-warning", f"{kind}: {why}", "a template that the theme can fill")
    text = (root / SETTINGS).read_text(encoding="utf-8")
    named = [one for one in re.findall(r"""['"]([\w./-]+)['"]""", why) if one in text]
    # The last name is the nearest to the slip: `plugins`, and then the one that isn't there.
    line = line_of(text, named[-1]) if named else 1
    fix = "look at its spelling and its indent in the guide of MkDocs, or put the line back as it was"
    return Diagnostic(SETTINGS, line, 1, "build-warning", f"{kind}: {why}", "settings that MkDocs accepts", fix=fix)


def _swap(new: Path, site: Path) -> None:
    """Put a finished site in place: two renames, so that no half-written site is ever seen."""
    new.chmod(0o755)
    old = new.with_name(new.name + "-old")
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
