"""What changed: facts that are no longer what this site said before."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from kb.model.partner import QUESTIONS, Offer, Partner
from kb.model.records import Day, Fact, PageRef, Record, SourceRef, Text, invalid
from kb.model.references import Ref

# The words stand on a page and in a feed: marks of either would be read as something else.
SIGNS = re.compile(r"[<>{}\[\]*_`|\\\x00-\x1f\x7f-\x9f\ufffe\uffff]")


def _is_plain(value: str) -> str:
    found = SIGNS.search(value)
    if found:
        # The character may be one that nobody can see.
        raise invalid(f"plain words without {found.group()!a}")
    return value


Plain = Annotated[Text, AfterValidator(_is_plain)]


class Change(Record):
    """A fact that is no longer what this site said."""

    date: Day = Field(description="the day on which this site changed it")
    fact: Annotated[Text, Ref("fact_names")] = Field(
        description="a name in facts.yml, or a partner and a key, such as `optimum.support`"
    )
    before: Plain = Field(description="what the site said, as readers saw it")
    after: Plain = Field(description="what it says now")
    why: Plain = Field(description="one sentence: what changed in the world, or what we had wrong")
    source: SourceRef = Field(description="who says so")
    pages: list[PageRef] = Field([], description="the pages that say it")

    @field_validator("after")
    @classmethod
    def _is_a_change(cls, value: str, info: ValidationInfo) -> str:
        if value == info.data.get("before"):
            raise invalid("other words than in `before`")
        return value

    @property
    def id(self) -> str:
        """Its address on the page and in the feed; no other change of one fact has the same day."""
        return f"{self.fact.replace('.', '-')}-{self.date}"


def fact_names(facts: dict[str, Fact], partners: dict[str, Partner]) -> dict[str, str]:
    """Return every fact that may change, by the name that a change calls it, with what it is in words."""
    names = {name: fact.about for name, fact in facts.items()}
    for one in partners.values():
        keys = {key: page.label for key, page in one.pages.items()}
        keys |= {key: contact.name for key, contact in one.contacts.items()}
        keys["netflix_handles"] = str(Partner.model_fields["netflix_handles"].description)
        for key in ("activation", *QUESTIONS) if one.offers else ():
            keys[key] = str(Offer.model_fields[key].description)
        names |= {f"{one.id}.{key}": one.own(words) for key, words in keys.items()}
    return names
