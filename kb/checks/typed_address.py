"""KB302 typed-address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.rule import Rule
from kb.checks.typed_number import ADD
from kb.checks.written import call_fits, lines_written
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB302",
    "typed-address",
    "An address typed by hand stays wrong when the record is mended.",
    bad="Open netflix.com/account.",
    good='Open {{ official("netflix", "account") }}.',
    fixable=True,
)
WEB = re.compile(r"(?:https?://|www\.|(?<![\w./@-])[\w-]+\.(?:com|net|org|ca|tv)/(?=\w))[^\s)\"'>\]]+", re.IGNORECASE)
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for web addresses, mailboxes and known pages in articles, snippets and shared texts."""
    calls = _calls(context)
    addresses = {
        one: re.compile(rf"(?<![\w.@/]){re.escape(one)}(?![\w-])") for one in sorted(calls, key=len, reverse=True)
    }
    for path, number, text in lines_written(context.project):
        # Most lines hold none, and looking for plain signs is quick.
        patterns = [MAIL] * ("@" in text) + [WEB] * ("/" in text or "www." in text.lower())
        found = [match for pattern in patterns for match in pattern.finditer(text)]
        taken = [match.span() for match in found]
        for known, pattern in addresses.items():
            for match in pattern.finditer(text) if known in text else ():
                if not any(start <= match.start() < end for start, end in taken):
                    found.append(match)
                    taken.append(match.span())
        for match in found:
            bare = re.sub(r"^https?://(www\.)?", "", match.group()).rstrip("/.,:;?!")
            typed = match.group().rstrip(".,:;?!")
            fix, before = calls.get(bare) or _own(context, bare), text[: match.start()]
            call = fix.startswith("{{") and call_fits(context.project, path, number, before)
            old = typed if call or (fix.startswith("/") and before.endswith("](") and "#" not in typed) else ""
            expected = "no address in text: addresses stand in macros/data/ and articles call them"
            at = (path, number, match.start() + 1)
            yield Diagnostic(*at, RULE.alias, typed, expected, fix=fix or ADD, old=old, new=fix)


def _own(context: Context, bare: str) -> str:
    """Return the path of a page of this site, given its address."""
    host, _, path = bare.partition("/")
    pages = {article.url.rstrip("/"): article.id for article in context.project.articles.values()}
    own = context.published is not None and host == context.published.host
    return f"/{pages.get(path.partition('#')[0].rstrip('/'), 'index')}.md" if own else ""


def _calls(context: Context) -> dict[str, str]:
    """Return the call that shows each known address."""
    calls = {}
    for partner in context.project.partners.values():
        for name, page in partner.pages.items():
            bare = page.url.removeprefix("https://").rstrip("/")
            if "/" in bare or partner.role == "provider":
                calls[bare] = f'{{{{ official("{partner.id}", "{name}") }}}}'
        for name, contact in partner.contacts.items():
            if contact.address:
                calls[contact.address] = f'{{{{ email("{partner.id}", "{name}") }}}}'
    return calls
