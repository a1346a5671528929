"""KB401 leftover-marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.context import Context
from kb.checks.locate import TEMPLATES
from kb.checks.rule import Rule
from kb.model.article import Article
from kb.model.diagnostic import Diagnostic

RULE = Rule(
    "KB401",
    "leftover-marks",
    "Braces, marks of Markdown and error texts must never reach a reader.",
    bad="Select **Cancel.",
    good="Select **Cancel**.",
)
# What is left, kind by kind, and how it is mended.
# Each branch begins with a plain letter, so that Python leaps from one such letter to the next: ten times as fast.
KINDS = {
    "macro": (
        r"\{\s*\{|\{%|\}\}|\{ ?\w+\(|Macro (?:Rendering|Syntax) Error",
        'write it as {{ phone("optimum") }}; a literal {{ stands in {% raw %}',
    ),
    "name": (r"\{: ?[#.\w]", "write a section's name as {: #name } at the end of its heading"),
    "block": (
        r"///+ ?\w*",
        "write /// html | div.section-list and, where it ends, ///, with an empty line above and below each",
    ),
    "link": (
        r"\]\[[\w-]*\]|\] ?\(\S|\)\[\S|\[\[|\(/[\w/-]+\.md",
        "write [words](/billing/refunds.md), without a space between the two brackets",
    ),
    "footnote": (r"\[\^\w", "say it in the text, and name the source in the front matter"),
    "bold": (
        r"\*\*|\*(?<!\w\*)\w|_(?<!\w_)_\w",
        "write **words** for bold: both marks right at the words, on one line or in one paragraph",
    ),
    "code": (r"`", "write `words`, or three marks ``` on lines of their own before and after a block"),
    "struck": (r"~~|=(?<![=\w]=)=\w", "take the marks away: there are only bold words here"),
    "icon": (
        r":(?<![\w:]:)[a-z][a-z0-9_]*(?:-[a-z0-9]+)*:(?![\w:])",
        "look its name up: :material-phone: and the like",
    ),
}
LEFT = re.compile("|".join(pattern for pattern, _ in KINDS.values()))


def check(context: Context) -> Iterator[Diagnostic]:
    """Look for marks in every built page that should have become something else."""
    if not context.published:
        return
    # A page that could not be rendered is told already; if nothing is, it must be told here.
    unrendered = context.evaluation.unrendered if context.found else set()
    diagnosticy = unrendered | {diagnostic.path for diagnostic in context.project.diagnostics}
    braces = [diagnostic for diagnostic in context.found if diagnostic.rule == "front-matter-braces"]
    diagnosticy |= {diagnostic.path for diagnostic in braces} | context.swallowed() | context.told("unfinished-text")
    known = context.told_lines("markdown-form")
    for page in context.published.pages.values():
        article = context.article_of(page)
        path = article.path if article else TEMPLATES
        # A faulty page's error text may stand in every menu as its title: then only the pages' own parts are told.
        text = page.content if diagnosticy else page.text
        for told in braces:
            text = text.replace(told.found, "")
        text += "".join(re.findall(r"/{3,} ?\w*", page.code))
        for match in LEFT.finditer(text) if path not in diagnosticy else ():
            around = " ".join(text[max(0, match.start() - 20) : match.end() + 40].split())
            place = _place(context, article, text[match.start() :], match.group().split()[0]) if article else (path, 1)
            if place not in known:
                fix = next(fix for pattern, fix in KINDS.values() if re.compile(pattern).match(text, match.start()))
                yield Diagnostic(*place, 1, RULE.alias, around, "text without unrendered marks", fix=fix)
                break


def _place(context: Context, article: Article, text: str, marks: str) -> tuple[str, int]:
    """Return the file and line that have the most of what a text begins with: the article, its snippets, a record."""
    project = context.project
    texts = {article.path: article.body}
    texts |= {path: project.text(path) for owner, path in context.evaluation.includes if owner == article.path}
    records = {path: project.text(path) for path in project.documents}
    for some, lengths in (
        (texts, range(len(marks) + 10, len(marks) - 1, -1)),
        (records, range(len(marks) + 10, len(marks) + 3, -1)),
    ):
        for length in lengths:
            for path, written in some.items():
                at = written.find(text[:length])
                if at >= 0:
                    return path, written.count("\n", 0, at) + 1
    for call in context.evaluation.calls:
        if call.path == article.path and marks in call.output:
            return call.path, call.line
    at = max(article.body.find(text[:2]), 0)
    return article.path, article.body.count("\n", 0, at) + 1
