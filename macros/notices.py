"""What is written once as data: warnings, notes, facts and their changes, what to have ready, and who bills you."""

import re
from typing import Any, get_args

from kb.model.changes import Change
from kb.model.diagnostic import unknown_name
from kb.model.project import WHERE
from kb.model.records import Task
from macros.components import block, bullets, edit_link, paragraphs, shown_day
from macros.registry import Site, macro, source_path

ICONS = {"warning": ":material-alert-outline:", "note": ":material-information-outline:"}
TASKS: dict[str, str] = {
    "charge": "To check a charge",
    "cancel": "To cancel",
    "payment": "If a payment fails",
    "plan": "To change plan",
}


@macro('notice("never-share")', block=True)
def notice(site: Site, name: str) -> str:
    """A shared warning or note. In a tab or a list write `notice("…") | indent`.

    Args:
        name: its name in `macros/data/notices.yml`.
    """
    found = site.project.find("notices", name)
    title = f"{ICONS[found.kind]} **{found.title}**"
    edit = edit_link(site, WHERE["notices"], found.title)
    return block(f"div.notice.notice--{found.kind}[role=note]", title, site.render(found.text), edit)


@macro('checklist("right-account", "gift-balance-waits")', block=True)
def checklist(site: Site, *names: str) -> str:
    """Several notices as one card, to read before a step.

    Args:
        names: their names in `macros/data/notices.yml`.
    """
    found = [site.project.find("notices", name) for name in names]
    return block("div.checklist", bullets(f"**{one.title}** {site.line(one.text)}" for one in found))


@macro('fact("pause-most")')
def fact(site: Site, name: str) -> str:
    """A short value that goes out of date, such as a waiting time.

    Args:
        name: its name in `macros/data/facts.yml`.
    """
    return str(site.project.find("facts", name).value)


@macro('what_to_have("charge")', block=True)
def what_to_have(site: Site, kind: str) -> str:
    """What a reader should have ready for a kind of problem.

    Args:
        kind: its name in `macros/data/details.yml`.
    """
    return bullets(site.render(one.text) for one in site.project.find("details", kind).details)


@macro("details_to_collect()", block=True)
def details_to_collect(site: Site) -> str:
    """What an agent collects before contacting support, as labels to copy into notes."""
    groups = []
    for one in site.project.details.values():
        labels = bullets(f"{site.render(detail.label)}:" for detail in one.details)
        group = block('div.collect__labels[data-copy="Copy labels"]', labels)
        groups.append(block("div.collect__group", f"**{one.name}**", group))
    return block("div.collect", *groups)


@macro('who_bills_you("cancel")', needs_page=True, block=True)
def who_bills_you(site: Site, page: Any, task: str = "") -> str:
    """How to tell who bills you, and what to do then.

    Args:
        task: `charge`, `cancel`, `payment` or `plan` to show that alone; left out, all of them.
    """
    if task and task not in get_args(Task):
        raise unknown_name(task, get_args(Task), "macros/data/payers.yml")
    # A link to the page that it would stand on would lead nowhere: its words stay.
    own = re.compile(rf"\[([^\]]*)\]\(/{re.escape(source_path(page))}\)")
    cards = []
    for payer in site.project.payers.values():
        shown = {one: doing for one, doing in payer.do.items() if doing.text and task in ("", one)}
        texts = {one: own.sub(r"\1", site.linked(doing.text or "", doing.page)) for one, doing in shown.items()}
        if texts:
            doing = bullets(f"**{label}:** {texts[one]}" for one, label in TASKS.items() if one in texts)
            cards.append(block("div.payer", f"**{payer.name}**", site.render(payer.tell), doing))
    return block("div.payers", *cards)


@macro("fact_changes()", block=True)
def fact_changes(site: Site) -> str:
    """Every fact that is no longer what the site said: before, after, when, where and why. The newest stands first."""
    newest_first = sorted(site.project.changes, key=lambda one: one.date, reverse=True)
    changes = paragraphs(*(_change(site, one) for one in newest_first))
    return changes or "No fact has changed since the first edition of this site."


def _change(site: Site, one: Change) -> str:
    source = site.named("sources", one.source.id)
    lines = [f"**Before:** {one.before}", f"**Now:** {one.after}"]
    pages = ", ".join(f"[{site.article_at(page).title}]({site.address(page)})" for page in one.pages)
    lines += [f"**Where:** {pages}"] if pages else []
    lines.append(f"**Source:** {source.publisher}, *{source.title}* ({one.source.part})")
    heading = f"## {shown_day(one.date)}: {site.named('fact_names', one.fact)} {{: #{one.id} }}"
    return paragraphs(heading, one.why, bullets(lines))
