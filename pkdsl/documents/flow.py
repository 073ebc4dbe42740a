"""What documents show of the flow of forces: strength as units come, against ceilings, slots, and missions before."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents import strength
from pkdsl.documents.saying import day
from pkdsl.page import Figure
from pkdsl.pictures.curves import Curve, Curves, Panel, curves_over_time, described
from pkdsl.values import ConditionDate, Months, Period, Quantity, Steps, given
from pkdsl.values.dates import later, months_later

if TYPE_CHECKING:
    from pkdsl.documents.context import Context

NOBODY = Fraction(0)


def picture(context: Context) -> Figure | None:
    """Strength as planned, what is allowed, what slots call for, and how fast missions have grown; None without a time."""
    span = strength.period(context)
    ceilings = [each for each in strength.ceilings(context) if not given(each.part_of)]
    if span is None or context.hidden or not any(given(unit.arrives) for unit in context.all("unit")):
        return None
    allowed = strength.total(each.value for each in ceilings) if ceilings else Steps.always(None)
    curves = (
        Curve("in theatre, as planned", _points(_planned(context), span)),
        Curve("allowed by ceilings", _points(allowed, span)),
        Curve("if each unit came on the last day that its slot allows", _points(_called_for(context), span)),
        Curve("as fast as missions have grown", _reference(context, allowed, span), "line"),
    )
    if not curves[0].points:
        return None
    title = "Flow of forces"
    panel = Panel("", tuple(curve for curve in curves if curve.points))
    data = Curves((panel,), span.start, span.end, "persons", context.day, "flow", title, 210)
    return Figure(curves_over_time(data), (f"{title}, {day(span.start)} to {day(span.end)}.",), described(data))


def _points(people: Any, span: Period) -> tuple[tuple[date, Fraction], ...]:  # noqa: ANN401 -- a value over time
    if not isinstance(people, Steps):
        return ()
    return tuple((first, Fraction(one.number)) for first, _, one in people.intervals(span) if isinstance(one, Quantity))


def _planned(context: Context) -> Steps[Any]:
    return strength.total(unit.deployed for unit in context.all("unit") if isinstance(unit.deployed, Steps))


def _called_for(context: Context) -> Steps[Any]:
    """The same with each unit moved to the day on which its slot needs it; empty where that changes nothing."""
    moved = strength.total(_moved(unit) for unit in context.all("unit") if isinstance(unit.deployed, Steps))
    return Steps.always(None) if moved == _planned(context) else moved


def _moved(unit: Any) -> Any:  # noqa: ANN401 -- a unit, and its people over time
    planned = unit.arrives.date if isinstance(unit.arrives, ConditionDate) else unit.arrives
    needed, people = unit.needed, unit.deployed
    if not isinstance(needed, date) or not isinstance(planned, date) or needed == planned:
        return people
    first = people.at(planned)
    if not isinstance(first, Quantity):
        return people
    if needed < planned:
        return people.during(Period(needed, later(planned, -1)), first)
    return people.during(Period(planned, later(needed, -1)), Quantity(0, first.unit))


def _reference(context: Context, allowed: Any, span: Period) -> tuple[tuple[date, Fraction], ...]:  # noqa: ANN401 -- over time
    """From nobody at the adoption of the mandate to the share of the ceilings that missions had at their peak."""
    mandate = next((one for one in strength.mandates(context) if given(one.adopted)), None)
    months, share = context.policy(_months(context)), context.policy("peak_percent")
    if (
        mandate is None
        or not isinstance(months, Months)
        or not isinstance(share, Quantity)
        or not isinstance(allowed, Steps)
    ):
        return ()
    began = mandate.adopted.date if isinstance(mandate.adopted, ConditionDate) else mandate.adopted
    full = months_later(began, months.count)
    most = allowed.at(full) if isinstance(allowed.at(full), Quantity) else allowed.at(span.end)
    there = _planned(context).at(began)
    if not isinstance(most, Quantity) or (isinstance(there, Quantity) and there.number):
        return ()
    peak = Fraction(most.number) * Fraction(share.number) * Fraction(share.unit.factor)
    return ((began, NOBODY), (full, peak), (max(span.end, later(full, 1)), peak))


def _months(context: Context) -> str:
    """The policy that fits the region of the host."""
    mission = context.plan.mission
    hosts = context.visible(mission.host) if mission is not None else ()
    return "peak_months_africa" if any(given(one.region) and one.region == "africa" for one in hosts) else "peak_months"
