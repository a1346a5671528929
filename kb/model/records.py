"""The typed records behind the site: sources, facts, notices, who bills you, common problems.

Every record forbids unknown keys, so that a misspelt key is an error and not a lost fact.
"""

import re
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from kb.model.diagnostic import closest_match
from kb.model.duplicates import duplicates
from kb.model.references import Ref

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Interval = Annotated[
    str,
    Field(
        pattern=r"^([1-9]\d{0,2} days?|[1-9]\d? weeks?|([1-9]|1\d|2[0-4]) months?|[12] years?)$",
        description="how often to look again, such as `6 months`; 2 years at most",
    ),
]
# Nothing here was looked at before.
FIRST_YEAR = 2020


def invalid(expected: str, **context: Any) -> PydanticCustomError:
    """Return the error for a value that a record's own check refuses.

    The context is what the value alone does not show: the `fix`, `why` it is wrong, what is `found`, the `rule`, the
    `names` that may stand there, and `at`, the place inside the value.
    """
    return PydanticCustomError("invalid", "{expected}", {"expected": expected, **context})


def missing(what: str, key: str) -> PydanticCustomError:
    """Return the error for a key that only some records need: what lacks it, and the key."""
    return PydanticCustomError("needs_key", "{what} without `{key}`", {"what": what, "key": key})


def each_once(key: str = "", expected: str = "each name once", fix: str = "remove one of the two") -> AfterValidator:
    """Return a check that refuses a list or dictionary in which something stands twice: items, or a key of theirs."""

    def check(value: Any) -> Any:
        items = list(value.items() if isinstance(value, dict) else enumerate(value))
        for index, _ in duplicates(getattr(one, key).casefold() if key else one for _, one in items):
            place, one = items[index]
            raise invalid(expected, fix=fix, at=(place, key) if key else (place,), found=str(one))
        return value

    return AfterValidator(check)


def check(test: Callable[[Any], object], expected: str, **context: Any) -> AfterValidator:
    """Return a check that refuses a value for which a test is not true; see `invalid`."""

    def checked(value: Any) -> Any:
        if not test(value):
            raise invalid(expected, **context)
        return value

    return AfterValidator(checked)


def _is_past(value: date | str) -> bool:
    return not isinstance(value, date) or (value.year >= FIRST_YEAR and value <= date.today())


PAST = check(_is_past, f"a day in {FIRST_YEAR} or later that is not in the future")
# A question of one word, such as yes, leads to every page.
Question = Annotated[
    Text, check(lambda value: len(value.split()) > 1, "a question in two words or more", fix="say it in more words")
]
Day = Annotated[date, PAST]
Checked = Annotated[date | Literal["unknown"], PAST]
CHECKED = "the day on which a person saw the live page, or unknown"
WEB_ADDRESS = r"^https://[a-z0-9.-]+(/\S*)?$"


# The keys that are needed where a key has a value.
Needs = dict[tuple[str, Any], tuple[str, ...]]


class Record(BaseModel):
    """What all records share: no unknown keys, nothing changed after loading.

    `NEEDS` says which keys are needed where another key has a certain value. They stand after that one, and are
    checked one by one and not with the whole record, so that one run reports all that is missing.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)
    NEEDS: ClassVar[Needs] = {}

    @field_validator("*")
    @classmethod
    def _has_what_it_needs(cls, value: Any, info: ValidationInfo) -> Any:
        for (key, given), needed in cls.NEEDS.items():
            if not value and info.field_name in needed and info.data.get(key) == given:
                raise missing(f"`{key}: {str(given).lower()}`", str(info.field_name))
        return value


class SourceRef(Record):
    """Names a source and the part of it that carries a fact."""

    id: Annotated[Text, Ref("sources")] = Field(description="the source's name in macros/data/sources.yml")
    part: Text = Field(description="which part of the source")


Sources = Annotated[list[SourceRef], Field(min_length=1), each_once()]


class Source(Record):
    """A page that facts were taken from."""

    publisher: Text = Field(description="who printed it")
    title: Text = Field(description="the title of the page")
    kind: Literal["official", "partner", "independent"] = Field(
        description="official = Netflix's own page, partner = a provider's own, independent = anybody else's"
    )
    url: Annotated[str, Field(pattern=WEB_ADDRESS)] | None = Field(
        None, description="its address, with https; left out where none is known, never guessed"
    )
    date: Text = Field(description="the date that the page gives itself, or unknown")
    read: Text = Field(description="how much of the page was read")
    checked: Checked = Field(description=CHECKED)


class Fact(Record):
    """A short value that goes out of date, written once."""

    value: Annotated[
        Text,
        check(
            lambda value: not re.search(r"[.,;:!?]$|[*_`<>]", value),
            "plain words, with no mark or period: it stands inside sentences",
        ),
    ] = Field(description="what stands in the sentence")
    about: Text = Field(description="what the fact is, for editors")
    source: SourceRef = Field(description="who says so")
    checked: Checked = Field(description=CHECKED)
    review_every: Interval
    owner: Text | None = Field(None, description="who looks after it, if not the site's owner")


class Notice(Record):
    """A shared warning or note."""

    kind: Literal["warning", "note"] = Field(description="a warning guards a step")
    title: Text = Field(description="what it is about, in a few words")
    text: Text = Field(description="Markdown; may call macros; links start at /")
    sources: Sources = Field(description="who says so")


Task = Literal["charge", "cancel", "payment", "plan"]


PageRef = Annotated[
    str,
    Ref("articles"),
    Field(
        pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*(#[a-z0-9-]+)?$",
        description="a page by its path without `.md`, with `#` and a section of it where that is meant",
    ),
]
LINKED = re.compile(r"\[([^\]]+)\](?!\()")


ONE_LINK = check(
    lambda value: len(LINKED.findall(value)) == 1, "text with the words of the link to `page` in [brackets], once"
)


class Doing(Record):
    """What to do for one task, given who bills you: where it leads, and the words that lead there."""

    page: PageRef
    text: Annotated[Text, ONE_LINK] | None = Field(
        None, description="what to do, with the words of the link to `page` in [brackets]"
    )


class Payer(Record):
    """One answer to "who bills you?", with what to do then."""

    name: Text = Field(description="who bills, in the reader's words")
    tell: Text = Field(description="how a reader knows; may call macros")
    do: dict[Task, Doing] = Field(description="what to do then, by task")
    source: SourceRef = Field(description="who says so")


class Kind(Record):
    """What one kind of offer means: a package, or billing."""

    name: Text = Field(description="what readers call it")
    means: Text = Field(description="what it means for a reader, in a few sentences")
    sources: Sources = Field(description="who says so")


class Detail(Record):
    """One thing to have ready before contacting support: its label for an agent's notes, and the words for a reader."""

    label: Text = Field(description="its name in an agent's notes")
    text: Text = Field(description="what it is, for readers; Markdown; may call macros; links start at /")


class Checklist(Record):
    """The things to have ready for one kind of problem."""

    name: Text = Field(description="the kind of problem")
    source: SourceRef = Field(description="who says so")
    details: list[Detail] = Field(min_length=1, description="what to have ready")


def _of_the_theme(value: str) -> str:
    theme = find_spec("material")
    icons = Path(str(theme.origin)).parent / "templates/.icons" if theme else Path()
    if value and not (icons / f"{value}.svg").is_file():
        names = [f"material/{file.stem}" for file in (icons / "material").glob("*.svg")]
        raise invalid("an icon that the theme has", fix=f"icon: {closest_match(value, names) or '…'}")
    return value


class Problem(Record):
    """A common problem and the page that answers it."""

    NEEDS: ClassVar[Needs] = {("home", True): ("icon",)}

    label: Text = Field(description="the problem in the reader's words")
    page: Annotated[Text, Ref("articles")] = Field(description="the page that answers it, by its path without `.md`")
    listed: bool = Field(True, description="whether the source's list of common problems names it")
    home: bool = Field(False, description="whether the home page shows it")
    desk: bool = Field(False, description="whether the agents' desk shows its answer")
    icon: Annotated[str, AfterValidator(_of_the_theme)] = Field(
        "",
        description="for the home page: one of the theme's icons, such as `material/cash-remove`",
    )
