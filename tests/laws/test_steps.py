"""Values over time in the language: what an expression comes to is what a person finds who works it out for each day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from pkdsl.values import Quantity, Steps, Unknown
from small import compiled, findings

if TYPE_CHECKING:
    from collections.abc import Callable

START = date(2026, 7, 1)
DAYS = 40
"""How many days are looked at; the steps all lie within them."""

Daily = list[Any]
"""What holds on each day, in plain Python: a number, a condition, or None where it is unknown."""


class Said(NamedTuple):
    """An expression as text, and what it comes to on each day."""

    text: str
    days: Daily


def number(value: int) -> Said:
    """A plain number, the same on every day."""
    return Said(str(value) if value >= 0 else f"({value})", [Fraction(value)] * DAYS)


@st.composite
def steps(draw: st.DrawFn) -> Said:
    """Steps, and something that lies over them for a while; nothing is known before the first."""
    at = sorted(draw(st.sets(st.integers(0, DAYS - 1), min_size=1, max_size=4)))
    values = draw(st.lists(st.integers(-3, 9), min_size=len(at), max_size=len(at)))
    daily: Daily = [None] * DAYS
    lines = []
    for day, value in zip(at, values, strict=True):
        daily[day:] = [Fraction(value)] * (DAYS - day)
        lines.append(f"from {START + timedelta(days=day)} = {value}")
    if draw(st.booleans()):
        first, length, value = draw(st.integers(0, DAYS - 1)), draw(st.integers(0, 5)), draw(st.integers(-3, 9))
        last = min(first + length, DAYS - 1)
        daily[first : last + 1] = [Fraction(value)] * (last + 1 - first)
        lines.append(f"during {START + timedelta(days=first)} .. {START + timedelta(days=last)} = {value}")
    return Said("{ " + "  ".join(lines) + " }", daily)


def _known(operation: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda a, b: None if a is None or b is None else operation(a, b)


ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": _known(lambda a, b: a + b), "-": _known(lambda a, b: a - b), "*": _known(lambda a, b: a * b),
}  # fmt: skip
COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "<": _known(lambda a, b: a < b), "<=": _known(lambda a, b: a <= b), ">": _known(lambda a, b: a > b),
    ">=": _known(lambda a, b: a >= b), "==": _known(lambda a, b: a == b), "!=": _known(lambda a, b: a != b),
}  # fmt: skip
LOGIC: dict[str, Callable[[Any, Any], Any]] = {
    "and": lambda a, b: False if a is False or b is False else None if a is None or b is None else True,
    "or": lambda a, b: True if a is True or b is True else None if a is None or b is None else False,
}
LEAST: dict[str, Callable[[Any, Any], Any]] = {"min": _known(min), "max": _known(max)}


def joined(way: dict[str, Callable[[Any, Any], Any]], a: Said, b: Said, operator: str) -> Said:
    """Two expressions with an operator between them, day by day."""
    text = f"{operator}({a.text}, {b.text})" if operator in LEAST else f"({a.text} {operator} {b.text})"
    return Said(text, [way[operator](one, two) for one, two in zip(a.days, b.days, strict=True)])


def chosen(condition: Said, yes: Said, no: Said) -> Said:
    """One or the other, as the condition says on each day."""
    days = [None if c is None else y if c else n for c, y, n in zip(condition.days, yes.days, no.days, strict=True)]
    return Said(f"(if {condition.text} then {yes.text} else {no.text})", days)


def negated(condition: Said) -> Said:
    """The opposite."""
    return Said(f"(not {condition.text})", [None if c is None else not c for c in condition.days])


@st.composite
def expressions(draw: st.DrawFn, names: list[Said], depth: int, conditions: bool) -> Said:
    """An expression over the named values: a number, or a condition."""

    def inner(*, condition: bool) -> Said:
        return draw(expressions(names, depth - 1, condition))

    if conditions:
        way = draw(st.sampled_from(("compare", "logic", "not"))) if depth > 1 else "compare"
        if way == "compare":
            return joined(
                COMPARED, inner(condition=False), inner(condition=False), draw(st.sampled_from(sorted(COMPARED)))
            )
        if way == "not":
            return negated(inner(condition=True))
        return joined(LOGIC, inner(condition=True), inner(condition=True), draw(st.sampled_from(sorted(LOGIC))))
    way = draw(st.sampled_from(("sum", "least", "choice", "name"))) if depth > 0 else "name"
    if way == "sum":
        return joined(
            ARITHMETIC, inner(condition=False), inner(condition=False), draw(st.sampled_from(sorted(ARITHMETIC)))
        )
    if way == "least":
        return joined(LEAST, inner(condition=False), inner(condition=False), draw(st.sampled_from(sorted(LEAST))))
    if way == "choice" and depth > 1:
        return chosen(inner(condition=True), inner(condition=False), inner(condition=False))
    return draw(st.one_of(st.sampled_from(names), st.integers(-4, 9).map(number)))


@st.composite
def plans(draw: st.DrawFn) -> tuple[str, Said]:
    """A plan that names two values over time and an expression over them."""
    given_ = [draw(steps()) for _ in range(2)]
    names = [Said(name, said.days) for name, said in zip("ab", given_, strict=True)]
    said = draw(expressions(names, 3, draw(st.booleans())))
    lets = [f"let {name.text} = {steps_.text}" for name, steps_ in zip(names, given_, strict=True)]
    return "\n".join((*lets, f"let z = {said.text}\n")), said


def plain(value: Any) -> Any:
    """A value of one day in plain Python."""
    if isinstance(value, Unknown):
        return None
    return Fraction(value.number) if isinstance(value, Quantity) else value


def daily(value: Any) -> Daily:
    """A value of the language on each day."""
    return [plain(value.at(START + timedelta(days=n)) if isinstance(value, Steps) else value) for n in range(DAYS)]


@given(plans())
def test_an_expression_is_on_each_day_what_its_parts_are_on_that_day(drawn: tuple[str, Said]) -> None:
    text, said = drawn
    compilation = compiled(text)
    assert not findings(compilation), text
    assert daily(compilation.plan.let("", "z")) == said.days, text


@given(steps(), st.integers(0, DAYS - 1), st.integers(0, DAYS - 1))
def test_what_turns_time_into_one_value_looks_at_every_day_of_the_period(said: Said, one: int, other: int) -> None:
    first, last = sorted((one, other))
    period = f"{START + timedelta(days=first)} .. {START + timedelta(days=last)}"
    within = said.days[first : last + 1]
    expected = {
        "peak": None if None in within else max(within),
        "low": None if None in within else min(within),
        "mean": None if None in within else sum(within) / len(within),
        "total": None if None in within else sum(within),
    }
    lets = [f"let {name}_ = {name}(a, {period})" for name in expected]
    plan = compiled("\n".join((f"let a = {said.text}", *lets))).plan
    assert {name: plain(plan.let("", f"{name}_")) for name in expected} == expected


@given(st.lists(steps(), min_size=1, max_size=5))
def test_a_sum_over_many_is_the_sum_of_each_day(many: list[Said]) -> None:
    units = "\n".join(
        f"unit u{n} {{ type: infantry  strength {said.text.replace('= -', '= ')} }}" for n, said in enumerate(many)
    )
    plan = compiled(units + "\nlet z = sum(u.strength for u in units)").plan
    days = zip(*([abs(value) if value is not None else 0 for value in said.days] for said in many), strict=True)
    assert daily(plan.let("", "z")) == [sum(day) for day in days]


@given(steps(), st.integers(-2, 9))
def test_a_rule_fails_on_exactly_the_first_days_on_which_it_does_not_hold(said: Said, bound: int) -> None:
    mission = f"mission m {{ period: {START} .. {START + timedelta(days=DAYS - 1)} }}\n"
    text = f'{mission}let a = {said.text}\nrule ADE-001 "x" {{ require a <= {bound} else "too much" }}\n'
    found = findings(compiled(text))
    failing = [n for n, value in enumerate(said.days) if value is not None and value > bound]
    if not failing:
        assert not found
        return
    end = failing[0]
    while end + 1 in failing:
        end += 1
    assert [finding.interval for finding in found] == [
        (START + timedelta(days=failing[0]), START + timedelta(days=end))
    ]
