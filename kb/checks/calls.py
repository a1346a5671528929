"""Calls every macro of every article, snippet and record on its own, so that one error hides no other.

mkdocs-macros renders a page as a whole: it stops at the first error and names no line of the file. Here each
expression is compiled and called by itself, at its true line.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError, nodes

from kb.model.diagnostic import (
    BrokenRecordError,
    Diagnostic,
    UnknownNameError,
    closest_match,
    join_names,
    unique_typo_match,
)
from kb.model.project import SNIPPETS, Project
from kb.usage import Shown, recording

# A call in other brackets than double braces.
NEARLY = re.compile(
    r"(?<![\w{\[])(?:\{(?: \{)?|\[\[) ?(?P<name>[A-Za-z_]+) ?(?P<given>\([^()\n]*\)|: ?[^{}\n]*?) ?(?:\}(?: ?\})?|\]\])"
)
CODE = re.compile(r"\{% raw %\}.*?\{% endraw %\}|\{\{.*?\}\}|```.*?```|`[^`\n]*`", re.DOTALL)
CURLY = re.compile("[“”„‘’]")
HELP = "compare it with the example in docs/contribute/macros.md, as the site shows it"


@dataclass(frozen=True)
class Call:
    """One expression of a text, the Markdown that it made, and the records that this shows."""

    path: str
    line: int
    column: int
    output: str
    records: set[Shown]


@dataclass
class Evaluation:
    """Every call and every error met on the way.

    Args:
        calls: what was called, with its output.
        errors: what failed, at its line.
        stopped: the files that call a record with errors of its own.
        includes: each article with the path of a snippet that it includes.
    """

    calls: list[Call] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    stopped: set[str] = field(default_factory=set)
    includes: set[tuple[str, str]] = field(default_factory=set)

    @property
    def unrendered(self) -> set[str]:
        """The files that could not be rendered, through an error of their own or of a record that they call."""
        return self.stopped | {diagnostic.path for diagnostic in self.diagnostics}


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

    def typed(self, line: int) -> str:
        """Return a line of the file as it was typed."""
        return self.lines[line - 1].strip()


def evaluate(project: Project, macros: Mapping[str, Callable[..., str]], blocks: frozenset[str]) -> Evaluation:
    """Call every macro of the project once.

    Args:
        project: the loaded project.
        macros: the macros by name.
        blocks: the names of those that make whole paragraphs.

    Returns:
        The calls with their output, and the errors. Nothing is raised.
    """
    environment = Environment(undefined=StrictUndefined)
    environment.globals.clear()
    environment.globals.update(macros)
    result = Evaluation()
    compiled: dict[str, Template] = {}
    for text in _texts(project):
        if any(mark in text.text for mark in ("{", "[[")):
            _Evaluator(text, project, environment, macros, blocks, result, compiled).run()
    diagnosticy = result.unrendered | {diagnostic.path for diagnostic in project.diagnostics}
    result.stopped |= {path for path, snippet in result.includes if snippet in diagnosticy}
    return result


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
        self._nearly()
        try:
            tree = self.environment.parse(self.text.text)
        except TemplateSyntaxError as error:
            if not self._open_quote(error.lineno):
                self._syntax(*self._open_block(error.lineno, error.message or ""))
            return
        for node in tree.body:
            if isinstance(node, nodes.Include) and self.text.is_markdown and not self.text.path.startswith(SNIPPETS):
                self._include(node)
            elif isinstance(node, nodes.Output):
                for expression in node.nodes:
                    if not isinstance(expression, nodes.TemplateData):
                        self._expression(expression)
            else:
                self._syntax(
                    node.lineno,
                    "only calls in {{ … }} work here, and {% include %} in articles: no conditions or loops",
                    "{%",
                )

    def _diagnostic(
        self,
        line: int,
        needle: str,
        rule: str,
        found: str,
        expected: str,
        close: str = "",
        fix: str = "",
        old: str = "",
        new: str = "",
    ) -> None:
        self.result.diagnostics.append(
            Diagnostic(*self.text.place(line, needle), rule, found, expected, close, fix, old if new else "", new)
        )

    def _nearly(self) -> None:
        """Report a call that stands in other brackets, and would be shown as it was typed."""
        blanked = CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), self.text.text)
        for found in NEARLY.finditer(blanked):
            name, given = found["name"], found["given"]
            if name in self.macros:
                given = given if given.startswith("(") else '("' + given.strip(": \"'") + '")'
                told = (found.group(), "a call in double braces", "", f"{{{{ {name}{given} }}}}")
                line = blanked.count("\n", 0, found.start()) + 1
                self._diagnostic(line, found.group(), "macro-syntax", *told, found.group(), told[3])

    def _open_quote(self, last: int) -> bool:
        """Report a quote that nothing closes at its own call: the parser sees it at the next one only."""
        for number, line in enumerate(self.text.text.split("\n")[:last], start=1):
            for call in re.finditer(r"\{\{.*?(?:\}\}|$)", line):
                if call.group().count('"') % 2:
                    fix = re.sub(
                        r'"([\w-]+)(?=[),])(?!")|(?<=[(,] )([\w-]+)"|(?<=\()([\w-]+)"', r'"\1\2\3"', call.group()
                    )
                    fix = fix if fix.count('"') % 2 == 0 else ""
                    expected = "each name between two quotes"
                    self._diagnostic(number, call.group(), "macro-syntax", call.group(), expected, fix=fix or HELP)
                    return True
        return False

    def _open_block(self, line: int, why: str) -> tuple[int, str, str]:
        """Return the line of a loop or condition that nothing ends, which the parser tells at the end of the text."""
        begins = re.search(r"\{%-? *(?!include|raw|endraw)", self.text.text)
        if "end of template" not in why or not begins:
            return line, why, ""
        return self.text.text.count("\n", 0, begins.start()) + 1, "no conditions or loops work here", "{%"

    def _syntax(self, line: int, why: str, needle: str = "") -> None:
        typed = self.text.text.split("\n")[line - 1]
        needle = needle or next((one for one in ("{{", "{%", "{#") if one in typed), typed.strip() or " ")
        expected = 'a call such as {{ fact("pause-most") }}, with its brackets and quotes in pairs'
        fix = "close what is open; a literal {{ stands in {% raw %} and {% endraw %}"
        call = re.search(r"\{\{.*?\}\}", typed)
        if call and CURLY.search(call.group()):
            fix = CURLY.sub('"', call.group())
        self._diagnostic(line, needle, "macro-syntax", f"{typed.strip() or '(nothing)'} ({why})", expected, fix=fix)

    def _include(self, node: nodes.Include) -> None:
        name = str(node.template.value) if isinstance(node.template, nodes.Const) else ""
        known = list(self.project.snippets)
        if name in known:
            self.result.includes.add((self.text.path, f"{SNIPPETS}/{name}"))
            line = self.text.place(node.lineno, "{% include")[1]
            if self.text.lines[line - 1].startswith((" ", "\t")):
                expected = "an include at the start of its line: in a tab or a list only its first line would be inside"
                fix = "move it out of the tab or the list, or write its words there"
                self._diagnostic(node.lineno, "{% include", "missing-indent", self.text.typed(line), expected, fix=fix)
            return
        close = closest_match(name, known)
        fix = f'{{% include "{close}" %}}' if close else f"add the file to {SNIPPETS}/ or remove the line"
        found, expected = f'{{% include "{name}" %}}', f"one of {join_names(known)} ({SNIPPETS}/)"
        meant = unique_typo_match(name, known)
        old, new = (f'"{name}"', f'"{meant}"' if meant else "")
        self._diagnostic(node.lineno, "{%", "missing-include", found, expected, close, fix, old, new)

    def _expression(self, expression: nodes.Expr) -> None:
        inside = [expression, *expression.find_all(nodes.Node)]
        calls = [one for one in inside if isinstance(one, nodes.Call)]
        names = [one for one in inside if isinstance(one, nodes.Name)]
        called = {id(one.node) for one in calls}
        for name in names:
            if not self._name_is_known(name, id(name) in called):
                return
        if not all(self._arguments_fit(call) for call in calls):
            return
        first = names[0].name if names else "{{"
        path, line, column = self.text.place(expression.lineno, first)
        try:
            with recording() as records:
                output = self._call(expression)
        except BrokenRecordError:
            self.result.stopped.add(path)
        except UnknownNameError as error:
            typed = self.text.typed(line)
            whole = next((one for one in re.findall(r"\{\{.*?\}\}", typed) if f'"{error.found}"' in one), "")
            fix = whole.replace(f'"{error.found}"', f'"{error.close}"') if error.close else ""
            found, meant = f'{first}("{error.found}")', unique_typo_match(error.found, error.known)
            told = (found, error.expected, error.close, fix, f'"{error.found}"', f'"{meant}"' if meant else "")
            self._diagnostic(expression.lineno, first, "unknown-name", *told)
        except Exception as error:  # a macro may raise anything
            found = f"{first}: {type(error).__name__}: {error}"
            self._diagnostic(expression.lineno, first, "macro-failed", found, "a call that works", fix=HELP)
        else:
            self.result.calls.append(Call(path, line, column, output, records))
            self._block_stands_alone(first, line, expression.lineno)

    def _name_is_known(self, name: nodes.Name, called: bool) -> bool:
        """Report a name that no macro has, and a macro's name without its brackets."""
        known = self.environment.globals
        if name.name in known and called:
            return True
        if name.name in known:
            found, close, fix = f"{{{{ {name.name} }}}} without brackets", "", f"{{{{ {name.name}(…) }}}}"
        else:
            found, close = f"{{{{ {name.name} … }}}}", closest_match(name.name, known)
            fix = f"{{{{ {close}(…) }}}}" if close else "a name given to a macro stands in quotes"
        expected, meant = (
            f"one of {join_names(known, 20)}, called with ( )",
            unique_typo_match(name.name, known) if called else "",
        )
        old, new = f"{name.name}(", f"{meant}(" if meant else ""
        self._diagnostic(name.lineno, name.name, "unknown-macro", found, expected, close, fix, old, new)
        return False

    def _arguments_fit(self, call: nodes.Call) -> bool:
        if not isinstance(call.node, nodes.Name):
            return True
        name = call.node.name
        signature = inspect.signature(self.macros[name])
        lists = list(call.find_all((nodes.List, nodes.Dict, nodes.Tuple)))
        if lists:
            expected = "each argument in quotes, with a comma between two"
            self._diagnostic(call.lineno, name, "macro-arguments", f"{name}(…) with a list", expected, fix=HELP)
            return False
        try:
            signature.bind(*call.args, **{one.key: one for one in call.kwargs})
        except TypeError as error:
            takes = ", ".join(
                one.name + ("" if one.default is one.empty else f"={one.default!r}")
                for one in signature.parameters.values()
            )
            self._diagnostic(call.lineno, name, "macro-arguments", f"{name}(…): {error}", f"{name}({takes})", fix=HELP)
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
        raw, typed = self.text.lines[line - 1], self.text.typed(line)
        if not re.fullmatch(r"\{\{.*\}\}", typed) or typed.count("{{") > 1:
            expected = "this macro alone on its line: it makes several lines"
            fix = "put it on a line of its own, with an empty line before and after"
            self._diagnostic(lineno, name, "missing-indent", typed, expected, fix=fix)
        elif raw.startswith((" ", "\t")) and "indent" not in typed:
            expected = "`| indent` after a macro that makes several lines, when it stands in a tab or a list"
            fix = re.sub(r" *\}\}", " | indent }}", typed)
            self._diagnostic(lineno, name, "missing-indent", typed, expected, fix=fix, old=typed, new=fix)
