"""How two values of one field differ, in words and figures."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.exports.json import plain
from pkdsl.plan.evaluation import LET
from pkdsl.plan.provenance import reason_of
from pkdsl.schema import Declared
from pkdsl.values import HOLE, Mismatch, Period, Quantity, Steps, given
from pkdsl.values.operators import binary
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pkdsl.plan.draft import Given, Node
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

NOT_SAID, NOT_KNOWN = "not said", "not known"
STATEMENTS = "what it says"
"""The name of what has no fields: the statements of a rule."""


class Difference(NamedTuple):
    """One field that says something else."""

    name: str
    before: str
    after: str
    by: str = ""
    """How much more or less, earlier or later: `+50 persons`, `45 days later`."""
    since: date | None = None
    """The first day on which it differs, where it changes over time."""
    follows: bool = False
    """Whether the text is as it was: it says something else because something else has changed."""


def differences(
    before: Plan, after: Plan, old: Node, new: Node, renamed: Mapping[str, str], names: Sequence[str] = ()
) -> Iterator[Difference]:
    """The fields, or the named values, in which two declarations differ; `renamed` are paths before by paths now."""
    back = {repr(now): repr(was) for now, was in renamed.items()}
    for name in names or {**old.given, **new.given}:
        one, two = _given(old, name), _given(new, name)
        was, now = (key(before, old, name) if one else ""), (key(after, new, name) if two else "")
        for path, earlier in back.items():
            now = now.replace(path, earlier)
        if was != now:
            values = _value(before, old, name), _value(after, new, name)
            if one and two and values == (HOLE, HOLE):
                values = _written(one), _written(two)
            follows = one is not None and two is not None and _written(one) == _written(two)
            yield difference(name, *values, before, after)._replace(follows=follows)
        if reason_of(one) != reason_of(two):
            yield Difference(f"{name}, because", reason_of(one) or NOT_SAID, reason_of(two) or NOT_SAID)
    if not names and _text(old) != _text(new):
        yield Difference(STATEMENTS, _text(old), _text(new))


def key(plan: Plan, node: Node, name: str) -> str:
    """What a field says, as a text that is the same when it means the same; its expression, where that has no value."""
    value = plan.read(node, name)
    if given(value):
        return repr(plain(plan, value))
    stated = _given(node, name)
    return _written(stated) if stated is not None else ""


def _written(stated: Given) -> str:
    return " ".join(stated.place.text.split())


def difference(name: str, was: Value, now: Value, before: Plan, after: Plan) -> Difference:
    """How a value differs from what it was."""
    since = None
    if isinstance(was, Steps) or isinstance(now, Steps):
        since = _first(was, now)
    day = since or date.min
    one, two = (value.at(day) if isinstance(value, Steps) else value for value in (was, now))
    by = _by(_listed(before, one), _listed(after, two))
    return Difference(name, shown(before, was), shown(after, now), by, since)


def _listed(plan: Plan, value: Value) -> Value:
    """The value; of a list, what is shown of each member."""
    return tuple(shown(plan, one) for one in value) if isinstance(value, tuple) else value


def shown(plan: Plan, value: Value) -> str:
    """A value as a planner reads it: references by path."""
    if isinstance(value, Declared):
        return "withheld" if plan.node_of(value) in plan.closed else plan.path_of(value)
    if isinstance(value, tuple):
        return ", ".join(shown(plan, one) for one in value) or "none"
    return NOT_KNOWN if value is HOLE else show(value) if given(value) else NOT_SAID


def _first(was: Value, now: Value) -> date | None:
    """The first day on which two values over time differ."""
    one, two = (value if isinstance(value, Steps) else Steps.always(value) for value in (was, now))
    days = (day for day in sorted({*one.days, *two.days}) if one.at(day) != two.at(day))
    return None if one.before != two.before else next(days, None)


def _by(was: Value, now: Value) -> str:
    if isinstance(was, Period) and isinstance(now, Period):
        ends = (("starts", was.start, now.start), ("ends", was.end, now.end))
        return ", ".join(f"{word} {_later(one, two)}" for word, one, two in ends if one != two)
    if isinstance(was, date) and isinstance(now, date):
        return _later(was, now)
    if isinstance(was, tuple) and isinstance(now, tuple):
        gone, come = ([one for one in some if one not in others] for some, others in ((was, now), (now, was)))
        return "; ".join(f"{word} {', '.join(some)}" for word, some in (("without", gone), ("with", come)) if some)
    return amount_by(was, now)


def amount_by(was: Value, now: Value) -> str:
    """By how much an amount is more or less; nothing where they are no amounts of one measure."""
    if not all(isinstance(one, Quantity | int | Fraction) and not isinstance(one, bool) for one in (was, now)):
        return ""
    try:
        by = binary("-", now, was)
    except Mismatch:
        return ""
    number = by.number if isinstance(by, Quantity) else by
    return "" if not number else f"+{show(by)}" if number > 0 else show(by).replace("-", "−", 1)


def _later(was: date, now: date) -> str:
    days = abs((now - was).days)
    return f"{days} day{'s' * (days != 1)} {'later' if now > was else 'earlier'}"


def _given(node: Node, name: str) -> Given | None:
    return node.lets.get(name.removeprefix(LET)) if name.startswith(LET) else node.given.get(name)


def _value(plan: Plan, node: Node, name: str) -> Value:
    """What a field says; the text where it has no value; None where nobody gives it."""
    stated = _given(node, name)
    if stated is None:
        return None
    value = plan.read(node, name)
    return value if given(value) or value is HOLE else stated.place.text


def _text(node: Node) -> str:
    return " ".join(" ".join(node.home.span(one).text.split()) for one in node.statements)
