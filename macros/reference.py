"""The editors' reference of macros and front matter, made from the code so that it cannot drift."""

from __future__ import annotations

import inspect
from typing import Any

from pydantic import BaseModel

from kb.model.article import ArticleMeta
from kb.model.fields import meaning
from kb.model.partner import ActivationPath, Contact, Offer, OfficialPage, Partner, Remark
from kb.model.partner import Rule as ProviderRule
from kb.model.records import SourceRef
from kb.model.rules import Rule, rules
from macros.registry import MACROS, Macro, Site, block, macro

RECORDS: dict[str, type[BaseModel]] = {
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
    return "\n\n".join(_entry(site, page, one) for _, one in sorted(MACROS.items()))


def _entry(site: Site, page: Any, one: Macro) -> str:
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
        parts.append(block("div", "example", result, depth=5))
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


def _keys(model: type[BaseModel]) -> str:
    """Return a table of a record's keys. A key that only some records need is validated even where it is left out."""
    rows = ["| Key | Needed | What it holds |", "|---|---|---|"]
    for name, info in model.model_fields.items():
        needed = "yes" if info.is_required() else "some need it" if info.validate_default else "no"
        rows.append(f"| `{info.alias or name}` | {needed} | {meaning(info)} |")
    return "\n".join(rows)


@macro("words_to_avoid()", block=True)
def words_to_avoid(site: Site) -> str:
    """The words that no page uses, each with what to write instead."""
    rows = [f"| {word} | {instead} |" for word, instead in sorted(site.project.words.items())]
    return "\n".join(["| Instead of | write |", "|---|---|", *rows])
