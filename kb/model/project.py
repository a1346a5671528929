"""Loads the whole project, articles and records, and keeps every error met on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.model import article as articles
from kb.model.changes import Change, changed_twice, fact_names
from kb.model.diagnostic import BrokenRecordError, Diagnostic, closest_match, unknown_name
from kb.model.fields import validated
from kb.model.guide import Guide, Question
from kb.model.navigation import settings_diagnostics
from kb.model.partner import QUESTION_NOTICES, Partner, provider_page
from kb.model.records import Checklist, Fact, Kind, Notice, Payer, Problem, Source, Text
from kb.model.searchwords import Searches, SearchWords, repeated, search_places, word_places
from kb.model.textfile import read_text
from kb.model.yaml_document import Document, read_yaml

DATA = "macros/data"
SNIPPETS = "macros/snippets"
SETTINGS = "mkdocs.yml"
# A page's path is its address. What stands in the folder of short addresses would stand in their way.
PAGE_FILE = re.compile(r"docs/(?!go/(?!index\.md))(?:[a-z0-9-]+/)*[a-z0-9-]+\.md")
TABLES: dict[str, Any] = {
    "topics": str,
    "sources": Source,
    "facts": Fact,
    "notices": Notice,
    "payers": Payer,
    "details": Checklist,
    "kinds": Kind,
}
MODELS: dict[str, type[articles.PageMeta]] = {
    "section": articles.PageMeta,
    "tool": articles.PageMeta,
    "partner": articles.PartnerPageMeta,
}
# Where each kind of record is declared, for editors to look.
GUIDE = f"{DATA}/guide.yml"
WORDS = f"{DATA}/words.yml"
CHANGES = f"{DATA}/changes.yml"
LEDGER = f"{DATA}/addresses.txt"
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
    articles: dict[str, articles.Article] = field(default_factory=dict)
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
    def load(cls, root: Path) -> Project:
        """Read the project in a folder.

        Args:
            root: the folder that holds ``docs/`` and ``macros/``.

        Returns:
            The project. Nothing is raised for an editor's slip: see ``errors``.
        """
        project = cls(root)
        # MkDocs reads its own settings; here they are only looked at for what it would not tell at its line.
        project.settings = read_yaml(project._text(SETTINGS), SETTINGS, values=False)
        project.diagnostics += project.settings.diagnostics or settings_diagnostics(project.settings)
        for name, kind in TABLES.items():
            setattr(project, name, project._table(name, kind))
        project.problems = project._list("problems", Problem)
        if (root / CHANGES).exists():
            project.changes = project._list("changes", Change)
            if not project.documents[CHANGES].diagnostics:
                project.diagnostics += changed_twice(project.changes, project.documents[CHANGES])
        project.search_words = project._optional("search-words", SearchWords) or SearchWords()
        project.searches = project._optional("searches", Searches) or {}
        project.words = project._optional("words", dict[str, Text]) or {}
        project.guide = project._optional("guide", Guide)
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
        project._find_repeated()
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

    def unshare(self) -> None:
        """Let the macros read the project by themselves again."""
        _shared.pop(self.root, None)

    @classmethod
    def shared(cls, root: Path) -> Project:
        """Return the project that was handed over, or else read it.

        Args:
            root: the project's folder.
        """
        return _shared.get(root) or cls.load(root)

    def find(self, table: str, name: str) -> Any:
        """Return a record that an article or another record calls.

        Args:
            table: the kind of record, such as ``partners``.
            name: the record's name.

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

    def text(self, path: str) -> str:
        """Return the text of a file that was read, given its path from the root."""
        return self.texts[path]

    def is_readable(self, path: str) -> bool:
        """Say whether a file without a type of its own, such as the ledger, is text, or not there at all."""
        return all(diagnostic.path != path for diagnostic in self.diagnostics)

    def _text(self, path: str) -> str:
        self.texts[path], diagnostics = read_text(self.root, path)
        self.diagnostics += diagnostics
        return self.texts[path]

    def _files(self, folder: str, pattern: str) -> list[str]:
        """Return the files below a folder; what MkDocs leaves out (hidden files, README.md) is left out here too."""
        found = sorted((self.root / folder).glob(pattern))
        paths = [file.relative_to(self.root) for file in found if not file.is_dir()]
        return [
            path.as_posix()
            for path in paths
            if path.name != "README.md" and not any(part.startswith(".") for part in path.parts)
        ]

    def _read(self, path: str) -> Document:
        before = len(self.diagnostics)
        document = read_yaml(self._text(path), path)
        document.diagnostics = self.diagnostics[before:] + document.diagnostics
        self.documents[path] = document
        self.diagnostics = self.diagnostics[:before] + document.diagnostics
        return document

    def _table(self, name: str, kind: type) -> dict[str, Any]:
        """Read a data file that maps names to records of one kind."""
        document = self._read(f"{DATA}/{name}.yml")
        if not isinstance(document.value, dict):
            self._wrong_shape(document, "a file of names, each with its record")
            self.broken.add((name, None))
            return {}
        table: dict[str, Any] = {}
        for key, value in document.value.items():
            record, diagnostics = validated(kind, value, document, (key,))
            diagnostics = diagnostics or self._wrong_name(document, str(key), name)
            self.diagnostics += diagnostics
            if diagnostics:
                self.broken.add((name, str(key)))
            else:
                table[str(key)] = record
        return table

    def _wrong_name(self, document: Document, key: str, table: str) -> list[Diagnostic]:
        """Report a record's name that is no part of an address; calls by the name that was meant are not blamed."""
        meant = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")
        if key == meant:
            return []
        self.broken.add((table, meant))
        mark = document.mark((key,))
        expected = "a name in lower-case letters, digits and hyphens"
        return [Diagnostic(document.path, mark.line, mark.column, "wrong-value", f"{key}:", expected, fix=f"{meant}:")]

    def _list(self, name: str, kind: type) -> list[Any]:
        """Read a data file that lists records of one kind."""
        document = self._read(f"{DATA}/{name}.yml")
        if not isinstance(document.value, list):
            self._wrong_shape(document, "a list: each record on a line that begins with `- `")
            return []
        records = []
        for index, value in enumerate(document.value):
            record, diagnostics = validated(kind, value, document, (index,))
            if not diagnostics and record in records:
                mark = document.mark((index,))
                at = (document.path, mark.line, mark.column, "wrong-value")
                diagnostics = [
                    Diagnostic(*at, "a record a second time", "each record once", fix="remove or change one of the two")
                ]
            self.diagnostics += diagnostics
            records += [] if diagnostics else [record]
        return records

    def _optional(self, name: str, kind: Any) -> Any:
        """Read a data file that a project may do without."""
        path = f"{DATA}/{name}.yml"
        if not (self.root / path).exists():
            return None
        document = self._read(path)
        if document.value is None and document.diagnostics:
            return None
        found, diagnostics = validated(kind, document.value, document, ())
        self.diagnostics += diagnostics
        return found

    def _find_repeated(self) -> None:
        """Find what the search could follow only in one of two places."""
        for name, places in (
            ("search-words", word_places(self.search_words)),
            ("searches", search_places(self.searches)),
        ):
            path = f"{DATA}/{name}.yml"
            if path in self.documents:
                self.diagnostics += repeated(places, self.documents[path])

    def _wrong_shape(self, document: Document, expected: str) -> None:
        """Report a data file that holds something else, unless it could not be read at all."""
        if not document.diagnostics:
            found = "an empty file" if document.value is None else "something else"
            self.diagnostics.append(Diagnostic(document.path, 1, 1, "wrong-value", found, expected))

    def _add_partner(self, path: str) -> None:
        name = Path(path).stem
        document = self._read(path)
        country = document.value.get("country") if isinstance(document.value, dict) else None
        context = {"country": country} if isinstance(country, str) else {}
        partner, diagnostics = None, document.diagnostics
        if document.value is not None or not diagnostics:
            partner, diagnostics = validated(Partner, document.value, document, (), context)
            self.diagnostics += diagnostics
        if partner is not None and partner.id != name:
            mark = document.mark(("id",))
            other = f"{DATA}/partners/{partner.id}.yml"
            found = f"id: {partner.id}" + (f", the id of {other}" if (self.root / other).exists() else "")
            expected = f"the file's own name, `{name}`"
            fix = f"id: {name}, or rename the file"
            self.diagnostics.append(Diagnostic(path, mark.line, mark.column, "wrong-value", found, expected, fix=fix))
            self.broken.add(("partners", partner.id))
            partner = None
        if partner is None:
            self.broken.add(("partners", name))
        else:
            self.partners[name] = partner

    def _add_article(self, path: str) -> None:
        before = len(self.diagnostics)
        text = self._text(path)
        page = path.removeprefix("docs/").removesuffix(".md")
        front_text, body_line = articles.split_front_matter(text)
        front = read_yaml(front_text, path, first_line=2)
        self.diagnostics += front.diagnostics
        meta = None
        if front_text is not None and front_text.strip():
            if front.value is not None:
                given = front.value if isinstance(front.value, dict) else {}
                kind = given.get("kind", "partner" if "partner" in given else "article")
                # A misspelt kind is one error: the other keys are those of the kind that was meant.
                model = MODELS.get(closest_match(str(kind), [*MODELS, "article"]), articles.ArticleMeta)
                meta, diagnostics = validated(model, front.value, front, ())
                doubt = articles.other_kind(model, front)
                if doubt:
                    read_on = model is not articles.ArticleMeta
                    as_article = {**given, "kind": "article"}
                    meta, diagnostics = (
                        validated(articles.ArticleMeta, as_article, front, ()) if read_on else (None, [])
                    )
                self.diagnostics += [*doubt, *diagnostics]
        elif len(self.diagnostics) == before:
            line, found, fix = articles.fence_slip(text)
            expected = "title, description, kind … between two lines `---` at the very top"
            self.diagnostics.append(Diagnostic(path, line, 1, "missing-key", found, expected, fix=fix))
        record = None
        if isinstance(meta, articles.PartnerPageMeta):
            # In another place it is no page of the record's: partner-page tells it.
            in_place = page == provider_page(meta.partner)
            record = self.documents.get(f"{DATA}/partners/{meta.partner}.yml") if in_place else None
            partner = self.partners.get(meta.partner) if in_place else None
            notices = [self.notices[name] for name in QUESTION_NOTICES.values() if name in self.notices]
            added = [source for one in notices for source in one.sources]
            meta = articles.partner_article(meta, partner, added) if partner and partner.entry == "page" else None
        if meta is None:
            self.broken.add(("articles", page))
        self.articles[page] = articles.Article(page, path, text, body_line, front, meta, record)


_shared: dict[Path, Project] = {}
