"""What macros note while they run: the records that they show, such as `facts/wait` or `partners/acme/support`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_noted: ContextVar[set[str] | None] = ContextVar("noted", default=None)


@contextmanager
def recording() -> Iterator[set[str]]:
    """Collect what macros note in here."""
    noted: set[str] = set()
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def note(*records: str) -> None:
    """Note records that are about to be shown, for whoever collects that."""
    noted = _noted.get()
    if noted is not None:
        noted.update(records)
