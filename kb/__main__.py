"""The command line: ``python -m kb build``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kb.build import build


def main() -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="kb", description="Build and check Streaming Package Help.")
    parser.add_argument("command", choices=["build", "check"], help="build writes site/, check writes nothing")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder (default: here)")
    args = parser.parse_args()
    return build(args.root.resolve(), publish=args.command == "build")


if __name__ == "__main__":
    sys.exit(main())
