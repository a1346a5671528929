"""What is wrong with words: misspellings, words that nobody needs, long answers, old prices, secrets."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from kb.checks.context import Context
from kb.checks.patterns import MAX_SHOWN, any_of, patterns
from kb.checks.prose import CALL, is_read
from kb.checks.rule import found, offset_at, rule, value_at
from kb.model.article import ArticleMeta
from kb.model.diagnostic import Diagnostic
from kb.model.project import WORDS

# What is quoted is said by others: labels on screens, messages, file names, addresses, and readers' own words.
QUOTED = re.compile(r"\*\*.+?\*\*|“.+?”|\"[^\"]+\"|`[^`]+`|\]\([^)]*\)|<[^>]*>")
# Addresses, code and tags hold names.
NAMES = re.compile(r"\]\([^)]*\)|`[^`]+`|<[^>]*>|\{[:%].*?\}")
WORD = re.compile(r"(?<![\w./@#-])[A-Za-z]+(?:['’-][A-Za-z]+)*(?![\w/@]|\.\w)")
# What may well stand there twice.
TWICE = {"that", "had", "in", "on", "is"}
MIN_PARAGRAPH = 80
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
MAX_SENTENCES = 4
MAX_WORDS = 60
PRICE = re.compile(r"[$€£] ?\d[\d.,]*\d|[$€£] ?[1-9]|\b\d[\d.,]* ?(?:USD|CAD|EUR|GBP|dollars|euros)\b")
MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b[ \d,]* 20\d\d"
)
# A paragraph ends at an empty line; a record's text also at the next key.
PARAGRAPH_END = re.compile(r"\s*$|\s*(?:- )?[\w-]+:(?: |$)")
# Thirteen to nineteen digits, also in groups.
CARD = re.compile(r"(?<![\w.-])\d(?:[ \u00a0.-]?\d){12,18}(?![\w-])")
SOCIAL_SECURITY = re.compile(r"(?<![\w-])\d{3}-\d\d-\d{4}(?![\w-])")
# A password or a code said, the number of somebody's account, and a mailbox that hides itself.
SECRET = re.compile(
    r"\b(?:password|passcode|PIN)\b\s*(?:is|:|=)\s*[\"'“]?(?!\d+[-–](?:\d|digit))(?=\S*\d)\S{4,}"
    r"|\baccount (?:number|no\.?|id)\s*(?:is|:|=)?\s*#?\d[\d -]{3,}\d"
    r"|\b[\w.+-]+ *[\[(]?\bat\b[\])]? *\w+ *[\[(]?\bdot\b[\])]? *(?:com|net|org|ca)\b",
    re.IGNORECASE,
)
SECRET_HINT = re.compile(r"\d|dot", re.IGNORECASE)


@rule("avoided-word")
def avoided_word(context: Context) -> Iterator[Diagnostic]:
    """Look for the words of `macros/data/words.yml` in articles, snippets and records."""
    plainer = {word.lower(): instead for word, instead in context.project.words.items()}
    if not plainer:
        return
    longest_first = sorted(plainer, key=len, reverse=True)
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
    for path, number, line in context.own_prose:
        for match in words.finditer(QUOTED.sub(lambda quoted: " " * len(quoted.group()), line)):
            at, fix = (path, number, match.start() + 1), f"write {plainer[match.group().lower()]}"
            yield found(at, match.group(), f"a plainer word ({WORDS})", fix=fix)


@rule("misspelling")
def misspelling(context: Context) -> Iterator[Diagnostic]:
    """Look words up in codespell's list of misspelt ones, and look for words and paragraphs that stand there twice."""
    meant = misspellings()
    for path, number, line in context.own_prose:
        before = ("", 0)
        for match in WORD.finditer(NAMES.sub(lambda name: " " * len(name[0]), line)):
            typed, word, at = match[0], match[0].replace("’", "'").lower(), (path, number, match.start() + 1)
            if word in meant:
                fix = meant[word].capitalize() if typed[0].isupper() else meant[word]
                yield found(at, typed, "a word that is spelled right", fix=fix)
            if before == (word, match.start() - 1) and word not in TWICE:
                yield found(at, f"{typed} {typed}", "the word once", fix="remove one of the two")
            before = (word, match.end())
    for path, body in context.markdown.items():
        seen = set[str]()
        for paragraph in re.finditer(r"\S.*(?:\n.*\S.*)*", body):
            text = " ".join(paragraph[0].split())
            if len(text) >= MIN_PARAGRAPH and text in seen:
                at = offset_at(path, body, paragraph.start())
                yield found(at, text[:80], "each paragraph once on a page", fix="remove one of the two")
            seen.add(text)


@cache
def misspellings() -> dict[str, str]:
    """Return each misspelt word that codespell knows, in lower case, with what may have been meant."""
    spec = find_spec("codespell_lib")
    assert spec and spec.origin  # a direct requirement
    lines = Path(spec.origin).with_name("data").joinpath("dictionary.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("->") for line in lines)
    # Behind the last comma stands why codespell itself wouldn't put the word in, or nothing.
    return {word: meant.rpartition(",")[0].replace(", ", " or ") or meant for word, _, meant in pairs}


@rule("long-answer")
def long_answer(context: Context) -> Iterator[Diagnostic]:
    """Count the sentences and words of each short answer; a macro's call counts as one word."""
    for article in context.project.articles.values():
        if isinstance(article.meta, ArticleMeta):
            answer = re.sub(r"\{\{.*?\}\}", "word", re.sub(r"\]\([^)]*\)", "]", article.meta.answer))
            sentences, words = len(SENTENCE_END.findall(answer)), len(answer.split())
            if sentences > MAX_SENTENCES or words > MAX_WORDS:
                what = f"an answer of {sentences} sentences and {words} words"
                expected = f"at most {MAX_SENTENCES} sentences and {MAX_WORDS} words"
                at = value_at(article.record or article.front, "answer")
                yield found(at, what, expected, fix="move what can wait to the page's body")


@rule("unhelpful-answer")
def unhelpful_answer(context: Context) -> Iterator[Diagnostic]:
    """Look for short answers that only point elsewhere, or that name a provider that the article isn't about."""
    row, pattern = patterns("unhelpful-answer")["points"], any_of("unhelpful-answer")
    providers = [one for one in context.project.partners.values() if one.role == "provider"]
    for article in context.project.articles.values():
        if not isinstance(article.meta, ArticleMeta):
            continue
        at, answer = value_at(article.record or article.front, "answer"), CALL.sub("", article.meta.answer)
        if pattern.fullmatch(answer.strip()):
            yield found(at, answer.strip()[:MAX_SHOWN], row.expected, fix=row.fix)
        for one in providers:
            if one.id not in article.meta.partners and re.search(rf"\b{re.escape(one.name)}\b", answer):
                fix = f"take it out, or add {one.id} to `partners`"
                yield found(at, f"{one.name} in the answer", "only providers that `partners` names", fix=fix)


@rule("undated-price")
def undated_price(context: Context) -> Iterator[Diagnostic]:
    """Look for prices in what customers read, without a month and a year in the same paragraph."""
    fix = "add “as of” with the month and year of the source, or leave the price out"
    for path, number, line in context.prose:
        for match in PRICE.finditer(line):
            if not re.search("[1-9]", match.group()) or not is_read(context.project, path, number):
                continue
            lines = context.project.text(path).split("\n")
            begin, end = number - 1, number
            while begin > 0 and not PARAGRAPH_END.match(lines[begin]):
                begin -= 1
            while end < len(lines) and not PARAGRAPH_END.match(lines[end]):
                end += 1
            if not MONTH.search(" ".join(lines[begin:end])):
                at = (path, number, match.start() + 1)
                yield found(at, match.group(), "a price with the month in which it was true", fix=fix)


@rule("private-data")
def private_data(context: Context) -> Iterator[Diagnostic]:
    """Look for card numbers, which have a check digit, for Social Security's numbers, and for what reveals a secret."""
    fix = "remove it, and tell its owner: it counts as disclosed"
    for path, number, text in context.prose:
        # Most lines hold neither, and looking for plain signs is quick.
        if not SECRET_HINT.search(text):
            continue
        cards = [match for match in CARD.finditer(text) if _is_card(match.group())]
        for match in [*cards, *SOCIAL_SECURITY.finditer(text), *SECRET.finditer(text)]:
            # Not shown in full: what is shown stands in logs.
            form = "in the form of a card's or a Social Security number"
            form = "a password, an account's number or a mailbox" if match.re is SECRET else form
            what = f"something that ends in {match.group()[-2:]}, {form}"
            yield found((path, number, match.start() + 1), what, "nothing that belongs to a person", fix=fix)


def _is_card(text: str) -> bool:
    """Say whether a number's check digit is right, by the Luhn formula."""
    digits = [int(one) for one in reversed(re.sub(r"\D", "", text))]
    doubled = sum(sum(divmod(2 * one, 10)) for one in digits[1::2])
    return (sum(digits[0::2]) + doubled) % 10 == 0
