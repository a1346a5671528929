"""What a change does to the site: two revisions, built and compared as readers see them."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.impact.changes import Revision, compare
from kb.impact.report import as_markdown, as_text
from kb.impact.revisions import CannotCompareError, build, commit, default_base, unpack

FORMATS = {"text": as_text, "markdown": as_markdown}


def impact(root: Path, base: str = "", head: str = "", form: str = "text") -> int:
    """Print what a change does to the site.

    Args:
        root: the project's folder.
        base: the revision before; left out, where the work left the main branch.
        head: the revision after; left out, the working tree.
        form: one of ``FORMATS``.

    Returns:
        0 when the two could be compared, whatever was found; else 1, and why is printed.
    """
    try:
        # Its name may be a link, and a build names its files by their true place.
        with TemporaryDirectory(prefix="impact-") as folder:
            print(FORMATS[form](compare(*_revisions(root, base, head, Path(folder).resolve()))))
    except CannotCompareError as error:
        print(f"Nothing was compared. {error}", file=sys.stderr)
    except OSError as error:
        print(f"Nothing was compared: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Nothing was compared: you stopped it.", file=sys.stderr)
    else:
        return 0
    return 1


def _revisions(root: Path, base: str, head: str, folder: Path) -> list[Revision]:
    """Build both revisions, each in a folder of its own."""
    after = commit(root, head) if head else None
    before = commit(root, base) if base else default_base(root, after or "HEAD")
    revisions = {
        folder / "base": (base or before[:10], before),
        folder / "head": (head or "The working tree", after),
    }

    def made(one: Path) -> Path:
        one.mkdir()
        name, revision = revisions[one]
        unpack(root, revision, one)
        build(one, name)
        return one

    # Each build is a process of its own: two at once take little longer than one.
    with ThreadPoolExecutor(len(revisions)) as pool:
        return [Revision.read(revisions[one][0], one) for one in pool.map(made, revisions)]
