"""The record of a partner: a provider, Netflix itself, or an app store. A provider's page is made of its record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import phonenumbers
from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from kb.model.records import WEB_ADDRESS, Checked, Day, Interval, Record, SourceRef, Text


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
    steps: list[Text] = Field([])
    source: SourceRef | None = None

    @model_validator(mode="after")
    def _stated_needs_text_and_source(self) -> Rule:
        if self.state != "not-stated" and not (self.text and self.source):
            raise PydanticCustomError("needs_key", "a rule without `{key}`", {"key": "source" if self.text else "text"})
        if self.state == "not-stated" and (self.text or self.steps):
            raise PydanticCustomError("not_stated", "`not-stated` together with words of its own")
        return self


class ActivationPath(Record):
    """One way to link an account (or to sign up, where the provider bills), step by step, as far as the source goes."""

    path: Literal["provider-website", "provider-message", "netflix-message", "tv-box"]
    intro: Text
    steps: list[Text] = Field(min_length=1)
    ends: Text | None = Field(None, description="where our knowledge ends; left out = the source tells every step")
    login: bool = Field(description="whether the steps name a sign-in to the provider's account")
    source: SourceRef


class Remark(Record):
    """One more thing that a reader should know of an offer."""

    title: Text
    text: Text
    steps: list[Text] = Field([])
    source: SourceRef


class Offer(Record):
    """What a provider offers: a package (a linked account) or billing (Netflix's charge on its bill).

    The rules from `included` to `after` are the questions that every provider's page answers, or says that nobody told.
    """

    kind: Literal["package", "billing"]
    name: Text
    who_for: Rule = Field(description="who can have it, and how to tell that you do")
    activation: list[ActivationPath] = Field([])
    included: Rule
    existing_account: Rule
    plan_change: Rule
    extra_members: Rule
    gift_balance: Rule
    charges: Rule
    account_recovery: Rule
    cancel: Rule
    after: Rule
    remarks: list[Remark] = Field([])
    checked: Checked
    review_every: Interval

    def rule(self, question: str) -> Rule:
        """Return what is known of one question.

        Args:
            question: one of ``QUESTIONS``.
        """
        found: Rule = getattr(self, question)
        return found


class Partner(Record):
    """A company with a part in the reader's Netflix: a provider, Netflix itself, or an app store."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    name: Text
    also: list[Text] = Field([], description="other names that readers know it by")
    role: Literal["provider", "service", "store"]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    entry: Literal["page", "directory"] | None = Field(
        None, description="a page of its own, or only a row in the directory"
    )
    why_no_page: Text | None = None
    answer: Text | None = Field(None, description="the short answer of its page; may call macros")
    questions: list[Text] = Field([], description="how people really ask for its page, in their words")
    reviewed: Day | None = Field(None, description="the day on which it was compared with its sources")
    review_every: Interval | None = None
    netflix_handles: Rule | None = Field(None, description="what the provider sends its customers to Netflix for")
    pages: dict[str, OfficialPage] = Field({})
    contacts: dict[str, Contact] = Field(min_length=1)
    offers: list[Offer] = Field([])

    @model_validator(mode="after")
    def _has_what_its_entry_needs(self) -> Partner:
        needs = {"page": ["answer", "questions", "offers"], "directory": ["why_no_page", "offers"], None: []}
        if self.role == "provider":
            always = ["entry", "reviewed", "review_every", "netflix_handles"]
            for key in [*always, *needs[self.entry]]:
                if not getattr(self, key):
                    raise PydanticCustomError("needs_key", "a provider without `{key}`", {"key": key})
            if "home" not in self.pages:
                raise PydanticCustomError("needs_key", "a provider without `pages: home`", {"key": "pages: home"})
        kinds = [offer.kind for offer in self.offers]
        if len(set(kinds)) < len(kinds):
            raise PydanticCustomError("same_offer", "two offers of one kind")
        return self

    @property
    def sources(self) -> list[SourceRef]:
        """Every source of the record, each part once."""
        return list(dict.fromkeys(_sources(self)))


# The questions about an offer, in the order in which a provider's page answers them.
QUESTIONS = [
    *("included", "existing_account", "plan_change", "extra_members", "gift_balance"),
    *("charges", "account_recovery", "cancel", "after"),
]
# The notices that a provider's page adds to a question, because a source that is about no single provider speaks of it.
QUESTION_NOTICES = {"extra_members": "extra-members-in-general"}


def _sources(value: object) -> Iterator[SourceRef]:
    if isinstance(value, SourceRef):
        yield value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _sources(getattr(value, name))
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _sources(one)
