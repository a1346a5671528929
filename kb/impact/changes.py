"""What two revisions of the site say differently: pages, text, facts, and what searches find first."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml

from kb.impact.blocks import Block, Built, read_site
from kb.model.article import Article, ArticleMeta
from kb.model.changes import Change
from kb.model.project import CHANGES, Project
from kb.model.review import due
from kb.model.yaml_document import read_yaml
from kb.search.ask import ask
from kb.search.index import INDEX

# A block of which less than this is the same is another block.
ALIKE = 0.5
SENTENCE = re.compile(r"(?<=[.?!]) +")


@dataclass(frozen=True)
class Revision:
    """One of the two.

    Args:
        name: what people call it.
        root: the folder with its files.
        project: its records and articles.
        built: what its pages say.
    """

    name: str
    root: Path
    project: Project
    built: Built

    @classmethod
    def read(cls, name: str, root: Path) -> Revision:
        """Read a revision that has been built.

        Args:
            name: what people call it.
            root: the folder with its files.
        """
        return cls(name, root, Project.load(root), read_site(root / "site"))


@dataclass
class Impact:
    """What a change does.

    Args:
        facts: each fact or contact whose value is another one: its name, before, after.
        text: each sentence before and after, with the pages on which it stands, and the tabs there.
        added: pages that are new.
        removed: pages that are gone, and lead nowhere.
        moved: old addresses that lead on from now on, with where to.
        questions: each question that finds another page first: before and after.
        warnings: what an editor may have forgotten.
    """

    facts: list[tuple[str, str, str]] = field(default_factory=list)
    text: dict[tuple[str, str], dict[str, list[str]]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    questions: list[tuple[str, str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def touched(self) -> set[str]:
        """The pages whose text is another one."""
        return {page for pages in self.text.values() for page in pages}


def compare(base: Revision, head: Revision) -> Impact:
    """Return what a change does to the site.

    Args:
        base: the revision before.
        head: the revision after.
    """
    impact = Impact()
    before, after = base.built, head.built
    impact.facts = list(_facts(base.project, head.project))
    impact.moved = {old: new for old, new in after.leads.items() if before.leads.get(old) != new}
    # A page that went into one that was there already is no earlier text of that one.
    moved = {new: old for old, new in impact.moved.items() if old in before.pages and new not in before.pages}
    impact.added = [url for url in after.pages if url not in before.pages and url not in moved]
    impact.removed = [url for url in before.pages if url not in after.pages and url not in after.leads]
    for url, blocks in after.pages.items():
        # The home page's address is the empty text.
        old = before.pages.get(moved.get(url, url))
        for (was, now), where in _differences(old, blocks) if old is not None else ():
            tabs = impact.text.setdefault((was, now), {}).setdefault(url, [])
            tabs += [label for label in [" › ".join(where)] if label and label not in tabs]
    impact.questions, unasked = _questions(base, head, impact.moved)
    impact.warnings = [*unasked, *_overdue(base.project, head.project), *unlogged(impact.facts, head.project.changes)]
    return impact


def _facts(before: Project, after: Project) -> Iterator[tuple[str, str, str]]:
    old, new = dict(_values(before)), dict(_values(after))
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            yield name, old.get(name, ""), new.get(name, "")


def _values(project: Project) -> Iterator[tuple[str, str]]:
    yield from ((name, one.value) for name, one in project.facts.items())
    for partner in project.partners.values():
        for name, one in partner.contacts.items():
            yield f"{partner.id}.{name}", one.shown or one.address or one.text or ""


def _differences(before: Sequence[Block], after: Sequence[Block]) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Give each sentence that differs, before and after, and the tabs in which it stands."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            for old, new in _pairs(before[start:end], after[new_start:new_end]):
                where = new.where if new else old.where if old else ()
                yield from ((one, where) for one in _sentences(old, new))


def _pairs(before: Sequence[Block], after: Sequence[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """Give the blocks before with what became of each, then those that are new."""
    left = list(after)
    for old in before:
        alike = max(left, key=lambda new: _likeness(old, new), default=None)
        if alike is None or (_likeness(old, alike) < ALIKE and not len(before) == len(after) == 1):
            yield old, None
        else:
            left.remove(alike)
            yield old, alike
    yield from ((None, new) for new in left)


def _likeness(one: Block, other: Block) -> float:
    return SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio()


def _sentences(old: Block | None, new: Block | None) -> Iterator[tuple[str, str]]:
    if old is None or new is None:
        yield old.text if old else "", new.text if new else ""
    elif old.text != new.text:
        was, now = SENTENCE.split(old.text), SENTENCE.split(new.text)
        for kind, start, end, new_start, new_end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if kind != "equal":
                yield " ".join(was[start:end]), " ".join(now[new_start:new_end])
    elif old.links != new.links:
        yield _with_links(old), _with_links(new)
    else:  # in another tab
        yield f"{' › '.join(old.where)}: {old.text}", f"{' › '.join(new.where)}: {new.text}"


def _with_links(block: Block) -> str:
    return f"{block.text} → {', '.join(block.links)}"


def _questions(base: Revision, head: Revision, moved: dict[str, str]) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Return each question that finds another page first, and a warning where they could not be asked."""
    asked = [
        one
        for revision in (base, head)
        for article in revision.project.articles.values()
        for one, _ in article.questions
    ]
    texts = list(dict.fromkeys([*asked, *_queries(head.root)]))
    try:
        old, new = (_first(revision.root / "site" / INDEX, texts) for revision in (base, head))
    except (subprocess.CalledProcessError, OSError, RuntimeError) as error:
        return [], [f"The questions were not asked: {error}"]
    lead = {before.rstrip("/"): after.rstrip("/") for before, after in moved.items()}
    found = zip(texts, old, new, strict=True)
    return [(text, was, now) for text, was, now in found if lead.get(was, was) != now], []


def _first(index: Path, texts: Sequence[str]) -> list[str]:
    """Return the page that each text finds first, or nothing."""
    found = ask(index, *[(text, {}) for text in texts]) if index.exists() else []
    return [(one["pages"] or one["all"] or [""])[0] for one in found] or [""] * len(texts)


def _queries(root: Path) -> Iterator[str]:
    """Give the queries with which the search is measured."""
    for file in sorted((root / "tests/search").glob("*.yml")):
        held: Any = read_yaml(file.read_text(encoding="utf-8"), file.name).value
        for one in held.get("queries") or [] if isinstance(held, dict) else []:
            if isinstance(one, dict) and "q" in one:
                yield str(one["q"])


def _overdue(before: Project, after: Project) -> Iterator[str]:
    """Warn of an article that was edited after its review was due, without a new one."""
    for name, article in after.articles.items():
        old, meta = before.articles.get(name), article.meta
        if old is None or not isinstance(meta, ArticleMeta) or not isinstance(old.meta, ArticleMeta):
            continue
        day = due(meta)
        edited = _written(before, old) != _written(after, article)
        if edited and day and day < date.today() and meta.reviewed <= old.meta.reviewed:
            path = article.record.path if article.record else article.path
            yield f"{path} was edited. Its review was due on {day}: compare it with its sources and renew `reviewed`."


def _written(project: Project, article: Article) -> str:
    return article.text + (project.text(article.record.path) if article.record else "")


def unlogged(facts: Sequence[tuple[str, str, str]], changes: Sequence[Change]) -> Iterator[str]:
    """Warn of a fact that changed without an entry in the record of changes.

    Args:
        facts: each name, its value before and after.
        changes: what the record holds.
    """
    known = {(one.fact, one.after) for one in changes}
    rest = {"why": "…", "source": {"id": "…", "part": "…"}}
    missing = [
        {"date": date.today(), "fact": name, "before": was, "after": now, **rest}
        for name, was, now in facts
        if was and now and (name, now) not in known
    ]
    if missing:
        lines = yaml.safe_dump(missing, sort_keys=False, allow_unicode=True, width=1000).rstrip()
        yield f"{CHANGES} does not tell of every fact that changed. Add:\n{lines}"
