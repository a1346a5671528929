"""What a change does to the pages that readers see: two revisions, each built by its own code and compared by block."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import yaml

from kb.model.changes import Change
from kb.model.project import CHANGES, Project
from kb.model.yaml_document import read_yaml
from kb.page_text import Block, read_site
from kb.search.ask import ask
from kb.search.bundle import ENGINE
from kb.search.index import INDEX

FORMATS = ("text", "markdown")
NOTHING = "Readers see no difference."
# What set-up made: a revision's build borrows it.
BORROWED = ("node_modules", "dist")
FETCH = "git fetch {}origin '+refs/heads/*:refs/remotes/origin/*'"
# A block of which less than this share is the same is another block.
ALIKE = 0.5
SENTENCE = re.compile(r"(?<=[.?!]) +")
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# A comment on GitHub holds 65,536 characters.
MAX_BYTES = 60_000
# So many entries of a section, and so many pages of an entry, are not folded.
OPEN_ENTRIES = 10
OPEN_PAGES = 5
WARNINGS = "Look at this"
TEXT = "Text"


class CannotCompareError(Exception):
    """Two revisions cannot be compared; the message says why, for people."""


class Revision(NamedTuple):
    """A revision that has been built, in a folder of its own; see ``read_site`` for its pages and redirects."""

    root: Path
    project: Project
    pages: dict[str, list[Block]]
    redirects: dict[str, str]


class Entry(NamedTuple):
    """One thing that a change does: what it is, and the pages on which it shows, with the tabs there."""

    text: str
    pages: tuple[str, ...] = ()


def impact(root: Path, base: str = "", head: str = "", form: str = "text") -> int:
    """Print what a change does to the site.

    Args:
        root: the project's folder.
        base: the revision before; left out, where the work left the main branch.
        head: the revision after; left out, the working tree.
        form: one of ``FORMATS``.

    Returns:
        0 when the two could be compared, whatever was found; else 1, and why is printed.
    """
    try:
        after = commit(root, head) if head else None
        before = commit(root, base) if base else default_base(root, after)
        # The folder's name may be a link, and a build names its files by their true place.
        with TemporaryDirectory(prefix="impact-") as name, ThreadPoolExecutor(2) as pool:
            folder = Path(name).resolve()
            revisions = [("base", before, base or before[:10]), ("head", after, head or "The working tree")]
            # Each build is a process of its own: two at once take little longer than one.
            built = pool.map(lambda one: _build(root, folder / one[0], *one[1:]), revisions)
            print(report(compare(*built), form))
    except (CannotCompareError, OSError) as error:
        print(f"Nothing was compared. {error}", file=sys.stderr)
        return 1
    return 0


def commit(root: Path, revision: str) -> str:
    """Return the id of a revision such as ``HEAD~1``.

    Raises:
        CannotCompareError: there is no repository, or no such revision in it.
    """
    _git(root, "rev-parse", "--git-dir")
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", check=False)
    if not found:
        raise CannotCompareError(f"There is no revision `{revision}` here. Is its history fetched?")
    return found.decode().strip()


def default_base(root: Path, head: str | None = None) -> str:
    """Return the commit at which the work left the main branch.

    Args:
        root: the project's folder.
        head: the work's last commit; None for the working tree.

    Raises:
        CannotCompareError: there is no repository, no main branch, no commit in common, or no work.
    """
    tip = commit(root, head or "HEAD")
    named = _git(root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD", check=False).decode().strip()
    mains = [one for one in (named, "origin/main", "main") if one]
    known = [one for one in mains if _git(root, "rev-parse", "--verify", "--quiet", one, check=False)]
    found = _git(root, "merge-base", known[0], tip, check=False).decode().strip() if known else ""
    choice = "name a revision to compare with: make impact BASE=…"
    if not found:
        shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        missing = f"a commit that it shares with `{known[0]}`" if known else "a branch `main` or `origin/main`"
        fetch = FETCH.format("--unshallow " if shallow else "")
        raise CannotCompareError(f"This clone lacks {missing}. Run `{fetch}`, or {choice}")
    if found == tip and (head or not _git(root, "status", "--porcelain")):
        raise CannotCompareError(f"There is no change: this is a commit of `{known[0]}`. Change something, or {choice}")
    return found


def _git(root: Path, *arguments: str, check: bool = True) -> bytes:
    """Return what Git prints; nothing where it fails and that may be."""
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    if done.returncode and check:
        raise CannotCompareError(f"Git says: {done.stderr.decode(errors='replace').strip() or 'nothing'}")
    return b"" if done.returncode else done.stdout


def _build(root: Path, folder: Path, revision: str | None, name: str) -> Revision:
    """Build a commit, or the working tree with what is not committed yet, in a new folder and with its own code."""
    folder.mkdir()
    if revision:
        with zipfile.ZipFile(io.BytesIO(_git(root, "archive", "--format=zip", revision))) as files:
            files.extractall(folder)
    else:
        for path in _git(root, "ls-files", "-z", "-co", "--exclude-standard").decode().rstrip("\0").split("\0"):
            if (root / path).is_file() and not (root / path).is_symlink():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / path, folder / path)
    engine = folder / ENGINE.relative_to(Path(__file__).parents[1])
    for borrowed in BORROWED:
        if engine.is_dir() and (ENGINE / borrowed).exists() and not (engine / borrowed).exists():
            (engine / borrowed).symlink_to(ENGINE / borrowed)
    environment = {**os.environ, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"}
    # Older revisions have a command of their own.
    build = ["kb", "build"] if (folder / "kb/build.py").is_file() else ["mkdocs", "build", "--quiet"]
    command = [sys.executable, "-m", *build]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotCompareError(f"{name} does not build:\n\n{(done.stderr or done.stdout).strip()}")
    return Revision(folder, Project.load(folder), *read_site(folder / "site"))


def compare(base: Revision, head: Revision) -> dict[str, list[Entry]]:
    """Return what a change does to the site, section by section.

    Args:
        base: the revision before the change.
        head: the revision after it.
    """
    before, after = base.pages, head.pages
    old, new = _values(base.project), _values(head.project)
    facts = [(name, old.get(name, ""), new.get(name, "")) for name in old | new if old.get(name) != new.get(name)]
    moved = {url: to for url, to in head.redirects.items() if base.redirects.get(url) != to}
    # A page that went into one that was there already is no earlier text of that one.
    renamed = {to: url for url, to in moved.items() if url in before and to not in before}
    texts: dict[tuple[str, str], dict[str, list[str]]] = {}
    for url, blocks in after.items():
        for pair, tabs in _differences(before.get(renamed.get(url, url), blocks), blocks):
            labels = texts.setdefault(pair, {}).setdefault(f"/{url}", [])
            labels += [tabs] if tabs and tabs not in labels else []
    questions, warnings = list[Entry](), list(unlogged(facts, head.project.changes))
    try:
        questions = [
            Entry(f"{text}: {f'/{was}/' if was else 'nothing'} → {f'/{now}/' if now else 'nothing'}")
            for text, was, now in _questions(base, head, moved)
        ]
    except (subprocess.CalledProcessError, OSError, RuntimeError) as error:
        warnings.append(f"The questions were not asked: {error}")
    return {
        WARNINGS: [Entry(one) for one in warnings],
        "Facts": [Entry(f"{name}: {was or '(new)'} → {now or '(gone)'}") for name, was, now in facts],
        "Pages added": [Entry(f"/{url}") for url in after if url not in before and url not in renamed],
        "Pages removed": [Entry(f"/{url}") for url in before if url not in after and url not in head.redirects],
        "Pages moved": [Entry(f"/{url} → /{to}") for url, to in moved.items()],
        TEXT: [
            Entry(
                f"Before: {was or '(nothing)'}\nAfter: {now or '(nothing)'}",
                tuple(f"{url} ({'; '.join(tabs)})" if tabs else url for url, tabs in pages.items()),
            )
            # What stands on most pages first.
            for (was, now), pages in sorted(texts.items(), key=lambda one: -len(one[1]))
        ],
        "Questions that find another page first": questions,
    }


def _values(project: Project) -> dict[str, str]:
    """Return what each fact and contact of the records says, by its name."""
    facts = {name: one.value for name, one in project.facts.items()}
    contacts = [(f"{one.id}.{name}", way) for one in project.partners.values() for name, way in one.contacts.items()]
    return facts | {name: way.shown or way.address or way.text or "" for name, way in contacts}


def _differences(before: Sequence[Block], after: Sequence[Block]) -> Iterator[tuple[tuple[str, str], str]]:
    """Give each text that differs, before and after, and the tabs in which it stands."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        left = list(after[new_start:new_end])
        is_one = end - start == len(left) == 1
        for old in before[start:end]:
            new = max(left, key=lambda one: _likeness(old, one), default=None)
            if new and (is_one or _likeness(old, new) >= ALIKE):
                left.remove(new)
                yield from ((texts, new.tabs) for texts in _sentences(old, new))
            else:
                yield (old.text, ""), old.tabs
        yield from ((("", new.text), new.tabs) for new in left)


def _likeness(one: Block, other: Block) -> float:
    return SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio()


def _sentences(old: Block, new: Block) -> Iterator[tuple[str, str]]:
    """Give the sentences that differ between two blocks; where none does, their links or tabs."""
    was, now = SENTENCE.split(old.text), SENTENCE.split(new.text)
    for kind, start, end, new_start, new_end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal":
            yield " ".join(was[start:end]), " ".join(now[new_start:new_end])
    if old.text == new.text and old.links != new.links:
        yield f"{old.text} → {', '.join(old.links)}", f"{new.text} → {', '.join(new.links)}"
    elif old.text == new.text:
        yield f"{old.tabs}: {old.text}", f"{new.tabs}: {new.text}"


def _questions(base: Revision, head: Revision, moved: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Give each question of the articles and of the search's own test that finds another page first."""
    every = [article for one in (base, head) for article in one.project.articles.values()]
    texts = [text for article in every for text, _ in article.questions]
    for file in sorted((head.root / "tests/search").glob("*.yml")):
        held: Any = read_yaml(file.read_text(encoding="utf-8"), file.name).value
        queries = held.get("queries") if isinstance(held, dict) else None
        texts += [str(one["q"]) for one in queries or [] if isinstance(one, dict) and "q" in one]
    lead = {url.rstrip("/"): to.rstrip("/") for url, to in moved.items()}
    texts = list(dict.fromkeys(texts))
    for text, was, now in zip(texts, _first(base, texts), _first(head, texts), strict=True):
        if lead.get(was, was) != now:
            yield text, was, now


def _first(revision: Revision, texts: Sequence[str]) -> list[str]:
    """Return the page that each text finds first, or nothing."""
    index = revision.root / "site" / INDEX
    found = ask(index, *[(text, {}) for text in texts]) if index.exists() else [{"pages": [], "all": []}] * len(texts)
    return [(one["pages"] or one["all"] or [""])[0] for one in found]


def unlogged(facts: Sequence[tuple[str, str, str]], changes: Sequence[Change]) -> Iterator[str]:
    """Warn of facts that changed without an entry in the list of changes.

    Args:
        facts: each name, its value before and after.
        changes: the list's entries.
    """
    known = {(one.fact, one.after) for one in changes}
    missing = [
        {
            **{"date": date.today(), "fact": name, "before": was, "after": now, "why": "…"},
            "source": {"id": "…", "part": "…"},
        }
        for name, was, now in facts
        if was and now and (name, now) not in known
    ]
    if missing:
        lines = yaml.safe_dump(missing, sort_keys=False, allow_unicode=True, width=1000).rstrip()
        yield f"{CHANGES} lacks a fact that changed. Add:\n{lines}"


def report(sections: dict[str, list[Entry]], form: str = "text") -> str:
    """Return what a change does as people read it.

    Args:
        sections: what it does.
        form: ``text`` for a terminal, ``markdown`` for a comment on GitHub.
    """
    touched = len({page.partition(" ")[0] for entry in sections.get(TEXT, []) for page in entry.pages})
    counts = {"Pages with other text": touched} | {name: len(sections[name]) for name in sections if name != TEXT}
    headline = "; ".join(f"{name}: {count}" for name, count in counts.items() if count and name != WARNINGS)
    headline = headline or NOTHING
    if form == "markdown":
        return _markdown(headline, sections)
    lines = [headline]
    for title, entries in sections.items():
        lines += ["", title] if entries else []
        for text, pages in entries:
            place = f"\nOn {', '.join(pages)}" if pages else ""
            lines.append("  - " + f"{text}{place}".replace("\n", "\n    "))
    return "\n".join(lines)


def _markdown(headline: str, sections: dict[str, list[Entry]]) -> str:
    parts, room, left_out = [f"**{headline}**"], MAX_BYTES, 0
    for title, entries in sections.items():
        kept = []
        for entry in entries:
            kept.append("```text\n" + entry.text + "\n```" if title == WARNINGS else _as_markdown(entry))
            room -= len(kept[-1].encode()) + 2
            if room < 0:
                left_out += 1
                kept.pop()
        parts += [f"### {title}", *kept[:OPEN_ENTRIES]] if kept else []
        if kept[OPEN_ENTRIES:]:
            parts.append(_folded(f"{len(kept) - OPEN_ENTRIES} more", "\n\n".join(kept[OPEN_ENTRIES:])))
    parts += [f"{left_out} more are left out here. `make impact` shows all."] if left_out else []
    return "\n\n".join(parts)


def _as_markdown(entry: Entry) -> str:
    # Markdown takes no sign of the text for its own.
    lines = PUNCTUATION.sub(r"\\\1", entry.text).replace("\n", "\\\n")
    lines = re.sub(r"^(Before|After)\\:", r"**\1:**", lines, flags=re.MULTILINE)
    places = ", ".join(f"`{one.replace('`', '')}`" for one in entry.pages)
    if len(entry.pages) > OPEN_PAGES:
        return f"{lines}\n\n{_folded(f'On {len(entry.pages)} pages', places)}"
    return f"{lines}\\\nOn {places}" if places else lines


def _folded(summary: str, text: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"
