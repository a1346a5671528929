"""The command line: ``python -m kb check``."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
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

BEGIN: dict[str, Callable[..., list[str]]] = {"new-article": new_article, "new-partner": new_partner}


def main() -> int:
    """Run one command and return its exit status."""
    given = vars(_arguments().parse_args())
    command, root = given.pop("command"), given.pop("root").resolve()
    # The check says at once what else is missing.
    needed = root if command == "check" else root / SETTINGS
    if not needed.exists():
        print(f"There is no {needed}: run this in the project's folder.", file=sys.stderr)
        return 1
    if command in BEGIN:
        return _begin(command, root, given)
    if command == "impact":
        return impact(root, **given)
    if command == "stale":
        print(review(root, date.today(), given["all"]))
    elif command == "schemas":
        print("\n".join(f"Wrote {path}" for path in write_schemas(root)))
    elif command == "fix":
        return fix(root)
    elif command == "ledger":
        return write_ledger(root)
    else:
        return _check(root, given["form"])
    return 0


def _check(root: Path, form: str) -> int:
    diagnostics = check(root)
    if diagnostics or form == "json":
        print(report(diagnostics, form), file=sys.stderr if form == "text" else sys.stdout)
    else:
        print("All is well.")
    return 1 if diagnostics else 0


def _arguments() -> argparse.ArgumentParser:
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder (default: here)")
    parser = argparse.ArgumentParser(prog="kb", description="Build and check Streaming Package Help.")
    commands = parser.add_subparsers(dest="command", required=True)

    def add(name: str, says: str) -> Any:
        return commands.add_parser(name, parents=[where], help=says)

    one = add("check", "report all errors without publishing")
    one.add_argument("--format", dest="form", choices=FORMS, default="text", help="the form of the report")
    add("fix", "fix what needs no decision, and report what is left")
    one = add("impact", "show what a change does to the pages that readers see")
    one.add_argument("base", nargs="?", default="", help="the revision before (default: where the work left main)")
    one.add_argument("head", nargs="?", default="", help="the revision after (default: the working tree)")
    one = add("stale", "list what is due for review")
    one.add_argument("--all", action="store_true", help="also what nobody has seen on the live page")
    add("schemas", "regenerate the schemas for editors' programs")
    add("ledger", "add each new address of the site to the ledger")
    one = add("new-partner", "begin a provider's record and page")
    one.add_argument("partner", metavar="id", nargs="?", default="", help="such as acme: the name of its files")
    one.add_argument("name", nargs="?", default="", help="what readers call it, such as Acme Cable")
    one = add("new-article", "begin an article")
    one.add_argument("--section", default="", help="its folder, such as billing")
    one.add_argument("--title", default="", help="what readers call it")
    one.add_argument("--name", default="", help="the file's name, which becomes the address (suggested from the title)")
    return parser


def _begin(command: str, root: Path, given: dict[str, Any]) -> int:
    """Write the files of a new article or provider, and then let the check say what is missing."""
    try:
        written = BEGIN[command](root, **given)
    except (UsageError, OSError) as error:
        print(f"Nothing was written. {error}", file=sys.stderr)
        return 1
    print("\n".join(f"Wrote {path}" for path in written), "`make check` says of it:", sep="\n", flush=True)
    _check(root, "text")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
