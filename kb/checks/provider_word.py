"""KB018 provider-word."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic
from kb.model.partner import plain_name
from kb.model.project import DATA
from kb.model.search_words import word_places

RULE = Rule(
    "KB018",
    "provider-word",
    "The search finds a provider by its record; a word list that says otherwise hides its page.",
    bad="elsewhere: [verizon]",
    good="also: [Verizon Wireless], in the provider's record",
)
PATH = f"{DATA}/search-words.yml"


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for providers' names among the words that stand for something else, or for nothing here."""
    project = context.project
    names = {
        plain_name(name): partner
        for partner in project.partners.values()
        if partner.role == "provider"
        for name in (partner.id, partner.name, *partner.also)
    }
    for place, word in word_places(project.search_words):
        partner = names.get(plain_name(word))
        if partner and place[0] in ("near", "elsewhere"):
            mark = project.documents[PATH].mark(place)
            found = f"`{word}` in `{place[0]}`, a name of {partner.name} ({DATA}/partners/{partner.id}.yml)"
            expected = "no word that names a provider with a record: the search finds it by its record"
            yield Diagnostic(PATH, mark.line, mark.column, RULE.alias, found, expected, fix="remove it")
