"""Says why MkDocs could not build, as one error at its file and line."""

import re
import traceback
from pathlib import Path

from kb.checks.links import line_of
from kb.model.diagnostic import Diagnostic
from kb.model.project import SETTINGS


def crash(root: Path, said: str, kind: str = "MkDocs", error: BaseException | None = None) -> Diagnostic:
    """Return why there is no site: the last words of each message.

    Args:
        root: the project's folder.
        said: the messages, a paragraph each, as they were logged.
        kind: the name of what was raised.
        error: what was raised, where it may have come from a template.
    """
    last = [one.strip().split("\n")[-1] for one in re.split(r"^(?:[A-Z]+ +-  |\n)", said, flags=re.MULTILINE)]
    why = "; ".join(one for one in dict.fromkeys(last) if one)
    path, line = _raised_in(root, error) if error else (SETTINGS, 1)
    icon = re.search(r"\.icons/(.+?)\.svg' not found", why)
    if icon:
        path, why = SETTINGS, f'the theme has no icon "{icon[1]}"'
    if path != SETTINGS:
        return Diagnostic(path, line, 1, "build-warning", f"{kind}: {why}", "a template that the theme can fill")
    text = (root / SETTINGS).read_text(encoding="utf-8")
    named = [one for one in re.findall(r"""['"]([\w./-]+)['"]""", why) if one in text]
    # The last name is the nearest to the mistake: `plugins`, and then the one that isn't there.
    line = line_of(text, named[-1]) if named else 1
    fix = "look at its spelling and its indent in the guide of MkDocs, or put the line back as it was"
    return Diagnostic(SETTINGS, line, 1, "build-warning", f"{kind}: {why}", "settings that MkDocs accepts", fix=fix)


def is_bug(error: BaseException, root: Path) -> bool:
    """Say whether an error came out of this project's own code, so that its traceback is what helps."""
    return any(Path(frame.filename) == root / "hooks.py" for frame in traceback.extract_tb(error.__traceback__))


def _raised_in(root: Path, error: BaseException) -> tuple[str, int]:
    """Return the file and the line of the template that raised an error; for any other error the settings."""
    frames = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    # Of a template that cannot be compiled there is no frame.
    frames.append((getattr(error, "filename", None) or "", getattr(error, "lineno", 1)))
    own = [(Path(name), line) for name, line in frames if Path(name).is_relative_to(root / "overrides")]
    return (own[-1][0].relative_to(root).as_posix(), own[-1][1]) if own else (SETTINGS, 1)
