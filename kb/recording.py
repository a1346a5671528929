"""What macros note while they run: the records that they show, for whoever collects it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# A record, such as `facts/wait` or `partners/acme/support`, and the words by which readers see it.
Shown = tuple[str, str]
_noted: ContextVar[set[Shown] | None] = ContextVar("noted", default=None)


@contextmanager
def recording() -> Iterator[set[Shown]]:
    """Collect what macros note in here."""
    noted: set[Shown] = set()
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def is_recording() -> bool:
    """Say whether somebody collects what macros note."""
    return _noted.get() is not None


def note(shown: Iterable[Shown]) -> None:
    """Note records that are about to be shown, each with its words, for whoever collects that."""
    noted = _noted.get()
    if noted is not None:
        noted.update(shown)
