"""Calls every macro of every article, snippet and record on its own, so that one fault hides no other.

mkdocs-macros renders a page as a whole: it stops at the first fault and names no line of the file. Here each
expression is compiled and called by itself, at its true line.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError, nodes

from kb.model.faults import Fault, listed, nearest
from kb.model.project import SNIPPETS, Project


@dataclass(frozen=True)
class Call:
    """One expression of a text and the Markdown that it made."""

    path: str
    line: int
    column: int
    output: str


@dataclass
class Evaluation:
    """Every call and every fault met on the way."""

    calls: list[Call] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    stopped: set[str] = field(default_factory=set)
    includes: set[tuple[str, str]] = field(default_factory=set)

    @property
    def unrendered(self) -> set[str]:
        """The files that could not be rendered, through a fault of their own or of a record that they call."""
        return self.stopped | {fault.path for fault in self.faults}


def evaluate(project: Project, macros: Mapping[str, Callable[..., str]], blocks: frozenset[str]) -> Evaluation:
    """Call every macro of the project once.

    Args:
        project: the loaded project.
        macros: the macros by name.
        blocks: the names of those that make whole paragraphs.

    Returns:
        The calls with their output, and the faults. Nothing is raised.
    """
    environment = Environment(undefined=StrictUndefined)
    environment.globals.update(macros)
    result = Evaluation()
    for path, first_line, text, page in _texts(project):
        if "{{" in text or "{%" in text or "{#" in text:
            _evaluate_text(_Text(path, first_line, text, page), project, environment, blocks, result)
    faulty = {path for path, snippet in result.includes if snippet in result.unrendered}
    result.stopped |= faulty
    return result


@dataclass(frozen=True)
class _Text:
    """A text that may call macros; its first line is line ``first_line`` of the file."""

    path: str
    first_line: int
    text: str
    page: Any

    def place(self, line: int, needle: str) -> tuple[str, int, int]:
        """Return file, line and column of the first ``needle`` at or after a line of the text."""
        lines = self.text.split("\n")
        for number in range(line - 1, len(lines)):
            if needle in lines[number]:
                return self.path, self.first_line + number, lines[number].index(needle) + 1
        return self.path, self.first_line + line - 1, 1


def _texts(project: Project) -> Iterator[_TextTuple]:
    for article in project.articles.values():
        page = SimpleNamespace(file=SimpleNamespace(src_path=article.path.removeprefix("docs/")), meta={})
        yield article.path, 1, article.body, page
        mark = article.front.marks.get(("answer",))
        answer = article.front.value.get("answer") if isinstance(article.front.value, dict) else None
        if mark and isinstance(answer, str):
            lines = article.text.split("\n")
            yield article.path, mark.line, _scalar(lines, mark.line), page
    for file in sorted((project.root / SNIPPETS).glob("*.md")):
        yield file.relative_to(project.root).as_posix(), 1, file.read_text(encoding="utf-8"), None
    for path in project.documents:
        lines = ["" if line.lstrip().startswith("#") else line for line in project.text(path).split("\n")]
        yield path, 1, "\n".join(lines), None


_TextTuple = tuple[str, int, str, Any]


def _scalar(lines: list[str], line: int) -> str:
    """Return the lines of a YAML value: its key's line and the deeper lines that follow."""
    taken = [lines[line - 1]]
    for text in lines[line:]:
        if text and not text.startswith(" "):
            break
        taken.append(text)
    return "\n".join(taken)


def _evaluate_text(
    text: _Text, project: Project, environment: Environment, blocks: frozenset[str], result: Evaluation
) -> None:
    try:
        tree = environment.parse(text.text)
    except TemplateSyntaxError as error:
        line = text.text.split("\n")[error.lineno - 1] if error.lineno else ""
        needle = next((one for one in ("{{", "{%", "{#") if one in line), line.strip() or " ")
        result.faults.append(
            Fault(
                *text.place(error.lineno or 1, needle),
                "macro-syntax",
                f"{line.strip() or '(nothing)'} ({error.message})",
                'a call such as {{ fact("pause-most") }}, with its brackets and quotes in pairs',
                fix="close what is open, or wrap a literal {{ in {% raw %} and {% endraw %}",
            )
        )
        return
    for include in tree.find_all(nodes.Include):
        _check_include(text, include, project, result)
    for output in tree.find_all(nodes.Output):
        for expression in output.nodes:
            if not isinstance(expression, nodes.TemplateData):
                _evaluate_expression(text, expression, environment, blocks, result)


def _check_include(text: _Text, include: nodes.Include, project: Project, result: Evaluation) -> None:
    name = include.template.value if isinstance(include.template, nodes.Const) else ""
    known = [file.name for file in (project.root / SNIPPETS).glob("*.md")]
    if name in known:
        result.includes.add((text.path, f"{SNIPPETS}/{name}"))
    else:
        close = nearest(str(name), known)
        result.faults.append(
            Fault(
                *text.place(include.lineno, "{%"),
                "missing-include",
                f'{{% include "{name}" %}}',
                f"one of {listed(known)} ({SNIPPETS}/)",
                close,
                f'{{% include "{close}" %}}' if close else f"add the file to {SNIPPETS}/ or remove the line",
            )
        )


def _evaluate_expression(
    text: _Text, expression: nodes.Expr, environment: Environment, blocks: frozenset[str], result: Evaluation
) -> None:
    known = environment.globals
    names = [one.name for one in expression.find_all(nodes.Name)]
    names += [expression.name] if isinstance(expression, nodes.Name) else []
    for name in names:
        if name not in known and name != "page":
            close = nearest(name, [one for one in known if not one.startswith("_")])
            result.faults.append(
                Fault(
                    *text.place(expression.lineno, name),
                    "unknown-macro",
                    f"{{{{ {name} … }}}}",
                    "one of the macros in contribute/macros.md",
                    close,
                    f"{{{{ {close}(…) }}}}" if close else "",
                )
            )
            return
    for call in [*([expression] if isinstance(expression, nodes.Call) else []), *expression.find_all(nodes.Call)]:
        if isinstance(call.node, nodes.Name) and not _arguments_fit(text, call, known[call.node.name], result):
            return
    line, column = text.place(expression.lineno, next(iter(names), "{{"))[1:]
    try:
        output = _call(environment, expression, text.page)
    except Exception as error:  # a macro may raise anything; each kind is reported in its own words
        fault = _failure(text.path, line, column, error, expression)
        if fault:
            result.faults.append(fault)
        else:
            result.stopped.add(text.path)
        return
    result.calls.append(Call(text.path, line, column, output))
    typed = text.text.split("\n")[line - text.first_line]
    name = next(iter(names), "")
    if name in blocks and typed.startswith((" ", "\t")) and "indent" not in typed and text.path.endswith(".md"):
        result.faults.append(
            Fault(
                text.path,
                line,
                column,
                "missing-indent",
                typed.strip(),
                "`| indent` after a macro that makes several lines, when it stands in a tab or a list",
                fix=typed.strip().replace(" }}", " | indent }}"),
            )
        )


def _call(environment: Environment, expression: nodes.Expr, page: Any) -> str:
    tree = nodes.Template([nodes.Output([expression], lineno=expression.lineno)], lineno=1)
    tree.set_environment(environment)
    code = environment.compile(tree)
    return Template.from_code(environment, code, environment.make_globals(None)).render(page=page)


def _arguments_fit(text: _Text, call: nodes.Call, function: Any, result: Evaluation) -> bool:
    if not callable(function):
        return True
    # The wrapper's signature is that of the macro, whose first one or two parameters the site gives.
    parameters = list(inspect.signature(function).parameters.values())
    given = [one for one in parameters if one.name not in ("site", "page") or parameters.index(one) > 1]
    try:
        inspect.Signature(given).bind(*call.args, **{one.key: one for one in call.kwargs})
    except TypeError as error:
        name = str(getattr(call.node, "name", ""))
        takes = ", ".join(one.name + ("" if one.default is one.empty else f"={one.default!r}") for one in given)
        result.faults.append(
            Fault(
                *text.place(call.lineno, name),
                "macro-arguments",
                f"{name}(…): {error}",
                f"{name}({takes})",
                fix="see the macro's example in contribute/macros.md",
            )
        )
        return False
    return True


def _failure(path: str, line: int, column: int, error: Exception, expression: nodes.Expr) -> Fault | None:
    """Turn what a macro raised into a fault; a record with faults of its own is reported elsewhere."""
    kind = type(error).__name__
    name = next(
        (
            one.node.name
            for one in [expression, *expression.find_all(nodes.Call)]
            if isinstance(one, nodes.Call) and isinstance(one.node, nodes.Name)
        ),
        "",
    )
    if kind == "BrokenRecordError":
        return None
    if kind == "MacroError":
        found, close = getattr(error, "found", ""), getattr(error, "close", "")
        return Fault(
            path,
            line,
            column,
            "unknown-name",
            f'{name}("{found}")',
            getattr(error, "expected", ""),
            close,
            f'{{{{ {name}("{close}") }}}}' if close else "",
        )
    return Fault(
        path,
        line,
        column,
        "macro-failed",
        f"{name}: {kind}: {error}",
        "a call that works",
        fix="compare it with the example in contribute/macros.md",
    )
