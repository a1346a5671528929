"""What readers and browsers would find on the built pages, and must not."""

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.hardcoded import numbers_in
from kb.checks.links import TEMPLATES, line_of, origin
from kb.checks.patterns import any_of, patterns
from kb.checks.rule import Location, found, rule
from kb.model.article import Article
from kb.model.diagnostic import Diagnostic
from kb.model.project import SETTINGS

# A short code that is none of the theme's own pictures.
EMOJI = re.compile(r"(?<![\w:]):(?!material-|fontawesome-|octicons-|simple-)[a-z0-9_+-]*[a-z][a-z0-9_+-]*:(?![\w:])")
MAX_SHOWN = 60
LINK_WARNING = re.compile(r"Doc file '(?P<page>[^']+)' contains an? .*?link '(?P<link>[^']*)'")
SETTING = re.compile(r"Config value '([\w.]+)'")


@rule("unrendered-markup", "site")
def unrendered_markup(context: Context) -> Iterator[Diagnostic]:
    """Look for marks in every built page that should have become something else."""
    rows, pattern = patterns("unrendered-markup"), any_of("unrendered-markup")
    for page, article in context.pages:
        text = page.text + "".join(re.findall(r"/{3,} ?\w*", page.code))
        if match := pattern.search(text):
            what = " ".join(text[max(0, match.start() - 20) : match.end() + 40].split())
            marks = match.group().split()[0]
            at = _origin(context, article, text[match.start() :], marks) if article else (TEMPLATES, 1, 1)
            yield found(at, what, "text without unrendered marks", fix=rows[match.lastgroup or ""].fix)


def _origin(context: Context, article: Article, text: str, marks: str) -> Location:
    """Return where a text that begins with marks was written, by as much of it as stands anywhere."""
    forms = [re.compile(re.escape(text[:length])) for length in range(len(marks) + 10, len(marks) - 1, -1)]
    first = origin(context, article, forms[:7]) or origin(context, article, forms, True)
    return first or (article.path, article.body_line, 1)


@rule("unknown-phone", "site")
def unknown_phone(context: Context) -> Iterator[Diagnostic]:
    """Compare every phone-shaped text and every `tel:` link of the built pages with the records."""
    project = context.project
    known = {contact.number for partner in project.partners.values() for contact in partner.contacts.values()}
    # A number that was right once stands where its change is recorded.
    known |= {number for one in project.changes for _, _, number in numbers_in(f"{one.before}\n{one.after}")}
    fix = "add it to its partner's record, with its source, and call it with phone(…)"
    for page, article in context.pages:
        numbers = {phone.removeprefix("tel:"): phone for phone in page.phones}
        numbers |= {number: shown for _, shown, number in numbers_in(page.text)}
        for shown in (shown for number, shown in numbers.items() if number not in known):
            line = line_of(article.body, shown) or article.body_line if article else 1
            at = (article.path if article else TEMPLATES, line, 1)
            yield found(at, f"{shown} on the built page", "a number from macros/data/partners/*.yml", fix=fix)


@rule("duplicate-id", "site")
def duplicate_id(context: Context) -> Iterator[Diagnostic]:
    """Look for ids that stand twice on one built page."""
    for page, article in context.articles:
        for one in sorted(one for one in page.repeated_ids if not one.startswith("__")):
            lines = [number for number, text in enumerate(article.body.split("\n"), start=1) if f"#{one}" in text]
            at = (article.path, lines[-1] if lines else article.body_line, 1)
            expected = "each section and tab of a page with a name of its own"
            yield found(at, f"#{one} a second time", expected, fix="rename one of the two")


@rule("third-party-request", "site")
def third_party_request(context: Context) -> Iterator[Diagnostic]:
    """Look for scripts, styles, pictures and frames that a built page would load from elsewhere."""
    expected = "a file in docs/assets/, or one of the theme's own icons, such as :material-phone:"
    for page, article in context.pages:
        for address in sorted(page.loads):
            at = (SETTINGS, 1, 1)
            # What the article does not say itself comes from an emoji short code or from the settings.
            if article:
                emoji = EMOJI.search(article.body)
                line = line_of(article.body, address) or (line_of(article.body, emoji[0]) if emoji else 0)
                at = (article.path, line or article.body_line, 1)
            yield found(at, address, expected, fix="put the file into docs/assets/ and name it there")


@rule("inline-script-or-style", "site")
def inline_script_or_style(context: Context) -> Iterator[Diagnostic]:
    """Look for scripts, styles and event attributes in every built page; the theme's own scripts are let through."""
    expected = "pages without scripts, styles, and attributes that hold one"
    fix = "take it out; looks are made in docs/assets/styles/ and scripts in docs/assets/scripts/"
    for page, article in context.pages:
        for what in page.inline:
            offset = article.body.lower().find(what.split('"')[0].rstrip(">")) if article else -1
            line = article.body.count("\n", 0, offset) + 1 if article and offset >= 0 else 1
            yield found((article.path if article else TEMPLATES, line, 1), what[:MAX_SHOWN], expected, fix=fix)


@rule("build-warning", "warnings")
def build_warning(context: Context) -> Iterator[Diagnostic]:
    """Pass on what MkDocs warned of."""
    for logger, message in context.warnings:
        link, key = LINK_WARNING.search(message), SETTING.search(message)
        if link and "anchor" not in message:
            path = f"docs/{link['page']}"
            what, expected = (
                message.removeprefix(f"Doc file '{link['page']}' "),
                "the path of a page from docs/, with `.md`",
            )
            line = line_of(context.project.texts.get(path, ""), link["link"]) or 1
            yield found((path, line, 1), what, f"{expected}, such as /billing/refunds.md")
        elif not link:
            line = line_of(context.project.text(SETTINGS), f"{key[1]}:") if key else 0
            what = f"{logger}: {message.strip().splitlines()[0][:200]}"
            yield found((SETTINGS, line or 1, 1), what, "a build without warnings")
