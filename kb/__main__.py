"""The command line: ``python -m kb check``."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from kb.checks.report import FORMS, report
from kb.fix import fix
from kb.impact import impact
from kb.model.project import SETTINGS
from kb.review import review
from kb.scaffold import UsageError, new_article, new_partner
from kb.schemas import write_schemas
from kb.stages import check, write_ledger


def main() -> int:
    """Run one command and return its exit status."""
    given = vars(_arguments().parse_args())
    run, root = given.pop("run"), given.pop("root").resolve()
    # The check says at once what else is missing.
    needed = root if run is _check else root / SETTINGS
    if not needed.exists():
        print(f"There is no {needed}: run this in the project's folder.", file=sys.stderr)
        return 1
    return int(run(root, **given) or 0)


def _check(root: Path, form: str = "text") -> int:
    diagnostics = check(root)
    if diagnostics or form == "json":
        print(report(diagnostics, form), file=sys.stderr if form == "text" else sys.stdout)
    else:
        print("All is well.")
    return 1 if diagnostics else 0


def _stale(root: Path, every: bool) -> None:
    print(review(root, date.today(), every))


def _schemas(root: Path) -> None:
    print("\n".join(f"Wrote {path}" for path in write_schemas(root)))


def _begin(write: Callable[..., list[str]], root: Path, **given: str) -> int:
    """Write the files of a new article or provider, and then let the check say what is missing."""
    try:
        written = write(root, **given)
    except (UsageError, OSError) as error:
        print(f"Nothing was written. {error}", file=sys.stderr)
        return 1
    print("\n".join(f"Wrote {path}" for path in written), "`make check` says of it:", sep="\n", flush=True)
    _check(root)
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kb", description="Build and check Streaming Package Help.")
    commands = parser.add_subparsers(metavar="command", required=True)

    def add(name: str, run: Callable[..., int | None], says: str) -> Any:
        command = commands.add_parser(name, help=says)
        command.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder (default: here)")
        command.set_defaults(run=run)
        return command

    one = add("check", _check, "report all errors without publishing")
    one.add_argument("--format", dest="form", choices=FORMS, default="text", help="the form of the report")
    add("fix", fix, "fix what needs no decision, and report what is left")
    one = add("impact", impact, "show what a change does to the pages that readers see")
    one.add_argument("base", nargs="?", default="", help="the revision before (default: where the work left main)")
    one.add_argument("head", nargs="?", default="", help="the revision after (default: the working tree)")
    one = add("stale", _stale, "list what is due for review")
    one.add_argument("--all", dest="every", action="store_true", help="also what nobody has seen on the live page")
    add("schemas", _schemas, "regenerate the schemas for editors' programs")
    add("ledger", write_ledger, "add each new address of the site to the ledger")
    one = add("new-partner", partial(_begin, new_partner), "begin a provider's record and page")
    one.add_argument("partner", metavar="id", nargs="?", default="", help="such as acme: the name of its files")
    one.add_argument("name", nargs="?", default="", help="what readers call it, such as Acme Cable")
    one = add("new-article", partial(_begin, new_article), "begin an article")
    one.add_argument("--section", default="", help="its folder, such as billing")
    one.add_argument("--title", default="", help="what readers call it")
    one.add_argument("--name", default="", help="the file's name, which becomes the address (by default the title's)")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
