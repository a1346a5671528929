"""Does a large amount of work in several processes, and a small one at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def processes(items: int, fewest: int) -> int:
    """Return how many processes shall share some work: never more than there are processors.

    Args:
        items: how many things there are to do.
        fewest: how many things make a process of their own worth its start.
    """
    # Elsewhere a process starts anew instead of as a copy: it would read the whole project again.
    if sys.platform != "linux":
        return 1
    return max(1, min(len(os.sched_getaffinity(0)), items // fewest))


def in_parallel(do: Callable[[Item], Result], items: Sequence[Item], workers: int) -> list[Result]:
    """Return what a function makes of each item, in their order.

    Args:
        do: a function of a module, or a partial of one.
        items: what to give it, one by one.
        workers: how many processes share the work; with 1 it is done here.
    """
    if workers < 2:
        return [do(item) for item in items]
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        return list(pool.map(do, items, chunksize=max(1, len(items) // (workers * 8))))
