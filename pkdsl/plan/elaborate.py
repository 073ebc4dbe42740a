"""From an expression to code: names are looked up, words get their lists, and mistakes are found before any value."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.diagnostics.words import capital
from pkdsl.plan.calls import Calls
from pkdsl.plan.code import SILENT, Code, Gone, Located, Run, constant
from pkdsl.plan.draft import error
from pkdsl.plan.literals import read_literal
from pkdsl.plan.lookup import Lookup
from pkdsl.plan.members import Members
from pkdsl.plan.over_time import flat_map, steps_of
from pkdsl.plan.texts import Texts
from pkdsl.schema import types
from pkdsl.schema.types import ANYTHING
from pkdsl.syntax import mistakes, tree
from pkdsl.values import (
    ConditionDate,
    Mismatch,
    Period,
    Steps,
    Threshold,
    Undefined,
    Unknown,
    UnknownUnit,
    Unreadable,
    Word,
)
from pkdsl.values.errors import Backwards, OutOfCalendar
from pkdsl.values.operators import binary, unary
from pkdsl.values.said import noun

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkdsl.diagnostics import Finding
    from pkdsl.plan.code import Frame
    from pkdsl.plan.draft import Home
    from pkdsl.plan.lookup import Values
    from pkdsl.plan.names import Scope
    from pkdsl.schema.types import Type
    from pkdsl.values.value import Value

CODES: Mapping[type, str] = {Mismatch: "TYP-002", Backwards: "VAL-006", Undefined: "VAL-005", OutOfCalendar: "VAL-004"}
"""The codes of what can go wrong between values."""
COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in", "not in"})
LOGIC = frozenset({"and", "or"})
UNITS = frozenset({types.Plain("unit"), types.Plain("measure")})
AS_WRITTEN = UNITS | {types.Plain("new word")}


class Mistaken(Exception):  # noqa: N818 -- not an error of pkdsl: an expression that nobody wants to hear about has one
    """An expression that is elaborated quietly has a mistake."""


class Elaborator:
    """Elaborates the expressions of one home."""

    def __init__(self, plan: Values, home: Home) -> None:
        self.plan, self.home = plan, home
        self._before: tuple[Value, ...] = ()
        self._quiet = False
        self.findings: list[Finding] = []
        self.lookup = Lookup(plan, home, self.report)
        self._members = Members(self)
        self._calls = Calls(self)
        self._texts = Texts(self)
        self._forms: Mapping[type, Callable[..., Code]] = {
            tree.Hole: lambda *_: SILENT,
            tree.Literal: self._literal,
            tree.Name: self.lookup.bare,
            tree.Attribute: self._members.attribute,
            tree.Index: self._members.index,
            tree.Call: self._calls.call,
            tree.Comprehension: self._calls.selection,
            tree.Unary: self._unary,
            tree.Chain: self._chain,
            tree.Conditional: self._conditional,
            tree.Threshold: self._threshold,
            tree.List: self._list,
            tree.Body: self._map,
            tree.Steps: self._steps,
        }

    def elaborate(
        self, node: tree.Expression, scope: Scope, expected: Type, before: tuple[Value, ...]
    ) -> tuple[Code, tuple[Finding, ...]]:
        """The code of a whole expression, and what is wrong with it.

        `before` is what a value over time holds before its first step, where its field declares that.
        """
        self.findings.clear()
        self._before = before
        return self.code(node, scope, expected), tuple(self.findings)

    def code(self, node: tree.Expression, scope: Scope, expected: Type = ANYTHING) -> Code:
        """The code of an expression. `expected` is the type of the field it stands in or is compared with."""
        if expected in AS_WRITTEN and isinstance(node, tree.Name | tree.Chain):
            return self._as_written(node, expected)
        return self._forms[type(node)](node, scope, expected)

    def quietly(self, node: tree.Expression, scope: Scope) -> Run | None:
        """The run of an expression that is elaborated elsewhere as well; None, without a finding, where it has mistakes."""
        outer, self._quiet = self._quiet, True
        try:
            return self.code(node, scope).run
        except Mistaken:
            return None
        finally:
            self._quiet = outer

    def mistake(self, code: str, message: str, node: Any) -> None:  # noqa: ANN401 -- any tree node
        """Add a finding about a node."""
        self.report(error(code, message, self.home.span(node)))

    def report(self, found: Callable[[], Finding] | Finding, words: tuple[str, ...] = ()) -> None:
        """Add a finding, or what makes it; a mistake that planners often make has its own sentence.

        Where only some `words` may stand, a mend that is none of them is none: `yes` for `true` in `helipad: true`.
        """
        if self._quiet:
            raise Mistaken
        finding = found() if callable(found) else found
        known = mistakes.retold(finding)
        mends = {fix.replacement for fix in known.fixes}
        self.findings.append(known if not words or mends <= set(words) else finding)

    def located(self, node: Any, run: Run) -> Run:  # noqa: ANN401 -- any tree node
        """A run whose mistakes become findings at `node`."""

        def guarded(frame: Frame) -> Value:
            try:
                return run(frame)
            except (Mismatch, Undefined) as mistake:
                raise self.at(node, CODES[type(mistake)], mistake.message) from None

        return guarded

    def at(self, node: Any, code: str, message: str) -> Located:  # noqa: ANN401 -- any tree node
        """A mistake found while evaluating `node`."""
        return Located(mistakes.retold(error(code, _sentence(message), self.home.span(node))))

    def _as_written(self, node: tree.Name | tree.Chain, expected: Type) -> Code:
        """Words that stand for themselves: a unit of measure, a word that the plan makes up."""
        text = self.home.source.text[node.start : node.end].replace(" ", "")
        try:
            if expected in UNITS:
                self.plan.units.parse(text)
        except UnknownUnit as unknown:
            nearest = did_you_mean(unknown.word, self.plan.units.words)
            self.mistake("REF-009", f"`{unknown.word}` is no unit of measure.{nearest}", node)
            return SILENT
        return constant(text, expected)

    def condition(self, node: tree.Expression, scope: Scope, word: str) -> Run:
        """The run of an expression that must be true or false, now or on each day; `word` is what asks for it."""
        run = self.code(node, scope).run

        def condition(frame: Frame) -> Value:
            value = run(frame)
            for one in value.values if isinstance(value, Steps) else (value,):
                if not isinstance(one, bool | Unknown):
                    raise self.at(node, "TYP-001", f"`{word}` needs a condition, something that is true or false.")
            return value

        return condition

    def _literal(self, node: tree.Literal, scope: Scope, expected: Type) -> Code:
        if node.type == "STRING":
            return self._texts.text(node, scope)
        if node.type == "NUMBER" and node.text in types.words_of(expected):
            return constant(Word(node.text, types.words_of(expected)), expected)
        try:
            return read_literal(node, self.plan.units, expected)
        except Unreadable as unreadable:
            self.mistake("VAL-004" if node.type != "NUMBER" else "SYN-005", unreadable.message, node)
        except Mismatch as mismatch:
            self.mistake("REF-009", mismatch.message, node)
        return SILENT

    def _unary(self, node: tree.Unary, scope: Scope, expected: Type) -> Code:
        operand = self.code(node.operand, scope, expected if node.operator != "not" else ANYTHING)
        if not node.operator:
            return SILENT
        operator, run = node.operator, operand.run
        type_ = types.CONDITION if operator == "not" else operand.type
        return Code(type_, self.located(node, lambda frame: unary(operator, run(frame))))

    def _chain(self, node: tree.Chain, scope: Scope, expected: Type) -> Code:  # noqa: ARG002 -- all forms of expressions are elaborated alike
        operator = node.rest[0][0]
        if not all(sign for sign, _ in node.rest):
            return SILENT  # the parser put in a sign that was missing
        if operator in COMPARISONS:
            return self._comparison(node, scope)
        if operator in LOGIC:
            return self._logic(node, scope)
        first = self.code(node.first, scope)
        rest = [(op, self.code(operand, scope).run) for op, operand in node.rest]
        if first is SILENT:
            return SILENT

        def chain(frame: Frame) -> Value:
            value = first.run(frame)
            for op, run in rest:
                value = binary(op, value, run(frame))
            return value

        return Code(types.PERIOD if operator == ".." else ANYTHING, self.located(node, chain))

    def _comparison(self, node: tree.Chain, scope: Scope) -> Code:
        """A bare word beside a comparison is looked up in the field on the other side first."""
        operator, other = node.rest[0]
        if _is_bare(node.first) and not _is_bare(other):
            right = self.code(other, scope)
            left = self.code(node.first, scope, right.type)
        else:
            left = self.code(node.first, scope)
            right = self.code(other, scope, left.type)
        if left is SILENT or right is SILENT:
            return SILENT
        one, two = left.run, right.run
        return Code(types.CONDITION, self.located(node, lambda frame: binary(operator, one(frame), two(frame))))

    def _logic(self, node: tree.Chain, scope: Scope) -> Code:
        runs = [self.code(operand, scope).run for operand in (node.first, *(operand for _, operand in node.rest))]
        operator = node.rest[0][0]
        decided = operator == "or"
        undecided = not decided

        def logic(frame: Frame) -> Value:
            value = runs[0](frame)
            for run in runs[1:]:
                if value is decided:
                    break
                other = run(frame)
                plain = value is undecided and type(other) is bool
                value = other if plain else binary(operator, value, other)
            return value

        return Code(types.CONDITION, self.located(node, logic))

    def _conditional(self, node: tree.Conditional, scope: Scope, expected: Type) -> Code:
        condition = self.condition(node.condition, scope, "if")
        yes, no = self.code(node.yes, scope, expected), self.code(node.no, scope, expected)

        def conditional(frame: Frame) -> Value:
            value = condition(frame)
            if isinstance(value, Steps):
                a, b = yes.run(frame), no.run(frame)
                return flat_map(value, lambda one: _chosen(one, a, b))
            if isinstance(value, Unknown):
                return value
            return yes.run(frame) if value else no.run(frame)

        return Code(yes.type if yes.type == no.type else ANYTHING, conditional)

    def _threshold(self, node: tree.Threshold, scope: Scope, _expected: Type) -> Code:
        operand = self.code(node.operand, scope)
        if not node.operator:
            return SILENT

        def threshold(frame: Frame) -> Value:
            value = operand.run(frame)
            return value if isinstance(value, Unknown) else Threshold(node.operator, value)

        return Code(types.Plain("threshold"), threshold)

    def _list(self, node: tree.List, scope: Scope, expected: Type) -> Code:
        if len(node.items) == 1 and isinstance(node.items[0], tree.Comprehension):
            return self.code(node.items[0], scope, expected)
        item = types.item_of(expected)
        codes = [self.code(one, scope, item) for one in node.items]
        runs = [code.run for code in codes if not isinstance(code.run, Gone)]
        type_ = item if expected != ANYTHING else (codes[0].type if codes else ANYTHING)
        return Code(types.ListOf(type_), lambda frame: tuple(run(frame) for run in runs))

    def _map(self, node: tree.Body, scope: Scope, expected: Type) -> Code:
        map_ = next(
            (o for o in types.options(expected) if isinstance(o, types.MapOf)), types.MapOf(types.TEXT, ANYTHING)
        )
        entries: list[tuple[Run, Run]] = []
        for item in node.items:
            if isinstance(item, tree.Hole):
                continue
            if not isinstance(item, tree.Field):
                self.mistake("REF-007", "A map holds entries such as `truck: 40`.", item)
                continue
            key = self._key(item, scope, map_.key)
            entries.append((key.run, self.code(item.value, scope, map_.item).run))
        return Code(map_, lambda frame: {key(frame): value(frame) for key, value in entries})

    def _key(self, item: tree.Field, scope: Scope, expected: Type) -> Code:
        if expected == types.TEXT:
            return constant(item.name)
        first, *rest = item.name.split(".")
        at = item.start
        key: tree.Expression = tree.Name(first, at, at + len(first))
        for word in rest:
            end = key.end + 1 + len(word)
            key = tree.Attribute(key, word, at, end)
        return self.code(key, scope, expected)

    def _steps(self, node: tree.Steps, scope: Scope, expected: Type) -> Code:
        """A value over time; steps that are known only later (a date not given) make all of it unknown."""
        runs: list[tuple[str, tree.Step, Run, Run]] = []
        for step in node.steps:
            when = self.code(step.when, scope, types.DATE if step.form == "from" else types.PERIOD)
            runs.append((step.form, step, when.run, self.code(step.value, scope, expected).run))
        before = self._before

        def steps(frame: Frame) -> Value:
            pieces = [(form, self._begins(step, when(frame)), value(frame)) for form, step, when, value in runs]
            return steps_of(pieces, before)

        return Code(expected, self.located(node, steps))

    def _begins(self, step: tree.Step, when: Value) -> Value:
        """The date from which, or the period during which, a step holds."""
        wanted = (date, ConditionDate) if step.form == "from" else Period
        if not isinstance(when, Unknown) and not isinstance(when, wanted):
            needed = "a date" if step.form == "from" else "a period"
            raise self.at(step.when, "TYP-001", f"`{step.form}` is followed by {needed}; this is {noun(when)}.")
        return when


def _chosen(condition: Value, yes: Value, no: Value) -> Value:
    if isinstance(condition, Unknown):
        return condition
    return yes if condition else no


def _is_bare(node: tree.Expression) -> bool:
    """A word alone, or a list of words: what it means may depend on what it is compared with."""
    return isinstance(node, tree.Name) or (
        isinstance(node, tree.List) and all(isinstance(i, tree.Name) for i in node.items)
    )


def _sentence(message: str) -> str:
    return capital(message) + ("" if message.endswith((".", "?")) else ".")
