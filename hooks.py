"""MkDocs' events call the stages of a build, so that each of its commands checks and publishes alike.

The only file that knows MkDocs. No reader depends on it: another program would call ``kb/stages.py`` by itself.
"""

import logging
import re
import shutil
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, NoReturn

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from kb.checks.report import report
from kb.crash import crash
from kb.model.diagnostic import Diagnostic
from kb.model.project import SNIPPETS
from kb.stages import Build, new_folder, swap

ROOT = Path(__file__).resolve().parent
# Seconds that a browser gets to load the page of a preview before the checks begin.
LATER = 0.5
NOT_PUBLISHED = "Nothing was published. The last good site stays as it was."
# What a preview shows when there are errors and no pages yet; it reloads by itself once they are fixed.
ERRORS = '<!doctype html>\n<html lang="en"><title>Errors</title><body><pre>{}</pre></body></html>\n'


class Collector(logging.Handler):
    """Keeps what MkDocs and its plugins warn of: the rules say most of it better, and at its line."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning, as logger's name and message.

        Args:
            record: what was logged.
        """
        self.warnings.append((record.name, record.getMessage()))

    def take(self) -> list[tuple[str, str]]:
        """Return what was kept, and keep no longer."""
        taken, self.warnings = self.warnings, []
        return taken


@dataclass
class State:
    """What one event leaves for the next.

    Args:
        command: MkDocs' command, such as ``serve``.
        build: the build under way.
        site: the folder that the finished site goes to.
        folder: the new folder that it is rendered into.
        has_pages: whether a preview has rendered pages before.
    """

    command: str = "build"
    build: Build | None = None
    site: Path = Path()
    folder: Path | None = None
    has_pages: bool = False


state = State()
collector = Collector()
logger = logging.getLogger("mkdocs")
logger.addHandler(collector)


def is_quiet_on_warnings(record: logging.LogRecord) -> bool:
    """Say whether a terminal shows a message at once: warnings become errors of the build, each told once."""
    return record.levelno < logging.WARNING


def on_startup(command: str, dirty: bool) -> None:
    """Remember which command runs.

    Args:
        command: such as ``serve``.
        dirty: whether only changed pages would be rendered.
    """
    if dirty:
        sys.exit("Leave out --dirty: the site is checked as a whole.")
    state.command = command
    # With --quiet MkDocs would not even count its warnings.
    for handler in logger.handlers:
        if handler is not collector:
            handler.setLevel(max(handler.level, logger.level))
            handler.addFilter(is_quiet_on_warnings)
    logger.setLevel(min(logger.level, logging.WARNING))


@event_priority(100)
def on_config(config: Any) -> None:
    """Judge the sources before any plugin reads them, and let MkDocs render into a new folder.

    Args:
        config: MkDocs' configuration.
    """
    # MkDocs may have been started in another folder, and by its own script.
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    if macros := config.plugins.get("macros"):
        macros.config["include_dir"] = str(ROOT / SNIPPETS)
    state.build = build = Build.of(ROOT)
    if state.command == "serve":
        # What spoils no page is told soon after it is shown.
        if build.project.diagnostics:
            render_nothing(config, build.source_errors)
        return
    if build.source_errors:
        refuse(build.source_errors)
    state.site = Path(config.site_dir).resolve()
    state.folder = new_folder(state.site)
    config.site_dir = str(state.folder)


def render_nothing(config: Any, errors: Iterable[Diagnostic]) -> None:
    """Let a preview render nothing: the last good pages stay; where there are none, one page lists the errors.

    Args:
        config: MkDocs' configuration; it is changed.
        errors: those of the sources.
    """
    told = report(list(errors))
    print(told, file=sys.stderr)
    if not state.has_pages:
        Path(config.site_dir, "index.html").write_text(ERRORS.format(escape(told)), encoding="utf-8")
    for handlers in config.plugins.events.values():
        handlers.clear()
    config.plugins.events["files"].append(lambda *_, **__: Files([]))
    config.nav, config.theme.static_templates = None, set()
    # MkDocs empties this folder, and makes none where there is nothing to write.
    config.site_dir += "-unused"
    collector.take()


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Tell MkDocs' link check of every id on the page: tabs get theirs after it has looked.

    The theme need not index the page either: its index is emptied after the build, and it takes a tenth of the time.

    Args:
        html: the page's content.
        page: MkDocs' page.

    Returns:
        The content, unchanged.
    """
    if page.present_anchor_ids is not None:
        page.present_anchor_ids.update(re.findall(r'\sid="([^"]+)"', html))
    page.meta["search"] = {"exclude": True}
    return html


def on_env(env: Any, **_: Any) -> Any:
    """Leave out the blank lines of templates, a fifth of each page's bytes.

    Args:
        env: the theme's templates.
    """
    env.trim_blocks = env.lstrip_blocks = True
    return env


@event_priority(-100)
def on_post_build(config: Any) -> None:
    """Complete the site and judge it; put it in place when all is well.

    Args:
        config: MkDocs' configuration.
    """
    build, folder, warnings = state.build, Path(config.site_dir), collector.take()
    assert build
    try:
        build.publish(folder, config.site_url or "")
    except RuntimeError as missing:
        stop(str(missing))
    if state.command == "serve":
        state.has_pages = True
        # The browser shows the change first. What is wrong with it is told a moment later.
        later = threading.Timer(LATER, tell_errors, [build, folder, config.site_url or "", warnings])
        later.daemon = True
        later.start()
        return
    errors = build.check_site(folder, config.site_url or "", warnings)
    if errors:
        refuse(errors)
    swap(folder, state.site)
    # What MkDocs does next, such as gh-deploy, finds the site there.
    config.site_dir = str(state.site)
    print(f"All is well. The site is in {shown(state.site)}/.")


def shown(site: Path) -> str:
    """Return a folder as people call it."""
    return site.relative_to(ROOT).as_posix() if site.is_relative_to(ROOT) else str(site)


def tell_errors(build: Build, folder: Path, site_url: str, warnings: list[tuple[str, str]]) -> None:
    """Print every error of a preview.

    Args:
        build: the build that it shows.
        folder: the rendered pages.
        site_url: the address at which they are served.
        warnings: what MkDocs warned of.
    """
    try:
        errors = build.source_errors or build.check_site(folder, site_url, warnings)
    except Exception:
        # A newer build writes into the folder, and will tell its own.
        if build is state.build:
            raise
        return
    if errors and build is state.build:
        print(report(errors), file=sys.stderr)


def refuse(errors: Iterable[Diagnostic]) -> NoReturn:
    """End MkDocs with every error.

    Args:
        errors: what is wrong.
    """
    stop(f"{report(list(errors))}\n{NOT_PUBLISHED}")


def stop(why: str) -> NoReturn:
    """End MkDocs with one message and none of its own; a preview, once it is up, stays up.

    Args:
        why: the message.
    """
    if state.command == "serve":
        raise Abort(why)
    sys.exit(why)


def on_build_error(error: Exception, **_: Any) -> None:
    """Say in one message why MkDocs, a plugin or a template has failed.

    Args:
        error: what was raised.
    """
    if isinstance(error, Abort):
        return
    said = "\n\n".join([*(text for _, text in collector.take()), str(error)])
    errors = [crash(ROOT, said, type(error).__name__, error)]
    if state.build:
        state.build.errors = errors
    refuse(errors)


def on_shutdown() -> None:
    """Remove what was not published, and let MkDocs speak for itself again."""
    if state.folder:
        shutil.rmtree(state.folder, ignore_errors=True)
    for handler in logger.handlers:
        handler.removeFilter(is_quiet_on_warnings)
