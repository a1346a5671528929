"""Each rule fires on its bad fixture, with the whole message, and is silent on the good one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html

from kb.checks import rules
from tests.project import SMALL, copy_small, run_kb, run_kb_soon

REFUNDS = "docs/billing/refunds.md"
OLD = "docs/billing/old-charges.md"
ACME = "macros/data/partners/acme.yml"
BOLT = "macros/data/partners/bolt.yml"
FLIX = "macros/data/partners/flix.yml"
NOTICES = "macros/data/notices.yml"
STUB = "docs/providers/acme.md"
GUIDE = "macros/data/guide.yml"
ASKED = "docs/find/payer.md"
PAYERS = "macros/data/payers.yml"
CHANGES = "macros/data/changes.yml"
LEDGER = "macros/data/addresses.txt"


LONG_WAY = "".join(
    f"\n  {one}:\n    ask: Is it {one} then?\n    options:\n      on: {{label: Yes, {leads}}}"
    for one, leads in (("c", "next: d"), ("d", "next: e"), ("e", "page: billing/refunds"))
)


@dataclass(frozen=True)
class Slip:
    """One slip of an editor: in a file, one text is replaced by another, and the message must say these things.

    A new text without an old one is a whole new file, or an old one in `moved`; neither of them: the file is gone.
    """

    rule: str
    file: str
    old: str
    new: str
    says: tuple[str, ...]
    diagnostics: int = 1
    moved: str = ""

    def make(self, root: Path) -> None:
        path = root / self.file
        if not self.old and not self.new:
            path.rename(root / self.moved) if self.moved else path.unlink()
            return
        path.parent.mkdir(exist_ok=True)
        text = path.read_text() if path.exists() else ""
        assert self.old in text, f"the fixture has no {self.old!r}"
        text = text.replace(self.old, self.new, 1) if self.old else self.new
        # A lone byte such as \udce9 is written as it is: not UTF-8.
        path.write_text(text, errors="surrogateescape")


SLIPS = [
    Slip(
        "yaml-syntax",
        REFUNDS,
        "title: Ask for",
        "title: Ask: for",
        (f"{REFUNDS}:2:8 KB001 yaml-syntax", "has a colon and a space", 'Fix:      "Ask: for a refund"'),
    ),
    Slip(
        "yaml-syntax",
        ACME,
        "name: Acme\n",
        "name: [Acme\n",
        (f"{ACME}:2:7 KB001 yaml-syntax", "Expected: a closing `]`", "Fix:      [Acme]"),
    ),
    Slip("yaml-syntax", "mkdocs.yml", "strict: true", "strict: [true", ("mkdocs.yml:", "KB001 yaml-syntax")),
    Slip(
        "duplicate-key",
        REFUNDS,
        "kind: article",
        "kind: article\nkind: tool",
        (f"{REFUNDS}:5:1 KB002 duplicate-key", "`kind` a second time (first in line 4)", "keep one of the two lines"),
    ),
    Slip("duplicate-key", ACME, "country: US", "country: US\nname: Emca", (f"{ACME}:5:1 KB002 duplicate-key",)),
    Slip(
        "missing-key",
        REFUNDS,
        'kind: article\nanswer: Call {{ phone("acme") }} within {{ fact("wait") }}.\n',
        "kind: article\n",
        (
            f"{REFUNDS}:1:1 KB003 missing-key",
            "no `answer`",
            "the short answer, 1 to 3 sentences",
            "Fix:      answer: …",
        ),
    ),
    Slip("missing-key", ACME, "    name: Acme support\n", "", (f"{ACME}:11:3 KB003 missing-key", "no `name`")),
    Slip(
        "missing-key", ACME, "    say: Say hello.\n", "", (f"{ACME}:11:3 KB003 missing-key", "kind phone without `say`")
    ),
    Slip(
        "missing-key", "docs/new.md", "", "Only words.\n", ("docs/new.md:1:1 KB003 missing-key", "no front matter"), 2
    ),
    Slip(
        "unknown-key",
        REFUNDS,
        "topics: [billing]",
        "topic: [billing]",
        (f"{REFUNDS}:12:1 KB004 unknown-key", "the key `topic`", 'Did you mean "topics"?', "Fix:      topics: …"),
    ),
    Slip("unknown-key", ACME, "    shown:", "    showed:", (f"{ACME}:15:5 KB004 unknown-key", 'Did you mean "shown"?')),
    Slip(
        "wrong-value",
        REFUNDS,
        "reviewed: 2026-01-31",
        "reviewed: last week",
        (f"{REFUNDS}:16:1 KB005 wrong-value", "reviewed: last week", "the day on which it was compared"),
    ),
    Slip(
        "wrong-value",
        REFUNDS,
        "topics: [billing]",
        "topics: billing",
        (f"{REFUNDS}:12:1 KB005 wrong-value", "topics: billing", "a list: `[one, two]`"),
    ),
    Slip(
        "wrong-value",
        REFUNDS,
        "  - refnud for a month i did not watch\n",
        "",
        (f"{REFUNDS}:6:1 KB005 wrong-value", "at least 5 items"),
    ),
    Slip(
        "wrong-value", ACME, "id: acme", "id: emca", (f"{ACME}:1:1 KB005 wrong-value", "id: emca", "Fix:      id: acme")
    ),
    Slip(
        "phone-number",
        ACME,
        '"+12025550143"',
        "+12025550143",
        (
            f"{ACME}:14:5 KB006 phone-number",
            "+12025550143: a phone number without quotes",
            "in quotes, with the country's code",
        ),
    ),
    Slip(
        "phone-number",
        ACME,
        '"+12025550143"',
        "02071234567",
        (f"{ACME}:14:5 KB006 phone-number", "02071234567: a phone number without"),
    ),
    Slip(
        "phone-number",
        ACME,
        '"+12025550143"',
        '"+1202555014"',
        (f"{ACME}:14:5 KB006 phone-number", "not a valid number in US"),
    ),
    Slip(
        "phone-number",
        ACME,
        '"+12025550143"',
        '"call us"',
        (f"{ACME}:14:5 KB006 phone-number", "not a phone number in international"),
    ),
    Slip(
        "phone-number",
        ACME,
        "202-555-0143",
        "202-555-0144",
        (f"{ACME}:15:5 KB006 phone-number", "shown: 202-555-0144", "the number +12025550143, as its publisher prints"),
    ),
    Slip(
        "unknown-reference",
        REFUNDS,
        "id: acme-help",
        "id: acme-halp",
        (
            f"{REFUNDS}:15:6 KB007 unknown-reference",
            "id: acme-halp",
            "(macros/data/sources.yml)",
            'Did you mean "acme-help"?',
        ),
    ),
    Slip(
        "unknown-reference",
        REFUNDS,
        "- billing/old-charges",
        "- billing/old-charge",
        (f"{REFUNDS}:19:5 KB007 unknown-reference", 'Did you mean "billing/old-charges"?'),
    ),
    Slip(
        "unknown-reference",
        REFUNDS,
        "topics: [billing]",
        "topics: [biling]",
        (f"{REFUNDS}:12:10 KB007 unknown-reference", "billing"),
    ),
    Slip(
        "unknown-reference",
        "macros/data/problems.yml",
        "page: billing/old-charges",
        "page: billing/odd",
        ("macros/data/problems.yml:1:26 KB007 unknown-reference", "billing/old-charges"),
    ),
    Slip(
        "same-title",
        OLD,
        "title: Find an old charge",
        "title: Ask for a refund",
        (f"{REFUNDS}:2:1 KB008 same-title", f"the title of {OLD}"),
    ),
    Slip(
        "front-matter-braces",
        REFUNDS,
        "title: Ask for a refund",
        'title: "Ask {{ phone(1) }} for a refund"',
        (f"{REFUNDS}:2:1 KB009 front-matter-braces", "move it from `title` to `answer` or the body"),
    ),
    Slip(
        "unknown-macro",
        REFUNDS,
        '{{ official("acme", "home") }}',
        '{{ oficial("acme", "home") }}',
        (f"{REFUNDS}:36:13 KB101 unknown-macro", 'Did you mean "official"?', "Fix:      {{ official(…) }}"),
    ),
    Slip(
        "macro-arguments",
        REFUNDS,
        '{{ official("acme", "home") }}',
        '{{ official("acme") }}',
        (
            f"{REFUNDS}:36:13 KB102 macro-arguments",
            "missing a required argument: 'page'",
            "official(partner, page, text='')",
        ),
    ),
    Slip(
        "unknown-name",
        REFUNDS,
        '{{ contact_card("acme") }}',
        '{{ contact_card("acne") }}',
        (
            f"{REFUNDS}:40:4 KB103 unknown-name",
            'contact_card("acne")',
            "one of acme, flix (macros/data/partners/)",
            'Did you mean "acme"?',
            'Fix:      {{ contact_card("acme") }}',
        ),
    ),
    Slip(
        "unknown-name",
        REFUNDS,
        '{{ notice("never-share") }}',
        '{{ notice("never-shared") }}',
        (f"{REFUNDS}:28:4 KB103 unknown-name", 'Did you mean "never-share"?'),
    ),
    Slip(
        "unknown-name",
        REFUNDS,
        'phone("acme")',
        'phone("amce")',
        (f"{REFUNDS}:5:17 KB103 unknown-name", 'Did you mean "acme"?'),
    ),
    Slip(
        "unknown-name",
        "macros/data/notices.yml",
        "Never share a password.",
        'Never {{ fact("wiat") }} share.',
        ("macros/data/notices.yml:4:18 KB103 unknown-name", 'Did you mean "wait"?'),
    ),
    Slip(
        "missing-include",
        REFUNDS,
        '"greeting.md"',
        '"greetings.md"',
        (f"{REFUNDS}:26:1 KB104 missing-include", "greetings.md", 'Did you mean "greeting.md"?'),
    ),
    Slip(
        "macro-syntax",
        REFUNDS,
        '{{ notice("never-share") }}',
        '{{ notice("never-share" }}',
        (f"{REFUNDS}:28:1 KB105 macro-syntax", '{{ notice("never-share" }}'),
    ),
    Slip(
        "macro-syntax",
        "macros/snippets/greeting.md",
        "A shared",
        "A {{ shared",
        ("macros/snippets/greeting.md:1:3 KB105 macro-syntax",),
    ),
    Slip(
        "missing-indent",
        REFUNDS,
        '    {{ notice("never-share") | indent }}',
        '    {{ notice("never-share") }}',
        (f"{REFUNDS}:32:8 KB106 missing-indent", 'Fix:      {{ notice("never-share") | indent }}'),
    ),
    Slip(
        "macro-failed",
        REFUNDS,
        '{{ official("acme", "home") }}',
        '{{ official("acme", "home") | nope }}',
        (f"{REFUNDS}:36:13 KB107 macro-failed", "No filter named 'nope'"),
    ),
    Slip(
        "macro-failed",
        REFUNDS,
        "{{ article_foot() }}",
        "{{ partner_page() }}\n\n{{ article_foot() }}",
        ("KB107 macro-failed", "partner_page: ValueError: only for pages of kind partner"),
    ),
    Slip(
        "macro-failed",
        "docs/about/sources.md",
        "{{ source_list() }}",
        "{{ source_list() }}\n\n{{ partner_page() }}",
        ("docs/about/sources.md:9:4 KB107 macro-failed", "only for articles, and this page is of kind tool"),
    ),
    Slip(
        "dead-link",
        REFUNDS,
        "## Steps",
        "## Steps\n\n[gone](/billing/old-charge.md)",
        (f"{REFUNDS}:26:8 KB201 dead-link", "/billing/old-charge.md", 'Did you mean "billing/old-charges"?'),
    ),
    Slip(
        "dead-link",
        REFUNDS,
        'href="../old-charges/"',
        'href="../nowhere/"',
        (f"{REFUNDS}:38:16 KB201 dead-link", "../nowhere/"),
    ),
    Slip(
        "dead-link",
        REFUNDS,
        "/assets/logo.svg",
        "/assets/lego.svg",
        (f"{REFUNDS}:38:72 KB201 dead-link", "lego.svg"),
    ),
    Slip(
        "dead-link",
        "macros/data/notices.yml",
        "/billing/old-charges.md",
        "/billing/gone.md",
        ("macros/data/notices.yml:4:47 KB201 dead-link", "/billing/gone.md"),
    ),
    Slip(
        "dead-link",
        "macros/snippets/greeting.md",
        "A shared",
        "A [shared](/shared.md)",
        ("macros/snippets/greeting.md:1:12 KB201 dead-link", "/shared.md"),
    ),
    Slip(
        "dead-anchor",
        "docs/index.md",
        "#steps",
        "#stepps",
        ("docs/index.md:9:23 KB202 dead-anchor", "a section or tab of that page", 'Did you mean "steps"?'),
    ),
    Slip(
        "dead-anchor",
        "docs/index.md",
        "#second-way",
        "#third-way",
        ("docs/index.md:9:75 KB202 dead-anchor", "second-way"),
    ),
    Slip(
        "dead-anchor",
        "macros/data/notices.yml",
        "/billing/old-charges.md",
        "/billing/old-charges.md#no",
        ("macros/data/notices.yml:4:48 KB202 dead-anchor", "#no in /billing/old-charges/"),
    ),
    Slip(
        "not-in-navigation",
        "mkdocs.yml",
        "      - billing/old-charges.md\n",
        "",
        (f"{OLD}:1:1 KB203 not-in-navigation", "Fix:      - billing/old-charges.md"),
    ),
    Slip(
        "navigation-target",
        "mkdocs.yml",
        "billing/refunds.md",
        "billing/refund.md",
        ("KB204 navigation-target", "billing/refund.md", 'Did you mean "billing/refunds"?'),
    ),
    Slip(
        "typed-number",
        REFUNDS,
        "## Steps",
        "## Steps\n\nCall 202-555-0143.",
        (f"{REFUNDS}:26:6 KB301 typed-number", 'Fix:      {{ phone("acme") }}'),
    ),
    Slip(
        "typed-number",
        REFUNDS,
        "  - acme owes me a month",
        "  - is (202) 555-0199 acme",
        (f"{REFUNDS}:8:8 KB301 typed-number", "add it to its partner's record"),
    ),
    Slip(
        "typed-address",
        REFUNDS,
        "## Steps",
        "## Steps\n\nOpen acme.example now.",
        (f"{REFUNDS}:26:6 KB302 typed-address", 'Fix:      {{ official("acme", "home") }}'),
    ),
    Slip(
        "typed-address",
        REFUNDS,
        "## Steps",
        "## Steps\n\nWrite to a@b.example.",
        (f"{REFUNDS}:26:10 KB302 typed-address", "a@b.example"),
    ),
    Slip(
        "unknown-number",
        REFUNDS,
        '{{ official("acme", "home") }}',
        '{{ official("acme", "home", "202-555-0199") }}',
        (f"{REFUNDS}:21:1 KB303 unknown-number", "202-555-0199 on the built page", "call it with phone(…)"),
    ),
    Slip(
        "leftover-marks",
        REFUNDS,
        "## Steps",
        "## Steps\n\n{% raw %}{{ phone }}{% endraw %}",
        (f"{REFUNDS}:26:1 KB401 leftover-marks", "{{ phone }}"),
    ),
    Slip(
        "build-warning",
        "mkdocs.yml",
        "docs_dir: docs",
        "docs_dir: docs\nno_such_setting: 1",
        ("mkdocs.yml:13:1 KB402 build-warning", "no_such_setting"),
    ),
    Slip(
        "article-frame",
        REFUNDS,
        "\n{{ article_foot() }}\n",
        "",
        (f"{REFUNDS}:40:1 KB403 article-frame", "Fix:      {{ article_foot() }}"),
    ),
]


SLIPS += [
    # What follows from one slip is told once, at the slip
    Slip(
        *("unknown-reference", "macros/data/sources.yml", "acme-help:", "acme-hlp:"),
        (
            "macros/data/sources.yml:1:1 KB007",
            "acme-hlp:; 20 places name `acme-help`",
            "Fix:      name it acme-help again",
        ),
    ),
    Slip(
        *("missing-include", "macros/snippets/greeting.md", "", ""),
        ("macros/snippets/hello.md:1:1 KB104", "; 1 place names `greeting.md`"),
        moved="macros/snippets/hello.md",
    ),
    Slip(
        *("unread-file", OLD, "", ""),
        ("docs/billing/Old charges.md:1:1 KB016", f"Fix:      rename it to {OLD}"),
        moved="docs/billing/Old charges.md",
    ),
    Slip("unread-file", "docs/billing/tips.md.txt", "", "Hello.\n", ("Fix:      rename it to docs/billing/tips.md",)),
    Slip("unread-file", "docs/billing/README.md", "", "Hello.\n", ("docs/billing/README.md:1:1 KB016",)),
    Slip(
        *("navigation-target", "docs/billing/index.md", "", ""),
        ("KB204", "Fix:      bring back docs/billing/index.md, the page of its section"),
    ),
    Slip(
        "wrong-value", "macros/data/facts.yml", "wait:", "Wait:", ("macros/data/facts.yml:1:1 KB005", "Fix:      wait:")
    ),
    Slip(
        *("missing-key", "macros/data/problems.yml", "charges}", "charges, home: true}"),
        ("macros/data/problems.yml:1:3 KB003", "on the home page without an icon"),
    ),
    Slip(
        *("wrong-value", GUIDE, "label: A charge", "label: An old charge"),
        (f"{GUIDE}:6:", "another label than the options above"),
    ),
    Slip(
        *("wrong-value", "macros/data/problems.yml", "- {", "- {label: An old charge, page: billing/old-charges}\n- {"),
        ("macros/data/problems.yml:2:", "a record a second time"),
    ),
    Slip(
        "wrong-value",
        PAYERS,
        "page: billing/refunds",
        "page: /billing/refunds.md",
        ("Fix:      page: billing/refunds",),
    ),
    Slip("ledger-line", LEDGER, "/find/\n", "/find\n", (f"{LEDGER}:", "KB504", "Fix:      /find/")),
    # The settings and the menu
    Slip("unknown-key", "mkdocs.yml", "first_provider:", "first_provder:", ("KB004", 'Did you mean "first_provider"?')),
    Slip("navigation-target", "mkdocs.yml", "- billing/refunds.md", "- billing/refunds.MD", ("KB204", "refunds.MD\n")),
    Slip(
        "navigation-target",
        "mkdocs.yml",
        "      - billing/old-charges.md\n  - Providers:\n      - providers/index.md\n",
        "  - Providers:\n      - providers/index.md\n      - billing/old-charges.md\n",
        (
            "KB204",
            "billing/old-charges.md below providers/index.md",
            "below billing/index.md, or the file to docs/prov",
        ),
    ),
    Slip("build-warning", "mkdocs.yml", "material/magnify", "material/magnifi", ("mkdocs.yml:45:1 KB402", "no icon")),
    Slip(
        "build-warning",
        "mkdocs.yml",
        "strict: true",
        "strict: false",
        ("mkdocs.yml:14:1 KB402", "Fix:      strict: true"),
    ),
    Slip(
        "build-warning",
        "mkdocs.yml",
        "- literate-nav",
        "- literate-navi",
        ("mkdocs.yml:103:", "KB402", "not installed"),
    ),
    Slip(
        *("build-warning", "overrides/main.html", "{% block", "{% if x %}{% block"),
        ("overrides/main.html:", "KB402", "a template that the theme can fill"),
    ),
    Slip(
        "navigation-target", "mkdocs.yml", "- billing/refunds", "- /billing/refunds", ("Fix:      billing/refunds.md",)
    ),
    Slip("navigation-target", "mkdocs.yml", "- billing/refunds.md", "- Refunds:", ("KB204", "Refunds: nothing")),
    Slip("navigation-target", "mkdocs.yml", "- About:", "- Billing:", ("KB204", "Billing: a second time")),
    Slip("yaml-syntax", "mkdocs.yml", "- Billing:", "- Billing", ("KB001", "Fix:      Billing:")),
    # Typed by hand
    Slip(
        "typed-fact", REFUNDS, "A raw", "Wait 12 hours. A raw", (f"{REFUNDS}:38:6 KB320", '{{ fact("wait") }}; another')
    ),
    Slip(
        *("typed-fact", "macros/data/notices.yml", "Never share a password.", "Wait 12 hours."),
        ("macros/data/notices.yml:4:", "KB320 typed-fact"),
    ),
    Slip("undated-price", REFUNDS, "A raw", "It costs $9. A raw", (f"{REFUNDS}:38:10 KB321", "as of")),
    # What cannot be read
    Slip("unreadable-file", REFUNDS, "A raw", "\udce9 raw", (f"{REFUNDS}:38:1 KB010 unreadable-file", "the byte 0xe9")),
    Slip("unreadable-file", "macros/snippets/greeting.md", "A", "\udce9", ("greeting.md:1:1 KB010 unreadable-file",)),
    Slip(
        "unreadable-file",
        "macros/data/facts.yml",
        "12",
        "\udce9",
        ("macros/data/facts.yml:2:10 KB010 unreadable-file",),
    ),
    Slip("unreadable-file", "mkdocs.yml", "# ", "# \udce9", ("mkdocs.yml:1:3 KB010 unreadable-file",)),
    Slip(
        "missing-key",
        REFUNDS,
        "---\n\n{{ answer_box",
        "\n{{ answer_box",
        (f"{REFUNDS}:20:1 KB003 missing-key", "no line of three dashes ends", "add a line `---` above"),
    ),
    Slip(
        "yaml-syntax",
        ACME,
        "name: Acme\n",
        "? [a, b]\n: 1\nname: Acme\n",
        (f"{ACME}:2:3 KB001", "a key that is a list"),
    ),
    Slip(
        "duplicate-key",
        "mkdocs.yml",
        "strict: true",
        "strict: true\nstrict: false",
        ("KB002 duplicate-key", "`strict`"),
    ),
    # Whole files of the wrong shape
    Slip(
        "yaml-syntax",
        "macros/data/sources.yml",
        "acme-help:",
        "acme-help: [",
        ("macros/data/sources.yml:1:12", "KB001 yaml-syntax"),
    ),
    Slip(
        "wrong-value",
        "macros/data/problems.yml",
        "- {label: An old charge, page: billing/old-charges}",
        "hello",
        ("macros/data/problems.yml:1:1 KB005 wrong-value", "something else", "a list"),
    ),
    Slip(
        "wrong-value",
        ACME,
        "country: US",
        "country: false",
        (f"{ACME}:4:1 KB005 wrong-value", "country: false", "in quotes"),
    ),
    # Values
    Slip(
        "wrong-value",
        REFUNDS,
        "reviewed: 2026-01-31",
        "reviewed: 2026-02-30",
        (f"{REFUNDS}:16:1 KB005 wrong-value", "reviewed: 2026-02-30", "a day such as 2026-01-31"),
    ),
    Slip("wrong-value", REFUNDS, "reviewed: 2026-01-31", "reviewed: 2206-01-31", ("not in the future",)),
    Slip(
        "wrong-value",
        REFUNDS,
        "kind: article",
        "kind: artcle",
        (f"{REFUNDS}:4:1 KB005 wrong-value", 'Did you mean "article"?', "Fix:      kind: article"),
    ),
    Slip(
        "wrong-value",
        REFUNDS,
        "title: Ask for a refund",
        "title: 404040",
        (f"{REFUNDS}:2:1 KB005", "title: 404040", "text"),
    ),
    Slip(
        "wrong-value",
        "docs/index.md",
        "kind: tool",
        "kind: tool\ntemplate: nope.html",
        ("docs/index.md:5:1", "one of home.html, desk.html"),
    ),
    Slip(
        "unknown-key",
        "docs/index.md",
        "kind: tool",
        "kind: tool\nsearch: {exlude: true}",
        ("docs/index.md:5:10 KB004 unknown-key", 'Did you mean "exclude"?'),
    ),
    Slip("unknown-reference", REFUNDS, "- billing/old-charges", "- billing/refunds", ("KB007", "which is this page")),
    Slip(
        "same-question",
        OLD,
        "- cust still billed",
        "- Cust wants refund?",
        (f"{REFUNDS}:9:5 KB011 same-question", f"a question of {OLD}"),
        1,
    ),
    Slip(
        "same-title",
        OLD,
        "description: A second made-up article, so that the first one has something to link to and to be compared "
        "with.",
        "description: A made-up article about refunds with everything that an article has, and nothing that is wrong.",
        ("KB008 same-title", f"the description of {OLD}"),
    ),
    Slip(
        "short-address",
        OLD,
        "review_every: 1 year",
        "review_every: 1 year\nshort: refunds",
        (
            f"{REFUNDS}:1:1 KB013 short-address",
            f"/go/refunds/, the short address of {OLD}",
            "Fix:      short: billing-refunds",
        ),
    ),
    Slip(
        "old-address",
        OLD,
        "review_every: 1 year",
        "review_every: 1 year\nmoved_from: [billing/refunds]",
        (f"{OLD}:17:14 KB019 old-address", f"billing/refunds/, the address of {REFUNDS}", "Fix:      remove it"),
    ),
    Slip(
        "wrong-value",
        OLD,
        "review_every: 1 year",
        "review_every: 1 year\nshort: Old Charges",
        (f"{OLD}:17:1 KB005 wrong-value", "short: Old Charges", "lower-case letters, digits and hyphens, 3 to 30"),
    ),
    Slip(
        "unknown-name",
        "docs/index.md",
        "Read about",
        '{{ what_to_have("acount") }}\n\nRead about',
        ("KB103 unknown-name", 'Did you mean "account"?'),
    ),
    Slip(
        "uncited-source",
        "macros/data/notices.yml",
        "id: acme-help",
        "id: acme-terms",
        (
            f"{REFUNDS}:28:1 KB012 uncited-source",
            'notice("never-share")',
            "Fix:      - {id: acme-terms, part: safety}",
        ),
    ),
    # Macros
    Slip(
        "unknown-macro",
        REFUNDS,
        '{{ contact_card("acme") }}',
        "{{ contact_card }}",
        (f"{REFUNDS}:40:4 KB101 unknown-macro", "without brackets"),
    ),
    Slip(
        "unknown-macro",
        REFUNDS,
        'fact("wait")',
        "fact(wait)",
        (f"{REFUNDS}:5:", "KB101 unknown-macro", "stands in quotes"),
    ),
    Slip(
        "unknown-name",
        REFUNDS,
        '{{ official("acme", "home") }}',
        '{{ official("acme", "hme") }}',
        ('Fix:      {{ official("acme", "home") }}',),
    ),
    Slip(
        "macro-syntax",
        REFUNDS,
        "A raw",
        "{% if page %}A{% endif %} raw",
        (f"{REFUNDS}:38:1 KB105", "no conditions or loops"),
    ),
    Slip(
        "missing-indent",
        REFUNDS,
        '    {{ notice("never-share") | indent }}',
        '    {% include "greeting.md" %}',
        (f"{REFUNDS}:32:5 KB106 missing-indent", "an include at the start of its line"),
    ),
    Slip(
        "missing-indent",
        REFUNDS,
        "A raw",
        'See {{ contact_card("acme") }} raw',
        (f"{REFUNDS}:38:8 KB106", "alone on its line"),
    ),
    # Links
    Slip(
        "dead-link",
        REFUNDS,
        "A raw",
        "[a](/billing/old-charges) raw",
        (f"{REFUNDS}:38:5 KB201 dead-link", "an address without `.md`", "Fix:      /billing/old-charges.md"),
    ),
    Slip("dead-link", REFUNDS, "A raw", "[a](billing/old-charges.md) raw", ("Fix:      /billing/old-charges.md",)),
    Slip(
        "dead-link", REFUNDS, "A raw", "[a](\\\\billing\\\\old-charges.md) raw", ("Fix:      /billing/old-charges.md",)
    ),
    Slip("dead-link", REFUNDS, "A raw", '<a href="">a</a> raw', ("KB201 dead-link", "a link without an address")),
    Slip("dead-link", REFUNDS, "A raw", "[a](htps://acme.example/x) raw", ("KB201", "unknown kind of address `htps:`")),
    Slip(
        "dead-anchor",
        REFUNDS,
        "A raw",
        "[good](#steps)\n\n[bad](#step) raw",
        (f"{REFUNDS}:40:7 KB202 dead-anchor", "#step in"),
    ),
    Slip(
        "dead-link", "mkdocs.yml", "logo: assets/logo.svg", "logo: assets/lego.svg", ("mkdocs.yml:", "assets/lego.svg")
    ),
    Slip(
        "build-warning",
        REFUNDS,
        "A raw",
        "[a](../old-charges/) raw",
        (f"{REFUNDS}:38:1 KB402", "../old-charges/", "with `.md`"),
    ),
    Slip(
        "duplicate-id",
        REFUNDS,
        "## Steps",
        "## Other {: #steps }\n\nWords.\n\n## Steps {: #steps }",
        (f"{REFUNDS}:28:1 KB205 duplicate-id", "#steps a second time"),
    ),
    Slip(
        "navigation-target",
        "mkdocs.yml",
        "      - billing/refunds.md\n",
        "      - billing/refunds.md\n      - billing/refunds.md\n",
        ("KB204 navigation-target", "billing/refunds.md a second time"),
    ),
    # What readers would see
    Slip("typed-number", REFUNDS, "A raw", "Call 1-800-FLOWERS, raw", (f"{REFUNDS}:38:6 KB301", "1-800-FLOWERS")),
    Slip("outside-request", REFUNDS, "A raw", ":smile: raw", (f"{REFUNDS}:", "KB404 outside-request")),
    Slip(
        "outside-request",
        REFUNDS,
        "/assets/logo.svg",
        "//cdn.example/x.png",
        (f"{REFUNDS}:38:1 KB404", "//cdn.example/x.png"),
    ),
    Slip(
        "asset-syntax",
        "docs/assets/styles/page.css",
        "",
        "body {\n  color: red\n  margin: 0;\n}\n",
        ("docs/assets/styles/page.css:2:13 KB407 asset-syntax", "Missed semicolon", "`color: red`"),
    ),
    Slip(
        "asset-syntax",
        "docs/assets/scripts/site.js",
        '"use strict";',
        '"use strict;',
        ("docs/assets/scripts/site.js:4:", "KB407 asset-syntax", "Unterminated string literal"),
    ),
    *(
        Slip("inline-code", REFUNDS, "A raw", f"{slip} A raw", (f"{REFUNDS}:38:1 KB406 inline-code", found))
        for slip, found in (
            ('<a style="color:red">x</a>', 'style="color:red"'),
            ("**x**{: onclick='go()' }", 'onclick="go()"'),
            ("<a ONMOUSEOVER=go()>x</a>", 'onmouseover="go()"'),
        )
    ),
    # Tags are told at once where they are typed; here a record brings them.
    *(
        Slip("inline-code", NOTICES, "Never share", f"{slip} Never share", (f"{REFUNDS}:1:1 KB406 inline-code", found))
        for slip, found in (
            ("<button formaction=javascript:go()>x</button>", 'formaction="javascript:go()"'),
            ("<script>go()</script>", "<script>"),
            ("<style>b {}</style>", "<style>"),
        )
    ),
    Slip("dead-link", REFUNDS, "A raw", '<a href="javascript:go()">x</a> raw', (f"{REFUNDS}:38:", "javascript:")),
    Slip(
        "provider-word",
        "macros/data/search-words.yml",
        "",
        "near:\n  acme company: [provider]\n  acme: [provider]\n",
        (
            "macros/data/search-words.yml:3:3 KB018 provider-word",
            "`acme` in `near`, a name of Acme (macros/data/partners/acme.yml)",
            "Fix:      remove it",
        ),
    ),
    Slip(
        "provider-word",
        "macros/data/search-words.yml",
        "",
        "same:\n  acme: [acmy]\nelsewhere:\n  - pizza\n  - a-cme\n",
        ("macros/data/search-words.yml:5:5 KB018 provider-word", "`a-cme` in `elsewhere`"),
    ),
    Slip("leftover-marks", REFUNDS, "A raw", ":material-nope: raw", (f"{REFUNDS}:38:1 KB401", ":material-nope:")),
    Slip("leftover-marks", REFUNDS, "A raw", "/// htm | div\n\n///\n\nA raw", (f"{REFUNDS}:38:1 KB401",)),
    Slip(
        "leftover-marks",
        NOTICES,
        "Never share a",
        "No [x][nope] and no",
        (f"{NOTICES}:4:1 KB401", "[x][nope]", "write [words](/"),
    ),
    Slip("article-frame", REFUNDS, "## Steps", "# Steps", (f"{REFUNDS}:24:1 KB403", "Fix:      ## Steps")),
]


def second(old: str = "", new: str = "") -> str:
    """Return the record of a second made-up provider, a row in the directory, with one text replaced."""
    text = (SMALL / ACME).read_text()
    for acmes, bolts in (
        ("id: acme\nname: Acme\n", "id: bolt\nname: Bolt\n"),
        ("[Emca]", "[Bolty]"),
        ("entry: page", "entry: directory\nwhy_no_page: We know little of it."),
        ("acme.example", "bolt.example"),
        ("5550143", "5550144"),
        ("555-0143", "555-0144"),
        ('"acme"', '"bolt"'),
        ("acme", "bolt"),
        ("bolt-help", "acme-help"),
    ):
        text = text.replace(acmes, bolts)
    assert old in text
    return text.replace(old, new, 1)


STARTING = "source: {id: acme-help, part: starting}"
STEPS = """        steps:
          - Open {{ official("acme", "home") }}.
"""
REMARK = """    remarks:
      - {title: More, text: Know this.}
"""
PATH_AGAIN = """      - path: provider-website
        intro: Another one.
        steps: [Go there.]
        login: false
        source: {id: acme-help, part: starting}
"""


def record(rule: str, old: str, new: str, *says: str, diagnostics: int = 1) -> Slip:
    """Return a slip in the record of the made-up provider."""
    return Slip(rule, ACME, old, new, says, diagnostics)


SLIPS += [
    Slip(
        "typed-number",
        REFUNDS,
        "## Steps",
        "Dial 1-800-EVERYBODY-AT-HOME-NOW.\n\n## Steps",
        ("KB301 typed-number", "Found:    1-800-EVERYBODY-AT-HOME-NOW", "add it to its partner's record"),
    ),
    # A provider's record: keys
    record(
        "missing-key",
        "    charges: {state: not-stated}\n",
        "",
        f"{ACME}:35:5 KB003",
        "no `charges`",
        "charges: {state: …}",
    ),
    record("unknown-key", "plan_change:", "plan_chnage:", f"{ACME}:50:5 KB004", 'Did you mean "plan_change"?'),
    record("unknown-key", "charges: {state", "charges: {stete", f"{ACME}:58:15 KB004", 'Did you mean "state"?'),
    record("unknown-key", "        login:", "        logn:", f"{ACME}:46:9 KB004", 'Did you mean "login"?'),
    record("missing-key", "entry: page\n", "", f"{ACME}:1:1 KB003", "a provider without `entry`", "only a row there"),
    record("missing-key", "entry: page", "entry: directory", f"{ACME}:1:1 KB003", "without `why_no_page`"),
    record("missing-key", "  home:", "  start:", f"{ACME}:5:1 KB003", "`pages` without `home`"),
    record("missing-key", "  - acme phone number\n", "", f"{ACME}:24:1 KB005", "a list of 4", "at least 5"),
    # A provider's record: sources
    record("missing-key", f"        {STARTING}\n", "", f"{ACME}:42:9 KB003", "no `source`", "source: {id: …, part: …}"),
    record(
        *("missing-key", "      source: {id: acme-help, part: plans}\n", ""),
        *(f"{ACME}:50:5 KB003", "a rule of state yes without `source`", "source: {id: …, part: …}"),
    ),
    record("missing-key", "    source: {id: acme-help, part: contact}\n", "", f"{ACME}:11:3 KB003", "no `source`"),
    record("missing-key", "    source: {id: acme-help, part: address}\n", "", f"{ACME}:6:3 KB003", "no `source`"),
    record("missing-key", "    checked: unknown\n    review", f"{REMARK}    checked: unknown\n    review", "`source`"),
    record("missing-key", "{id: acme-help, part: plans}", "{id: acme-help}", f"{ACME}:55:7 KB003", "no `part`"),
    record("wrong-value", "{id: acme-help, part: plans}", "acme-help", f"{ACME}:55:7 KB005", "{id: …, part: …}"),
    record("unknown-reference", "id: acme-help, part: plans", "id: acme-halp, part: plans", f"{ACME}:55:16 KB007"),
    # A provider's record: values
    record("wrong-value", "kind: phone", "kind: fone", f"{ACME}:12:5 KB005", "phone, email, route, no-", "kind: phone"),
    record("wrong-value", "role: provider", "role: providor", f"{ACME}:3:1 KB005", "Fix:      role: provider"),
    record("wrong-value", "role: provider", "role: store", f"{ACME}:22:1 KB005", "no `entry`: only a provider"),
    record("wrong-value", "entry: page", "entry: pages", f"{ACME}:22:1 KB005", "Fix:      entry: page"),
    record("wrong-value", 'state: "yes"', "state: maybe", f"{ACME}:51:7 KB005", "one of yes, no, depends, sta"),
    record("wrong-value", "path: provider-website", "path: website", f"{ACME}:42:9 KB005", "path: provider-website"),
    record("wrong-value", "- kind: package", "- kind: pakage", f"{ACME}:35:5 KB005", "Fix:      kind: package"),
    record("wrong-value", "name: Acme\n", "name: A <b>cme\n", f"{ACME}:2:1 KB005", "a name without <"),
    record("wrong-value", "also: [Emca]", "also: ['Em\"ca']", f"{ACME}:21:8 KB005", 'a name without "'),
    record("wrong-value", "name: Acme package", "name: Acme | a", f"{ACME}:36:5 KB005", "a name without |"),
    record("wrong-value", "country: US", "country: UK", f"{ACME}:4:1 KB005", "the code of a country"),
    record("wrong-value", "url: https://", "url: ", f"{ACME}:8:5 KB005", "with https", "url: …"),
    record("wrong-value", "checked: 2026-01-31", "checked: soon", f"{ACME}:19:5 KB005", "a day such as", "or unknown"),
    record("wrong-value", STEPS, "        steps: []\n", f"{ACME}:44:9 KB005", "steps: nothing", "at least 1 item"),
    record("missing-key", STEPS, "", f"{ACME}:42:9 KB003", "no `steps`"),
    record("wrong-value", "        login:", "        ends:\n        login:", f"{ACME}:46:9", "ends: nothing"),
    record("wrong-value", "    included:", f"{PATH_AGAIN}    included:", f"{ACME}:48:9 KB005", "each way once"),
    record("wrong-value", "contacts:\n", "contacts:\n  - a\nxcontacts:\n", "contacts: a list of 1", diagnostics=2),
    record(
        *("wrong-value", "charges: {state: not-stated}", "charges: {state: not-stated, text: Little.}"),
        *(f"{ACME}:58:34 KB005", "text: Little.", "nothing beside `state: not-stated`", "remove `text`, or give"),
    ),
    record(
        *("missing-key", "charges: {state: not-stated}", "charges: {state: depends}"),
        *(f"{ACME}:58:5 KB003", "a rule of state depends without `text`", "without `source`"),
        diagnostics=2,
    ),
    record(
        *("wrong-value", "offers:\n", "offers:\n" + (SMALL / ACME).read_text().split("offers:\n")[1]),
        *(f"{ACME}:67:5 KB005", "kind: package", "one offer of each kind"),
    ),
    record("wrong-value", "shown: 202-555-0143", "shown: 2025550143", f"{ACME}:15:5", 'Fix:      shown: "2025550143"'),
    record("wrong-value", "- cust has acme", "- 12", f"{ACME}:27:5 KB005", "questions: 12", 'Fix:      "12"'),
    record("phone-number", "+12025550143", "+442079460018", f"{ACME}:14:5 KB006", "not a valid number in"),
    # A provider's record: what is called and not typed
    record("typed-number", "Ask Acme.", "Dial 202-555-0143.", f"{ACME}:54:16 KB301", 'Fix:      {{ phone("acme") }}'),
    record("typed-number", "Say hello.", "Dial 1-800-FLOWERS.", f"{ACME}:17:15 KB301", "add it to"),
    record("typed-number", "and say hello", "or 202-555-0199", f"{ACME}:23:37 KB301", "202-555-0199"),
    record("typed-address", "Ask Acme.", "Open https://acme.example.", f"{ACME}:54:16 KB302", "official("),
    record("typed-address", "Say hello.", "Write to a@acme.example.", f"{ACME}:17:19 KB302", "a@acme.example"),
    record("unknown-name", 'phone("acme")', 'phone("acne")', f"{ACME}:23:17 KB103", 'Did you mean "acme"?'),
    record("dead-anchor", "index.md#acme", "index.md#acne", f"{ACME}:62:38 KB202", 'Did you mean "acme"?'),
    # Two providers
    Slip("wrong-value", BOLT, "", second("id: bolt", "id: acme"), (f"{BOLT}:1:1 KB005", f"id: acme, the id of {ACME}")),
    Slip("two-partners", BOLT, "", second("Bolt\n", "ACME\n"), (f"{BOLT}:2:1 KB015", "name: ACME, which Acme has")),
    Slip("two-partners", BOLT, "", second("[Bolty]", "[Bolty, emca]"), (f"{BOLT}:21:15 KB015", "also: emca", ACME)),
    Slip("two-partners", BOLT, "", second("[Bolty]", "[Acme]"), (f"{BOLT}:21:8 KB015", "also: Acme")),
    Slip(
        *("two-partners", BOLT, "", second('0144"\n    shown: 202-555-0144', '0143"\n    shown: (202) 555-0143')),
        (f"{BOLT}:14:5 KB015", "number: +12025550143, which Acme has too"),
    ),
    Slip(
        *("two-partners", BOLT, "", second("https://bolt.example", "https://www.acme.example/")),
        (f"{BOLT}:8:5 KB015", "url: https://www.acme.example/, which Acme has too"),
    ),
    Slip("unread-file", "macros/data/partners/bolt.yaml", "", second(), ("KB016", f"Fix:      rename it to {BOLT}")),
    Slip("unread-file", "macros/data/bolt.yml", "", second(), ("KB016", "macros/data/partners/*.yml", "move it there")),
    Slip(
        "unread-file",
        "macros/snippets/hello.markdown",
        "",
        "Hello.",
        ("KB016", "rename it to macros/snippets/hello.md"),
    ),
    # A provider's page and its record
    Slip("partner-page", STUB, "", "", (f"{ACME}:22:1 KB014", "docs/providers/acme.md", "make new-partner ID=acme")),
    Slip("partner-page", STUB, "partner: acme", "partner: acne", (f"{STUB}:5:1 KB014", "Fix:      partner: acme")),
    Slip("partner-page", STUB, "{{ p", "Hello.\n\n{{ p", (f"{STUB}:8:1 KB014", "Hello.", "{{ partner_page() }} alone")),
    Slip("partner-page", STUB, "{{ partner_page() }}", "", (f"{STUB}:9:1 KB014", "an empty page")),
    Slip(
        *("partner-page", ACME, "entry: page", "entry: directory\nwhy_no_page: We know little."),
        (f"{STUB}:5:1 KB014", f"remove this page, or write `entry: page` in {ACME}"),
    ),
    Slip(
        *(
            "partner-page",
            "docs/providers/bolt.md",
            "",
            (SMALL / STUB).read_text().replace("acme", "bolt").replace(" Acme", " Bolt"),
        ),
        ("docs/providers/bolt.md:5:1 KB014", "partner: bolt", "make new-partner ID=bolt"),
        2,
    ),
    Slip(
        *("partner-page", STUB, "", "", ("docs/providers/emca.md:5:1 KB014", f"Fix:      move it to {STUB}")),
        moved="docs/providers/emca.md",
    ),
    Slip(
        *("partner-page", "docs/providers/emca.md", "", (SMALL / STUB).read_text().replace(" Acme", " Emca")),
        ("docs/providers/emca.md:5:1 KB014", "Fix:      remove this one"),
        2,
    ),
    Slip("missing-key", STUB, "partner: acme\n", "", (f"{STUB}:1:1 KB003", "no `partner`", "the id of the provider's")),
    Slip("wrong-value", STUB, "kind: partner", "kind: partnr", (f"{STUB}:4:1 KB005", "Fix:      kind: partner")),
    # An article and the providers' records
    Slip(
        *("wrong-value", REFUNDS, "partners: [acme]", "partners: [acme]\nrule: plan_chnage"),
        (f"{REFUNDS}:14:1 KB005", "one of activation, included, exist", "Fix:      rule: plan_change"),
    ),
    Slip(
        *("article-partners", REFUNDS, "partners: [acme]", "rule: plan_change"),
        (f"{REFUNDS}:13:1 KB017", "rule: plan_change, without `partners`", "add `partners: […]`"),
    ),
    Slip(
        *("article-partners", REFUNDS, "partners: [acme]", "partners: [acme, flix]"),
        (f"{REFUNDS}:13:18 KB017", "partners: flix", "a provider, whose record has `offers`: acme"),
    ),
    # Find my answer: its records
    Slip("unknown-reference", GUIDE, "next: payer", "next: pyaer", (f"{GUIDE}:5:33 KB007", "next: pyaer", '"payer"?')),
    Slip(
        "unknown-reference", GUIDE, "contact: acme", "contact: acne", (f"{GUIDE}:11:66 KB007", 'Did you mean "acme"?')
    ),
    Slip("unknown-reference", GUIDE, "refunds#steps", "refund#steps", (f"{GUIDE}:11:37 KB007", "billing/refunds")),
    Slip("unknown-reference", PAYERS, "page: billing/refunds", "page: billing/refnds", (f"{PAYERS}:5:14 KB007",)),
    Slip("dead-anchor", GUIDE, "#steps", "#stepps", (f"{GUIDE}:11:43 KB202", "#stepps", 'Did you mean "steps"?')),
    Slip("unknown-key", GUIDE, "label: An old", "lable: An old", (f"{GUIDE}:6:13 KB004", 'Did you mean "label"?')),
    Slip(
        "wrong-value", GUIDE, "next: payer}", "next: payer, page: index}", (f"{GUIDE}:5:7 KB005", "`next` (a question)")
    ),
    Slip("wrong-value", GUIDE, ", next: payer}", "}", (f"{GUIDE}:5:7 KB005", "`next` (a question)")),
    Slip("wrong-value", GUIDE, "      old:", "      Old one:", (f"{GUIDE}:6:7 KB005",)),
    Slip("wrong-value", GUIDE, "payers: charge", "payers: charg", (f"{GUIDE}:9:5 KB005", "Fix:      payers: charge")),
    Slip("wrong-value", PAYERS, "[Ask for a refund].", "Ask for a refund.", (f"{PAYERS}:5:37 KB005", "in [brackets]")),
    # Find my answer: its ways
    Slip(
        *("guide-way", GUIDE, "page: billing/refunds#steps, contact: acme", "next: payer"),
        (f"{GUIDE}:11:37 KB020 guide-way", "next: payer, which was asked before", "Fix:      let it lead"),
    ),
    Slip(
        *("guide-way", GUIDE, "label: A charge, next: payer", "label: A charge, page: billing/refunds"),
        (f"{GUIDE}:7:3 KB020", "payer: a question that nobody is asked", "on a way from `start`"),
    ),
    Slip(
        *("guide-way", GUIDE, "    payers: charge\n    options:\n      unsure: {", "    # {"),
        (f"{GUIDE}:7:3 KB020", "payer: a question without options", "Fix:      add `options:`"),
    ),
    Slip(
        *(
            "guide-way",
            GUIDE,
            "      old:",
            "".join(f"      o{one}: {{label: O{one}, page: index}}\n" for one in range(7)) + "      old:",
        ),
        (f"{GUIDE}:2:3 KB020", "start: 9 options", "at most 8"),
    ),
    Slip("guide-way", GUIDE, "start:", "strat:", (f"{GUIDE}:2:3 KB020", "the first question, `start`")),
    Slip(
        *("guide-way", GUIDE, "page: billing/refunds#steps, contact: acme}", "next: c}" + LONG_WAY),
        (
            f"{GUIDE}:19:24 KB020",
            "next: e, the question number 5 after start, payer, c, d",
            "at most 4",
            "end at a page",
        ),
        4,
    ),
    Slip(
        *("guide-article", GUIDE, "page: billing/old-charges", "page: index"),
        (f"{OLD}:1:1 KB021 guide-article", "no question of", "`without:`", "Fix:      page: billing/old-charges"),
    ),
    Slip(
        *("guide-article", GUIDE, "questions:", "without:\n  billing/refunds: Few ask.\nquestions:"),
        (f"{GUIDE}:2:3 KB021", "an article to which no option leads", "Fix:      remove it"),
    ),
    Slip(
        *("guide-article", GUIDE, "questions:", "without:\n  billing/refunts: Few ask.\nquestions:"),
        (f"{GUIDE}:2:3 KB021", "without: billing/refunts", 'Did you mean "billing/refunds"?'),
    ),
    # Find my answer: its pages
    Slip("guide-page", ASKED, "", "", (f"{GUIDE}:7:3 KB022 guide-page", "payer: a question without", f"to {ASKED}")),
    Slip(
        "guide-page",
        ASKED,
        "Who bills you then",
        "Who bills",
        (f"{ASKED}:2:1 KB022", "Fix:      title: Who bills you t"),
    ),
    Slip("guide-page", ASKED, "{{ find", "Hello.\n\n{{ find", (f"{ASKED}:8:1 KB022", "Hello.", "alone")),
    Slip("guide-page", ASKED, "search: {exclude: true}\n", "", (f"{ASKED}:1:1 KB022", "Fix:      search: {exclude")),
    Slip(
        *(
            "guide-page",
            "docs/find/pyaer.md",
            "",
            (SMALL / ASKED).read_text().replace("Who", "Whom").replace("The s", "A s"),
        ),
        ("docs/find/pyaer.md:1:1 KB022", "a page for pyaer", 'Did you mean "payer"?', f"rename it to {ASKED}"),
    ),
    Slip(
        *("unknown-reference", CHANGES, "fact: wait", "fact: wiat"),
        (f"{CHANGES}:2:3 KB007", "fact: wiat", "one of acme.account_recovery", 'Did you mean "wait"?'),
    ),
    Slip("unknown-reference", CHANGES, "[billing/refunds]", "[billing/refund]", (f"{CHANGES}:7:11 KB007", "refunds")),
    Slip("wrong-value", CHANGES, "after: 12", "after: <b>12", (f"{CHANGES}:4:3 KB005", "plain words without '<'")),
    # Addresses that must not break
    Slip(
        *(
            "lost-page",
            LEDGER,
            "/billing/old-charges/\n",
            "/billing/charges/\n/billing/old-charges/\n/billing/refund/\n",
        ),
        (
            f"{LEDGER}:9:1 KB501 lost-page",
            "/billing/charges/: an address that leads nowhere",
            "`retired:` with the reason",
            f"Fix:      moved_from: [billing/charges] in {OLD}",
            f"Fix:      moved_from: [billing/refund] in {REFUNDS}",
        ),
        2,
    ),
    Slip(
        *("lost-page", LEDGER, "/go/old-charges/", "/go/old-charge/\n/go/old-charges/"),
        (f"{LEDGER}:16:1 KB501", f"Fix:      moved_from: [go/old-charge] in {OLD}"),
    ),
    Slip(
        *("lost-section", LEDGER, "refunds/#first-way\n", "refunds/#first-ways\n/billing/refunds/#how\n"),
        (
            f"{REFUNDS}:1:1 KB502 lost-section",
            "#first-ways, #how: an address that no section or tab",
            "Fix:      renamed: {first-ways: first-way, how: first-way}",
        ),
        2,
    ),
    Slip(
        *("lost-section", REFUNDS, "partners: [acme]", "renamed: {way-two: second-wy}\npartners: [acme]"),
        (f"{REFUNDS}:13:1 KB502", "#way-two: an address", "Fix:      renamed: {way-two: second-way}"),
    ),
    Slip(
        *("lost-section", LEDGER, "/providers/#flix", "/providers/#emca\n/providers/#flix"),
        ("docs/providers/index.md:1:1 KB502", "Fix:      /providers/#emca  retired: …"),
    ),
    Slip(
        *("new-address", REFUNDS, "## Steps", "## Before you ask {: #before }\n\nWait.\n\n## Steps"),
        (f"{LEDGER}:11:1 KB503 new-address", "no line for /billing/refunds/#before", "`make ledger`"),
    ),
    Slip(
        *("new-address", REFUNDS, "partners: [acme]", "moved_from: [help/a, help/b, help/c, help/d]\npartners: [acme]"),
        (f"{LEDGER}:1:1 KB503", "4 addresses that stand in no line: /help/a/, /help/b/, /help/c/ … and 1 more"),
    ),
    Slip(
        *("ledger-line", LEDGER, "/go/acme/", "go/zebra/\n/go/acme/"),
        (f"{LEDGER}:15:1 KB504 ledger-line", "go/zebra/", "an address from the site's root, such as /billing"),
    ),
    Slip(
        *("ledger-line", LEDGER, "/go/acme/", "/go/a/  retired:\n/go/acme/"),
        (f"{LEDGER}:15:1 KB504", "the reason behind `retired:`", "Fix:      /go/a/  retired: …"),
    ),
    Slip(
        *("ledger-line", LEDGER, "/go/acme/", "/go/acme/ retired: Nobody says it."),
        (f"{LEDGER}:15:1 KB504", "an address at which nothing stands", "Fix:      /go/acme/"),
    ),
    Slip(*("ledger-line", LEDGER, "/go/acme/", "/go/acme/\n/go/acme/"), (f"{LEDGER}:16:1 KB504", "each address once")),
    Slip(
        *("ledger-line", LEDGER, "/find/\n/find/payer/", "/find/payer/\n/find/"),
        (f"{LEDGER}:14:1 KB504", "this one above /find/payer/", "`make ledger`"),
    ),
    # What a new article still lacks
    Slip(
        *("empty-section", OLD, '{{ who_bills_you("charge") }}\n', ""),
        (f"{OLD}:21:1 KB500 empty-section", "## What to look for", "write the section, or remove its heading"),
    ),
    Slip(
        *("empty-section", OLD, "## What to look for", "## Steps\n\n### Why\n\n### How\n\nSo.\n\n## What to look for"),
        (f"{OLD}:23:1 KB500", "Found:    ### Why"),
    ),
    Slip("wrong-value", FLIX, "role: service", "role: service\nentry: page", (f"{FLIX}:4:1 KB005", "only a provider")),
    Slip("wrong-value", ACME, (SMALL / ACME).read_text(), "- a\n", (f"{ACME}:1:1 KB005", "a list of 1", "a record")),
    Slip(
        "private-data",
        REFUNDS,
        "## Steps",
        "Card 4111 1111-1111 1111.\n\n## Steps",
        (f"{REFUNDS}:24:6 KB316 private-data", "something that ends in 11, in the form", "counts as given away"),
    ),
    Slip("private-data", ACME, "Say hello.", "Say 123-45-6789.", (f"{ACME}:", "KB316 private-data", "ends in 89")),
    Slip(
        "typed-number",
        "macros/snippets/greeting.md",
        "A shared",
        "You &amp; I call 202&nbsp;555&#8209;0143. A shared",
        ("macros/snippets/greeting.md:1:18 KB301 typed-number", '{{ phone("acme") }}'),
    ),
    Slip(
        "avoided-word",
        "macros/snippets/greeting.md",
        "A shared",
        "utilize **Utilize now**. A shared",
        ("macros/snippets/greeting.md:1:1 KB315 avoided-word", "Found:    utilize", "Fix:      write use"),
    ),
]


SLIPS += [
    # What was typed
    Slip(
        "link-words", REFUNDS, "A raw", "[here](/billing/old-charges.md) raw", (f"{REFUNDS}:38:1 KB304", "says “here”")
    ),
    Slip("link-words", REFUNDS, "A raw", "[](/billing/old-charges.md) raw", (f"{REFUNDS}:38:1 KB304", "says “”")),
    Slip("unfinished-text", REFUNDS, "A raw", "TODO raw", (f"{REFUNDS}:38:1 KB306", "Fix:      finish it")),
    Slip("unfinished-text", REFUNDS, "A raw", "See [it](#). A raw", (f"{REFUNDS}:38:8 KB306",)),
    Slip("unfinished-text", REFUNDS, "A raw", "[insert link here] A raw", (f"{REFUNDS}:38:1 KB306",)),
    Slip("unfinished-text", "macros/data/facts.yml", "wait:", "# FIXME\nwait:", ("macros/data/facts.yml:1:3 KB306",)),
    Slip("invisible-sign", REFUNDS, "A raw", "A\u00a0raw", (f"{REFUNDS}:38:2 KB307", "U+00A0, no-break space")),
    Slip(
        *("markdown-form", REFUNDS, "A raw", "- one\n  - two\n\nA raw"),
        (
            f"{REFUNDS}:39:1 KB317 markdown-form",
            "Found:    - two",
            "(rumdl MD007)",
            "with four spaces more than the item",
        ),
    ),
    Slip("markdown-form", REFUNDS, "A raw", "#### More\n\nA raw", (f"{REFUNDS}:38:1 KB317", "Fix:      ### More")),
    Slip(
        "markdown-form", REFUNDS, "A raw", "<your name> A raw", (f"{REFUNDS}:38:1 KB317", "**your name** for a blank")
    ),
    Slip(
        *("markdown-form", REFUNDS, "    Open {{ official", "Open {{ official"),
        (f"{REFUNDS}:34:1 KB317", '=== "Second way"', "each indented by four spaces"),
    ),
    Slip("word-slip", REFUNDS, "A raw", "Acount, raw", (f"{REFUNDS}:38:1 KB318 word-slip", "Fix:      Account")),
    Slip("word-slip", REFUNDS, "A raw", "See the the raw", (f"{REFUNDS}:38:9 KB318", "Found:    the the")),
    Slip("word-slip", REFUNDS, "A raw", f"{'Words. ' * 12}\n\n{'Words. ' * 12}\n\nA raw", (f"{REFUNDS}:40:1 KB318",)),
    Slip("word-slip", "macros/data/facts.yml", "12 hours", "12 minuts", ("facts.yml:2:13 KB318", "minutes")),
    Slip(
        "heavy-picture", "docs/assets/bill.png", "", "x" * 250_000, ("bill.png:1:1 KB408", "of 250 kB", "at most 200")
    ),
    *(
        Slip("invisible-sign", REFUNDS, "A raw", f"{sign} A raw", (f"{REFUNDS}:38:1 KB307", found))
        for sign, found in (("â€™", "spoiled"), ("ﬁ", "ligature fi"), ("１", "fullwidth"), ("😀", "grinning face"))
    ),
    Slip("open-block", REFUNDS, "A raw", "/// html | div.x\n\nA raw", (f"{REFUNDS}:38:1 KB312", "add a line ///")),
    Slip("same-tab", REFUNDS, '"First way"', '"Second way"', (f"{REFUNDS}:34:1 KB313", "(first in line 30)")),
    Slip(
        "many-notices", REFUNDS, "A raw", '{{ notice("never-share") }}\n\nA raw', (f"{REFUNDS}:38:1 KB314", "at most 2")
    ),
    Slip(
        "many-notices",
        REFUNDS,
        "A raw",
        '{{ notice("never-share") }}\n\nA raw',
        (f"{REFUNDS}:38:1 KB314", "each once", "remove one of the two"),
    ),
    Slip(
        "empty-section",
        "macros/snippets/greeting.md",
        "",
        "\n",
        ("macros/snippets/greeting.md:1:1 KB500", "an empty snippet"),
    ),
    Slip("private-data", REFUNDS, "A raw", "Say password: hunter22. A raw", (f"{REFUNDS}:38:5 KB316", "a password")),
    Slip("private-data", REFUNDS, "A raw", "Write anna at mail dot com. A raw", (f"{REFUNDS}:38:7 KB316", "a mailbox")),
    Slip("typed-number", REFUNDS, "A raw", "Call 611. A raw", (f"{REFUNDS}:38:6 KB301", "Found:    611")),
    Slip("typed-number", REFUNDS, "A raw", "Call 202-555-01433. A raw", (f"{REFUNDS}:38:6 KB301", "202-555-01433")),
    # Records and settings
    Slip(
        "unused-record",
        "macros/data/topics.yml",
        "billing:",
        "spare: Spare\nbilling:",
        (":1:1 KB108", "spare, which nothing"),
    ),
    Slip(
        "unused-record",
        "macros/snippets/spare.md",
        "",
        "Words.\n",
        ("macros/snippets/spare.md:1:1 KB108", "or remove the file"),
    ),
    Slip(
        "long-answer",
        REFUNDS,
        "answer: Call",
        "answer: One. Two. Three. Four. Call",
        (f"{REFUNDS}:5:1 KB023", "5 sentences"),
    ),
    Slip(
        *("lost-search", "macros/data/searches.yml", "", "billing/refunds:\n  - a refund\n  - a refund's?\n"),
        ("macros/data/searches.yml:3:5 KB024", "the same words as in line 2"),
    ),
    Slip(
        *("lost-search", "macros/data/searches.yml", "", "find/payer:\n  - who bills\n"),
        ("macros/data/searches.yml:1:1 KB024", "find/payer, which is kept out of the search"),
    ),
    Slip(
        *("draft-page", "mkdocs.yml", "  README.md\n", "  README.md\n  billing/old-charges.md\n"),
        ("KB206 draft-page", "billing/old-charges.md, which is left out", "remove the line"),
    ),
    # Files
    Slip(
        "unread-file",
        "docs/billing/My tips.md",
        "",
        "Text.\n",
        ("KB016", "Fix:      rename it to docs/billing/my-tips.md"),
    ),
    Slip("unread-file", "docs/billing/tips.docx", "", "Text.\n", ("docs/billing/tips.docx:1:1 KB016",)),
    Slip("unread-file", "docs/go/tips.md", "", "Text.\n", ("docs/go/tips.md:1:1 KB016", "in docs/go/ only index.md")),
    # What YAML would silently drop
    Slip(
        "yaml-syntax",
        REFUNDS,
        "Ask for a refund",
        "Refunds #1 for it",
        (f"{REFUNDS}:2:8 KB001", "YAML would drop a part"),
    ),
    Slip("yaml-syntax", REFUNDS, "Ask for a refund", "&Ask for it", (f"{REFUNDS}:2:8 KB001", "begins with `&`")),
    Slip(
        "yaml-syntax", REFUNDS, "\ntopics:", "\n    - one more\ntopics:", (f"{REFUNDS}:12:1 KB001", "with one indent")
    ),
    Slip(
        "wrong-value",
        REFUNDS,
        "- billing/old-charges",
        "- index\n  - index",
        (f"{REFUNDS}:20:5 KB005", "each name once"),
    ),
    Slip("wrong-value", ACME, "also: [Emca]", "also: ['&']", (f"{ACME}:21:8 KB005", "with a letter or a digit")),
    Slip(
        "wrong-value", ACME, "name: Acme\n", "name: Other providers\n", (f"{ACME}:2:1 KB005", "not that of all others")
    ),
    Slip(
        "macro-arguments",
        REFUNDS,
        'contact_card("acme")',
        'contact_card(["acme"])',
        (f"{REFUNDS}:40:4 KB102", "with a list"),
    ),
    Slip(
        "typed-address",
        REFUNDS,
        "A raw",
        "https://help.example.org/billing/old-charges/ raw",
        ("Fix:      /billing/old-charges.md",),
    ),
    Slip(
        *("short-address", "docs/billing/acme.md", "", (SMALL / OLD).read_text().replace("Find an old", "See an Acme")),
        (
            "docs/billing/acme.md:1:1 KB013",
            "the short address of docs/providers/acme.md",
            "Fix:      short: billing-acme",
        ),
        9,
    ),
]


def test_the_good_fixture_breaks_no_rule(tmp_path: Path) -> None:
    done = run_kb(copy_small(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "site/billing/refunds/index.html").exists()


def test_every_rule_has_a_bad_fixture() -> None:
    assert {slip.rule for slip in SLIPS} == set(rules())


def test_ids_are_given_once() -> None:
    ids = [rule.id for rule, _ in rules().values()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.rule}-{SLIPS.index(slip)}")
def test_a_slip_is_told_where_what_and_how(slip: Slip, tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    slip.make(root)
    done = run_kb_soon(root, "check")
    assert done.returncode == 1
    for words in slip.says:
        assert words in done.stderr
    assert f"\n{slip.diagnostics} error" in done.stderr, "what follows from an error is not told as well"
    assert not (root / "site").exists(), "nothing may be published"
    assert "Traceback" not in done.stderr


def test_a_renamed_record_of_a_provider_is_told_once(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    emca = root / ACME.replace("acme", "emca")
    emca.write_text((root / ACME).read_text().replace("id: acme\n", "id: emca\n", 1))
    (root / ACME).unlink()
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("first_provider: acme", "first_provider: emca"))
    told = run_kb_soon(root).stderr
    assert "macros/data/partners/emca.yml:22:1 KB014" in told and f"and {STUB} without a record" in told
    assert "rename the page to docs/providers/emca.md, with `partner: emca`" in told
    assert "contact_card(" not in told, "the calls follow from it"


def test_all_diagnostics_are_told_in_one_run_and_the_last_good_site_stays(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    assert run_kb(root).returncode == 0
    before = {file: file.read_bytes() for file in (root / "site").rglob("*") if file.is_file()}
    slips = [
        Slip("unknown-key", OLD, "review_every:", "review_evry:", ()),
        Slip("unknown-name", OLD, '"charge"', '"charges"', ()),
        Slip("duplicate-key", ACME, "country: US", "country: US\nname: Emca", ()),
        Slip("typed-number", "macros/snippets/greeting.md", "A shared", "Call 202-555-0199. A shared", ()),
    ]
    for slip in slips:
        slip.make(root)
    done = run_kb(root)
    assert done.returncode == 1
    for slip in slips:
        assert f" {slip.rule}\n" in done.stderr
    assert f"\n{len(slips)} errors in 3 files\n" in done.stderr
    assert {file: file.read_bytes() for file in (root / "site").rglob("*") if file.is_file()} == before
    assert not list(root.glob(".site-*")), "no half-built site may be left lying about"


def test_the_rules_page_tells_each_rule_with_its_examples(site: Path) -> None:
    page = html.fromstring((site / "contribute/rules/index.html").read_text())
    shown = {one.get("id"): one.text_content() for one in page.xpath("//article//h2")}
    examples = [one.text_content() for one in page.xpath("//article//pre")]
    for rule, _ in rules().values():
        assert f"{rule.id} {rule.alias}" in shown[rule.alias]
        assert any(rule.bad in one for one in examples) and any(rule.good in one for one in examples)
