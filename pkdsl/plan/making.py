"""How a value is made: of what a text gives, of what a fact computes, or of what is missing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pkdsl.plan.code import Code, Gone, Located
from pkdsl.plan.draft import Given, Home, Node, error
from pkdsl.plan.elaborate import Elaborator
from pkdsl.plan.entries import Entries, field_of, is_entry, keys_of, levels_of
from pkdsl.plan.evaluation import LET
from pkdsl.plan.fit import Misfit, as_language
from pkdsl.plan.ledger import ENTRY, LEDGER, Ledger
from pkdsl.plan.names import Scope
from pkdsl.plan.paths import missing
from pkdsl.plan.yields import FOR, Yields
from pkdsl.schema import types
from pkdsl.schema.types import ANYTHING
from pkdsl.syntax import mistakes, tree
from pkdsl.values import HOLE, Mismatch, Period, Quantity, Steps, Undefined, Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.diagnostics import Span
    from pkdsl.plan.code import Frame
    from pkdsl.plan.entries import Level
    from pkdsl.plan.plan import Plan
    from pkdsl.schema.spec import FieldSpec
    from pkdsl.values.value import Value

CUT_BY_LIFE = frozenset({"location"})
"""Kinds whose additive values are zero outside their life. A unit's strength is not cut: it is its establishment, and
`deployed` says what is in theatre."""


class Maker:
    """Makes the values of a plan's declarations; `facts` compute fields by kind and field name."""

    def __init__(self, plan: Plan, facts: Mapping[tuple[str, str], Value]) -> None:
        self._plan = plan
        self._facts = facts
        self._fact_of: dict[tuple[str, str], Value] = {}
        self._written: dict[str, frozenset[str]] = {}
        self._elaborators: dict[Home, Elaborator] = {}
        self._keys: dict[type, tuple[Level, ...]] = {}
        self.yields = Yields(plan)
        self.ledger = Ledger(plan)

    def value(self, node: Node, name: str) -> Value:
        """What a text gives, what a fact computes, or what is missing."""
        if name.startswith(LET):
            return self._of_let(node, node.lets[name[len(LET) :]])
        if FOR in name:
            return self.yields.value(node, name)
        if node.spec.kind == ENTRY and node.form == LEDGER:
            return self.ledger.value(node, name)
        if is_entry(name):
            fact = self.fact(node, field_of(name))
            return self._called(fact, node, *keys_of(self._levels(fact), name), self._plan)
        given = node.given.get(name)
        field = node.spec.fields.get(name)
        if given is not None:
            return self._of_given(node, given, field)
        if field is not None and field.part is not None:
            return tuple(part.entity for part in node.parts.get(name, ()))
        fact = self.fact(node, name)
        if fact is not None:
            return self._computed_by(fact, node, name)
        if node.truncated:
            return HOLE
        if name == "name" and node.name:
            return node.name
        return missing(node, name)

    def absent(self, node: Node, name: str) -> Unknown | None:
        """What is missing where a text alone could give it, and none does."""
        kind = node.spec.kind
        if kind not in self._written:
            fields = node.spec.fields.values() if kind != ENTRY else ()
            alone = (one.name for one in fields if one.part is None and self.fact(node, one.name) is None)
            self._written[kind] = frozenset(alone) - {"name"}
        return (
            missing(node, name)
            if name in self._written[kind] and name not in node.given and not node.truncated
            else None
        )

    def fact(self, node: Node, name: str) -> Value:
        """What computes a field of a declaration; None where nothing does."""
        key = (node.spec.kind, name)
        if key not in self._fact_of:
            kinds = (getattr(cls, "kind", "") for cls in node.spec.cls.__mro__)
            self._fact_of[key] = next((self._facts[kind, name] for kind in kinds if (kind, name) in self._facts), None)
        return self._fact_of[key]

    def _levels(self, fact: Value) -> tuple[Level, ...]:
        """The keys of the map that a fact computes; declarations are the same whenever they are asked for."""
        if not isinstance(fact.by, type):
            return levels_of(self._plan, fact)
        if fact.by not in self._keys:
            self._keys[fact.by] = levels_of(self._plan, fact)
        return self._keys[fact.by]

    def _computed_by(self, fact: Value, node: Node, name: str) -> Value:
        """What a fact computes; of a map, each entry as a value of its own."""
        if fact.by:
            return Entries(self._levels(fact), partial(self._plan.read, node), name)
        return self._called(fact, node, self._plan)

    @staticmethod
    def _called(fact: Value, node: Node, *arguments: Value) -> Value:
        """What a fact computes of a declaration; amounts that cannot be added up are a mistake of the declaration."""
        try:
            return as_language(fact(node.entity, *arguments))
        except (Mismatch, Undefined) as mismatch:
            raise Located(mistakes.retold(error("TYP-002", mismatch.message, node.header))) from None

    def _of_let(self, node: Node, given: Given) -> Value:
        scope, frame = _reach(given, node if node.spec.kind else None, "")
        code = self.elaborated(given, scope, ANYTHING, ())
        return HOLE if code is None else code.run(frame)

    def _of_given(self, node: Node, given: Given, field: FieldSpec | None) -> Value:
        if given.expression is None:
            return self._constant(given, field)
        scope, frame = _reach(given, node, given.name)
        code = self.elaborated(given, scope, field.type if field else ANYTHING, field.before if field else ())
        if code is None:
            return HOLE
        if isinstance(code.run, Gone) and field is not None and isinstance(field.type, types.ListOf):
            return ()
        value = code.run(frame)
        if field is None:
            return value
        if _has_lost_one(value, given, field):
            return missing(node, given.name)
        value = self.fitted(value, field, given.place)
        return self._cut(value, node) if field.before and field.over_time and node.spec.kind in CUT_BY_LIFE else value

    def _cut(self, value: Value, node: Node) -> Value:
        """Zero outside the life of the entity."""
        life = self._plan.read(node, "life")
        steps = value if isinstance(value, Steps) else Steps.always(value)
        example = next((one for one in steps.values if isinstance(one, Quantity)), None)
        if not isinstance(life, Period) or example is None:
            return value
        return steps.within(life, Quantity(0, example.unit))

    def _constant(self, given: Given, field: FieldSpec | None) -> Value:
        constant = given.constant
        if isinstance(constant, Node) and not constant.embodied:
            return HOLE
        value = constant.entity if isinstance(constant, Node) else constant
        return (value,) if field is not None and isinstance(field.type, types.ListOf) else value

    def elaborated(self, given: Given, scope: Scope, expected: types.Type, before: tuple[Value, ...]) -> Code | None:
        """The code of what a text gives; None, with its findings kept, when it has mistakes."""
        if given.expression is None:
            return None
        return self.code(given.expression, given.home, scope, expected, before)

    def code(
        self,
        expression: tree.Expression,
        home: Home,
        scope: Scope,
        expected: types.Type = ANYTHING,
        before: tuple[Value, ...] = (),
    ) -> Code | None:
        """The code of an expression; None, with its findings kept, when it has mistakes."""
        elaborator = self._elaborators.get(home)
        if elaborator is None:
            elaborator = self._elaborators[home] = Elaborator(self._plan, home)
        code, findings = elaborator.elaborate(expression, scope, expected, before)
        if findings:
            self._plan.findings.update(dict.fromkeys(findings))
            return None
        return code

    def fitted(self, value: Value, field: FieldSpec, place: Span) -> Value:
        """A value in the form that its field keeps; a mistake is located at `place`."""
        try:
            return self._plan.fitter.field(value, field)
        except Misfit as misfit:
            raise Located(mistakes.retold(error(misfit.code, misfit.message, place))) from None
        except (Mismatch, Undefined) as mismatch:
            raise Located(mistakes.retold(error("TYP-002", mismatch.message, place))) from None


def _has_lost_one(value: Value, given: Given, field: FieldSpec) -> bool:
    """Whether a list that must have so many values was written with as many, and a scenario removed one of them."""
    written = given.expression
    if field.length is None or not isinstance(written, tree.List) or not isinstance(value, tuple):
        return False
    return len(value) < len(written.items) == field.length


def _reach(given: Given, node: Node | None, own: str) -> tuple[Scope, Frame]:
    """What the expression of a given value can name, and the values of those words: a scenario's has words of its own."""
    if given.setting is None:
        return Scope(given.home.package, node, own), (node,)
    return Scope(given.home.package, None, loops=given.setting.types), (None, *given.setting.frame)
