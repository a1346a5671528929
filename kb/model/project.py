"""Loads the whole project, articles and records, and keeps every fault met on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from kb.model import article as articles
from kb.model.faults import Fault, listed, nearest
from kb.model.records import Fact, Notice, Partner, Payer, Problem, Source
from kb.model.yamlfile import Document, Place, read_yaml

DATA = "macros/data"
SNIPPETS = "macros/snippets"


@dataclass
class Project:
    """Everything that an editor can write, read and checked against its types.

    A record that has faults is left out of its table, and its name is kept in ``broken``, so that the pages that
    call it are not blamed as well.
    """

    root: Path
    articles: dict[str, articles.Article] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    payers: dict[str, Payer] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    partners: dict[str, Partner] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, root: Path) -> Project:
        """Read the project in a folder.

        Args:
            root: the folder that holds ``docs/`` and ``macros/``.

        Returns:
            The project. Nothing is raised for an editor's slip: see ``faults``.
        """
        project = cls(root)
        project.topics = project._table("topics", str)
        project.sources = project._table("sources", Source)
        project.facts = project._table("facts", Fact)
        project.notices = project._table("notices", Notice)
        project.payers = project._table("payers", Payer)
        project.problems = project._list("problems", Problem)
        for file in sorted((root / DATA / "partners").glob("*.yml")):
            project._add_partner(file)
        for file in sorted((root / "docs").rglob("*.md")):
            project._add_article(file)
        return project

    def text(self, path: str) -> str:
        """Return a file's text, given its path from the root."""
        return (self.root / path).read_text(encoding="utf-8")

    def _read(self, path: str) -> Document:
        document = read_yaml(self.text(path), path)
        self.documents[path] = document
        self.faults += document.faults
        return document

    def _table(self, name: str, kind: type) -> dict[str, Any]:
        """Read a data file that maps names to records of one kind."""
        path = f"{DATA}/{name}.yml"
        document = self._read(path)
        if document.value is None and document.faults:
            self.broken.add(name)
            return {}
        table: dict[str, Any] = {}
        if not isinstance(document.value, dict):
            self.faults.append(Fault(path, 1, 1, "wrong-value", "a file without names", "a name, then its record"))
            return {}
        for key, value in document.value.items():
            record = self._validated(kind, value, document, (key,))
            if record is None:
                self.broken.add(str(key))
            else:
                table[str(key)] = record
        return table

    def _list(self, name: str, kind: type) -> list[Any]:
        """Read a data file that lists records of one kind."""
        document = self._read(f"{DATA}/{name}.yml")
        records = [self._validated(kind, value, document, (index,)) for index, value in enumerate(document.value or [])]
        return [record for record in records if record is not None]

    def _add_partner(self, file: Path) -> None:
        path = file.relative_to(self.root).as_posix()
        document = self._read(path)
        value = document.value
        country = value.get("country", "US") if isinstance(value, dict) else "US"
        partner = None
        if value is not None or not document.faults:
            partner = self._validated(Partner, value, document, (), {"country": country})
        if partner is None:
            self.broken.add(file.stem)
        elif partner.id != file.stem:
            mark = document.mark(("id",))
            self.broken.add(file.stem)
            self.faults.append(
                Fault(
                    path,
                    mark.line,
                    mark.column,
                    "wrong-value",
                    f"id: {partner.id}",
                    f"the file's own name, `{file.stem}`",
                    fix=f"id: {file.stem}",
                )
            )
        else:
            self.partners[partner.id] = partner

    def _add_article(self, file: Path) -> None:
        path = file.relative_to(self.root).as_posix()
        text = file.read_text(encoding="utf-8")
        front_text, body_line = articles.split_front_matter(text)
        front = read_yaml(front_text, path, first_line=2)
        self.faults += front.faults
        meta = None
        if not front_text:
            self.faults.append(
                Fault(
                    path,
                    1,
                    1,
                    "missing-key",
                    "no front matter",
                    "the article's title, answer, sources … between `---` lines",
                    fix="copy the front matter of another article and fill it in",
                )
            )
        elif front.value is not None:
            kind = front.value.get("kind") if isinstance(front.value, dict) else None
            model = articles.PageMeta if kind in ("section", "tool") else articles.ArticleMeta
            meta = self._validated(model, front.value, front, ())
        page = path.removeprefix("docs/").removesuffix(".md")
        if meta is None:
            self.broken.add(page)
        self.articles[page] = articles.Article(page, path, text, body_line, front, meta)

    def _validated(
        self, kind: type, value: Any, document: Document, place: Place, context: dict[str, str] | None = None
    ) -> Any:
        """Return the value as a record, or None after noting each fault with its place."""
        try:
            return TypeAdapter(kind).validate_python(value, context=context)
        except ValidationError as error:
            met = [_field_fault(kind, dict(problem), document, place) for problem in error.errors(include_url=False)]
            # A misspelt key is missing as well: say so once.
            meant = {f"no `{fault.suggestion}`" for fault in met if fault.rule == "unknown-key" and fault.suggestion}
            self.faults += [fault for fault in met if fault.found not in meant]
            return None


def _field_fault(kind: type, problem: dict[str, Any], document: Document, start: Place) -> Fault:
    """Turn one of pydantic's errors into a fault at the line of its field."""
    place, model = start, kind
    for part in problem["loc"]:
        inner = _field_type(model, part)
        if (*place, part) in document.marks or part == problem["loc"][-1]:
            place, model = (*place, part), inner or model
    mark = document.mark(place)
    key = str(place[-1]) if place else ""
    at = (document.path, mark.line, mark.column)
    what = problem["type"]
    owner = kind
    for part in problem["loc"][:-1]:
        owner = _field_type(owner, part) or owner
    names = _keys(owner)
    if what == "missing":
        return Fault(*at, "missing-key", f"no `{key}`", f"the key `{key}`{_described(owner, key)}", fix=f"{key}: …")
    if what == "extra_forbidden":
        close = nearest(key, names)
        return Fault(
            *at,
            "unknown-key",
            f"the key `{key}`",
            f"one of {listed(names, 20)}",
            close,
            f"{close}: …" if close else "remove the line",
        )
    if what == "needs_key":
        key = problem["ctx"]["key"]
        return Fault(*at, "missing-key", problem["msg"], f"the key `{key}`", fix=f"{key}: …")
    if what in ("phone_unquoted", "phone_invalid"):
        return Fault(
            *at,
            "phone-number",
            f"{mark.typed}: {problem['msg']}" if mark.typed else problem["msg"],
            "the number in international form, in quotes, with the country's code",
            fix='"+1" and the ten digits, all in double quotes (for a number in the US or Canada)',
        )
    found = mark.typed if mark.typed else repr(problem["input"])
    return Fault(*at, "wrong-value", f"{key}: {found}", _readable(problem["msg"]) + _described(owner, key))


def _readable(message: str) -> str:
    """Turn pydantic's sentence into one for editors: without its jargon, first letter small."""
    message = message.replace("Input should be ", "").replace("String should ", "a text that should ")
    message = message.replace("List should have", "a list that has")
    return message[:1].lower() + message[1:]


def _described(model: type, key: str) -> str:
    info = getattr(model, "model_fields", {}).get(key)
    return f" ({info.description})" if info is not None and info.description else ""


def _keys(model: type) -> list[str]:
    return [info.alias or name for name, info in getattr(model, "model_fields", {}).items()]


def _field_type(model: type, part: str | int) -> type | None:
    """Return the record type inside a model's field, or None where the field holds no record."""
    if isinstance(part, int) or not hasattr(model, "model_fields"):
        return None
    for name, info in model.model_fields.items():
        if part in (name, info.alias):
            return _record_in(info.annotation)
    return None


def _record_in(annotation: Any) -> type | None:
    """Find the record type in an annotation such as ``list[Rule]`` or ``dict[str, Contact]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _record_in(inner)
        if found:
            return found
    return None
