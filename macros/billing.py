"""The question "who bills you?": one component from one data file, wherever the answer depends on it."""

from __future__ import annotations

import re
from typing import Any, get_args

from kb.model.diagnostic import unknown_name
from kb.model.records import Task
from macros.articles import linked
from macros.registry import Site, block, macro

TASKS: dict[str, str] = {
    "charge": "To check a charge",
    "cancel": "To cancel",
    "payment": "If a payment fails",
    "plan": "To change plan",
}


@macro('who_bills_you("cancel")', needs_page=True, block=True)
def who_bills_you(site: Site, page: Any, task: str = "") -> str:
    """How to tell who bills you, and what to do then.

    Args:
        task: `charge`, `cancel`, `payment` or `plan` to show that alone; left out, all of them.
    """
    if task and task not in get_args(Task):
        raise unknown_name(task, get_args(Task), "macros/data/payers.yml")
    cards = []
    for payer in site.project.payers.values():
        told = {one: payer.do[one] for one in TASKS if one in payer.do and task in ("", one)}
        texts = {one: linked(site, doing.text, doing.page) for one, doing in told.items() if doing.text}
        if texts:
            doing = "\n".join(f"- **{TASKS[one]}:** {_unlinked(text, page)}" for one, text in texts.items())
            cards.append(block("div", "payer", f"**{payer.name}**", site.render(payer.tell), doing))
    return block("div", "payers", *cards, depth=4)


def _unlinked(text: str, page: Any) -> str:
    """Turn a link to the page that it would stand on into words: it would lead nowhere."""
    return re.sub(rf"\[([^\]]*)\]\(/{re.escape(page.file.src_path)}\)", r"\1", text)
