"""The command line: ``python -m kb build``."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from kb.build import build, write_ledger
from kb.impact import FORMATS, impact
from kb.links import outside_links
from kb.model.project import Project
from kb.new_partner import RefusedError, new_partner
from kb.schemas import write_schemas
from kb.stale import stale


def day(text: str) -> date:
    """Return the day that an argument names. The function's own name stands in the message on a wrong one."""
    return date.fromisoformat(text)


def main() -> int:
    """Run one command and return its exit status."""
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder (default: here)")
    parser = argparse.ArgumentParser(prog="kb", description="Build and check Streaming Package Help.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", parents=[where], help="write site/, if nothing is wrong")
    commands.add_parser("check", parents=[where], help="say everything that is wrong, and write nothing")
    commands.add_parser("links", parents=[where], help="list the outside addresses, each with what names it")
    commands.add_parser("schemas", parents=[where], help="make the schemas for editors' programs anew")
    commands.add_parser("ledger", parents=[where], help="write down each address of the site that the ledger lacks")
    begin = commands.add_parser("new-partner", parents=[where], help="begin a provider's record and page")
    begin.add_argument("id", help="such as acme: the name of its files")
    begin.add_argument("name", nargs="?", default="", help="what readers call it, such as Acme Cable")
    begin.add_argument("--directory", action="store_true", help="only a row in the directory, no page")
    changes = commands.add_parser(
        "impact", parents=[where], help="say what a change does to the pages that readers see"
    )
    changes.add_argument("base", nargs="?", default="", help="the revision before (default: where the work left main)")
    changes.add_argument("head", nargs="?", default="", help="the revision after (default: the working tree)")
    changes.add_argument("--format", choices=FORMATS, default="text", help="for people, or for a workflow's summary")
    old = commands.add_parser("stale", parents=[where], help="list what is to be looked at again")
    old.add_argument("--on", type=day, default=date.today(), help="another day than today: 2027-06-01")
    old.add_argument("--format", choices=["text", "markdown"], default="text")
    old.add_argument("--all", action="store_true", help="list also what nobody has seen on the live page")
    args = parser.parse_args()
    root = args.root.resolve()
    if args.command == "new-partner":
        return _new_partner(root, args.id, args.name, args.directory)
    if args.command == "links":
        for address, names in outside_links(Project.load(root)).items():
            print(address, names[0], ", ".join(names[1:]), sep="\t")
        return 0
    if args.command == "schemas":
        print("\n".join(f"Wrote {path}" for path in write_schemas(root)))
        return 0
    if args.command == "impact":
        return impact(root, args.base, args.head, args.format)
    if args.command == "stale":
        print(stale(root, args.on, args.format == "markdown", args.all))
        return 0
    if args.command == "ledger":
        return write_ledger(root)
    return build(root, publish=args.command == "build")


def _new_partner(root: Path, partner: str, name: str, directory: bool) -> int:
    try:
        written = new_partner(root, partner, name, directory)
    except RefusedError as refused:
        print(f"Nothing was written. {refused}", file=sys.stderr)
        return 1
    print("\n".join(f"Wrote {path}" for path in written))
    print("Fill in the record: `make check` says what is missing, line by line.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
