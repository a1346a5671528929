"""The query sets, with each topic mapped to the pages of this site that answer it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
# "held-out" is the one that counts: nothing was tuned on it.
SETS = ("dev", "tuned", "held-out")


@dataclass(frozen=True)
class Query:
    """A query as typed, its kind (such as ``typo``), and the pages that answer it, by path."""

    text: str
    kind: str
    pages: tuple[str, ...]


def queries(name: str) -> list[Query]:
    """Return the queries of a set that the site answers."""
    topics = yaml.safe_load((HERE / "topics.yml").read_text(encoding="utf-8"))
    found = []
    for one in _read(name)["queries"]:
        pages: list[str] = []
        for topic in [one["topic"], *one.get("also", [])]:
            where = topics[topic]
            pages += where if isinstance(where, list) else [where]
        found.append(Query(one["q"], one["kind"], tuple(pages)))
    return found


def negatives(name: str) -> list[str]:
    """Return the queries of a set that nothing on the site answers."""
    return list(_read(name)["negatives"])


def _read(name: str) -> Any:
    return yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
