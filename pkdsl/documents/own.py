"""A plan's own templates: read, walked node by node, and never turned into a program.

They are written as pkdsl's own are, but by anybody. So nothing of them is compiled or called: their tree may hold only
what `ALLOWED` names, and is walked over mappings, tuples and what the page shows, with a count of steps and letters that
runs out. What a template may not do therefore is not forbidden; there is nothing that could do it.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from pkdsl.diagnostics import Finding, Severity, Span
from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.documents import Mistaken
from pkdsl.documents.words import Malformed, Words, environment, read
from pkdsl.page import Missing, clean

if TYPE_CHECKING:
    from pkdsl.diagnostics import Source
    from pkdsl.page import Block

ENDING, SHIPPED = ".md.j2", "shipped/"
"""How templates are called, and under which name a plan's own include those of pkdsl that they replace."""
MOST_STEPS, MOST_LETTERS, MOST_TEXT, DEEPEST = 1_000_000, 4_000_000, 250_000, 12
"""How much is looked at, how much comes out, how long a template may be, and how deep includes go."""
CLOSED = frozenset({"state.md.j2"})
"""What a plan cannot replace: what the check found is said as it is."""
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.If, nodes.For,
    nodes.Include, nodes.With, nodes.Assign, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Test, nodes.CondExpr,
)  # fmt: skip
NAMED: dict[type[nodes.Node], str] = {
    nodes.Filter: "a filter", nodes.Call: "a call", nodes.Macro: "a macro", nodes.Import: "an import", nodes.FromImport: "an import",
    nodes.Extends: "`extends`", nodes.Block: "a block", nodes.CallBlock: "a call", nodes.FilterBlock: "a filter",
    nodes.AssignBlock: "a `set` with a body", nodes.Concat: "`~`", nodes.BinExpr: "arithmetic", nodes.UnaryExpr: "arithmetic",
}  # fmt: skip
"""What people try, as they call it."""
HEADER = re.compile(r"\s*\{#-?(.*?)-?#\}", re.DOTALL)


class Place(NamedTuple):
    """A line of a template."""

    source: Source
    line: int

    def finding(self, code: str, message: str) -> Finding:
        """What is wrong there."""
        text = self.source.text.split("\n")
        line = min(max(self.line, 1), len(text))
        start = sum(len(one) + 1 for one in text[: line - 1])
        end = start + len(text[line - 1])
        return Finding(code, Severity.ERROR, message, Span(self.source, start, end), detail=text[line - 1][:80])

    def mistake(self, message: str, code: str = "TPL-001") -> Mistaken:
        """The same to be raised."""
        return Mistaken(self.finding(code, message))


def header(source: Source) -> dict[str, str]:
    """What the comment at the top of a template says of its document: `view: fact_sheet`, `title: Weekly report`."""
    found = HEADER.match(source.text)
    lines = (line.partition(":") for line in (found[1] if found else "").split("\n"))
    return {key.strip(): " ".join(clean(value).split()) for key, colon, value in lines if colon}


def parsed(source: Source) -> nodes.Template:
    """The tree of a template, if it holds nothing but what can be walked."""
    if len(source.text) > MOST_TEXT:
        raise Place(source, 1).mistake(f"This template is longer than {MOST_TEXT} letters.", "LIM-009")
    try:
        tree = Words().parse(source.text)
    except TemplateSyntaxError as error:
        raise Place(source, error.lineno).mistake(f"This is no template: {error.message}") from None
    except (RecursionError, ValueError, OverflowError):
        raise Place(source, 1).mistake(
            "Something in this template is too long or nested too deeply.", "LIM-009"
        ) from None
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        _refuse(source, node)
        waiting += node.iter_child_nodes()
    return tree


def _refuse(source: Source, node: nodes.Node) -> None:
    """Complain about what a template may not hold."""
    if not isinstance(node, ALLOWED):
        what = next((words for kind, words in NAMED.items() if isinstance(node, kind)), "what stands here")
        raise Place(source, node.lineno).mistake(
            f"A template shows what it is given and computes nothing, so it cannot use {what}."
        )
    if isinstance(node, nodes.For) and (node.recursive or not isinstance(node.target, nodes.Name)):
        raise Place(source, node.lineno).mistake("A loop gives each thing one name: `{% for unit in units %}`.")
    if isinstance(node, nodes.Assign) and not isinstance(node.target, nodes.Name):
        raise Place(source, node.lineno).mistake("`set` gives one name: `{% set unit = units[0] %}`.")
    if isinstance(node, nodes.Include) and not (
        isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)
    ):
        raise Place(source, node.lineno).mistake(
            'An include names one template in quotes: `{% include "parts/risks.md.j2" %}`.'
        )
    if isinstance(node, nodes.Test) and (node.name not in TESTS or node.args or node.kwargs):
        raise Place(source, node.lineno).mistake(f"There is no test `{node.name}` here; there are {', '.join(TESTS)}.")


TESTS = {
    "none": lambda value: value is None,
    "given": lambda value: value is not None and not isinstance(value, Missing),
}
"""What can be asked of a value besides whether it is there; `defined` would hide a misspelt name."""


class Walk:
    """One template of a plan being followed, with all that it includes."""

    def __init__(self, templates: Mapping[str, Source]) -> None:
        """`templates` are the plan's own by their name below its folder of templates."""
        self._own = templates
        self._words = Words()
        self._out: list[str] = []
        self._places: list[Place] = []
        self._steps, self._letters = MOST_STEPS, MOST_LETTERS
        self._here = Place(environment().source(""), 1)
        self._depth = 0

    def blocks(self, name: str, view: dict[str, Any]) -> tuple[Block, ...]:
        """What the template of that name says about a view."""
        source, tree = self._found(name)
        self._here = Place(source, 1)
        try:
            self._all(tree.body, ChainMap({}, view))
        except RecursionError:
            raise self._here.mistake("This is nested too deeply.", "LIM-009") from None
        try:
            return tuple(read("".join(self._out), tuple(self._words.values)))
        except Malformed as malformed:
            place = self._places[malformed.line] if malformed.line < len(self._places) else self._here
            raise place.mistake(f"{malformed}.") from None

    def _found(self, name: str) -> tuple[Source, nodes.Template]:
        """The plan's own template, else pkdsl's."""
        source = self._own.get(name) or environment().source(name.removeprefix(SHIPPED))
        if not source.text:
            known = (*self._own, *(f"{SHIPPED}{one}" for one in environment().list_templates()))
            raise self._here.mistake(f"There is no template `{name}`.{did_you_mean(name, known)}", "TPL-002")
        return source, parsed(source)

    def _all(self, body: list[nodes.Node], scope: ChainMap[str, Any]) -> None:
        for node in body:
            self._count()
            self._here = Place(self._here.source, node.lineno)
            getattr(self, f"_{type(node).__name__.lower()}")(node, scope)

    def _count(self) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise self._here.mistake(f"This template takes more than {MOST_STEPS} steps.", "LIM-009")

    # -- what stands in a template --------------------------------------------------------------------------------

    def _output(self, node: nodes.Output, scope: ChainMap[str, Any]) -> None:
        for one in node.nodes:
            if isinstance(one, nodes.TemplateData):
                self._put("\n".join(map(clean, one.data.split("\n"))), one.lineno)
                continue
            value = self._value(one, scope)
            try:
                self._put(self._words.put(value), one.lineno)
            except TypeError as error:
                raise Place(self._here.source, one.lineno).mistake(f"{str(error).capitalize()}.") from None

    def _put(self, text: str, line: int) -> None:
        self._letters -= len(text)
        if self._letters < 0:
            raise self._here.mistake(f"This template makes more than {MOST_LETTERS} letters.", "LIM-009")
        self._out.append(text)
        first = 1 if self._places else 0
        self._places += [Place(self._here.source, line + number) for number in range(first, text.count("\n") + 1)]

    def _if(self, node: nodes.If, scope: ChainMap[str, Any]) -> None:
        for branch in (node, *node.elif_):
            if self._value(branch.test, scope):
                self._all(branch.body, scope)
                return
        self._all(node.else_, scope)

    def _for(self, node: nodes.For, scope: ChainMap[str, Any]) -> None:
        things = self._value(node.iter, scope)
        if not isinstance(things, tuple):
            raise self._here.mistake("A loop runs over a list of the view; this is none.", "TPL-002")
        name, source = str(getattr(node.target, "name", "")), self._here.source
        chosen = (
            things
            if node.test is None
            else tuple(one for one in things if self._value(node.test, scope.new_child({name: one})))
        )
        for number, one in enumerate(chosen, 1):
            self._count()
            loop = {"index": number, "first": number == 1, "last": number == len(chosen), "length": len(chosen)}
            self._all(node.body, scope.new_child({name: one, "loop": loop}))
            self._here = Place(source, node.lineno)
        if not chosen:
            self._all(node.else_, scope)

    def _include(self, node: nodes.Include, scope: ChainMap[str, Any]) -> None:
        here = self._here
        self._depth += 1
        if self._depth > DEEPEST:
            raise here.mistake(f"Templates include one another more than {DEEPEST} deep.", "LIM-009")
        source, tree = self._found(str(getattr(node.template, "value", "")))
        self._here = Place(source, 1)
        self._all(tree.body, scope)
        self._here, self._depth = here, self._depth - 1

    def _with(self, node: nodes.With, scope: ChainMap[str, Any]) -> None:
        given = {
            str(getattr(name, "name", "")): self._value(value, scope)
            for name, value in zip(node.targets, node.values, strict=True)
        }
        self._all(node.body, scope.new_child(given))

    def _assign(self, node: nodes.Assign, scope: ChainMap[str, Any]) -> None:
        scope[str(getattr(node.target, "name", ""))] = self._value(node.node, scope)

    # -- what it speaks of ----------------------------------------------------------------------------------------

    def _value(self, node: nodes.Node, scope: Mapping[str, Any]) -> Any:  # noqa: ANN401, C901 -- a piece of a view; a line for each sort of node
        self._count()
        match node:
            case nodes.Const():
                return node.value
            case nodes.Name():
                return self._entry(scope, node.name, node)
            case nodes.Getattr():
                return self._entry(self._value(node.node, scope), node.attr, node)
            case nodes.Getitem():
                return self._entry(self._value(node.node, scope), self._value(node.arg, scope), node)
            case nodes.Not():
                return not self._value(node.node, scope)
            case nodes.And():
                return self._value(node.left, scope) and self._value(node.right, scope)
            case nodes.Or():
                return self._value(node.left, scope) or self._value(node.right, scope)
            case nodes.CondExpr():
                chosen = node.expr1 if self._value(node.test, scope) else node.expr2
                return "" if chosen is None else self._value(chosen, scope)
            case nodes.Test():
                return TESTS[node.name](self._value(node.node, scope))
            case nodes.Compare():
                return self._compared(node, scope)
        raise Place(self._here.source, node.lineno).mistake("This cannot stand here.")

    def _compared(self, node: nodes.Compare, scope: Mapping[str, Any]) -> bool:
        left = self._value(node.expr, scope)
        for one in node.ops:
            right = self._value(one.expr, scope)
            if one.op not in {"eq", "ne"}:
                raise self._here.mistake(
                    "Only `==` and `!=` compare here; what is more or less is for the view to say."
                )
            if (left == right) is not (one.op == "eq"):
                return False
            left = right
        return True

    def _entry(self, holder: Any, key: Any, node: nodes.Node) -> Any:  # noqa: ANN401 -- as above
        if isinstance(holder, Mapping):
            if key in holder:
                return holder[key]
            said = did_you_mean(str(key), [str(one) for one in holder])
            raise Place(self._here.source, node.lineno).mistake(f"There is no `{key}` here.{said}", "TPL-002")
        if isinstance(holder, tuple) and type(key) is int and -len(holder) <= key < len(holder):
            return holder[key]
        raise Place(self._here.source, node.lineno).mistake(f"What stands here has no `{key}`.", "TPL-002")
