"""What editors read: macros, keys and rules, made from the code so that they cannot drift; where a record is used."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

from kb.model.article import ArticleMeta
from kb.model.partner import ActivationPath, Contact, Offer, OfficialPage, Partner, Remark
from kb.model.partner import Rule as ProviderRule
from kb.model.project import SNIPPETS, WHERE
from kb.model.records import Record, SourceRef
from kb.model.rules import Rule, rules
from kb.model.validate import meaning
from kb.recording import is_recording
from kb.usage import EDITORS, Use, usage_of
from macros.components import block, bullets, edit_link, paragraphs, plain
from macros.registry import MACROS, Macro, Site, macro, source_path

RECORDS: dict[str, type[Record]] = {
    "The record": Partner,
    "A page of its own": OfficialPage,
    "A contact": Contact,
    "An offer": Offer,
    "A way to start": ActivationPath,
    "An answer": ProviderRule,
    "A remark": Remark,
    "A source": SourceRef,
}
Usage = Mapping[str, Sequence[Use]]
# Of more pages than these the sections are not named.
FEW = 12


@macro("macro_reference()", needs_page=True, block=True)
def macro_reference(site: Site, page: Any) -> str:
    """Every macro with its parameters, an example and the example's live result."""
    return "\n\n".join(_macro_entry(site, page, one) for _, one in sorted(MACROS.items()))


def _macro_entry(site: Site, page: Any, one: Macro) -> str:
    summary, _, details = inspect.cleandoc(one.call.__doc__ or "").partition("\n\n")
    arguments = details.removeprefix("Args:").strip()
    parts = [f"## {one.name} {{: #{one.name.replace('_', '-')} }}", " ".join(summary.split())]
    if arguments:
        names = [line.strip() for line in arguments.splitlines()]
        parts.append("\n".join(_argument(line, one.signature) for line in names if ":" in line))
    parts.append(f"```\n{{{{ {one.example} }}}}\n```")
    if one.needs_page:
        parts.append("What it shows depends on the page: look at any article.")
    elif any(long in (result := site.render(f"{{{{ {one.example} }}}}", page)) for long in ('markdown="1"', "## ")):
        parts.append("What it shows is too long for here: look at a page that calls it.")
    else:
        parts.append(block("div.example", result))
    return "\n\n".join(parts)


def _argument(line: str, signature: inspect.Signature) -> str:
    name, _, text = line.partition(":")
    parameter = signature.parameters.get(name.strip())
    optional = parameter is not None and parameter.default is not parameter.empty
    return f"- `{name.strip()}`{' (may be left out)' if optional else ''}: {text.strip()}"


@macro("front_matter_reference()", block=True)
def front_matter_reference(site: Site) -> str:
    """Every key of an article's front matter, from the model that validates it."""
    return _keys(ArticleMeta)


@macro("partner_reference()", block=True)
def partner_reference(site: Site) -> str:
    """Every key of a provider's record, from the models that validate it. Each kind of record inside has a table."""
    return "\n\n".join(f"## {title} {{: #{_anchor(title)} }}\n\n{_keys(model)}" for title, model in RECORDS.items())


@macro("rules_reference()", block=True)
def rules_reference(site: Site) -> str:
    """Every rule that the check knows, with an example, from the rules themselves."""
    return "\n\n".join(_rule(one) for one in sorted(rules().values(), key=lambda one: one.id))


def _rule(rule: Rule) -> str:
    fixable = ["`make fix` corrects it where only one thing can be meant."] if rule.fixable else []
    examples = [
        f"{label}:\n\n```\n{text}\n```" for label, text in (("Incorrect", rule.incorrect), ("Correct", rule.correct))
    ]
    return "\n\n".join([f"## {rule.id} {rule.alias} {{: #{rule.alias} }}", rule.why, *fixable, *examples])


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def _keys(model: type[Record]) -> str:
    """Return a table of a record's keys."""
    sometimes = {key for keys in model.NEEDS.values() for key in keys}
    rows = ["| Key | Needed | What it holds |", "|---|---|---|"]
    for name, info in model.model_fields.items():
        needed = "yes" if info.is_required() else "some need it" if name in sometimes else "no"
        rows.append(f"| `{info.alias or name}` | {needed} | {meaning(info)} |")
    return "\n".join(rows)


@macro("words_to_avoid()", block=True)
def words_to_avoid(site: Site) -> str:
    """The words that no page uses, each with what to write instead."""
    rows = [f"| {word} | {instead} |" for word, instead in sorted(site.project.words.items())]
    return "\n".join(["| Instead of | write |", "|---|---|", *rows])


@macro("where_used()", needs_page=True, block=True)
def where_used(site: Site, page: Any) -> str:
    """Every fact, notice, snippet and contact with its words, the pages that show it, and a link to edit it."""
    if not source_path(page).startswith(EDITORS):
        raise ValueError(f"only for pages in docs/{EDITORS}")
    project = site.project
    # While the macros are called to learn that, it isn't known.
    usage = {} if is_recording() else usage_of(project, site.functions(), site.blocks)
    parts = ["## Facts {: #facts }"]
    for name, fact in project.facts.items():
        parts.append(_entry(site, usage, f"facts/{name}", fact.value, f"{fact.about}\n{{: .used__about }}"))
    parts.append("## Notices {: #notices }")
    for name, notice in project.notices.items():
        parts.append(_entry(site, usage, f"notices/{name}", f"{notice.title}: {_words(site, notice.text)}"))
    parts.append("## Snippets {: #snippets }")
    for name, text in project.snippets.items():
        first = next((one for one in text.split("\n\n") if one.strip()), "")
        parts.append(_entry(site, usage, f"snippets/{name}", _words(site, first)))
    parts.append("## Providers and other companies {: #partners }")
    return paragraphs(*parts, *(_partner(site, usage, one) for one in project.partners.values()))


def _used_anchor(record: str) -> str:
    """Return a record's address on the page: `fact-wait`, `contact-acme-support`."""
    kind, *names = record.split("/")
    kind = "contact" if len(names) > 1 else kind.removesuffix("s")
    return "-".join((kind, *names)).removesuffix(".md")


def _entry(site: Site, usage: Usage, record: str, words: str, about: str = "") -> str:
    """Return a record with its words as readers see them, and its places."""
    kind, name = record.split("/", 1)
    edit = edit_link(site, f"{SNIPPETS}/{name}" if kind == "snippets" else WHERE[kind], name)
    parts = [f"**`{name}`** {words}", about, _places(site, usage.get(record, ())), edit]
    return block(f"div.used#{_used_anchor(record)}", *parts)


def _words(site: Site, text: str) -> str:
    """Return a text as plain words. What is wrong with its links or calls is reported at its own place, not here."""
    try:
        return plain(site.line(text)).strip("# ")
    except Exception:  # whatever a macro may raise
        return "(see the check)"


def _partner(site: Site, usage: Usage, partner: Partner) -> str:
    """Return a company, with its contacts; those that always stand together share their places."""
    record = f"partners/{partner.id}"
    pages = dict.fromkeys(use.path for use in usage.get(record, ()))
    parts = [f"### {partner.name} {{: #{_used_anchor(record)} }}"]
    parts.append(block("div.used", _places(site, [Use(path, 1) for path in pages])))
    together: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for name in partner.contacts:
        places = tuple(sorted({(use.path, use.anchor) for use in usage.get(f"{record}/{name}", ())}))
        together.setdefault(places, []).append(name)
    for names in together.values():
        lines = []
        for name in names:
            one = partner.contacts[name]
            words = one.shown or one.address or _words(site, one.text or "")
            lines.append(f"**`{name}`**{{: #{_used_anchor(f'{record}/{name}')} }} {one.name}: {words}")
        parts.append(block("div.used", bullets(lines), _places(site, usage.get(f"{record}/{names[0]}", ()))))
    return paragraphs(*parts, edit_link(site, f"{WHERE['partners']}{partner.id}.yml", f"record of {partner.name}"))


def _places(site: Site, uses: Sequence[Use]) -> str:
    """Return the pages that show a record, with the sections in which it stands."""
    if not uses:
        return "Used nowhere.\n{: .used__nowhere }"
    if not uses[0].path.startswith("docs/"):
        files = ", ".join(dict.fromkeys(f"`{use.path}`, line {use.line}" for use in uses))
        return f"Only called in {files}: no page shows that.\n{{: .used__nowhere }}"
    pages: dict[str, dict[str, str]] = {}
    for use in uses:
        pages.setdefault(use.path.removeprefix("docs/"), {}).setdefault(use.anchor, use.heading)
    links = [_used_link(site, path, sections, len(pages) > FEW) for path, sections in sorted(pages.items())]
    return f"On {len(pages)} page{'s' * (len(pages) != 1)}: {' · '.join(links)}\n{{: .used__pages }}"


def _used_link(site: Site, path: str, sections: Mapping[str, str], short: bool) -> str:
    """Return a link to a page and to its sections that show a record; in short, to the first of them."""
    title = site.project.articles[path.removesuffix(".md")].title
    named = [(f"/{path}#{anchor}", heading) for anchor, heading in sections.items() if anchor]
    if not short and len(named) > 1:
        return f"[{title}](/{path}) ({', '.join(f'[{heading}]({address})' for address, heading in named)})"
    address, heading = named[0] if named else (f"/{path}", "")
    return f"[{title}: {heading}]({address})" if heading and not short else f"[{title}]({address})"
