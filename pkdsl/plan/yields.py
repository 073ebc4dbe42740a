"""What a cost or a demand yields: a value of each of its fields for every combination that it ranges over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.plan.code import Located
from pkdsl.plan.drivers import bindings, ranges_of
from pkdsl.plan.elaborate import Elaborator
from pkdsl.plan.names import Scope
from pkdsl.plan.over_time import flat_map
from pkdsl.plan.ranges import mentions
from pkdsl.schema.base import Declared
from pkdsl.syntax import tree
from pkdsl.values import HOLE, Period, Quantity, Steps, Unknown
from pkdsl.values.arithmetic import NOTHING
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.plan.code import Frame, Run
    from pkdsl.plan.draft import Node
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

FOR = " for "
"""Between a field and what it is yielded for, in the name it is read under: `amount for unit.north_battalion`."""
AMOUNT = "amount"
"""The field that adds up: it is zero while a `where` does not hold, and while what it is yielded for is not there."""


RATE = "rate"
"""What is read of a yield besides the driver's own fields: the factor of its amount that is money."""


class Yield(NamedTuple):
    """What a driver yields for one combination of its loop variables.

    `frame` holds the driver's declaration and the values of the loops; `key` says them in words: `unit.north_battalion`.
    """

    plan: Plan
    node: Node
    key: str
    frame: Frame
    where: Value

    def read(self, field: str) -> Value:
        """The value of a field of the driver; unknown where the driver does not say it."""
        return self.plan.read(self.node, f"{field}{FOR}{self.key}")

    def read_afresh(self, field: str) -> Value:
        """The same evaluated once more, for whoever records what is read for it."""
        return self.plan.value_of(self.node, f"{field}{FOR}{self.key}")

    @property
    def driver(self) -> Declared:
        """The cost or the demand itself."""
        return self.node.entity

    @property
    def subjects(self) -> tuple[Declared, ...]:
        """The declarations among the values of the loops, the outermost first."""
        return tuple(value for value in self.frame[1:] if isinstance(value, Declared))


class Prepared(NamedTuple):
    """A driver whose names are looked up; `fields` run in the scope inside its loops."""

    fields: dict[str, Run]
    yields: dict[str, Yield]


class Yields:
    """The yields of all drivers of a plan, each driver made ready when it is first asked."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._prepared: dict[Node, Prepared] = {}

    def of(self, node: Node) -> tuple[Yield, ...]:
        """What one driver yields, in the order of its loops; nothing, where its text has mistakes."""
        return tuple(self._ready(node).yields.values())

    def value(self, node: Node, name: str) -> Value:
        """A field of a driver for one combination: `name` is as `Yield.read` asks for it."""
        field, _, key = name.partition(FOR)
        prepared = self._ready(node)
        run, yielded = prepared.fields.get(field), prepared.yields[key]
        if run is None:
            return Unknown(())
        value = run(yielded.frame)
        return self._counted(value, yielded) if field == AMOUNT else value

    def _ready(self, node: Node) -> Prepared:
        if node not in self._prepared:
            self._prepared[node] = Prepared({}, {})  # what asks again meanwhile goes in a circle, and gets nothing
            self._prepared[node] = self._prepare(node)
        return self._prepared[node]

    def _prepare(self, node: Node) -> Prepared:
        plan = self._plan
        elaborator = Elaborator(plan, node.home)
        ranges, scope = ranges_of(elaborator, node.statements, Scope(node.home.package, node))
        fields = {name: _field(plan, elaborator, node, name, scope) for name in node.given if name in node.spec.fields}
        fields[RATE] = _rate(elaborator, node, scope)
        plan.findings.update(dict.fromkeys(elaborator.findings))
        if elaborator.findings:
            return Prepared({}, {})
        found: dict[str, Yield] = {}
        for frame, where in bindings(ranges, (node,), self._evaluate):
            key = ", ".join(_said(plan, value) for value, loop in zip(frame[1:], ranges, strict=False) if not loop.one)
            key = key if key not in found else f"{key} ({len(found) + 1})"
            found[key] = Yield(plan, node, key, frame, where)
        return Prepared(fields, found)

    def _evaluate(self, run: Run, frame: Frame) -> Value:
        try:
            return run(frame)
        except Located as mistake:
            self._plan.findings[mistake.finding] = None
            return HOLE

    def _counted(self, value: Value, yielded: Yield) -> Value:
        """The amount on the days on which it counts."""
        if isinstance(yielded.where, Unknown):
            return yielded.where
        if isinstance(yielded.where, Steps):
            value = flat_map(yielded.where, lambda holds: value if holds is True else _nothing(value, holds))
        for subject in yielded.subjects:
            life = self._life(subject)
            if isinstance(life, Period) and value is not HOLE:
                steps: Steps[Value] = value if isinstance(value, Steps) else Steps.always(value)
                value = steps.within(life, _nothing(value, life))
        return value

    def _life(self, subject: Declared) -> Value:
        """The days on which something is there; that it was looked at is no part of how an amount came to be."""
        return self._plan.traced(lambda: self._plan.read(self._plan.node_of(subject), "life"))[0]


def _field(plan: Plan, elaborator: Elaborator, node: Node, name: str, scope: Scope) -> Run:
    """The run of a driver's field, whose values take the form that the field keeps."""
    given, field = node.given[name], node.spec.fields[name]
    if given.expression is None:
        return lambda _: given.constant
    run = elaborator.code(given.expression, scope, field.type).run
    return lambda frame: plan.maker.fitted(run(frame), field, given.place)


def _rate(elaborator: Elaborator, node: Node, scope: Scope) -> Run:
    """The first factor of a product that is money, per person, month or hour; unknown, where there is none."""
    given = node.given.get(AMOUNT)
    trees = [] if given is None else sorted(_factors(given.expression), key=lambda one: not mentions(one, RATE))
    factors = [elaborator.quietly(factor, scope) for factor in trees]

    def rate(frame: Frame) -> Value:
        values = (factor(frame) for factor in factors if factor is not None)
        return next((value for value in values if any(one.unit.currency for one in _quantities(value))), Unknown(()))

    return rate


def _factors(expression: Value) -> Iterator[tree.Expression]:
    """What is multiplied in a product; of anything else, nothing."""
    if isinstance(expression, tree.Chain) and expression.rest[0][0] in {"*", "/"}:
        for sign, factor in (("*", expression.first), *expression.rest):
            if sign == "*":
                yield from (factor,) if not isinstance(factor, tree.Chain) else _factors(factor)


def _nothing(value: Value, otherwise: Value) -> Value:
    """A zero of the value's unit; what is unknown stays unknown."""
    if isinstance(otherwise, Unknown):
        return otherwise
    example = next(iter(_quantities(value)), None)
    return NOTHING if example is None else Quantity(0, example.unit)


def _quantities(value: Value) -> tuple[Quantity, ...]:
    values = value.values if isinstance(value, Steps) else (value,)
    return tuple(one for one in values if isinstance(one, Quantity))


def _said(plan: Plan, value: Value) -> str:
    return plan.path_of(value) if isinstance(value, Declared) else show(value)
