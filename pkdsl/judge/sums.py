"""What a sum is made of, told beside a finding: the terms, the largest first."""

from __future__ import annotations

from functools import partial, reduce
from typing import TYPE_CHECKING, TypeAlias

from pkdsl.plan.evaluation import LET, Read
from pkdsl.plan.texts import on
from pkdsl.values import HOLE, Mismatch, Quantity
from pkdsl.values.number import magnitude
from pkdsl.values.operators import binary
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

Terms: TypeAlias = "list[tuple[Read, Quantity]]"

MOST = 6
"""How many terms a finding spells out."""


def of_values(plan: Plan, reads: Iterable[Read], day: date | None) -> Iterator[str]:
    """Sums that are computed: `strength 1 700 persons = north 850 persons + south 850 persons`."""
    for node, name in reads:
        if name in node.given or name.startswith(LET):
            continue
        value = on(plan.read(node, name), day)
        terms = _terms(plan, plan.reads(node, name), day) if isinstance(value, Quantity) else []
        if len(terms) > 1 and _total(terms) == value:
            yield f"{name} {show(value)} = {_spelt(terms)} (pkdsl why {node.path}.{name})"


def of_side(plan: Plan, whole: Value, reads: Iterable[Read], day: date | None) -> Iterator[str]:
    """A sum that a rule makes of what it reads: `4 700 persons = north 850 persons + south 850 persons + …`."""
    terms = _terms(plan, reads, day)
    if len(terms) > 1 and _total(terms) == whole:
        yield f"{show(whole)} = {_spelt(terms)}"


def _terms(plan: Plan, inputs: Iterable[Read], day: date | None) -> Terms:
    """The values of the most frequent field among the inputs."""
    values = [(inner, on(plan.read(*inner), day)) for inner in inputs if not inner.name.startswith(LET)]
    counted = [(inner, value) for inner, value in values if isinstance(value, Quantity) and value.number]
    names = [inner.name for inner, _ in counted]
    most = max(dict.fromkeys(names), key=names.count, default="")
    return [(inner, value) for inner, value in counted if inner.name == most]


def _total(terms: Terms) -> Value:
    try:
        return reduce(partial(binary, "+"), (value for _, value in terms))
    except Mismatch:
        return HOLE


def _spelt(terms: Terms) -> str:
    """The largest first: they say most about why the sum is what it is."""
    ranked = sorted(terms, key=lambda term: -magnitude(term[1].number))
    shown = (f"{inner.node.name or inner.node.path} {show(value)}" for inner, value in ranked[:MOST])
    return " + ".join(shown) + (" + …" if len(terms) > MOST else "")
