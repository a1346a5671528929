"""Finds what stands somewhere a second time."""

from collections.abc import Hashable, Iterable, Iterator


def duplicates(names: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """Give the index of each name that stands there already, with the index at which it stands first."""
    seen: dict[Hashable, int] = {}
    for index, name in enumerate(names):
        first = seen.setdefault(name, index)
        if first != index:
            yield index, first
