"""What editors read: macros, keys and rules, made from the code so that they cannot drift; where a record is used."""

import inspect
from collections.abc import Iterable, Mapping
from typing import Any

from kb.model.article import ArticleMeta
from kb.model.partner import ActivationPath, Contact, Offer, OfficialPage, Partner, Remark
from kb.model.partner import Rule as ProviderRule
from kb.model.project import SNIPPETS, WHERE
from kb.model.records import Record, SourceRef
from kb.model.rules import rules
from kb.model.validate import meaning
from kb.usage import EDITORS, usage_of
from macros.components import block, bullets, edit_link, link_to, paragraphs, plain, table
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
Usage = Mapping[str, set[str]]


@macro("macro_reference()", needs_page=True, block=True)
def macro_reference(site: Site, page: Any) -> str:
    """Every macro with its parameters, an example and the example's live result."""
    return paragraphs(*(_macro_entry(site, page, one) for _, one in sorted(MACROS.items())))


def _macro_entry(site: Site, page: Any, one: Macro) -> str:
    summary, _, arguments = inspect.cleandoc(one.call.__doc__ or "").partition("\n\nArgs:\n")
    parts = [f"## {one.name} {{: #{one.name.replace('_', '-')} }}", " ".join(summary.split())]
    parts.append(bullets(_argument(line, one.signature) for line in arguments.splitlines()))
    parts.append(f"```\n{{{{ {one.example} }}}}\n```")
    if one.needs_page:
        parts.append("What it shows depends on the page: look at any article.")
    elif any(long in (result := site.render(f"{{{{ {one.example} }}}}", page)) for long in ('markdown="1"', "## ")):
        parts.append("What it shows is too long for here: look at a page that calls it.")
    else:
        parts.append(block("div.example", result))
    return paragraphs(*parts)


def _argument(line: str, signature: inspect.Signature) -> str:
    name, text = line.strip().split(": ", 1)
    optional = signature.parameters[name].default is not inspect.Parameter.empty
    return f"`{name}`{' (may be left out)' if optional else ''}: {text}"


@macro("front_matter_reference()", block=True)
def front_matter_reference(site: Site) -> str:
    """Every key of an article's front matter, from the model that validates it."""
    return _keys(ArticleMeta)


@macro("partner_reference()", block=True)
def partner_reference(site: Site) -> str:
    """Every key of a provider's record, from the models that validate it. Each kind of record inside has a table."""
    anchors = {title: title.lower().replace(" ", "-") for title in RECORDS}
    return paragraphs(*(f"## {one} {{: #{anchors[one]} }}\n\n{_keys(model)}" for one, model in RECORDS.items()))


@macro("rules_reference()", block=True)
def rules_reference(site: Site) -> str:
    """Every rule that the check knows, with an example, from the rules themselves."""
    parts = []
    for one in sorted(rules().values(), key=lambda one: one.id):
        parts += [f"## {one.id} {one.alias} {{: #{one.alias} }}", one.why]
        parts.append("`make fix` corrects it where only one thing can be meant." if one.fixable else "")
        parts += ["Incorrect:", f"```\n{one.incorrect}\n```", "Correct:", f"```\n{one.correct}\n```"]
    return paragraphs(*parts)


def _keys(model: type[Record]) -> str:
    """Return a table of a record's keys."""
    sometimes = {key for keys in model.NEEDS.values() for key in keys}
    rows = []
    for name, info in model.model_fields.items():
        needed = "yes" if info.is_required() else "some need it" if name in sometimes else "no"
        rows.append((f"`{info.alias or name}`", needed, meaning(info)))
    return table(("Key", "Needed", "What it holds"), *rows)


@macro("words_to_avoid()", block=True)
def words_to_avoid(site: Site) -> str:
    """The words that no page uses, each with what to write instead."""
    return table(("Instead of", "write"), *sorted(site.project.words.items()))


@macro("where_used()", needs_page=True, block=True)
def where_used(site: Site, page: Any) -> str:
    """Every fact, notice, snippet and contact with its words, the pages that show it, and a link to edit it."""
    if not source_path(page).startswith(EDITORS):
        raise ValueError(f"only for pages in docs/{EDITORS}")
    project, usage = site.project, usage_of(site.project, site.functions(), site.blocks)
    parts = ["## Facts {: #facts }"]
    for name, fact in project.facts.items():
        words = f"{fact.value}\n\n{fact.about}\n{{: .used__about }}"
        parts.append(_entry(site, usage, f"facts/{name}", words, WHERE["facts"]))
    parts.append("## Notices {: #notices }")
    for name, notice in project.notices.items():
        words = f"{notice.title}: {_words(site, notice.text)}"
        parts.append(_entry(site, usage, f"notices/{name}", words, WHERE["notices"]))
    parts.append("## Snippets {: #snippets }")
    for name, text in project.snippets.items():
        words = _words(site, text.strip().partition("\n\n")[0])
        parts.append(_entry(site, usage, f"snippets/{name}", words, f"{SNIPPETS}/{name}"))
    parts.append("## Providers and other companies {: #partners }")
    for partner in project.partners.values():
        record = f"partners/{partner.id}"
        parts.append(f"### {partner.name} {{: #{_used_anchor(record)} }}")
        parts.append(block("div.used", _places(site, usage.get(record, ()))))
        for name, one in partner.contacts.items():
            words = f"{one.name}: {one.shown or one.address or _words(site, one.text or '')}"
            parts.append(_entry(site, usage, f"{record}/{name}", words))
        parts.append(edit_link(site, f"{WHERE['partners']}{partner.id}.yml", f"record of {partner.name}"))
    return paragraphs(*parts)


def _used_anchor(record: str) -> str:
    """Return a record's address on the page: `fact-wait`, `contact-acme-support`."""
    kind, *names = record.split("/")
    kind = "contact" if len(names) > 1 else kind.removesuffix("s")
    return "-".join((kind, *names)).removesuffix(".md")


def _entry(site: Site, usage: Usage, record: str, words: str, path: str = "") -> str:
    """Return a record with its words as readers see them, its places and, given its file, a link to edit it."""
    name = record.rpartition("/")[2]
    edit = edit_link(site, path, name) if path else ""
    return block(
        f"div.used#{_used_anchor(record)}", f"**`{name}`** {words}", _places(site, usage.get(record, ())), edit
    )


def _words(site: Site, text: str) -> str:
    """Return a text as plain words. What is wrong with its links or calls is reported at its own place, not here."""
    try:
        return plain(site.line(text)).strip("# ")
    except Exception:  # whatever a macro may raise
        return "(see the check)"


def _places(site: Site, paths: Iterable[str]) -> str:
    """Return the pages that show a record."""
    known = {f"docs/{name}.md": link_to(article) for name, article in site.project.articles.items()}
    pages = [known[path] for path in sorted(paths) if path in known]
    if pages:
        return f"On {len(pages)} page{'s' * (len(pages) != 1)}: {' · '.join(pages)}\n{{: .used__pages }}"
    if files := ", ".join(f"`{path}`" for path in sorted(paths)):
        return f"Only called in {files}: no page shows that.\n{{: .used__nowhere }}"
    return "Used nowhere.\n{: .used__nowhere }"
