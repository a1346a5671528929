"""KB020 guide-way."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.model.diagnostic import Diagnostic, closest_match
from kb.model.guide import START, options_of, ways
from kb.model.project import GUIDE

RULE = Rule(
    "KB020",
    "guide-way",
    "Whoever is asked questions in trouble wants to arrive, and soon.",
    bad="next: start",
    good="page: billing/refunds",
)
MOST_QUESTIONS = 4
MOST_OPTIONS = 8


def check(context: Context) -> Iterator[Diagnostic]:
    """Follow every way through the questions of "Find my answer"."""
    guide, payers = context.project.guide, context.project.payers
    if guide is None or context.project.is_broken("payers", ""):
        return
    document = context.project.documents[GUIDE]
    told: set[tuple[str, ...]] = set()

    def diagnostic(place: tuple[str, ...], found: str, expected: str, fix: str) -> Iterator[Diagnostic]:
        mark = document.mark(("questions", *place))
        if place not in told:
            told.add(place)
            yield Diagnostic(GUIDE, mark.line, mark.column, RULE.alias, found, expected, fix=fix)

    if START not in guide.questions:
        close = closest_match(START, guide.questions)
        yield from diagnostic((close,), close or "no question", f"the first question, `{START}`", f"{START}:")
        return
    for name, question in guide.questions.items():
        options = options_of(question, payers)
        if not options:
            yield from diagnostic(
                (name,), f"{name}: a question without options", "options that lead on", "add `options:`"
            )
        elif len(options) > MOST_OPTIONS + bool(question.payers):
            found, fix = f"{name}: {len(options)} options", "put some of them into a question of their own"
            yield from diagnostic((name,), found, f"at most {MOST_OPTIONS}, to be read at a glance", fix)
    reached = {START}
    for way, led_to in ways(guide, payers):
        name, key = way[-1]
        place, asked = (name, "options", key, "next"), [one for one, _ in way]
        if led_to in asked:
            fix = "let it lead to another question, or to a page"
            yield from diagnostic(place, f"next: {led_to}, which was asked before", "a question further on", fix)
        elif led_to and len(asked) == MOST_QUESTIONS:
            found = f"next: {led_to}, the question number {len(asked) + 1} after {', '.join(asked)}"
            yield from diagnostic(place, found, f"at most {MOST_QUESTIONS} questions on any way", "end at a page here")
        reached.add(led_to or name)
    # A misspelt name leaves all behind it without a way; that is told as unknown.
    misspelt = reached - set(guide.questions)
    for name in guide.questions:
        if name not in reached and not misspelt:
            expected = f"an option that leads to it, on a way from `{START}`"
            yield from diagnostic(
                (name,), f"{name}: a question that nobody is asked", expected, "add `next:`, or remove it"
            )
