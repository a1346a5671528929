"""The record of a partner: a provider, Netflix itself, or an app store. A provider's page is made of its record."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

import phonenumbers
from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from kb.model.records import (
    WEB_ADDRESS,
    Checked,
    Day,
    Interval,
    Needs,
    Question,
    Record,
    SourceRef,
    Text,
    check,
    each_once,
    invalid,
    missing,
)

# The id is also the last part of the page's path, and so its short address.
ID = r"^[a-z0-9][a-z0-9-]{2,29}$"
# These are other things: the directory's own page, the choice of a provider that is not listed, and where one chooses.
TAKEN_IDS = ("index", "other", "provider")
# The label of the tab for providers without one.
OTHERS = "Other providers"
# A name stands in headings, labels of tabs and attributes, where these characters would be read as something else.
SPECIAL = re.compile(r"""[<>{}\[\]*_"`|\\\n]""")
# As many as an article has: each is a search test.
MIN_QUESTIONS = 5


def provider_page(partner: str) -> str:
    """Return the page of a provider, given its id, by its path below ``docs/`` without ``.md``."""
    return f"providers/{partner}"


def plain_name(name: str) -> str:
    """Return a name as the search compares it: `T-Mobile`, `t mobile` and `tmobile` are one."""
    return re.sub(r"[\W_]+", "", name.casefold())


def _invalid_number(why: str, fix: str) -> PydanticCustomError:
    expected = "the number in international form, in quotes, with the country's code"
    return invalid(expected, rule="phone-number", why=why, fix=fix)


def _valid_number(value: object, info: ValidationInfo) -> str:
    """Refuse a number that its country's plan does not have; return the others in E.164, however they were spaced."""
    country = (info.context or {}).get("country", "US")
    fix = '"+1" and the ten digits, all in double quotes (for a number in the US or Canada)'
    if not isinstance(value, str):
        # YAML drops a plus, and reads a leading 0 as octal.
        raise _invalid_number("a phone number without quotes: YAML changes it", fix)
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException as error:
        no_code = error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE
        why = "the plus and the country's code are missing" if no_code else "not a phone number"
        raise _invalid_number(why, fix) from None
    # Toll-free numbers are shared by the US and Canada, so the number's own region does not tell.
    if country in phonenumbers.SUPPORTED_REGIONS and not phonenumbers.is_valid_number_for_region(number, country):
        raise _invalid_number(f"not a valid number in {country}", "correct the number, or the record's `country`")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


Country = Annotated[str, check(phonenumbers.SUPPORTED_REGIONS.__contains__, "the code of a country")]
Id = Annotated[
    str,
    Field(pattern=ID),
    check(lambda value: value not in TAKEN_IDS, "another id: this one means something else"),
]
Name = Annotated[
    Text,
    check(lambda value: not SPECIAL.search(value), "a name without characters such as < > [ ] * _ or quotes"),
    check(lambda value: plain_name(value), "a name with a letter or a digit"),
    check(lambda value: value.casefold() != OTHERS.casefold(), "another name: that is the tab for all others"),
]


class Contact(Record):
    """One way to reach a partner, or the plain statement that there is none."""

    NEEDS: ClassVar[Needs] = {
        ("kind", "phone"): ("number", "shown", "say"),
        ("kind", "email"): ("address",),
        ("kind", "route"): ("text",),
        ("kind", "no-number"): ("text",),
    }
    kind: Literal["phone", "email", "route", "no-number"] = Field(
        description="route = a way in words; no-number = our sources print none"
    )
    name: Text = Field(description="whom or where the reader reaches")
    number: Annotated[str, BeforeValidator(_valid_number)] | None = Field(
        None, description="for a phone: in quotes, in international form, with the country's code"
    )
    shown: str | None = Field(None, description="for a phone: the number as its publisher prints it; letters are fine")
    address: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")] | None = Field(
        None, description="for an email: the mailbox"
    )
    text: Text | None = Field(None, description="for a route or no-number: what to do, or that there is no number")
    purposes: list[Text] = Field([], alias="for", description="what the source says it is for")
    say: Text | None = Field(None, description="for a phone: what to tell the agent")
    source: SourceRef = Field(description="who printed it")
    checked: Checked = Field(description="the day on which a person saw the live page, or unknown")
    review_every: Interval

    @field_validator("shown")
    @classmethod
    def _is_its_number(cls, value: str | None, info: ValidationInfo) -> str | None:
        number = info.data.get("number")
        if value and number and not same_number(number, value):
            fix = "compare both with the source, and correct the wrong one"
            raise invalid(f"the number {number}, as its publisher prints it", rule="phone-number", fix=fix)
        return value


def same_number(number: str, shown: str) -> bool:
    """Say whether a number in international form, such as ``+12015550123``, is one as printed; letters are allowed."""
    digits = phonenumbers.convert_alpha_characters_in_number(shown)
    return phonenumbers.is_number_match(number, digits) >= phonenumbers.MatchType.NSN_MATCH


class OfficialPage(Record):
    """A page of a partner's own, with the address that a source prints."""

    label: Text = Field(description="the words of the link")
    url: Annotated[str, Field(pattern=WEB_ADDRESS)] = Field(description="the address as a source prints it, with https")
    source: SourceRef = Field(description="who printed it")


class Rule(Record):
    """What is known of one question about an offer. `not-stated` is a value of its own and never means no."""

    NEEDS: ClassVar[Needs] = {("state", state): ("text", "source") for state in ("yes", "no", "depends", "stated")}
    state: Literal["yes", "no", "depends", "stated", "not-stated"] = Field(
        description="not-stated = the sources say nothing; it never means no"
    )
    text: str = Field("", description="the answer, in one to three sentences that make sense alone")
    steps: list[Text] = Field([], description="what to do, a step each; left out where the source gives none")
    source: SourceRef | None = Field(None, description="who says so")

    @field_validator("text", "steps")
    @classmethod
    def _fits_its_state(cls, value: Any, info: ValidationInfo) -> Any:
        if value and info.data.get("state") == "not-stated":
            fix = f"remove `{info.field_name}`, or give another `state`"
            raise invalid("nothing beside `state: not-stated`", fix=fix)
        return value


class ActivationPath(Record):
    """One way to link an account (or to sign up, where the provider bills), step by step, as far as the source goes."""

    path: Literal["provider-website", "provider-message", "netflix-message", "tv-box"] = Field(
        description="where it starts"
    )
    intro: Text = Field(description="when to take this way")
    steps: list[Text] = Field(min_length=1, description="what to do, a step each, as far as the source goes")
    ends: Text | None = Field(None, description="where our knowledge ends; left out = the source gives every step")
    login: bool = Field(description="whether the steps name a sign-in to the provider's account")
    source: SourceRef = Field(description="who says so")


class Remark(Record):
    """One more thing that a reader should know of an offer."""

    title: Text = Field(description="what it is about, in a few words")
    text: Text = Field(description="what to know, in one to three sentences")
    steps: list[Text] = Field([], description="what to do, a step each")
    source: SourceRef = Field(description="who says so")


class Offer(Record):
    """What a provider offers: a package (a linked account) or billing (Netflix's charge on its bill).

    The rules from `included` to `after` are the questions that every provider's page answers, even by "not stated".
    """

    kind: Literal["package", "billing"] = Field(
        description="package = a linked Netflix account; billing = Netflix's charge on the provider's bill"
    )
    name: Name = Field(description="its name in a heading, such as “Optimum package”")
    who_for: Rule = Field(description="who can have it, and how to tell that you do")
    activation: Annotated[
        list[ActivationPath], each_once("path", "each way once: put the steps of one way together")
    ] = Field([], description="the ways to start that the sources describe")
    included: Rule = Field(description="whether Netflix is part of the plan")
    existing_account: Rule = Field(description="what becomes of the Netflix account that you have")
    plan_change: Rule = Field(description="whether and how the Netflix plan can be changed")
    extra_members: Rule = Field(description="whether extra members are allowed")
    gift_balance: Rule = Field(description="what becomes of a gift card or balance")
    charges: Rule = Field(description="what it costs, and on which bill the charge stands")
    account_recovery: Rule = Field(description="how the provider helps to find a Netflix account")
    cancel: Rule = Field(description="who cancels, and how")
    after: Rule = Field(description="what becomes of the Netflix account when the offer ends")
    remarks: list[Remark] = Field([], description="what else a reader should know")
    checked: Checked = Field(description="the day on which a person saw the live pages, or unknown")
    review_every: Interval

    def rule(self, question: str) -> Rule:
        """Return what is known of one of the ``QUESTIONS``."""
        found: Rule = getattr(self, question)
        return found


class Partner(Record):
    """A company with a part in the reader's Netflix: a provider, Netflix itself, or an app store."""

    NEEDS: ClassVar[Needs] = {
        ("role", "provider"): ("entry", "reviewed", "review_every", "netflix_handles", "pages", "offers"),
        ("entry", "page"): ("answer", "questions"),
        ("entry", "directory"): ("why_no_page",),
    }
    id: Id = Field(description="the file's own name: 3 to 30 lower-case letters, digits and hyphens")
    name: Name = Field(description="what readers call it")
    also: list[Name] = Field([], description="other names that readers know it by")
    role: Literal["provider", "service", "store"] = Field(description="service is Netflix, store is Apple")
    country: Country = Field(description="two capital letters, such as US or GB")
    entry: Literal["page", "directory"] | None = Field(
        None, description="page = a page of its own; directory = only a row there"
    )
    why_no_page: Text | None = Field(None, description="for a row only: why there is no page, in one or two sentences")
    answer: Text | None = Field(None, description="for a page: its short answer, 1 to 3 sentences; may call macros")
    questions: list[Question] = Field(
        [], description="for a page: how people really ask for it, in their words; at least 5"
    )
    reviewed: Day | None = Field(None, description="the day on which it was compared with its sources")
    review_every: Interval | None = Field(None, description="how often to look again, such as `6 months`")
    netflix_handles: Rule | None = Field(None, description="what the provider sends its customers to Netflix for")
    pages: dict[str, OfficialPage] = Field({}, description="its own pages by name; `home` is its website")
    contacts: dict[str, Contact] = Field(
        min_length=1, description="how to reach it, by name; `support` is the first choice"
    )
    offers: Annotated[list[Offer], each_once("kind", "one offer of each kind: put the two together")] = Field(
        [], description="its package, its billing, or both"
    )
    owner: Text | None = Field(None, description="who looks after it, if not the site's owner")

    @field_validator("entry", "pages", "questions")
    @classmethod
    def _fits_its_role(cls, value: Any, info: ValidationInfo) -> Any:
        role, entry = info.data.get("role"), info.data.get("entry")
        if info.field_name == "entry" and value and role in ("service", "store"):
            raise invalid(
                "no `entry`: only a provider has a page of its own", fix="remove the line, or `role: provider`"
            )
        if info.field_name == "pages" and role == "provider" and "home" not in value:
            raise missing("`pages`", "home")
        if info.field_name == "questions" and entry == "page" and len(value) < MIN_QUESTIONS:
            raise invalid(f"at least {MIN_QUESTIONS} questions")
        return value

    def own(self, words: str) -> str:
        """Return words, such as a contact's name, with the partner's name where they lack it."""
        return words if self.name in words else f"{self.name}: {words}"

    @property
    def sources(self) -> list[SourceRef]:
        """Every source of the record, each part once."""
        return list(dict.fromkeys(_sources(self)))


# The questions about an offer, in the order in which a provider's page answers them.
QUESTIONS = [name for name, info in Offer.model_fields.items() if info.annotation is Rule and name != "who_for"]
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
