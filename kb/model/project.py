"""Loads the whole project, articles and records, and keeps every error met on the way."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Self, get_args

from kb.model.article import (
    Article,
    ArticleMeta,
    PageMeta,
    PartnerPageMeta,
    front_matter_missing,
    partner_article,
    read_meta,
    split_front_matter,
)
from kb.model.changes import Change, fact_names
from kb.model.diagnostic import BrokenRecordError, Diagnostic, unknown_name
from kb.model.duplicates import duplicates
from kb.model.guide import Guide, Question
from kb.model.navigation import settings_diagnostics
from kb.model.partner import QUESTION_NOTICES, Partner, provider_page
from kb.model.records import Checklist, Fact, Kind, Notice, Payer, Problem, Source, Text, each_once
from kb.model.references import references
from kb.model.search_words import Searches, SearchWords, search_places, word_places
from kb.model.validate import validate
from kb.model.yaml_document import Document, Place, read_yaml

DATA = "macros/data"
SNIPPETS = "macros/snippets"
SETTINGS = "mkdocs.yml"
# A page's path is its address. What stands in the folder of short addresses would stand in their way.
PAGE_FILE = re.compile(r"docs/(?!go/(?!index\.md))(?:[a-z0-9-]+/)*[a-z0-9-]+\.md")
# What each data file holds; those of partners hold one record each.
TYPES: dict[str, Any] = {
    "topics": dict[str, str],
    "sources": dict[str, Source],
    "facts": dict[str, Fact],
    "notices": dict[str, Notice],
    "payers": dict[str, Payer],
    "details": dict[str, Checklist],
    "kinds": dict[str, Kind],
    "problems": Annotated[list[Problem], each_once("label", "each problem once")],
    "changes": list[Change],
    "words": dict[str, Text],
    "search-words": SearchWords,
    "searches": Searches,
    "guide": Guide,
}
# The files that every project has, and whose records are read each by itself. The others are read as a whole.
TABLES = ("topics", "sources", "facts", "notices", "payers", "details", "kinds")
# Where each kind of record is declared, for editors to look.
GUIDE = f"{DATA}/guide.yml"
WORDS = f"{DATA}/words.yml"
CHANGES = f"{DATA}/changes.yml"
LEDGER = f"{DATA}/addresses.txt"
# The provider whose tab stands first.
FIRST_PROVIDER: Place = ("extra", "first_provider")
WHERE = {name: f"{DATA}/{name}.yml" for name in TABLES} | {
    "partners": f"{DATA}/partners/",
    "questions": GUIDE,
    "fact_names": f"{DATA}/facts.yml, or a partner and a contact, page or question of its record",
}


@dataclass
class Project:
    """Everything that an editor can write, read and checked against its types.

    A record that has errors is left out of its table, and its name is kept in ``broken`` (with None for a whole
    table), so that the pages that call it are not blamed as well.
    """

    root: Path
    settings: Document = field(default_factory=lambda: Document(SETTINGS))
    articles: dict[str, Article] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    payers: dict[str, Payer] = field(default_factory=dict)
    details: dict[str, Checklist] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    guide: Guide | None = None
    search_words: SearchWords = field(default_factory=SearchWords)
    searches: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    snippets: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    broken: set[tuple[str, str | None]] = field(default_factory=set)

    @classmethod
    def load(cls, root: Path) -> Self:
        """Read the project in a folder. Nothing is raised for an editor's mistake: see ``diagnostics``."""
        project = cls(root)
        # MkDocs reads its own settings; here they are only looked at for what it would not report at its line.
        project.settings = read_yaml(project._text(SETTINGS), SETTINGS, values=False)
        project.diagnostics += project.settings.diagnostics or settings_diagnostics(project.settings)
        for name in TYPES:
            if name in TABLES:
                setattr(project, name, project._table(name))
            elif (root / f"{DATA}/{name}.yml").exists():
                document = project._read(f"{DATA}/{name}.yml")
                found = project._validate(TYPES[name], document.value, document)
                setattr(project, name.replace("-", "_"), found or getattr(project, name.replace("-", "_")))
        if GUIDE in project.documents and project.guide is None:
            project.broken.add(("questions", None))
        # Not in a project that is only begun: nothing is given out yet.
        if (root / LEDGER).exists():
            project._text(LEDGER)
        for path in project._files(f"{DATA}/partners", "*.yml"):
            project._add_partner(path)
        for path in project._files(SNIPPETS, "*.md"):
            project.snippets[path.removeprefix(f"{SNIPPETS}/")] = project._text(path)
        for path in project._files("docs", "**/*.md"):
            if PAGE_FILE.fullmatch(path):
                project._add_article(path)
        # Two changes of one fact on one day would have one address; the search follows a word only in one place.
        changes = (((index, "fact"), f"{one.fact} on {one.date}") for index, one in enumerate(project.changes))
        project._find_duplicates("changes", changes)
        for name, places in (("search-words", word_places), ("searches", search_places)):
            if (path := f"{DATA}/{name}.yml") in project.documents:
                project._find_duplicates(name, places(project.documents[path]))
        return project

    @property
    def questions(self) -> dict[str, Question]:
        """The questions of the guide."""
        return self.guide.questions if self.guide else {}

    @property
    def fact_names(self) -> dict[str, str]:
        """Every fact that may change, by the name that a change calls it, with what it is in words."""
        return fact_names(self.facts, self.partners)

    def share(self) -> None:
        """Let the macros work on this project from now on, instead of reading it again."""
        _shared[self.root] = self

    @classmethod
    def shared(cls, root: Path) -> "Project":
        """Return the project in a folder that was shared, or else read it."""
        return _shared.get(root) or cls.load(root)

    def find(self, table: str, name: str) -> Any:
        """Return a record that an article or another record calls.

        Raises:
            UnknownNameError: there is no such record.
            BrokenRecordError: there is one, but it has errors.
        """
        records = getattr(self, table)
        if name in records:
            return records[name]
        if self.is_broken(table, name):
            raise BrokenRecordError(name)
        raise unknown_name(name, records, WHERE[table])

    def is_broken(self, table: str, name: str) -> bool:
        """Say whether a record, or the whole file of its kind, has errors of its own."""
        return (table, name) in self.broken or (table, None) in self.broken

    def references(self) -> Iterator[tuple[Document, Place, str, str]]:
        """Give every reference in front matter, records and settings: its file, place, the table and the name.

        What they stand in may have errors of its own.
        """
        typed: list[tuple[Document, Any]] = [(one.front, ArticleMeta) for one in self.articles.values()]
        typed += [(one, Partner) for path, one in self.documents.items() if path.startswith(WHERE["partners"])]
        kinds = {f"{DATA}/{name}.yml": kind for name, kind in TYPES.items()}
        typed += [(self.documents[path], kind) for path, kind in kinds.items() if path in self.documents]
        for document, kind in typed:
            for place, table, name in references(kind, document.value):
                yield document, place, table, name
        first = self.settings.marks.get(FIRST_PROVIDER)
        if first:
            yield self.settings, FIRST_PROVIDER, "partners", first.typed

    def text(self, path: str) -> str:
        """Return the text of a file that was read, given its path from the root."""
        return self.texts[path]

    def is_readable(self, path: str) -> bool:
        """Say whether a file without a type of its own, such as the ledger, is text, or not there at all."""
        return all(diagnostic.path != path for diagnostic in self.diagnostics)

    def _text(self, path: str) -> str:
        self.texts[path], diagnostics = _read_text(self.root, path)
        self.diagnostics += diagnostics
        return self.texts[path]

    def _files(self, folder: str, pattern: str) -> list[str]:
        """Return the files below a folder; what MkDocs leaves out (hidden files, README.md) is left out here too."""
        files = sorted(file for file in (self.root / folder).glob(pattern) if not file.is_dir())
        paths = [file.relative_to(self.root).as_posix() for file in files if file.name != "README.md"]
        return [path for path in paths if not re.search(r"(^|/)\.", path)]

    def _read(self, path: str) -> Document:
        before = len(self.diagnostics)
        self.documents[path] = document = read_yaml(self._text(path), path)
        self.diagnostics += document.diagnostics
        document.diagnostics = self.diagnostics[before:]
        return document

    def _validate(self, kind: Any, value: Any, document: Document, place: Place = (), country: Any = None) -> Any:
        """Return a record, or None where it has errors. What could not be read at all has been reported."""
        if document.value is None and document.diagnostics:
            return None
        context = {"country": country} if isinstance(country, str) else {}
        record, diagnostics = validate(kind, value, document, place, context)
        self.diagnostics += diagnostics
        return record

    def _table(self, name: str) -> dict[str, Any]:
        """Read a data file that maps names to records of one kind."""
        kind = get_args(TYPES[name])[1]
        document = self._read(f"{DATA}/{name}.yml")
        if not isinstance(document.value, dict):
            self._validate(TYPES[name], document.value, document)
            self.broken.add((name, None))
            return {}
        table: dict[str, Any] = {}
        for key, value in document.value.items():
            record = self._validate(kind, value, document, (key,))
            # A name is a part of addresses. Calls by the name that was meant are not blamed.
            meant = re.sub(r"[^a-z0-9]+", "-", str(key).lower()).strip("-")
            if record is not None and key == meant:
                table[key] = record
                continue
            self.broken |= {(name, str(key)), (name, meant)}
            if record is not None:
                expected = "a name in lower-case letters, digits and hyphens"
                self._report(document, (key,), "wrong-value", f"{key}:", expected, f"{meant}:")
        return table

    def _report(self, document: Document, place: Place, rule: str, found: str, expected: str, fix: str) -> None:
        self.diagnostics.append(document.diagnostic(place, rule, found, expected, fix=fix))

    def _find_duplicates(self, name: str, names: Iterable[tuple[Place, str]]) -> None:
        """Report what stands in a data file a second time, given its places and names."""
        items = list(names)
        for index, first in duplicates(one for _, one in items):
            document, (place, found) = self.documents[f"{DATA}/{name}.yml"], items[index]
            found = f"`{found}` a second time (first in line {document.mark(items[first][0]).line})"
            fix = "keep it in the place that fits best"
            self._report(document, place, "duplicate-key", found, "each in one place only", fix)

    def _add_partner(self, path: str) -> None:
        name = Path(path).stem
        document = self._read(path)
        country = document.value.get("country") if isinstance(document.value, dict) else None
        partner = self._validate(Partner, document.value, document, country=country)
        if partner is not None and partner.id == name:
            self.partners[name] = partner
            return
        self.broken.add(("partners", name))
        if partner is not None:
            self.broken.add(("partners", partner.id))
            expected, fix = f"the file's own name, `{name}`", f"id: {name}, or rename the file"
            self._report(document, ("id",), "wrong-value", f"id: {partner.id}", expected, fix)

    def _add_article(self, path: str) -> None:
        before = len(self.diagnostics)
        text = self._text(path)
        page = path.removeprefix("docs/").removesuffix(".md")
        front_text, body_line = split_front_matter(text)
        front = read_yaml(front_text, path, first_line=2)
        self.diagnostics += front.diagnostics
        meta: PageMeta | None = None
        if front.value is not None:
            meta, diagnostics = read_meta(front)
            self.diagnostics += diagnostics
        elif len(self.diagnostics) == before:
            self.diagnostics.append(front_matter_missing(path, text))
        record = None
        if isinstance(meta, PartnerPageMeta):
            # In another place it is no page of the record's: partner-page reports it.
            name = meta.partner if page == provider_page(meta.partner) else ""
            record, partner = self.documents.get(f"{DATA}/partners/{name}.yml"), self.partners.get(name)
            notices = [self.notices[name] for name in QUESTION_NOTICES.values() if name in self.notices]
            added = [source for one in notices for source in one.sources]
            meta = partner_article(meta, partner, added) if partner and partner.entry == "page" else None
        if meta is None:
            self.broken.add(("articles", page))
        self.articles[page] = Article(page, path, text, body_line, front, meta, record)


def _read_text(root: Path, path: str) -> tuple[str, list[Diagnostic]]:
    """Read a file in a project's folder as UTF-8, with or without a byte order mark.

    Returns:
        The text with plain line ends, and no error; or an empty text and the error.
    """
    expected = "a text file in UTF-8"
    try:
        data = (root / path).read_bytes()
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        found = f"the byte 0x{data[error.start]:02x}, which is not UTF-8"
        fix = "save the file as UTF-8 in your editor, and retype the letter"
        return "", [Diagnostic(path, line, column, "unreadable-file", found, expected, fix=fix)]
    except OSError as error:
        fix = "bring the file back from the last good version"
        return "", [Diagnostic(path, 1, 1, "unreadable-file", error.strerror or str(error), expected, fix=fix)]


_shared: dict[Path, Project] = {}
