"""MkDocs' events call the stages of a build, so that each of its commands checks and publishes alike.

The only file that handles MkDocs' events. No reader depends on it: another program would call ``kb/stages.py`` itself.
"""

import logging
import os
import re
import shutil
import sys
import threading
from html import escape
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import FileSystemBytecodeCache
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from kb.checks.report import report
from kb.crash import crash, is_bug
from kb.model.diagnostic import Diagnostic
from kb.model.project import SNIPPETS
from kb.stages import Build, new_folder, swap

ROOT = Path(__file__).resolve().parent
# What Jinja has made of the templates; it notices by itself when one has changed.
COMPILED = ROOT / ".cache/templates"
# Seconds that a browser gets to load the page of a preview before the checks begin.
LATER = 0.5
# What a preview shows when there are errors and no pages yet; it reloads by itself once they are fixed.
ERRORS = '<!doctype html>\n<html lang="en"><title>Errors</title><body><pre>{}</pre></body></html>\n'
MKDOCS = logging.getLogger("mkdocs")
# What MkDocs and its plugins warn of. The rules say most of it better, and at its line.
warned = BufferingHandler(sys.maxsize)
warned.setLevel(logging.WARNING)
MKDOCS.addHandler(warned)
# It lists every macro at each build.
logging.getLogger("mkdocs.plugins.mkdocs_macros").setLevel(logging.WARNING)


class state:  # noqa: N801
    """What one event leaves for the next."""

    command = "build"
    build: Build
    # Where the finished site goes, and the new folder that it is rendered into.
    site: Path
    folder: Path | None = None
    # Whether a preview has rendered pages before.
    has_pages = False


def on_startup(command: str, dirty: bool) -> None:
    """Remember which command runs, and keep MkDocs' warnings for the report."""
    if dirty:
        sys.exit("Leave out --dirty: the site is checked as a whole.")
    state.command = command
    for handler in MKDOCS.handlers:
        if handler is not warned:
            # With --quiet MkDocs would not even count its warnings.
            handler.setLevel(max(handler.level, MKDOCS.level))
            handler.addFilter(_is_no_warning)
    MKDOCS.setLevel(min(MKDOCS.level, logging.WARNING))


@event_priority(100)
def on_config(config: Any) -> None:
    """Judge the sources before any plugin reads them, and let MkDocs render into a new folder."""
    # MkDocs may have been started in another folder, and by its own script.
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    if macros := config.plugins.get("macros"):
        macros.config["include_dir"] = str(ROOT / SNIPPETS)
    state.build = build = Build.begun or Build(ROOT)
    # In a preview, what spoils no page is reported soon after it is shown.
    errors = build.source_errors if state.command != "serve" or build.project.diagnostics else []
    if errors and state.command == "serve":
        _render_nothing(config, report(errors))
    elif errors:
        _refuse(errors)
    elif state.command != "serve":
        state.site = Path(config.site_dir).resolve()
        state.folder = new_folder(state.site)
        config.site_dir = str(state.folder)


def _render_nothing(config: Any, errors: str) -> None:
    """Let a preview render nothing: the last good pages stay; where there are none, one page lists the errors."""
    print(errors, file=sys.stderr)
    if not state.has_pages:
        Path(config.site_dir, "index.html").write_text(ERRORS.format(escape(errors)), encoding="utf-8")
    for handlers in config.plugins.events.values():
        handlers.clear()
    config.plugins.events["files"].append(lambda *_, **__: Files([]))
    config.nav, config.theme.static_templates = None, set()
    # MkDocs empties this folder, and makes none where there is nothing to write.
    config.site_dir += "-unused"


def on_page_content(html: str, page: Any, **_: Any) -> None:
    """Tell MkDocs' link check of every id on the page: tabs get theirs after it has looked.

    The theme need not index the page either: its index is emptied after the build, and it takes a tenth of the time.
    """
    if page.present_anchor_ids is not None:
        page.present_anchor_ids.update(re.findall(r'\sid="([^"]+)"', html))
    page.meta["search"] = {"exclude": True}


def on_env(env: Any, **_: Any) -> None:
    """Leave out the blank lines of templates, a fifth of each page's bytes; compile no template a second time."""
    env.trim_blocks = env.lstrip_blocks = True
    COMPILED.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(COMPILED))


@event_priority(-100)
def on_post_build(config: Any) -> None:
    """Complete the site and judge it; put it in place when all is well."""
    build, site = state.build, (Path(config.site_dir), config.site_url or "")
    warnings = _take_warnings()
    try:
        build.publish(*site)
    except RuntimeError as missing:
        _stop(str(missing))
    if state.command == "serve":
        state.has_pages = True
        # The browser shows the change first. What is wrong with it is reported a moment later.
        later = threading.Timer(LATER, _report_later, [build, *site, warnings])
        later.daemon = True
        later.start()
    elif errors := build.check_site(*site, warnings):
        _refuse(errors)
    else:
        swap(site[0], state.site)
        # What MkDocs does next, such as gh-deploy, finds the site there.
        config.site_dir = str(state.site)
        print(f"All is well. The site is in {os.path.relpath(state.site, ROOT)}/.")


def _report_later(build: Build, folder: Path, site_url: str, warnings: list[tuple[str, str]]) -> None:
    """Print every error of a preview, unless a newer build writes into the folder: that will print its own."""
    try:
        errors = build.source_errors or build.check_site(folder, site_url, warnings)
    except Exception:
        if build is state.build:
            raise
        return
    if errors and build is state.build:
        print(report(errors), file=sys.stderr)


def on_build_error(error: Exception, **_: Any) -> None:
    """Say in one message why MkDocs, a plugin or a template has failed."""
    if not isinstance(error, Abort) and not is_bug(error, ROOT):
        said = "\n\n".join([*(text for _, text in _take_warnings()), str(error)])
        state.build.errors = [crash(ROOT, said, type(error).__name__, error)]
        _refuse(state.build.errors)


def on_shutdown() -> None:
    """Remove what was not published, and let MkDocs speak for itself again."""
    if state.folder:
        shutil.rmtree(state.folder, ignore_errors=True)
    for handler in MKDOCS.handlers:
        handler.removeFilter(_is_no_warning)


def _refuse(errors: list[Diagnostic]) -> NoReturn:
    _stop(f"{report(errors)}\nNothing was published. The last good site stays as it was.")


def _stop(why: str) -> NoReturn:
    """End MkDocs with one message and none of its own; a preview, once it is up, stays up."""
    raise Abort(why) if state.command == "serve" else SystemExit(why)


def _take_warnings() -> list[tuple[str, str]]:
    taken = [(record.name, record.getMessage()) for record in warned.buffer]
    warned.buffer.clear()
    return taken


def _is_no_warning(record: logging.LogRecord) -> bool:
    return record.levelno < logging.WARNING
