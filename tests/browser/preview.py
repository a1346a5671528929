"""The editor's preview, started as `make serve` starts it."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Under a faked clock, sleep() fails in some libraries.
PAUSE = threading.Event().wait


@contextmanager
def previewed(root: Path, log: Path) -> Iterator[str]:
    """Serve a project with live reload, and give the site's address.

    Args:
        root: the project.
        log: the file that what the server prints is written to.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--livereload", "--dev-addr", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(root)}
    with (
        log.open("w") as out,
        subprocess.Popen(command, cwd=root, stdout=out, stderr=out, env=environment) as server,
    ):
        try:
            wait_for(log, "Serving on")
            yield f"http://{address}/"
        finally:
            server.terminate()


def wait_for(log: Path, words: str, seconds: float = 60) -> None:
    """Wait until a server has printed something.

    Args:
        log: its file.
        words: what it prints.
        seconds: how long to wait at most.

    Raises:
        AssertionError: it has not.
    """
    end = time.monotonic() + seconds
    while words not in log.read_text():
        assert time.monotonic() < end, log.read_text()
        PAUSE(0.05)
