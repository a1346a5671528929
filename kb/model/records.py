"""The typed records behind the site: sources, facts, notices, who bills you, common problems, partners.

Every record forbids unknown keys, so that a misspelt key is a fault and not a lost fact.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import phonenumbers
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Interval = Annotated[
    str, Field(pattern=r"^[1-9]\d* (day|week|month|year)s?$", description="How often to look again, such as `6 months`")
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

    id: Text
    part: Text


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


class Payer(Record):
    """One answer to "who bills you?", with what to do then."""

    name: Text
    tell: Text
    do: dict[Task, Text]
    source: SourceRef


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


def _quoted_number(value: object) -> object:
    """Refuse a number that YAML has already changed (it drops a plus and reads a leading 0 as octal)."""
    if not isinstance(value, str):
        raise PydanticCustomError("phone_unquoted", "a phone number without quotes: YAML changes it")
    return value


def _valid_number(value: str, info: ValidationInfo) -> str:
    """Refuse a number that the phonenumbers library cannot parse or that its country's plan does not have."""
    country = (info.context or {}).get("country", "US")
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException as error:
        raise PydanticCustomError(
            "phone_invalid", "not a phone number in international form: {why}", {"why": str(error).partition(") ")[2]}
        ) from None
    # Toll-free numbers are shared by the US and Canada, so the number's own region does not tell.
    if not phonenumbers.is_valid_number_for_region(number, country):
        raise PydanticCustomError("phone_invalid", "not a valid number in {country}", {"country": country})
    return value


class Contact(Record):
    """One way to reach a partner, or the plain statement that there is none."""

    kind: Literal["phone", "email", "route", "no-number"]
    name: Text
    number: Annotated[str, BeforeValidator(_quoted_number), AfterValidator(_valid_number)] | None = None
    shown: str | None = Field(None, description="the number as its publisher prints it")
    address: str | None = Field(None, pattern=r"^[^@\s]+@[^@\s]+$", description="an email address")
    text: str | None = None
    purposes: list[Text] = Field(default=[], alias="for")
    say: str | None = Field(None, description="what to tell the agent")
    source: SourceRef
    checked: Checked
    review_every: Interval

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Contact:
        needs = {"phone": ["number", "shown", "say"], "email": ["address"], "route": ["text"], "no-number": ["text"]}
        gone = [key for key in needs[self.kind] if not getattr(self, key)]
        if gone:
            raise PydanticCustomError(
                "needs_key", "a contact of kind {kind} without `{key}`", {"kind": self.kind, "key": gone[0]}
            )
        if self.kind == "phone" and not same_number(self.number or "", self.shown or ""):
            raise PydanticCustomError(
                "phone_invalid", "`shown` ({shown}) that is another number than `number`", {"shown": self.shown or ""}
            )
        return self


def same_number(number: str, shown: str) -> bool:
    """Say whether a number as printed (letters allowed) is the number in international form.

    Args:
        number: E.164, such as ``+12015550123``.
        shown: as printed, such as ``201-555-0123``.
    """
    digits = phonenumbers.convert_alpha_characters_in_number(shown)
    return phonenumbers.is_number_match(number, digits) >= phonenumbers.MatchType.NSN_MATCH


class OfficialPage(Record):
    """A page of a partner's own, with the address that a source prints."""

    label: Text
    url: Annotated[str, Field(pattern=WEB_ADDRESS)]
    source: SourceRef


class Rule(Record):
    """What is known of one question about an offer. `not-stated` is a value of its own and never means no."""

    state: Literal["yes", "no", "depends", "stated", "not-stated"]
    text: str = ""
    steps: list[Text] = []
    source: SourceRef | None = None

    @model_validator(mode="after")
    def _stated_needs_text_and_source(self) -> Rule:
        if self.state != "not-stated" and not (self.text and self.source):
            raise PydanticCustomError("needs_key", "a rule without `{key}`", {"key": "source" if self.text else "text"})
        return self


class ActivationPath(Record):
    """One way to link an account, step by step, as far as the source goes."""

    path: Literal["provider-website", "provider-message", "netflix-message"]
    intro: Text
    steps: list[Text] = Field(min_length=1)
    login: bool = Field(description="whether the steps name a sign-in to the provider's account")
    source: SourceRef


class Offer(Record):
    """What a provider offers: a package (a linked account) or billing (Netflix's charge on its bill)."""

    kind: Literal["package", "billing"]
    name: Text
    included: Rule
    activation: list[ActivationPath] = []
    plan_change: Rule
    extra_members: Rule
    gift_balance: Rule
    account_recovery: Rule
    cancel: Rule
    checked: Checked
    review_every: Interval


class Partner(Record):
    """A company with a part in the reader's Netflix: a provider, Netflix itself, or an app store."""

    id: Text
    name: Text
    role: Literal["provider", "service", "store"]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    pages: dict[str, OfficialPage] = {}
    contacts: dict[str, Contact] = Field(min_length=1)
    offers: list[Offer] = []
