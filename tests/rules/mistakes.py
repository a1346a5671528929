"""Single mistakes that an editor can make on the real site, with the place and the rule by which each must be told."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

from tests.project import ROOT, run_kb

DATA = "macros/data"
OPTIMUM = f"{DATA}/partners/optimum.yml"
NETFLIX = f"{DATA}/partners/netflix.yml"
SKY = f"{DATA}/partners/sky.yml"
APPLE, COX, ROGERS, TELUS, VERIZON, XFINITY = (
    f"{DATA}/partners/{name}.yml" for name in ("apple", "cox", "rogers", "telus", "verizon", "xfinity")
)
FACTS = f"{DATA}/facts.yml"
NOTICES = f"{DATA}/notices.yml"
SOURCES = f"{DATA}/sources.yml"
GUIDE = f"{DATA}/guide.yml"
SEARCHES = f"{DATA}/searches.yml"
WORDS = f"{DATA}/search-words.yml"
SNIPPET = "macros/snippets/ask-netflix-about-a-charge.md"
SETTINGS = "mkdocs.yml"
MEMBERS = "docs/packages/extra-members.md"
LOGIN = "docs/activate/no-provider-login.md"
CALL = "docs/contact/call-or-chat.md"
REFUNDS = "docs/billing/refunds.md"
FOOT = "{{ article_foot() }}"

Place = tuple[str, int, str]


@dataclass(frozen=True)
class Mistake:
    """One mistake: in a file, one text is replaced by another.

    Args:
        name: what was done wrong.
        rule: the rule that must tell it; empty for what is no mistake and must not be told.
        file: where it is made.
        old: the text that is replaced; empty for a whole new file.
        new: the text that takes its place; with an empty ``old`` too, the file is gone (or renamed, with ``moved``).
        at: a text in the line at which it must be told; empty for the first line that differs.
        where: the file at which it must be told, if that is another one.
        moved: the file's new name.
        more: the other places at which it must be told: a file and a text in the line.
        group: which site it is made on, where it changes so much that most others would be told otherwise.
    """

    name: str
    rule: str
    file: str
    old: str = ""
    new: str = ""
    at: str = ""
    where: str = ""
    moved: str = ""
    more: tuple[tuple[str, str], ...] = ()
    group: str = ""

    @property
    def kind(self) -> str:
        """What it may hide: a broken record hides what is wrong with the pages that call it, and so does an article."""
        shown = self.rule in ("dead-anchor", "dead-link", "leftover-marks")
        return self.group or ("article" if self.file.startswith("docs/") else "shown" if shown else "record")

    @property
    def is_value(self) -> bool:
        """Whether several such mistakes in one file are told side by side."""
        return (
            self.rule in ("wrong-value", "unknown-key", "phone-number")
            and not self.at
            and self.old.count("\n") == self.new.count("\n")
        )

    @property
    def touched(self) -> set[str]:
        """The files that it changes, and the pages that it links."""
        linked = re.findall(r"\(/([\w/-]+\.md)#", self.new)
        return {
            self.file,
            self.where or self.file,
            *(file for file, _ in self.more),
            *(f"docs/{one}" for one in linked),
        }

    def goes_with(self, other: Mistake) -> bool:
        """Say whether the check can tell both on one site, each at its line."""
        if self.touched & other.touched:
            return self.file == other.file and self.is_value and other.is_value and self.place() != other.place()
        return True

    def make(self, root: Path) -> None:
        """Make the mistake in a copy of the project.

        Args:
            root: the copy's folder.
        """
        path = root / self.file
        if self.moved:
            path.rename(root / self.moved)
        elif not self.old and not self.new:
            path.unlink()
        else:
            text = path.read_bytes().decode() if self.old else ""
            assert self.old in text, f"{self.name}: {self.file} has no {self.old!r}"
            # A lone byte such as \udce9 is written as it is: not UTF-8.
            path.write_bytes(self._spoiled(text).encode(errors="surrogateescape"))

    def _spoiled(self, text: str) -> str:
        return text.replace(self.old, self.new, 1) if self.old else self.new

    def place(self) -> list[Place]:
        """Return where and by which rule it must be told; nothing for what is no mistake."""
        if not self.rule:
            return []
        others = [replace(self, where=where, at=at, more=()) for where, at in self.more]
        return [self._first(), *(place for other in others for place in other.place())]

    def _first(self) -> Place:
        where = self.where or self.moved or self.file
        before = (ROOT / where).read_text().split("\n") if (ROOT / where).is_file() else []
        now = self._spoiled("\n".join(before)).split("\n") if where == self.file else before
        lines = enumerate(zip(now, before, strict=False), start=1)
        if self.at:
            line = next((number for number, one in enumerate(now, start=1) if self.at in one), 0)
        else:
            line = next((number for number, (one, other) in lines if one != other), 1)
        assert line, f"{self.name}: no line of {where} has {self.at!r}"
        return where, line, self.rule


def told(root: Path) -> list[Place]:
    """Return what the check tells of a project: file, line and rule of each error.

    Args:
        root: the project's folder.
    """
    done = run_kb(root, "check", "--format", "json")
    if "Traceback" in done.stderr or not done.stdout.startswith("["):
        return [("a traceback", 1, done.stderr.strip().rsplit("\n", 1)[-1])]
    return [(one["file"], one["line"], one["rule"]) for one in json.loads(done.stdout)]


def restore(root: Path, mistakes: Iterable[Mistake]) -> None:
    """Undo mistakes in a copy of the real project.

    Args:
        root: the copy's folder.
        mistakes: what was made there.
    """
    for one in mistakes:
        for name in filter(None, (one.file, one.moved)):
            if (ROOT / name).exists():
                shutil.copy(ROOT / name, root / name)
            else:
                (root / name).unlink(missing_ok=True)


def groups(mistakes: Iterable[Mistake]) -> list[list[Mistake]]:
    """Share mistakes out over as few sites as can be, so that none hides another.

    Args:
        mistakes: all of them.
    """
    found: list[list[Mistake]] = []
    for one in mistakes:
        fitting = (group for group in found if group[0].kind == one.kind and all(map(one.goes_with, group)))
        group = next(fitting, None)
        if group is None:
            found.append([one])
        else:
            group.append(one)
    return found


def _articles() -> Iterator[str]:
    """Give ordinary articles, one after the other, so that many mistakes find a place on one site."""
    special = {MEMBERS, LOGIN, CALL, REFUNDS, "docs/messages.md"}
    every = [file for file in sorted((ROOT / "docs").rglob("*.md")) if "kind: article" in file.read_text()]
    names = [file.relative_to(ROOT).as_posix() for file in every]
    return cycle(name for name in names if name not in special)


_NEXT = _articles()


def body(name: str, rule: str, text: str, at: str = "", group: str = "") -> Mistake:
    """Return a mistake typed into the body of the next article, as its last paragraph."""
    return Mistake(name, rule, next(_NEXT), FOOT, f"{text}\n\n{FOOT}", at, group=group)


def front(name: str, rule: str, old: str, new: str, at: str = "", group: str = "") -> Mistake:
    """Return a mistake in the front matter of the next article that has the text."""
    file = next(one for one in _NEXT if old in (ROOT / one).read_text())
    return Mistake(name, rule, file, old, new, at, group=group)


def record(
    name: str, rule: str, file: str, old: str, new: str, at: str = "", where: str = "", group: str = ""
) -> Mistake:
    """Return a mistake in a record."""
    return Mistake(name, rule, file, old, new, at, where, group=group)


def page(title: str) -> str:
    """Return the text of a new page."""
    about = f"{title}: a page that stands there for one test only, and that no reader of this site will ever see."
    return f'---\ntitle: {title}\ndescription: "{about}"\nkind: tool\n---\n\nText.\n'


SPARE = "  source: {id: csn-netflix, part: nothing}\n  checked: unknown\n  review_every: 6 months\n"
STEPS_TEXT = "The link in Netflix's message takes you to Netflix.com. The steps that Netflix gives for this way name\n"
REVIEWED = "reviewed: 2026-11-20\nreview_every: 6 months\n"
LINK = "[Read about refunds](/billing/refunds.md)"
TWICE = "Is the trouble on a phone, a tablet or a computer? Then look at the other checks before you call anybody."
PANEL = "    Text of the panel."

MISTAKES = [
    # ---- Macros in articles ----
    body("a closing brace is missing", "macro-syntax", '{{ phone("optimum") }'),
    body("both closing braces are missing", "macro-syntax", 'Call {{ phone("optimum") now.'),
    body("curly quotes in a macro", "macro-syntax", "Call {{ phone(“optimum”) }} now."),
    body("a quote is not closed", "macro-syntax", 'Call {{ phone("optimum) }} now.'),
    body("a bracket is not closed", "macro-syntax", 'Call {{ phone("optimum" }} now.'),
    body("a no-break space in a macro", "invisible-sign", 'Call {{\u00a0phone("optimum") }} now.'),
    body("a misspelt macro", "unknown-macro", 'Call {{ phnoe("optimum") }} now.'),
    body("a name without quotes", "unknown-macro", "Call {{ phone(optimum) }} now."),
    body("a macro without brackets", "unknown-macro", "{{ answer_box }}"),
    body("a macro with a capital letter", "unknown-macro", 'Call {{ Phone("optimum") }} now.'),
    body("an unknown filter", "macro-failed", 'Call {{ phone("optimum") | indnt }} now.'),
    body("a misspelt partner", "unknown-name", 'Call {{ phone("optimun") }} now.'),
    body("a partner with a capital letter", "unknown-name", 'Call {{ phone("Optimum") }} now.'),
    body("a contact that the partner lacks", "unknown-name", 'Call {{ phone("optimum", "sales") }} now.'),
    body("an official page that the partner lacks", "unknown-name", 'Open {{ official("netflix", "acount") }} now.'),
    body("a misspelt fact", "unknown-name", 'Wait {{ fact("pause-mots") }} then.'),
    body("a misspelt notice", "unknown-name", '{{ notice("never-shar") }}'),
    body("a mailbox that the partner lacks", "unknown-name", 'Write to {{ email("netflix", "fishing") }} now.'),
    body("an argument is missing", "macro-arguments", 'Open {{ official("netflix") }} now.'),
    body("an argument too many", "macro-arguments", 'Call {{ phone("optimum", "support", "now") }} then.'),
    body("an unknown argument", "macro-arguments", '{{ contact_card(partner="optimum", colour="red") }}'),
    body("a list as an argument", "macro-arguments", '{{ notice(["never-share"]) }}'),
    body("a number as an argument", "unknown-name", "Wait {{ fact(12) }} then."),
    body("a condition", "macro-syntax", "{% if true %}Yes.{% endif %}"),
    body("a misspelt snippet", "missing-include", '{% include "ask-netflix-about-charge.md" %}'),
    body("an include without quotes", "missing-include", "{% include ask-netflix-about-a-charge.md %}"),
    body("an include like a macro", "unknown-macro", '{{ include("ask-netflix-about-a-charge.md") }}'),
    body("an include of another folder", "missing-include", '{% include "docs/billing/refunds.md" %}'),
    body("a block macro in a sentence", "missing-indent", 'Ask here: {{ contact_card("netflix") }}'),
    body("a macro in single braces", "macro-syntax", 'Call { phone("optimum") } now.'),
    body("a heading's id that begins a comment", "macro-syntax", "## More {#more}"),
    Mistake("no indent in a tab", "missing-indent", MEMBERS, " | indent }}", " }}"),
    Mistake(
        "an include in a tab",
        "missing-indent",
        CALL,
        "    1. Open the Netflix app.",
        '    {% include "ask-netflix-about-a-charge.md" %}\n\n    1. Open the Netflix app.',
    ),
    # ---- Typed by hand ----
    body("a known number", "typed-number", "Call 877-694-9474 now."),
    body("a known number, written otherwise", "typed-number", "Call +1 (877) 694 9474 now."),
    body("an unknown number", "typed-number", "Call 1-800-555-0199 now."),
    body("a number in letters", "typed-number", "Call 1-800-NETFLIX now."),
    body("a known address", "typed-address", "Open netflix.com/account now."),
    body("a link with http", "typed-address", "Open [Netflix](http://netflix.com/account) now."),
    body("an address in angle brackets", "typed-address", "Open <https://netflix.com> now."),
    body("a mailbox", "typed-address", "Forward it to phishing@netflix.com at once."),
    body(
        "an absolute link to this site",
        "typed-address",
        "[Refunds explained](https://help.example.org/billing/refunds/)",
    ),
    # ---- Links and pictures ----
    body("a link to a page that isn't there", "dead-link", "[Read on](/billing/refnds.md)"),
    body("a link without .md", "dead-link", "[Read on](/billing/refunds)"),
    body("a link with a final slash", "dead-link", "[Read on](/billing/refunds/)"),
    body("a link to a missing section", "dead-anchor", "[Read on](/messages.md#househol)"),
    body("a link to a missing tab", "dead-anchor", "[Read on](/contact/call-or-chat.md#netflix-web)"),
    body("a link to a missing section of the same page", "dead-anchor", "[Read on](#nowhere)"),
    body("a link without an address", "markdown-form", "[Read on]()"),
    body("a link with docs/ before it", "dead-link", "[Read on](/docs/billing/refunds.md)"),
    body("a space between a link's words and address", "markdown-form", "[Read on] (/billing/refunds.md)"),
    body("a link that is not closed", "markdown-form", "[Read on](/billing/refunds.md"),
    body("a link's brackets the wrong way round", "markdown-form", "(Read on)[/billing/refunds.md]"),
    body("a link to a name that is nowhere", "markdown-form", "[Read on][refunds]"),
    body("a footnote", "leftover-marks", "Netflix says so.[^1]"),
    body("a link without words", "link-words", "[](/billing/refunds.md)"),
    body("a link that says here", "link-words", "Read about refunds [here](/billing/refunds.md)."),
    body("a link that says click here", "link-words", "[Click here](/billing/refunds.md) for refunds."),
    body("a link that says this link", "link-words", "Follow [this link](/billing/refunds.md)."),
    body("a picture that isn't there", "dead-link", "![A bill](/assets/bill.png)"),
    body("a picture without words", "markdown-form", "![](/assets/logo.svg)"),
    body("a picture of raw HTML without words", "markdown-form", '<img src="../../assets/logo.svg">'),
    body("a picture of another host", "typed-address", "![A bill](https://cdn.example.com/bill.png)"),
    body("an address of an unknown kind", "dead-link", "[Read on](htps:/billing)"),
    body("a script in a link", "dead-link", "[Read on](javascript:go)"),
    # ---- Markdown ----
    body("a heading of the page's own level", "article-frame", "# More"),
    body("a heading's level is left out", "markdown-form", "#### More"),
    body("the same heading twice", "duplicate-id", "## More {: #same }\n\nText.\n\n## Again {: #same }", at="## Again"),
    body("a heading's mark that isn't closed", "leftover-marks", "## More {: #more"),
    body("a heading of seven marks", "markdown-form", "####### More"),
    body("a heading in capital letters of a picture", "leftover-marks", "## :material-nope: More"),
    body("bold that isn't closed", "leftover-marks", "Select **Cancel now."),
    body("bold with a space", "markdown-form", "Select ** Cancel** now."),
    body("code that isn't closed", "leftover-marks", "Select `Cancel now."),
    body("a code block that isn't closed", "markdown-form", "```\nSelect Cancel."),
    body("words struck out", "leftover-marks", "Select ~~Cancel~~ now."),
    body("a list right below a line", "markdown-form", "You need these:\n- your name\n- your bill", at="- your name"),
    body("steps right below a line", "markdown-form", "Do this:\n1. Sign in.\n2. Sign out.", at="1. Sign in"),
    body("steps with a bracket", "markdown-form", "1) Sign in.\n2) Sign out."),
    body("a list with dots", "markdown-form", "• your name\n• your bill"),
    body("a list with dashes of the wrong kind", "markdown-form", "– your name\n– your bill"),
    body("a list without spaces", "markdown-form", "-your name\n-your bill"),
    body(
        "a nested list with two spaces", "markdown-form", "- your bill:\n  - its date\n  - its amount", at="- its date"
    ),
    body(
        "a nested list under a step with three spaces",
        "markdown-form",
        "1. Look at your bill:\n   - its date",
        at="- its date",
    ),
    body(
        "a paragraph of a list with two spaces",
        "markdown-form",
        "1. Look at your bill.\n\n  It has a date.\n\n2. Pay it.",
        at="It has",
    ),
    body("a table row with a cell too many", "markdown-form", "| A | B |\n|---|---|\n| 1 | 2 | 3 |", at="| 3 |"),
    body("a table row with a cell too few", "markdown-form", "| A | B |\n|---|---|\n| 1 |", at="| 1 |"),
    body("a table without its second line", "markdown-form", "| A | B |\n| 1 | 2 |"),
    body(
        "a table right below a line",
        "markdown-form",
        "These are the plans:\n| A | B |\n|---|---|\n| 1 | 2 |",
        at="| A | B |",
    ),
    body("a comment that isn't closed", "markdown-form", "<!-- not ready yet"),
    body("a tag that isn't closed", "markdown-form", "<b>Select Cancel."),
    body("a block of HTML that isn't closed", "markdown-form", "<div>\n\nSelect Cancel."),
    body("a tag that was never opened", "markdown-form", "Select Cancel.</div>"),
    body("a style in a tag", "markdown-form", '<span style="color: red">Now</span>'),
    body("a script", "markdown-form", "<script>go()</script>"),
    body("a frame of another site", "typed-address", '<iframe src="https://example.com/video" title="Video"></iframe>'),
    body("a block that isn't closed", "open-block", "/// html | div.section-list\n\nText."),
    body("a block of an unknown kind", "leftover-marks", "/// htm | div.section-list\n\nText.\n\n///"),
    body("a block that was never opened", "leftover-marks", "Text.\n\n///", at="///"),
    body("a note without indent", "markdown-form", "!!! note\nRead this."),
    body("a note with one mark too few", "markdown-form", "!! note\n\n    Read this."),
    body("a tab without quotes", "markdown-form", "=== First\n\n    Text."),
    body("a tab with curly quotes", "markdown-form", "=== “First”\n\n    Text."),
    body("a tab with two marks", "markdown-form", '== "First"\n\n    Text.'),
    body("two tabs with one label", "same-tab", f'=== "First"\n\n{PANEL}\n\n=== "first"\n\n{PANEL}', at='=== "first"'),
    body("an unknown picture of the theme", "leftover-marks", ":material-nope: Cancel"),
    body("an emoji of another host", "outside-request", "Well done :smile:"),
    Mistake(
        "a notice twice",
        "many-notices",
        CALL,
        FOOT,
        'Once more:\n\n{{ notice( "numbers-found-elsewhere") }}\n\n' + FOOT,
        at="notice( ",
    ),
    body("marks of a merge", "unfinished-text", "<<<<<<< HEAD\nCall.\n=======\nChat.\n>>>>>>> main"),
    body("a note to oneself", "unfinished-text", "TODO: ask Optimum about it."),
    body("a figure to fill in", "unfinished-text", "It costs XXX dollars."),
    body("a filler text", "unfinished-text", "Lorem ipsum dolor sit amet."),
    body("a sign that nobody sees", "invisible-sign", "Select Can\u200bcel."),
    body("a no-break space after a list's mark", "invisible-sign", "-\u00a0your name"),
    body("text after the foot", "article-frame", f"{FOOT}\n\nMore.", at=FOOT),
    body("the short answer twice", "article-frame", "{{ answer_box() }}"),
    Mistake("no short answer", "article-frame", "docs/cancel/restart.md", "{{ answer_box() }}\n\n", "", at="## "),
    Mistake(
        "a renamed tab", "dead-anchor", MEMBERS, '=== "Account owner"', '=== "Owner"', at="#account-owner", where=GUIDE
    ),
    Mistake(
        "a tab's text without indent",
        "markdown-form",
        LOGIN,
        f"    {STEPS_TEXT}    no",
        f"{STEPS_TEXT}no",
        at='=== "Netflix email',
    ),
    Mistake(
        "a tab's text with two spaces",
        "markdown-form",
        LOGIN,
        f"    {STEPS_TEXT}    no",
        f"  {STEPS_TEXT}  no",
        at='=== "Netflix email',
    ),
    body("a page's path without brackets around its words", "leftover-marks", "See [refunds(/billing/refunds.md) now."),
    body("a link of a wiki", "leftover-marks", "See [[refunds]] now."),
    body("a link with a space in its address", "markdown-form", "See [refunds](/billing/refunds page.md) now."),
    body("a link to nothing", "unfinished-text", "See [refunds](#) now."),
    body("a page of a known site", "typed-address", "Open netflix.com/tv8 on your computer."),
    body("a picture that is named by its file", "markdown-form", "![logo.svg](/assets/logo.svg)"),
    body("a picture in the page itself", "dead-link", "![A TV](data:image/png;base64,iVBORw0KGgo=)"),
    Mistake("a picture of 3 MB", "heavy-picture", "docs/assets/tv.png", "", "x" * 3_000_000),
    body("a warning typed by hand", "markdown-form", "!!! warning\n\n    Keep the cable."),
    body("a warning of an unknown kind", "markdown-form", "!!! wanring\n\n    Keep the cable."),
    body("a warning without a space", "markdown-form", '!!!warning "Take care"\n\n    Keep the cable.'),
    body("a warning as GitHub writes it", "markdown-form", "> [!NOTE]\n> Keep the cable."),
    body("a warning as other sites write it", "markdown-form", "::: note\nKeep the cable.\n:::"),
    body("words that are marked yellow", "leftover-marks", "Wait ==a day== first."),
    body("bold with underlines that isn't closed", "leftover-marks", "Select __Cancel now."),
    body("italics that aren't closed", "leftover-marks", "Select *Cancel now."),
    body("a list of boxes to tick", "markdown-form", "- [ ] Unplug it\n- [x] Wait"),
    body("a paragraph between two steps", "markdown-form", "1. Sign in.\n\nWait.\n\n2. Sign out.", at="Wait."),
    body("a step without a space", "markdown-form", "1.Sign in.\n2.Sign out."),
    body("a paragraph with four spaces", "markdown-form", "    Keep the cable."),
    body("a line of dashes right below a line", "markdown-form", "Keep the cable.\n---"),
    body("a bold line for a heading", "markdown-form", "**If it still fails**"),
    body("a heading in capital letters", "markdown-form", "## IF IT FAILS\n\nText."),
    body("a heading without a space", "markdown-form", "##If it fails\n\nText."),
    body("a line break as a tag", "markdown-form", "Keep the cable.<br>Then wait."),
    body("a line break as a stroke", "markdown-form", "Keep the cable.\\\nThen wait."),
    body("a blank in pointed brackets", "markdown-form", "Say: my name is <your name>."),
    body("a part that folds", "markdown-form", "<details><summary>More</summary>Text</details>"),
    body("a comment", "markdown-form", "<!-- Anna: ask Optimum whether this is true -->"),
    body("a space as a code", "markdown-form", "Wait&nbsp;a day."),
    body("a suggestion of a review", "unfinished-text", "```suggestion\nKeep the cable.\n```"),
    body("what a chat bot leaves", "markdown-form", "Sure: :contentReference[oaicite:0]{index=0}"),
    body("a misspelt emoji", "leftover-marks", "Well done :smiel:"),
    body("an emoji", "invisible-sign", "Well done 😀"),
    body("a spoiled sign", "invisible-sign", "Donâ€™t unplug it."),
    body("letters grown together", "invisible-sign", "Look in the \ufb01le."),
    body("figures of double width", "invisible-sign", "Wait \uff11\uff15 seconds."),
    body("a letter of another alphabet", "invisible-sign", "Select **\u0410ccount**."),
    body("a misspelt word", "word-slip", "You will recieve an email."),
    body("a word twice", "word-slip", "Unplug the the device."),
    body("a paragraph twice", "word-slip", f"{TWICE}\n\nWait.\n\n{TWICE} ", at=f"{TWICE} "),
    record("a misspelt word in a record", "word-slip", COX, "text: Start at", "text: Strat at"),
    # ---- Front matter ----
    front("a misspelt key", "unknown-key", "related:", "realted:"),
    front("a key with a capital letter", "unknown-key", "topics:", "Topics:"),
    front("a key is missing", "missing-key", REVIEWED, "reviewed: 2026-11-20\n", at="---"),
    front("a key twice", "duplicate-key", "kind: article\n", "kind: article\nkind: tool\n"),
    front("a day the other way round", "wrong-value", "reviewed: 2026-11-20", "reviewed: 31/01/2026"),
    front("a day that is not in the calendar", "wrong-value", "reviewed: 2026-11-20", "reviewed: 2026-02-30"),
    front("a day in the future", "wrong-value", "reviewed: 2026-11-20", "reviewed: 2031-01-31"),
    front("a day in words", "wrong-value", "reviewed: 2026-11-20", "reviewed: yesterday"),
    front("a day as a number", "wrong-value", "reviewed: 2026-11-20", "reviewed: 20261120"),
    front("an interval in words", "wrong-value", "review_every: 6 months", "review_every: six months"),
    front("an interval as a number", "wrong-value", "review_every: 6 months", "review_every: 6"),
    front("a misspelt kind", "wrong-value", "kind: article", "kind: artcle"),
    front("another kind on an article", "wrong-value", "kind: article", "kind: section"),
    front("a kind with a comma", "wrong-value", "kind: article", "kind: article,"),
    front("a day long ago", "wrong-value", "reviewed: 2026-11-20", "reviewed: 1926-11-20"),
    front("an interval of fifty years", "wrong-value", "review_every: 6 months", "review_every: 600 months"),
    front("an article kept out of the search", "wrong-value", "topics:", "search: {exclude: true}\ntopics:"),
    front("a question of one word", "wrong-value", "questions:\n", "questions:\n  - yes\n", at="- yes"),
    front(
        "a source twice",
        "wrong-value",
        "sources:\n",
        'sources:\n  - {id: csn-netflix, part: x}\n  - {id: csn-netflix, part: "x"}\n',
        at='part: "x"',
    ),
    front("an empty line above the front matter", "missing-key", "---\ntitle", "\n---\ntitle"),
    front("front matter that nothing begins", "missing-key", "---\ntitle", "title"),
    front("front matter with four dashes below", "missing-key", "---\n\n{{ answer", "----\n\n{{ answer", at="----"),
    front("curly quotes around a title", "yaml-syntax", "title: ", "title: “A title”\n# "),
    front("a part of a source with a comma", "yaml-syntax", "part: ", "part: a, "),
    front("a source without a space behind a colon", "yaml-syntax", "{id: ", "{id:"),
    front("a list item in the answer", "yaml-syntax", "answer: >-\n", "answer: >-\n  One.\n  - two\n", at="answer:"),
    body("a macro in square brackets", "macro-syntax", 'Call [[ phone("optimum") ]] now.'),
    body("a macro with a colon", "macro-syntax", "Wait {fact: pause-most} then."),
    body(
        "a quote that the next call closes",
        "macro-syntax",
        'Call {{ phone("optimum) }}.\n\nOpen the {{ official("netflix", "account") }}.',
    ),
    body("a loop that nothing ends", "macro-syntax", "{% for one in two %}Yes."),
    body("a fact typed by hand", "typed-fact", "Wait at least 12 hours then."),
    body("a fact of two records typed by hand", "typed-fact", "Wait at least 24 hours then."),
    body("a price without a month", "undated-price", "It costs $15.49 a month."),
    body("a price with its month is no mistake", "", "As of June 2025 it cost $15.49\na month."),
    body("a number like a fact's is no mistake", "", "Wait 112 hours or 12 hoursome hours."),
    front("a value is missing", "wrong-value", "review_every: 6 months", "review_every:"),
    front("a topic that isn't there", "unknown-reference", "topics: [", "topics: [biling, "),
    front("topics without brackets", "wrong-value", "topics: [canceling, billing]", "topics: canceling, billing"),
    front("a topic twice", "wrong-value", "topics: [billing", "topics: [billing, billing"),
    front("a source that isn't there", "unknown-reference", "- {id: csn-netflix,", "- {id: csn-netflx,"),
    front("a source without its part", "missing-key", "sources:\n", "sources:\n  - {id: csn-netflix}\n"),
    front("a source as a word", "wrong-value", "sources:\n", "sources:\n  - csn-netflix\n"),
    front("a related page that isn't there", "unknown-reference", "related:\n", "related:\n  - billing/refnds\n"),
    front("a related page with .md", "unknown-reference", "related:\n", "related:\n  - billing/index.md\n"),
    front("a related page with a slash", "unknown-reference", "related:\n", "related:\n  - /billing/index\n"),
    front(
        "a related page twice", "wrong-value", "related:\n", "related:\n  - index\n  - index  # again\n", at="# again"
    ),
    front("a partner that isn't there", "unknown-reference", "topics:", "partners: [optimun]\ntopics:"),
    front("a short address with a capital letter", "wrong-value", "related:\n", "short: Old\nrelated:\n"),
    front(
        "a short address that is taken",
        "short-address",
        "related:\n",
        "short: refunds\nrelated:\n",
        at="short: refunds",
    ),
    front("an old address that is taken", "old-address", "related:\n", "moved_from: [billing]\nrelated:\n"),
    front("an old address with a slash", "wrong-value", "related:\n", "moved_from: [/billing/old/]\nrelated:\n"),
    front(
        "a macro in the description",
        "front-matter-braces",
        "description: ",
        'description: About {{ fact("pause-most") }} ',
    ),
    front(
        "an unknown fact in the answer",
        "unknown-name",
        "answer: >-\n",
        'answer: >-\n  Wait {{ fact("pause-mots") }}.\n',
        at="pause-mots",
    ),
    front("a colon in the title", "yaml-syntax", "title: ", "title: Help: "),
    front("a title in open quotes", "yaml-syntax", "title: ", 'title: "'),
    front("a tab in the front matter", "yaml-syntax", "  - {id:", "\t- {id:"),
    front("a title that begins with a star", "yaml-syntax", "title: ", "title: *"),
    front("a title that begins with a sign of YAML", "yaml-syntax", "title: ", "title: &"),
    front("a number for a title", "wrong-value", "title: ", "title: 2026\nowner: "),
    front("a title cut short by a number sign", "yaml-syntax", "title: ", "title: Problem #1: "),
    front("an answer with too little indent", "yaml-syntax", "answer: >-\n  ", "answer: >-\n"),
    front("a list item with too little indent", "yaml-syntax", "\ntopics:", "\n - one more\ntopics:"),
    front("a list item with too much indent", "yaml-syntax", "\ntopics:", "\n    - one more\ntopics:"),
    front("front matter that isn't closed", "missing-key", "---\n\n{{ answer_box() }}", "\n{{ answer_box() }}"),
    front("a line before the front matter", "missing-key", "---\ntitle:", "\n---\ntitle:"),
    Mistake(
        "a question twice",
        "same-question",
        "docs/messages.md",
        "questions:\n",
        "questions:\n  - is it twice\n  - Is it twice?\n",
        at="Is it twice",
    ),
    Mistake("an empty question", "wrong-value", CALL, "questions:\n", "questions:\n  -\n"),
    front("bold in the title", "front-matter-braces", "title: ", "title: About **"),
    front("a note to oneself in a description", "unfinished-text", "description: ", "description: TODO "),
    Mistake(
        "an answer of many sentences",
        "long-answer",
        LOGIN,
        "answer: >-\n",
        "answer: >-\n  One thing. Two things. Three things. Four things.\n",
        at="answer:",
    ),
    front(
        "a Markdown link in a question",
        "front-matter-braces",
        "questions:\n",
        "questions:\n  - read [about refunds](/billing/refunds.md) first\n",
    ),
    Mistake(
        "an answer without words",
        "wrong-value",
        REFUNDS,
        (ROOT / REFUNDS).read_text().split("answer: >-\n")[1].split("questions:")[0],
        "",
        at="answer:",
    ),
    # ---- Files ----
    Mistake(
        "an empty article",
        "missing-key",
        "docs/watching/smart-tv.md",
        (ROOT / "docs/watching/smart-tv.md").read_text(),
        "",
        group="whole",
    ),
    Mistake(
        "an article that isn't UTF-8",
        "unreadable-file",
        "docs/household/household-message.md",
        "{{ answer_box() }}",
        "{{ answer_box() }}\n\nCaf\udce9.",
        group="whole",
    ),
    Mistake(
        "a page with a capital letter",
        "unread-file",
        "docs/billing/Tips.md",
        "",
        page("Tips for bills"),
    ),
    Mistake(
        "a page with a space in its name",
        "unread-file",
        "docs/billing/my tips.md",
        "",
        page("Tips for my bills"),
    ),
    Mistake(
        "a page with another ending",
        "unread-file",
        "docs/billing/hints.markdown",
        "",
        "---\ntitle: Tips for all bills\n---\n\nText.\n",
    ),
    Mistake("a page as plain text", "unread-file", "docs/billing/hints.txt", "", "Text.\n"),
    Mistake("a document of an office program", "unread-file", "docs/cancel/tips.docx", "", "PK"),
    Mistake("a record with another ending", "unread-file", f"{DATA}/partners/tv.yaml", "", "id: tv\n"),
    Mistake(
        "a page in the folder of short addresses",
        "unread-file",
        "docs/go/tips.md",
        "",
        page("Tips for going"),
    ),
    Mistake(
        "a page that no menu names",
        "not-in-navigation",
        "docs/billing/tips.md",
        "",
        page("Tips for the bills"),
    ),
    Mistake("a snippet that nothing includes", "unused-record", "macros/snippets/tips.md", "", "Some text.\n"),
    Mistake(
        "a copy of an article",
        "unread-file",
        "docs/household/update-household copy.md",
        "",
        (ROOT / "docs/household/update-household.md").read_text(),
        group="whole",
    ),
    Mistake(
        "a deleted snippet",
        "missing-include",
        SNIPPET,
        where=SNIPPET,
        group="whole",
    ),
    Mistake("a deleted table of records", "unreadable-file", f"{DATA}/kinds.yml", group="whole"),
    body("a line that begins with a call is no mistake", "", 'Call here:\n\n{{ phone("optimum") }} is the number.'),
    body("code that shows Markdown is no mistake", "", "Type this:\n\n```\n1) a\n| b\n<c>\n```"),
    Mistake("a byte order mark is no mistake", "", "docs/about/privacy.md", "---\ntitle:", "\ufeff---\ntitle:"),
    Mistake(
        "line ends of Windows are no mistake",
        "",
        "docs/about/sources.md",
        (ROOT / "docs/about/sources.md").read_text(),
        (ROOT / "docs/about/sources.md").read_text().replace("\n", "\r\n"),
    ),
    # ---- Records ----
    record("a number without quotes", "phone-number", OPTIMUM, '"+18776949474"', "+18776949474"),
    record("a number with a digit too few", "phone-number", OPTIMUM, '"+18776949474"', '"+1877694947"'),
    record("a number without its country", "phone-number", OPTIMUM, '"+18776949474"', '"877-694-9474"'),
    record(
        "a number that is shown otherwise",
        "phone-number",
        OPTIMUM,
        "shown: 877-694-9474",
        "shown: 877-694-9475",
        at="694-9475",
    ),
    record("a misspelt key of a record", "unknown-key", OPTIMUM, "    shown:", "    showed:"),
    record(
        "a key of a record is missing",
        "missing-key",
        OPTIMUM,
        "    say: Tell the agent that you get Netflix as part of your Optimum package.\n",
        "",
        at="  support:",
    ),
    record("a misspelt state", "wrong-value", OPTIMUM, "state: depends", "state: depend"),
    record("a state without quotes", "", XFINITY, 'state: "yes"', "state: yes"),
    record("a country that isn't one", "wrong-value", OPTIMUM, "country: US", "country: USA"),
    record("an address with http", "wrong-value", OPTIMUM, "url: https://", "url: http://"),
    record("an address without its kind", "wrong-value", OPTIMUM, "url: https://", "url: www."),
    record("an id that isn't the file's name", "wrong-value", SKY, "id: sky", "id: skye", at="id: skye"),
    record("a name without letters", "wrong-value", SKY, "also: [Sky Ireland]", "also: ['&']"),
    record("a provider with a name that means others", "wrong-value", SKY, "name: Sky\n", "name: Other providers\n"),
    record("another provider's name", "two-partners", SKY, "also: [Sky Ireland]", "also: [Rogers]"),
    record(
        "a record's source that isn't there",
        "unknown-reference",
        SKY,
        "source: {id: sky-ultimate-tv, part: packs",
        "source: {id: sky-ultimate, part: packs",
    ),
    record("a day of a record that isn't one", "wrong-value", SKY, "checked: unknown", "checked: 2026-31-12"),
    record(
        "a rule without text",
        "missing-key",
        SKY,
        "      text: Netflix comes with Sky's add-on Ultimate TV, which Sky charges for.\n",
        "",
        at="    included:",
    ),
    record(
        "a record with a line too far left",
        "yaml-syntax",
        APPLE,
        "    kind: no-number",
        "  kind: no-number",
        at="name: Apple by",
    ),
    record("a text with a colon", "yaml-syntax", COX, "text: Start at", "text: Start: at"),
    record("a text that begins with a brace", "yaml-syntax", TELUS, "text: Start at", "text: {{ start }} at"),
    record(
        "a text that begins with a bracket", "yaml-syntax", VERIZON, "text: Start at", "text: [Start](/index.md) at"
    ),
    record(
        "a number in a record's text", "typed-number", ROGERS, "text: Start at", "text: Call 877-694-9474, or start at"
    ),
    record(
        "a dead link in a record",
        "dead-link",
        OPTIMUM,
        "(/packages/after-package-ends.md)",
        "(/packages/after-package-end.md)",
    ),
    record("a dead section in a record", "dead-anchor", NETFLIX, "#netflix-app)", "#netflix-apps)"),
    record(
        "a mailbox without its sign",
        "wrong-value",
        NETFLIX,
        "address: phishing@netflix.com",
        "address: phishing.netflix.com",
    ),
    record("an official page without a label", "missing-key", NETFLIX, "    label: netflix.ca\n", "", at="  canada:"),
    record("a fact as a number", "wrong-value", FACTS, "value: 12 hours", "value: 12"),
    record("a fact without a value", "wrong-value", FACTS, "value: 12 hours", "value:"),
    record(
        "a fact that nothing calls",
        "unused-record",
        FACTS,
        "plan-change-wait:",
        f"spare:\n  value: 1 day\n  about: Nothing\n{SPARE}plan-change-wait:",
        group="shown",
    ),
    record("a fact with a period", "wrong-value", FACTS, "value: one month", "value: one month."),
    record("a name with a capital letter", "wrong-value", FACTS, "tv-unplug-wait:", "TV unplug wait:"),
    record(
        "a label with a comma",
        "yaml-syntax",
        f"{DATA}/problems.yml",
        "label: Cancel my package",
        "label: Cancel, end, my package",
    ),
    record(
        "a key of a fact twice",
        "duplicate-key",
        FACTS,
        "  value: one month",
        "  value: one month\n  value: two months",
        at="two months",
    ),
    record(
        "a notice of an unknown kind",
        "wrong-value",
        NOTICES,
        "  kind: warning\n  title: Paid",
        "  kind: danger\n  title: Paid",
    ),
    record(
        "a notice without sources",
        "wrong-value",
        NOTICES,
        "sources: [{id: netflix-optimum, part: Apple billing}]",
        "sources: []",
    ),
    record(
        "a notice that nothing calls",
        "unused-record",
        NOTICES,
        "apple-keeps-charging:",
        "spare:\n  kind: note\n  title: Spare\n  text: A.\n  sources: [{id: csn-netflix, part: x}]\n"
        "apple-keeps-charging:",
    ),
    record(
        "a dead link in a notice", "dead-link", NOTICES, "(/packages/apple-charges.md)", "(/packages/apple-charge.md)"
    ),
    record(
        "an unknown fact in a notice",
        "unknown-name",
        NOTICES,
        "    Linking a package",
        '    {{ fact("nope") }} Linking a package',
    ),
    record(
        "a source with http",
        "wrong-value",
        SOURCES,
        "url: https://help.netflix.com/node/478866502177382",
        "url: http://help.netflix.com/node/478866502177382",
    ),
    record("a source of an unknown kind", "wrong-value", SOURCES, "\n  kind: official", "\n  kind: offical"),
    record("a source that was seen in the future", "wrong-value", SOURCES, "checked: unknown", "checked: 2031-01-01"),
    record(
        "a source that nothing names",
        "unused-record",
        SOURCES,
        "csn-netflix:",
        "spare:\n  publisher: A\n  title: B\n  kind: independent\n  date: C\n  read: D\n  checked: unknown\n"
        "csn-netflix:",
    ),
    record(
        "a topic that no article has",
        "unused-record",
        f"{DATA}/topics.yml",
        "about: About",
        "about: About\nspare: Spare",
    ),
    record(
        "a problem's page that isn't there",
        "unknown-reference",
        f"{DATA}/problems.yml",
        "page: packages/cancel-package",
        "page: packages/cancel-pakage",
    ),
    record(
        "a problem's picture that isn't there",
        "wrong-value",
        f"{DATA}/problems.yml",
        "icon: material/cash-remove",
        "icon: material/cash-away",
    ),
    record(
        "who bills you, with a page that isn't there",
        "unknown-reference",
        f"{DATA}/payers.yml",
        "page: cancel/cancel-netflix",
        "page: cancel/cancel-netflx",
    ),
    record(
        "who bills you, without a link",
        "wrong-value",
        f"{DATA}/payers.yml",
        '"[Cancel on the Account page]."',
        "Cancel on the Account page.",
    ),
    record("a question that leads nowhere", "unknown-reference", GUIDE, "next: activate}", "next: activat}"),
    record("an option without an end", "wrong-value", GUIDE, ", next: activate}", "}"),
    record("an option with two ends", "wrong-value", GUIDE, "next: activate}", "next: activate, page: index}"),
    record(
        "a loop of questions",
        "guide-way",
        GUIDE,
        'or another way", page: activate/link-netflix#ways}',
        'or another way", next: activate}',
        group="whole",
    ),
    record(
        "a section that isn't there, in the guide",
        "dead-anchor",
        GUIDE,
        "activate/link-netflix#provider-website",
        "activate/link-netflix#provider-site",
    ),
    record(
        "what people typed, for a page that isn't there", "unknown-reference", SEARCHES, "about/index:", "about/indx:"
    ),
    record(
        "what people typed, twice",
        "duplicate-key",
        SEARCHES,
        "  - are you guys netflix\n",
        "  - are you guys netflix\n  - Are you guys Netflix\n",
        at="- Are you guys",
    ),
    record(
        "what people typed, nearly twice",
        "lost-search",
        SEARCHES,
        "  - are you guys netflix\n",
        "  - are you guys netflix\n  - are you guy's Netflix?\n",
        at="guy's",
    ),
    record(
        "what people typed, for a page kept out of the search",
        "lost-search",
        SEARCHES,
        "about/index:",
        "agents/index:\n  - how do agents work\nabout/index:",
    ),
    record("a word with a capital letter", "wrong-value", WORDS, "  add-on: [addon]", "  Add-on: [addon]"),
    record("a word of two meanings", "duplicate-key", WORDS, "  add-on: [addon]", "  add-on: [addon, acct]"),
    record("a provider among other things", "provider-word", WORDS, "    acorn tv, ", "    verizon, acorn tv, "),
    # ---- Snippets ----
    Mistake(
        "a misspelt partner in a snippet", "unknown-name", SNIPPET, 'contact_card("netflix")', 'contact_card("netflx")'
    ),
    Mistake(
        "an open brace in a snippet", "macro-syntax", SNIPPET, 'contact_card("netflix") }}', 'contact_card("netflix") }'
    ),
    Mistake("a dead section in a snippet", "dead-anchor", SNIPPET, "#charge)", "#charges)"),
    Mistake("a number in a snippet", "typed-number", SNIPPET, "Then contact Netflix.", "Then call 1-800-555-0199."),
    Mistake("bold that isn't closed in a snippet", "leftover-marks", SNIPPET, "Then contact", "Then **contact"),
    # ---- The menu and the settings ----
    record("a misspelt page in the menu", "navigation-target", SETTINGS, "- cancel/restart.md", "- cancel/restrat.md"),
    record(
        "a page twice in the menu",
        "navigation-target",
        SETTINGS,
        "      - cancel/pause.md\n",
        "      - cancel/pause.md\n      - cancel/pause.md\n",
    ),
    record("a page without .md in the menu", "navigation-target", SETTINGS, "- cancel/pause.md", "- cancel/pause"),
    Mistake(
        "a page that the menu lost",
        "not-in-navigation",
        SETTINGS,
        "      - cancel/pause.md\n",
        "",
        at="---",
        where="docs/cancel/pause.md",
    ),
    record(
        "a menu with a line too far left",
        "yaml-syntax",
        SETTINGS,
        "      - cancel/pause.md",
        "   - cancel/pause.md",
        group="whole",
    ),
    record("a misspelt setting", "build-warning", SETTINGS, "copyright:", "copyrihgt:", group="whole"),
    record(
        "a style sheet that isn't there",
        "dead-link",
        SETTINGS,
        "- assets/styles/print.css",
        "- assets/styles/prnt.css",
        group="whole",
    ),
    record(
        "a first provider that isn't there",
        "unknown-reference",
        SETTINGS,
        "first_provider: optimum",
        "first_provider: optimun",
    ),
    record(
        "a draft that pages link",
        "draft-page",
        SETTINGS,
        "not_in_nav: |",
        "draft_docs: |\n  cancel/pause.md\nnot_in_nav: |",
        at="  cancel/pause.md",
        group="whole",
    ),
    record(
        "a page left out that pages link",
        "draft-page",
        SETTINGS,
        "  README.md\n",
        "  README.md\n  cancel/pause.md\n",
        group="whole",
    ),
    # ---- Pages made of records ----
    Mistake(
        "words on a provider's page",
        "partner-page",
        "docs/providers/rogers.md",
        "{{ partner_page() }}",
        "Hello.\n\n{{ partner_page() }}",
    ),
    Mistake(
        "a provider's page for another one",
        "partner-page",
        "docs/providers/verizon.md",
        "partner: verizon",
        "partner: verizn",
    ),
    Mistake(
        "a deleted page of a provider",
        "partner-page",
        "docs/providers/t-mobile.md",
        where=f"{DATA}/partners/t-mobile.yml",
        at="entry:",
        group="whole",
    ),
    Mistake(
        "a deleted record of a provider",
        "partner-page",
        f"{DATA}/partners/rogers.yml",
        where="docs/providers/rogers.md",
        at="partner:",
        group="whole",
    ),
    Mistake(
        "words on a question's page",
        "guide-page",
        "docs/find/tv.md",
        "{{ find_my_answer() }}",
        "Hello.\n\n{{ find_my_answer() }}",
    ),
    Mistake("another title on a question's page", "guide-page", "docs/find/ways.md", "title: ", "title: So "),
    Mistake(
        "a deleted page of a question",
        "guide-page",
        "docs/find/who-cancels.md",
        where=GUIDE,
        at="  who-cancels:",
        group="whole",
    ),
    Mistake(
        "a style sheet with a slip", "asset-syntax", "docs/assets/styles/print.css", "{", "{ color: red margin: 0;"
    ),
]
