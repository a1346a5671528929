"""Phone numbers, addresses and facts typed by hand, where a call of their record belongs."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape

import phonenumbers

from kb.checks.context import Context
from kb.checks.prose import call_fits, is_read
from kb.checks.rule import found, rule
from kb.model.diagnostic import Diagnostic
from kb.model.project import SETTINGS, WHERE

# Where most readers are.
HOME = "US"
# The library looks closely at every run of digits, and a page has hundreds; a number has at least this many.
MIN_DIGITS = 7
DIGITS = re.compile(rf"(?:\d\D{{0,4}}){{{MIN_DIGITS}}}")
# Toll-free numbers that end in a word: the library finds digits only.
LETTERS = re.compile(r"(?:\b1[-. ]?)?(?:\b|\()8(?:00|33|44|55|66|77|88)\)?[-. ]?(?=[\dA-Z-]*[A-Z]{3})[\dA-Z-]{7,}")
# What only looks like a number to call: too long, in halves, with marks in between, or short behind a word for calling.
LIKE = re.compile(
    r"(?<![\w.$#/–-])(?!\d{1,3}(?:\.\d{1,3}){3})"
    r"(?:\+?\d{1,3}[-. *_/]{1,4})?\(?\d{3,4}\)?[-. *_)]{1,4}\d{3}[-. *_]{1,4}\d{3,5}(?![\w-])"
    r"|(?<![\w.$#/–-])\d{3}[-.]\d{4}(?![\w-])|(?<=\b(?i:call|dial|ring|text) )[*#]?\d{3,}\b"
)
WEB = re.compile(r"(?:https?://|www\.|(?<![\w./@-])[\w-]+\.(?:com|net|org|ca|tv)/(?=\w))[^\s)\"'>\]]+", re.IGNORECASE)
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
ADD = "a company's: add it to its partner's record, with its source; a person's: take it out"
SITE_URL = re.compile(r"^site_url:.*?https?://([^/\"'\s\]]+)", re.MULTILINE)


def numbers_in(text: str, country: str = HOME) -> Iterator[tuple[int, str, str]]:
    """Give each phone number of a text: where it begins, how it is written, and its international form.

    A number without its country's code is one of the country.
    """
    end = 0
    for digits in DIGITS.finditer(text):
        if digits.start() < end:  # in a line that was looked through already
            continue
        start, end = text.rfind("\n", 0, digits.start()) + 1, text.find("\n", digits.end())
        end = len(text) if end < 0 else end
        for match in phonenumbers.PhoneNumberMatcher(text[start:end], country, min_candidate_length=MIN_DIGITS):
            e164 = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
            yield start + match.start, match.raw_string, e164


@rule("hardcoded-phone")
def hardcoded_phone(context: Context) -> Iterator[Diagnostic]:
    """Look for phone numbers in articles, snippets and records, but for the keys that hold numbers."""
    calls = {
        contact.number: f'{{{{ phone("{partner.id}"' + (f', "{name}"' if name != "support" else "") + ") }}"
        for partner in context.project.partners.values()
        for name, contact in partner.contacts.items()
        if contact.number
    }
    countries = {f"{WHERE['partners']}{one.id}.yml": one.country for one in context.project.partners.values()}
    expected = "no number in text: numbers stand in macros/data/partners/*.yml and articles call them"
    for path, number, typed in context.prose:
        if not re.search(r"\d", typed):  # as in most lines
            continue
        text = unescape(typed)
        # As it is dialed at home, or else where any of the companies is.
        tried = dict.fromkeys([countries.get(path, HOME), HOME, *sorted(countries.values())])
        for start, raw, e164 in _numbers(text, list(tried)):
            call = calls.get(e164, "")
            # A space or a dash may be typed as `&nbsp;`: then the line is shown from where it first has its beginning.
            start = start if typed == text else max(0, typed.find(raw[:3]))
            # The library takes a bracket before the number for a part of it.
            whole = raw in typed and raw.count("(") == raw.count(")") and not raw.startswith("[")
            # An extension would be lost.
            digits = re.sub(r"\D", "", phonenumbers.convert_alpha_characters_in_number(raw)).lstrip("0")
            whole = whole and e164.endswith(digits)
            fits = call and whole and call_fits(context.project, path, number, typed[:start])
            yield found((path, number, start + 1), raw, expected, fix=call or ADD, old=raw, new=call if fits else "")


def _numbers(text: str, countries: list[str]) -> list[tuple[int, str, str]]:
    """Return each number of a line: where it begins, how it is written, and its international form if there is one."""
    found_at = {one[0]: one for country in reversed(countries) for one in numbers_in(text, country)}
    numbers = list(found_at.values())
    for letters in LETTERS.finditer(text):
        digits = phonenumbers.convert_alpha_characters_in_number(letters.group())
        # Too long for a number, it is reported as one that nobody knows.
        numbers.append((letters.start(), letters.group(), next((e164 for _, _, e164 in numbers_in(digits)), "")))
    taken = {at for start, raw, _ in numbers for at in range(start, start + len(raw))}
    return numbers + [(one.start(), one[0], "") for one in LIKE.finditer(text) if taken.isdisjoint(range(*one.span()))]


@rule("hardcoded-url")
def hardcoded_url(context: Context) -> Iterator[Diagnostic]:
    """Look for web addresses, mailboxes and known pages in articles, snippets and shared texts."""
    calls = dict(_address_calls(context))
    known = {one: re.compile(rf"(?<![\w.@/]){re.escape(one)}(?![\w-])") for one in sorted(calls, key=len, reverse=True)}
    expected = "no address in text: addresses stand in macros/data/ and articles call them"
    for path, number, text in context.prose:
        # Most lines hold none, and looking for plain signs is quick.
        patterns = [MAIL] * ("@" in text) + [WEB] * ("/" in text or "www." in text.lower())
        patterns += [pattern for address, pattern in known.items() if address in text]
        taken: list[tuple[int, int]] = []
        for match in (one for pattern in patterns for one in pattern.finditer(text)):
            if any(start <= match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            bare = re.sub(r"^https?://(www\.)?", "", match.group()).rstrip("/.,:;?!")
            typed, before = match.group().rstrip(".,:;?!"), text[: match.start()]
            fix = calls.get(bare) or _own_page(context, bare)
            fits = fix.startswith("{{") and call_fits(context.project, path, number, before)
            fits = fits or (fix.startswith("/") and before.endswith("](") and "#" not in typed)
            at = (path, number, match.start() + 1)
            yield found(at, typed, expected, fix=fix or ADD, old=typed, new=fix if fits else "")


def _own_page(context: Context, bare: str) -> str:
    """Return the path of a page of this site, given its address."""
    host, _, path = bare.partition("/")
    own = SITE_URL.search(context.project.text(SETTINGS))
    if own is None or host != own[1]:
        return ""
    pages = {article.url.rstrip("/"): article.id for article in context.project.articles.values()}
    return f"/{pages.get(path.partition('#')[0].rstrip('/'), 'index')}.md"


def _address_calls(context: Context) -> Iterator[tuple[str, str]]:
    """Give each known address with the call that shows it."""
    for partner in context.project.partners.values():
        for name, page in partner.pages.items():
            bare = page.url.removeprefix("https://").rstrip("/")
            if "/" in bare or partner.role == "provider":
                yield bare, f'{{{{ official("{partner.id}", "{name}") }}}}'
        for name, contact in partner.contacts.items():
            if contact.address:
                yield contact.address, f'{{{{ email("{partner.id}", "{name}") }}}}'


@rule("hardcoded-fact")
def hardcoded_fact(context: Context) -> Iterator[Diagnostic]:
    """Look for the values of facts, those with a digit, in what customers read."""
    facts: dict[str, list[str]] = defaultdict(list)
    for name, fact in context.project.facts.items():
        if re.search(r"\d", fact.value):
            facts[fact.value.casefold()].append(f'{{{{ fact("{name}") }}}}')
    if not facts:
        return
    any_of = "|".join(re.escape(value).replace(r"\ ", r"[ \u00a0]") for value in sorted(facts, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w$.,-])(?:{any_of})(?![\w-])", re.IGNORECASE)
    expected = f"the fact's call, so that it changes with its record ({WHERE['facts']})"
    for path, number, line in context.prose:
        for match in pattern.finditer(line):
            if not is_read(context.project, path, number):
                continue
            calls = facts[match.group().replace("\u00a0", " ").casefold()]
            fits = len(calls) == 1 and path.endswith(".md")
            fits = fits and call_fits(context.project, path, number, line[: match.start()])
            fix = f"{' or '.join(calls)}; or, if it is the same by coincidence, a record of its own in facts.yml"
            at, typed = (path, number, match.start() + 1), match.group()
            yield found(at, typed, expected, fix=fix, old=typed, new=calls[0] if fits else "")
