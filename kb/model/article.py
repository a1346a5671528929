"""Articles: one Markdown file each, with validated front matter."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from kb.model.diagnostic import Diagnostic, closest_match
from kb.model.partner import MIN_QUESTIONS, QUESTIONS, Partner
from kb.model.records import Day, Interval, Question, Record, SourceRef, Sources, Text, check, each_once
from kb.model.references import Ref
from kb.model.validate import validate
from kb.model.yaml_document import Document

FENCE = "---"
# The topics of a provider's page, by what its record offers, and for how to reach it.
OFFER_TOPICS, CONTACT_TOPIC = {"package": "packages", "billing": "billing"}, "contact"
ARTICLE_RULES = ["activation", *QUESTIONS]
# The folder of the short addresses.
SHORT_FOLDER = "go"
SHORT_NAME = "lower-case letters, digits and hyphens, 3 to 30 of them"


def is_short_name(name: str) -> bool:
    """Say whether a name, such as ``wrong-account``, can be said and typed as part of a short address."""
    return re.fullmatch(r"[a-z0-9-]{3,30}", name) is not None


Short = Annotated[str, check(is_short_name, SHORT_NAME)]
ArticleRule = Annotated[str, check(ARTICLE_RULES.__contains__, "the name of a question", names=ARTICLE_RULES)]


class SearchMeta(Record):
    """Material's own settings for a page in the search."""

    exclude: bool = Field(False, description="whether to keep the page out of the search")
    boost: float = Field(1, gt=0, description="above 1 = higher among the results")


SEARCH = "Material's own: `{exclude: true}` keeps it out of search"
FoundBySearch = Annotated[
    SearchMeta | None,
    check(lambda value: not value or not value.exclude, "an article that the search finds", fix="remove the line"),
]


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
    search: SearchMeta | None = Field(None, description=SEARCH)
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

    search: FoundBySearch = Field(None, description=SEARCH)
    answer: Text = Field(description="the short answer, 1 to 3 sentences; shown first; may call macros")
    questions: list[Question] = Field(min_length=MIN_QUESTIONS, description="how people really ask it, in their words")
    topics: Annotated[list[Annotated[Text, Ref("topics")]], each_once()] = Field(
        min_length=1, description="from macros/data/topics.yml"
    )
    partners: Annotated[list[Annotated[Text, Ref("partners")]], each_once()] = Field(
        [], description="where it applies; left out = for everyone"
    )
    rule: ArticleRule | None = Field(
        None, description="the question of the providers' records that it answers, such as `plan_change`"
    )
    sources: Sources = Field(description="every source used, with its part")
    reviewed: Day = Field(description="the day on which it was compared with its sources")
    review_every: Interval
    related: Annotated[list[Annotated[Text, Ref("articles")]], each_once()] = Field(
        [], description="pages to read next, by path without `.md`"
    )
    owner: Text | None = Field(None, description="who looks after it, if not the site's owner")
    short: Short | None = Field(
        None, description="the name of its short address below `/go/`; left out = the last part of its path"
    )


KINDS = {"article": ArticleMeta, "section": PageMeta, "tool": PageMeta, "partner": PartnerPageMeta}


def read_meta(front: Document) -> tuple[PageMeta | None, list[Diagnostic]]:
    """Return a page's front matter as its `kind` asks for and no error, or None and the errors."""
    given = front.value if isinstance(front.value, dict) else {}
    kind = given.get("kind", "partner" if "partner" in given else "article")
    # A wrong kind is one error: the other keys are those of the kind that was meant.
    model = KINDS.get(closest_match(str(kind), KINDS), ArticleMeta)
    if model is not ArticleMeta and "answer" in given and "partner" not in given:
        expected = "kind: article, for this page has an `answer`"
        return None, [front.diagnostic(("kind",), "wrong-value", f"kind: {kind}", expected, fix="kind: article")]
    return validate(model, front.value, front)


def partner_article(page: PartnerPageMeta, partner: Partner, added: list[SourceRef]) -> ArticleMeta:
    """Return the front matter that a provider's record makes for its page, with the sources of what else it shows."""
    assert partner.reviewed and partner.review_every
    own = page.model_dump(exclude={"partner", "questions"})
    return ArticleMeta.model_construct(
        **own,
        answer=partner.answer or "",
        questions=partner.questions,
        topics=[*(OFFER_TOPICS[offer.kind] for offer in partner.offers), CONTACT_TOPIC],
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
    """One page of the site as it stands in its file."""

    id: str  # its path below docs/ without `.md`, such as `billing/refunds`
    path: str  # its path from the project's root
    text: str  # the whole file
    body_line: int  # the line of the file at which the Markdown begins
    front: Document  # its front matter with the place of each value
    meta: (
        PageMeta | None
    )  # valid front matter (a provider's page: with what its record makes); None where it has errors
    record: Document | None = None  # the file of the provider's record, for a provider's page

    @property
    def questions(self) -> list[tuple[str, tuple[str, int, int]]]:
        """Its questions as typed, also where other keys have errors, each with its file, line and column."""
        document = self.record or self.front
        asked = document.value.get("questions") if isinstance(document.value, dict) else None
        typed = asked if isinstance(asked, list) else []
        marks = [document.mark(("questions", index)) for index in range(len(typed))]
        return [(str(one), (document.path, mark.line, mark.column)) for one, mark in zip(typed, marks, strict=True)]

    @property
    def body(self) -> str:
        """The Markdown with the front matter blanked, so that line numbers are those of the file."""
        return "\n" * (self.body_line - 1) + "\n".join(self.text.split("\n")[self.body_line - 1 :])

    @property
    def title(self) -> str:
        """The title, also where other keys have errors."""
        return self._value("title") or self.id

    @property
    def description(self) -> str:
        """The description, also where other keys have errors."""
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


def front_matter_missing(path: str, text: str) -> Diagnostic:
    """Return the error of a file in which no front matter was found, given its whole text."""
    line, found = 1, "no front matter at the very top"
    if text.startswith(FENCE):
        found = f"front matter that no line `{FENCE}` ends"
        ends = re.compile(r"\s*$|\{\{|#|-{2,}|[–—]")
        lines = enumerate(text.split("\n")[1:], start=2)
        line = next((number for number, one in lines if ends.match(one)), 1)
    expected = f"title, description, kind … between two lines `{FENCE}` of three dashes at the very top"
    return Diagnostic(path, line, 1, "missing-key", found, expected, fix=f"put a line `{FENCE}` here")


def split_front_matter(text: str) -> tuple[str, int]:
    """Return a file's front matter and the line at which its body begins (1 where there is no front matter)."""
    lines = text.split("\n")
    if lines[0].rstrip() == FENCE:
        for number, line in enumerate(lines[1:], start=1):
            if line.rstrip() == FENCE:
                return "\n".join(lines[1:number]), number + 2
    return "", 1
