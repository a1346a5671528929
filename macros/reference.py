"""The editors' reference of macros and front matter, made from the code so that it cannot drift."""

from __future__ import annotations

import inspect
from typing import Any

from kb.model.article import ArticleMeta
from macros.registry import MACROS, Macro, Site, block, macro


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
    elif 'markdown="1"' in (result := site.render(f"{{{{ {one.example} }}}}", page)):
        parts.append("What it shows is too long for here: look at any article.")
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
    rows = ["| Key | Needed | What it holds |", "|---|---|---|"]
    for name, info in ArticleMeta.model_fields.items():
        rows.append(f"| `{name}` | {'yes' if info.is_required() else 'no'} | {info.description} |")
    return "\n".join(rows)
