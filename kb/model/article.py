"""Articles: one Markdown file each, with validated front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator
from pydantic_core import PydanticCustomError

from kb.model.diagnostic import Diagnostic
from kb.model.partner import MIN_QUESTIONS, QUESTIONS, Partner
from kb.model.records import Day, Interval, Names, Question, Record, SourceRef, Sources, Text
from kb.model.yaml_document import Document

FENCE = "---"
ARTICLE_RULES = ["activation", *QUESTIONS]
# The folder of the short addresses.
SHORT_FOLDER = "go"
SHORT_NAME = "lower-case letters, digits and hyphens, 3 to 30 of them"


def is_short_name(name: str) -> bool:
    """Say whether a name can be said and typed as part of a short address.

    Args:
        name: such as ``wrong-account``.
    """
    return re.fullmatch(r"[a-z0-9-]{3,30}", name) is not None


def _short_name(value: str) -> str:
    if not is_short_name(value):
        raise PydanticCustomError("short_name", SHORT_NAME)
    return value


def _question(value: str) -> str:
    if value not in ARTICLE_RULES:
        raise PydanticCustomError("name", "one of {names}", {"names": ARTICLE_RULES})
    return value


class SearchMeta(Record):
    """Material's own settings for a page in the search."""

    exclude: bool = Field(False, description="whether to keep the page out of the search")
    boost: float = Field(1, gt=0, description="above 1 = higher among the results")


class PageMeta(Record):
    """The front matter of a section page or a tool page."""

    title: Annotated[str, Field(min_length=4, max_length=70, description="what readers call it; unique on the site")]
    description: Annotated[str, Field(min_length=60, max_length=155, description="says what the page answers")]
    kind: Literal["article", "section", "tool", "partner"] = Field(
        description="only articles need an answer and questions; a partner's page has them in its record"
    )
    hide: list[Literal["navigation", "toc", "path"]] = Field(
        [], description="Material's own: parts of the page to hide"
    )
    template: Literal["home.html", "desk.html"] | None = Field(None, description="Material's own: another template")
    search: SearchMeta | None = Field(None, description="Material's own: `{exclude: true}` keeps it out of search")
    moved_from: list[Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$")]] = Field(
        [],
        description="the addresses that the page had before, such as `packages/optimum` or `go/optimum`; they lead on",
    )
    renamed: dict[Annotated[str, Field(pattern=r"^[^\s#]+$")], Text] = Field(
        {}, description="the names that a section or tab had before, each with its name now: `{fix-it: steps}`"
    )
    questions: list[Question] = Field(
        [], description="how people really ask it, in their words; the search finds it by them"
    )


class PartnerPageMeta(PageMeta):
    """The front matter of a provider's page. All else stands in the provider's record."""

    partner: Text = Field(description="the id of the provider's record in macros/data/partners/")


class ArticleMeta(PageMeta):
    """The front matter of an article."""

    answer: Text = Field(description="the short answer, 1 to 3 sentences; shown first; may call macros")
    questions: list[Question] = Field(min_length=MIN_QUESTIONS, description="how people really ask it, in their words")
    topics: Names = Field(min_length=1, description="from macros/data/topics.yml")
    partners: Names = Field([], description="where it applies; left out = for everyone")
    rule: Annotated[str, AfterValidator(_question)] | None = Field(
        None,
        description="the question of the providers' records that it answers, such as `plan_change`",
        json_schema_extra={"enum": [*ARTICLE_RULES]},
    )
    sources: Sources = Field(description="every source used, with its part")
    reviewed: Day = Field(description="the day on which it was compared with its sources")
    review_every: Interval
    related: Names = Field([], description="pages to read next, by path without `.md`")
    owner: Text | None = Field(None, description="who looks after it, if not the site's owner")
    short: Annotated[str, AfterValidator(_short_name)] | None = Field(
        None, description="the name of its short address below `/go/`; left out = the last part of its path"
    )

    @field_validator("search")
    @classmethod
    def _is_found(cls, value: SearchMeta | None) -> SearchMeta | None:
        if value and value.exclude:
            raise PydanticCustomError("hidden", "an article that the search finds", {"fix": "remove the line"})
        return value


# What only an article has, and always.
ONLY_ARTICLES = ("answer", "topics", "sources", "reviewed", "review_every")


def other_kind(model: type[PageMeta], front: Document) -> list[Diagnostic]:
    """Doubt the kind of a page whose other keys are those of another one, instead of doubting each of them.

    Args:
        model: what its kind asks for.
        front: its front matter.
    """
    given = front.value if isinstance(front.value, dict) else {}
    has = [key for key in ONLY_ARTICLES if key in given]
    mark = front.mark(("kind",))
    at = (front.path, mark.line, mark.column, "wrong-value")
    if model in (PageMeta, PartnerPageMeta) and len(has) > 1 and "partner" not in given:
        expected = f"kind: article, for this page has {', '.join(f'`{key}`' for key in has)}"
        return [Diagnostic(*at, f"kind: {mark.typed}", expected, fix="kind: article")]
    if model is ArticleMeta and not has and mark.typed == "article":
        expected = f"the keys of an article ({', '.join(f'`{key}`' for key in ONLY_ARTICLES)}), or another kind"
        return [Diagnostic(*at, "kind: article", expected, fix="add the keys, or write kind: section (or tool)")]
    return []


def partner_article(page: PartnerPageMeta, partner: Partner, added: list[SourceRef]) -> ArticleMeta:
    """Return the front matter that a provider's record makes for its page.

    Args:
        page: the page's own front matter.
        partner: the provider's record, of one that has a page.
        added: the sources of what the page shows beside the record.
    """
    assert partner.reviewed and partner.review_every
    own = page.model_dump(exclude={"partner", "questions"})
    kinds = {"package": "packages", "billing": "billing"}
    return ArticleMeta.model_construct(
        **own,
        answer=partner.answer or "",
        questions=partner.questions,
        topics=[*(kinds[offer.kind] for offer in partner.offers), "contact"],
        partners=[partner.id],
        rule=None,
        sources=[*partner.sources, *added],
        reviewed=partner.reviewed,
        review_every=partner.review_every,
        related=[],
        owner=partner.owner,
        short=None,
    )


@dataclass(frozen=True)
class Article:
    """One page of the site as it stands in its file.

    Args:
        id: its path below ``docs/`` without ``.md``, such as ``billing/refunds``.
        path: its path from the project's root.
        text: the whole file.
        body_line: the line of the file at which the Markdown begins.
        front: its front matter with the place of each value.
        meta: the validated front matter (a provider's page: with what its record makes), or None where it has errors.
        record: the file of the provider's record, for a provider's page.
    """

    id: str
    path: str
    text: str
    body_line: int
    front: Document
    meta: PageMeta | None
    record: Document | None = None

    @property
    def questions(self) -> list[tuple[str, tuple[str, int, int]]]:
        """Its questions as typed, also where other keys are at error, each with its file, line and column."""
        document = self.record or self.front
        asked = document.value.get("questions") if isinstance(document.value, dict) else None
        marks = [document.mark(("questions", index)) for index in range(len(asked) if isinstance(asked, list) else 0)]
        places = [(document.path, mark.line, mark.column) for mark in marks]
        return [(str(one), place) for one, place in zip(asked or [], places, strict=False)]

    @property
    def body(self) -> str:
        """The Markdown with the front matter blanked, so that line numbers are those of the file."""
        return "\n" * (self.body_line - 1) + "\n".join(self.text.split("\n")[self.body_line - 1 :])

    @property
    def front_text(self) -> str:
        """The front matter as it was typed."""
        return "\n".join(self.text.split("\n")[: self.body_line - 1])

    @property
    def title(self) -> str:
        """The title, also where other keys are at error."""
        return self._value("title") or self.id

    @property
    def description(self) -> str:
        """The description, also where other keys are at error."""
        return self._value("description")

    @property
    def url(self) -> str:
        """Its address on the site, such as ``billing/refunds/``."""
        return re.sub(r"(^|/)index/$", r"\1", f"{self.id}/")

    @property
    def short(self) -> str:
        """The name of its short address: what `short` says, or the last part of its path."""
        return self._value("short") or self.id.removesuffix("/index").rsplit("/", 1)[-1]

    def _value(self, key: str) -> str:
        value = self.front.value.get(key) if isinstance(self.front.value, dict) else None
        return value if isinstance(value, str) else ""


# What was meant for the line of three dashes.
DASHES = re.compile(r"\s*([-–—]{2,}|[–—])\s*")


def fence_slip(text: str) -> tuple[int, str, str]:
    """Say what is wrong with the two lines of three dashes of a file whose front matter could not be found.

    Args:
        text: the whole file.

    Returns:
        The line, what stands there, and what to do.
    """
    lines = text.split("\n")
    if lines[0].rstrip() == FENCE:
        for number, line in enumerate(lines[1:], start=2):
            if DASHES.fullmatch(line):
                return number, f"{line} under the front matter", FENCE
            if not line.strip() or line.startswith(("{{", "#")):
                return number, "front matter that no line of three dashes ends", f"add a line `{FENCE}` above this one"
        return 1, "front matter that no line of three dashes ends", f"add a line `{FENCE}` after the last key"
    if DASHES.fullmatch(lines[0]):
        return 1, f"{lines[0]} above the front matter", FENCE
    if re.match(r"(title|description|kind):", lines[0]):
        return 1, "front matter that no line of three dashes begins", f"add a line `{FENCE}` above this one"
    if any(line.rstrip() == FENCE for line in lines[1:4]):
        above = lines[0].strip() or "an empty line"
        return 1, f"{above} above the front matter", f"remove what stands above the first `{FENCE}`"
    return 1, "no front matter", "copy another article's front matter, and fill it in"


def split_front_matter(text: str) -> tuple[str, int]:
    """Split a Markdown file.

    Args:
        text: the whole file.

    Returns:
        The front matter's YAML and the line at which the body begins (1 where there is no front matter).
    """
    lines = text.split("\n")
    if lines[0].rstrip() == FENCE:
        for number, line in enumerate(lines[1:], start=1):
            if line.rstrip() == FENCE:
                return "\n".join(lines[1:number]), number + 2
    return "", 1
