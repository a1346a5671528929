"""What editors read: macros, keys and rules, made from the code so that they cannot drift."""

import inspect
from typing import Any

from kb.model.article import ArticleMeta
from kb.model.partner import ActivationPath, Contact, Offer, OfficialPage, Partner, Remark
from kb.model.partner import Rule as ProviderRule
from kb.model.records import Record, SourceRef
from kb.model.rules import rules
from kb.model.validate import meaning
from macros.components import block, bullets, paragraphs, table
from macros.registry import MACROS, Macro, Site, macro

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
