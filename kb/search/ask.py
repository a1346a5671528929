"""Asks the search's engine outside the browser."""

import json
from pathlib import Path
from typing import Any

from kb.search.bundle import MODULE, run_node

ASK = Path(__file__).with_suffix(".mjs")


def ask(index: Path, *searches: tuple[str, dict[str, str]]) -> list[dict[str, Any]]:
    """Return what searches find, in the real engine.

    Args:
        index: a built site's index.
        searches: the words, each with what the search is kept to, such as a partner.

    Raises:
        subprocess.CalledProcessError: the engine cannot read the index.
    """
    return list(json.loads(run_node(ASK, MODULE, index, input=json.dumps(searches)).stdout))
