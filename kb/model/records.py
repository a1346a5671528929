"""The typed records behind the site: sources, facts, notices, who bills you, common problems.

Every record forbids unknown keys, so that a misspelt key is a fault and not a lost fact.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Interval = Annotated[
    str, Field(pattern=r"^[1-9]\d* (day|week|month|year)s?$", description="how often to look again, such as `6 months`")
]


def _not_in_the_future(value: date | str) -> date | str:
    if isinstance(value, date) and value > date.today():
        raise PydanticCustomError("future", "a day that is not in the future")
    return value


Day = Annotated[date, AfterValidator(_not_in_the_future)]
Checked = Annotated[date | Literal["unknown"], AfterValidator(_not_in_the_future)]


WEB_ADDRESS = r"^https://[a-z0-9.-]+(/\S*)?$"


class Record(BaseModel):
    """What all records share: no unknown keys, nothing changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class SourceRef(Record):
    """Names a source and the part of it that carries a fact."""

    id: Text = Field(description="the source's name in macros/data/sources.yml")
    part: Text = Field(description="which part of the source")


class Source(Record):
    """A page that facts were taken from."""

    publisher: Text
    title: Text
    kind: Literal["official", "partner", "independent"]
    url: Annotated[str, Field(pattern=WEB_ADDRESS)] | None = None
    date: Text
    read: Text
    checked: Checked


class Fact(Record):
    """A short value that goes out of date, written once."""

    value: Text
    about: Text
    source: SourceRef
    checked: Checked
    review_every: Interval


class Notice(Record):
    """A shared warning or note."""

    kind: Literal["warning", "note"]
    title: Text
    text: Text
    sources: list[SourceRef] = Field(min_length=1)


Task = Literal["charge", "cancel", "payment", "plan"]


PageRef = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*(#[a-z0-9-]+)?$",
        description="a page by its path without `.md`, with `#` and a section of it where that is meant",
    ),
]
LINKED = re.compile(r"\[([^\]]+)\](?!\()")


def _one_link(value: str) -> str:
    if len(LINKED.findall(value)) != 1:
        raise PydanticCustomError("one_link", "text with the words of the link to `page` in [brackets], once")
    return value


class Doing(Record):
    """What to do for one task, given who bills you: where it leads, and the words that lead there."""

    page: PageRef
    text: Annotated[Text, AfterValidator(_one_link)] | None = None


class Payer(Record):
    """One answer to "who bills you?", with what to do then."""

    name: Text
    tell: Text
    do: dict[Task, Doing]
    source: SourceRef


class Kind(Record):
    """What one kind of offer means: a package, or billing."""

    name: Text
    means: Text
    sources: list[SourceRef] = Field(min_length=1)


class Detail(Record):
    """One thing to have ready before contacting support: its label for an agent's notes, and the words for a reader."""

    label: Text
    text: Text


class Checklist(Record):
    """The things to have ready for one kind of problem."""

    name: Text
    source: SourceRef
    details: list[Detail] = Field(min_length=1)


class Problem(Record):
    """A common problem and the page that answers it."""

    label: Text
    page: Text
    listed: bool = Field(True, description="whether the source's list of common problems names it")
    home: bool = Field(False, description="whether the home page shows it")
    desk: bool = Field(False, description="whether the agents' desk shows its answer")
    icon: str = ""
