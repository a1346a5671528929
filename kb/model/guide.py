"""The guided way from a symptom to its answer: questions, the options of each, and where each option leads."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from kb.model.records import PageRef, Payer, Record, Task, Text, each_once, invalid
from kb.model.references import Ref

FOLDER = "find"
START = "start"
# Stands for a partner: the provider of whoever reads.
OWN_PROVIDER = "provider"
CALL = "{{ find_my_answer() }}"
# An option's name stands in addresses that agents send.
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]


class Option(Record):
    """One thing that a reader can answer, and where it leads: to another question, or to an end."""

    label: Text = Field(description="the answer in the reader's own words")
    hint: Text | None = Field(None, description="how to tell that it is this one")
    next: Annotated[Text, Ref("questions")] | None = Field(None, description="the question that it leads to")
    page: PageRef | None = None
    text: Text | None = Field(None, description="what to say at the end, before the page's short answer")
    contact: Annotated[Text, Ref("partners")] | None = Field(
        None, description="a partner's id, or `provider` for the reader's own: whom to reach"
    )

    @model_validator(mode="after")
    def _leads_to_one_place(self) -> Self:
        if (self.next is None) == (self.page is None):
            raise invalid("one of `next` (a question) and `page` (an end)")
        if self.next and (self.text or self.contact):
            raise invalid("`text` and `contact` only beside `page`: they belong to an end")
        return self


class Question(Record):
    """One question, asked on a page of its own."""

    ask: Text = Field(description="what is asked; the title of its page")
    help: Text | None = Field(None, description="a short help below it")
    payers: Task | None = Field(None, description="take the options from payers.yml: those who bill, for this task")
    options: Annotated[
        dict[Key, Option],
        each_once("label", "another label than the options above", "say in other words how this one differs"),
    ] = Field({}, description="the options, each with its name")


class Guide(Record):
    """All questions, and the articles that the guide need not lead to."""

    questions: dict[Key, Question] = Field(description="the questions, each with its name; `start` is the first")
    without: dict[Annotated[str, Ref("articles")], Text] = Field(
        {}, description="articles that it need not lead to, each with the reason"
    )


def page_of(question: str) -> str:
    """Return the path of a question's page, without ``.md``."""
    return f"{FOLDER}/{'index' if question == START else question}"


def options_of(question: Question, payers: Mapping[str, Payer]) -> dict[str, Option]:
    """Return a question's options by name: those who bill first, where it asks for them, then its own."""
    task, found = question.payers, {}
    if task:
        for name, payer in payers.items():
            if task in payer.do:
                page, text = payer.do[task].page, payer.do[task].text
                found[name] = Option(label=payer.name, hint=payer.tell, page=page, text=text)
    return found | question.options


Way = list[tuple[str, str]]


def ways(guide: Guide, payers: Mapping[str, Payer]) -> Iterator[tuple[Way, str | None]]:
    """Give every way from the start: the questions with the option chosen in each, and the question that it leads to.

    None stands for an end. A way that comes back to a question is given once, and not followed again.
    """

    def follow(name: str, before: Way) -> Iterator[tuple[Way, str | None]]:
        for key, option in options_of(guide.questions[name], payers).items():
            way = [*before, (name, key)]
            yield way, option.next
            if option.next in guide.questions and option.next not in (one for one, _ in way):
                yield from follow(option.next, way)

    if START in guide.questions:
        yield from follow(START, [])
