"""Calls every macro of every article, snippet and record on its own, so that one error hides no other.

mkdocs-macros renders a page as a whole: it stops at the first error and names no line of the file. Here each
expression is compiled and called by itself, at its true line.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError, nodes

from kb.model.diagnostic import BrokenRecordError, Diagnostic, UnknownNameError, join_names, unique_typo_match
from kb.model.project import SNIPPETS, Project

LOGIC = "no conditions or loops work here, only calls in {{ … }}, and {% include %} in articles"
CALL = 'a call such as {{ fact("pause-most") }}, with its brackets and straight quotes in pairs'
HELP = "compare it with the example in docs/contribute/macros.md, as the site shows it"


@dataclass(frozen=True)
class Call:
    """One expression of a text, and the Markdown that it made."""

    path: str
    line: int
    column: int
    output: str


@dataclass
class Evaluation:
    """Every call and every error on the way."""

    calls: list[Call] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    includes: set[tuple[str, str]] = field(default_factory=set)  # an article, and the path of a snippet in it


def evaluate(project: Project, macros: Mapping[str, Callable[..., str]], blocks: frozenset[str]) -> Evaluation:
    """Call every macro of the project once. Nothing is raised. ``blocks`` are those that make whole paragraphs."""
    environment = Environment(undefined=StrictUndefined)
    environment.globals.clear()
    environment.globals.update(macros)
    result = Evaluation()
    compiled = dict[str, Template]()
    for text in _texts(project):
        if "{" in text.text or "[[" in text.text:
            _Evaluator(text, project, environment, macros, blocks, result, compiled).run()
    return result


@dataclass(frozen=True)
class _Text:
    """A text that may call macros, with the lines of its file and the line at which the text begins there."""

    path: str
    text: str
    lines: list[str]
    first_line: int
    page: Any
    is_markdown: bool

    def place(self, line: int, needle: str) -> tuple[str, int, int]:
        """Return file, line and column of the first ``needle`` at or after a line of the text."""
        start = self.first_line + line - 2
        for number in range(start, len(self.lines)):
            if needle in self.lines[number]:
                return self.path, number + 1, self.lines[number].index(needle) + 1
        return self.path, start + 1, 1


def _texts(project: Project) -> Iterator[_Text]:
    """Give every text that may call macros: bodies, answers, snippets, and the values of records."""
    for article in project.articles.values():
        page = SimpleNamespace(file=SimpleNamespace(src_path=article.path.removeprefix("docs/")), meta={})
        lines = article.text.split("\n")
        yield _Text(article.path, article.body, lines, 1, page, True)
        answer = article.front.value.get("answer") if isinstance(article.front.value, dict) else None
        if isinstance(answer, str):
            yield _Text(article.path, answer, lines, article.front.mark(("answer",)).line, page, False)
    # A text that no page owns is called as if the home page did.
    page = SimpleNamespace(file=SimpleNamespace(src_path="index.md"), meta={})
    for name, text in project.snippets.items():
        yield _Text(f"{SNIPPETS}/{name}", text, text.split("\n"), 1, page, True)
    for path, document in project.documents.items():
        lines = project.text(path).split("\n")
        for value, line in _values(document.value, (), document.marks):
            yield _Text(path, value, lines, line, page, False)


def _values(value: Any, place: tuple[str | int, ...], marks: Mapping[Any, Any]) -> Iterator[tuple[str, int]]:
    """Give each text of a record with the line at which it stands."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    for key, one in inner:
        yield from _values(one, (*place, key), marks)
    if isinstance(value, str) and place in marks:
        yield value, marks[place].line


@dataclass(frozen=True)
class _Evaluator:
    """Looks through one text."""

    text: _Text
    project: Project
    environment: Environment
    macros: Mapping[str, Callable[..., str]]
    blocks: frozenset[str]
    result: Evaluation
    compiled: dict[str, Template]

    def run(self) -> None:
        """Call each expression of the text, and note each error."""
        try:
            tree = self.environment.parse(self.text.text)
        except TemplateSyntaxError as error:
            self._unparsable(error)
            return
        for node in tree.body:
            if isinstance(node, nodes.Include) and self.text.is_markdown and not self.text.path.startswith(SNIPPETS):
                self._include(node)
            elif isinstance(node, nodes.Output):
                for expression in node.nodes:
                    if not isinstance(expression, nodes.TemplateData):
                        self._expression(expression)
            else:
                self._report(node.lineno, "{%", "macro-syntax", LOGIC, CALL)

    def _report(self, line: int, needle: str, rule: str, *says: str) -> None:
        self.result.diagnostics.append(Diagnostic(*self.text.place(line, needle), rule, *says))

    def _unparsable(self, error: TemplateSyntaxError) -> None:
        """Report the first line that Jinja cannot parse: in a whole text it notices an open quote further down."""
        number, line, why = error.lineno, "(a call over several lines)", error.message
        for at, typed in enumerate(self.text.text.split("\n"), start=1):
            try:
                if "raw %}" not in typed:
                    self.environment.parse(typed)
            except TemplateSyntaxError as in_line:
                number, line, why = at, typed.strip(), in_line.message
                break
        needle = next((one for one in ("{{", "{%", "{#") if one in line), line)
        fix = "close what is open; a literal {{ stands in {% raw %} and {% endraw %}"
        self._report(number, needle, "macro-syntax", f"{line} ({why})", CALL, "", fix)

    def _include(self, node: nodes.Include) -> None:
        name = str(node.template.value) if isinstance(node.template, nodes.Const) else ""
        known = list(self.project.snippets)
        if name in known:
            self.result.includes.add((self.text.path, f"{SNIPPETS}/{name}"))
            typed = self.text.lines[self.text.place(node.lineno, "{% include")[1] - 1]
            if typed.startswith((" ", "\t")):
                expected = "an include at the start of its line: in a tab or a list only its first line would be inside"
                fix = "move it out of the tab or the list, or write its words there"
                self._report(node.lineno, "{% include", "missing-indent", typed.strip(), expected, "", fix)
            return
        meant = unique_typo_match(name, known)
        fix = f'{{% include "{meant}" %}}' if meant else f"add the file to {SNIPPETS}/ or remove the line"
        says = (f'{{% include "{name}" %}}', f"one of {join_names(known)} ({SNIPPETS}/)", meant, fix)
        self._report(node.lineno, "{%", "missing-include", *says, *_replacement(f'"{name}"', f'"{meant}"', meant))

    def _expression(self, expression: nodes.Expr) -> None:
        inside = [expression, *expression.find_all(nodes.Node)]
        calls = [one for one in inside if isinstance(one, nodes.Call)]
        names = [one for one in inside if isinstance(one, nodes.Name)]
        called = {id(one.node) for one in calls}
        if not all(self._name_is_known(one, id(one) in called) for one in names) or not all(
            self._arguments_fit(call) for call in calls
        ):
            return
        first = names[0].name if names else "{{"
        path, line, column = self.text.place(expression.lineno, first)
        try:
            output = self._call(expression)
        except BrokenRecordError:
            return  # it is reported where the record stands
        except UnknownNameError as error:
            if set(error.known) == self.project.sources.keys():
                return  # a record that the call shows names it, and that is reported there
            name, meant = error.found, unique_typo_match(error.found, error.known)
            says = (f'{first}("{name}")', error.expected, meant, f'write "{meant}"' if meant else "")
            replacement = _replacement(f'"{name}"', f'"{meant}"', meant)
            self._report(expression.lineno, first, "unknown-name", *says, *replacement)
        except Exception as error:  # a macro may raise anything
            what = f"{first}: {type(error).__name__}: {error}"
            self._report(expression.lineno, first, "macro-failed", what, "a call that works", "", HELP)
        else:
            self.result.calls.append(Call(path, line, column, output))
            self._block_stands_alone(first, line, expression.lineno)

    def _name_is_known(self, name: nodes.Name, called: bool) -> bool:
        """Report a name that no macro has, and a macro's name without its brackets."""
        typed = name.name
        if typed in self.macros and called:
            return True
        meant = unique_typo_match(typed, self.macros) if called else ""
        fix = f"{{{{ {meant or typed}(…) }}}}" if meant or typed in self.macros else ""
        expected = f"one of {join_names(self.macros, 20)}, called with ( ), or a name in quotes"
        replacement = _replacement(f"{typed}(", f"{meant}(", meant)
        self._report(name.lineno, typed, "unknown-macro", f"{{{{ {typed} … }}}}", expected, meant, fix, *replacement)
        return False

    def _arguments_fit(self, call: nodes.Call) -> bool:
        if not isinstance(call.node, nodes.Name):
            return True
        name = call.node.name
        signature = inspect.signature(self.macros[name])
        try:
            signature.bind(*call.args, **{one.key: one for one in call.kwargs})
        except TypeError as error:
            what = f"{name}(…): {error}"
            self._report(call.lineno, name, "macro-arguments", what, f"{name}{signature}", "", HELP)
            return False
        return True

    def _call(self, expression: nodes.Expr) -> str:
        # Compiling takes longest, and most pages call the same few macros.
        key = repr(expression)
        if key not in self.compiled:
            tree = nodes.Template([nodes.Output([expression], lineno=expression.lineno)], lineno=1)
            tree.set_environment(self.environment)
            code, known = self.environment.compile(tree), self.environment.make_globals(None)
            self.compiled[key] = Template.from_code(self.environment, code, known)
        return self.compiled[key].render(page=self.text.page)

    def _block_stands_alone(self, name: str, line: int, lineno: int) -> None:
        """Report a macro of several lines where Markdown would lose all but its first."""
        if name not in self.blocks or not self.text.is_markdown:
            return
        raw, typed = self.text.lines[line - 1], self.text.lines[line - 1].strip()
        if not re.fullmatch(r"\{\{.*\}\}", typed) or typed.count("{{") > 1:
            expected = "this macro alone on its line: it makes several lines"
            fix = "put it on a line of its own, with an empty line before and after"
            self._report(lineno, name, "missing-indent", typed, expected, "", fix)
        elif raw.startswith((" ", "\t")) and "indent" not in typed:
            expected = "`| indent` after a macro that makes several lines, when it stands in a tab or a list"
            fix = re.sub(r" *\}\}", " | indent }}", typed)
            self._report(lineno, name, "missing-indent", typed, expected, "", fix, typed, fix)


def _replacement(old: str, new: str, meant: str) -> tuple[str, str]:
    """Return what ``make fix`` may replace and by what, where only one name can be meant."""
    return (old, new) if meant else ("", "")
