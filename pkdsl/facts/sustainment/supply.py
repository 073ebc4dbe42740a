"""Who is supplied on which day, from lines and from stocks; what runs out, and which line holds it up.

Every place with a demand or a stock is part of a net of supply lines. Things come in where the net begins, with no limit
but the cargo that such a place handles in a day; contracts deliver, and plants make, at the places themselves. A stock
is filled up to what is to be kept there and no further, so a plan that must store more before a season has to say so.
Which demand waits when not all can come, a supply's `patience` says. What a line brings every few days counts as so much a
day. A solver proposes what each line brings; from that, levels and shortages follow day by day in exact numbers, so that
no rounding decides a verdict.

Source: stock + arrivals − demand, day by day; a linear program of the flow of several goods through time.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.places import Location, Supply, SupplyLine
from pkdsl.facts.sustainment.nets import TONNES, At, Cut, asked_of, nets_of, unit_mass
from pkdsl.plan.facts import derives
from pkdsl.values import NO_UNIT, Period, Quantity, Steps, Unknown, given
from pkdsl.values.conflicts import Trouble, troubles
from pkdsl.values.courses import Course, Run, courses
from pkdsl.values.dates import ONE_DAY
from pkdsl.values.flows import Flow, Net, by_line, routed
from pkdsl.values.number import divide
from pkdsl.values.operators import binary
from pkdsl.values.sustaining import delivered, refined, sustained

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values.number import Number
    from pkdsl.values.value import Value

NOTHING: Steps[Number] = Steps.always(0)


@derives(SupplyLine, "load")
def load(line: SupplyLine, plan: Plan) -> Value:
    """What must come by it on each day, stocks left alone, by the fewest lines that can bring it.

    Where several lines can, each is left `policy.margin` as far as possible; what none can bring is asked of those
    that carry most.
    """
    found = plan.memo(sustainment)
    return found.unclear[line] if line in found.unclear else _a_day(found.loads.get(line, NOTHING), plan)


@derives(SupplyLine, "needed")
def needed(line: SupplyLine, plan: Plan) -> Value:
    """Its throughput, and what is missing beyond it because that is all it brings."""
    trouble = plan.memo(troubled).get(line)
    return line.throughput if trouble is None else binary("+", line.throughput, _a_day(trouble.missing, plan))


@derives(SupplyLine, "competing")
def competing(line: SupplyLine, plan: Plan) -> Value:
    """The places whose demands are together more than what comes by the full lines: without any of them it would do."""
    trouble = plan.memo(troubled).get(line)
    return trouble.places if trouble is not None else ()


@derives(SupplyLine, "full_with")
def full_with(line: SupplyLine, plan: Plan) -> Value:
    """The other lines that are full there: if any of them had no limit, it would do."""
    trouble = plan.memo(troubled).get(line)
    lines = trouble.lines if trouble is not None else ()
    return tuple(one for one in lines if one is not line and isinstance(one, SupplyLine))


@derives(SupplyLine, "mend")
def mend(line: SupplyLine, plan: Plan) -> Value:
    """The least that it would have to bring more on its fullest day so that as little as possible is missing."""
    trouble = plan.memo(troubled).get(line)
    more = trouble.more if trouble is not None else None
    return plan.missing(line, "mend") if more is None else Quantity(more, plan.units.parse(TONNES))


@derives(SupplyLine, "to_store")
def to_store_of_line(line: SupplyLine, plan: Plan) -> Value:
    """What all those places must store more, so that nothing is missing the first time that the line is too weak."""
    runs = _runs(line, plan)
    return Quantity(sum(run.mass for run in runs), plan.units.parse("t")) if runs else plan.missing(line, "to_store")


@derives(SupplyLine, "to_store_by")
def to_store_by_of_line(line: SupplyLine, plan: Plan) -> Value:
    """The last day before less comes to one of them than is used."""
    runs = _runs(line, plan)
    return min(run.begins for run in runs) - ONE_DAY if runs else plan.missing(line, "to_store_by")


def _runs(line: SupplyLine, plan: Plan) -> list[Run]:
    """The first time that each supply runs out where the line is too weak."""
    trouble, courses = plan.memo(troubled).get(line), plan.memo(sustainment).courses
    runs = [courses[at].run for at in trouble.short] if trouble is not None else []
    return [run for run in runs if run is not None]


# --- Places -----------------------------------------------------------------------------------------------------------


@derives(Location, "stock_level", by=Supply)
def stock_level(location: Location, supply: Supply, plan: Plan) -> Value:
    """What was there, and comes, less what is used and sent on; never more than is kept there, never below nought."""
    course = _course(location, supply, plan)
    if not isinstance(course, Course):
        return course
    return _amounts(course.level, course.parts, supply, plan) if given(location.kept[supply]) else location.kept[supply]


@derives(Location, "shortfall", by=Supply)
def shortfall(location: Location, supply: Supply, plan: Plan) -> Value:
    """What is used on a day and neither comes on it nor lies there."""
    course, clouded = _course(location, supply, plan), plan.memo(sustainment).clouded.get(location)
    if not isinstance(course, Course):
        return course
    return (
        clouded
        if clouded is not None and course.run is not None
        else _amounts(course.missing, course.parts, supply, plan, "/day")
    )


@derives(Location, "runs_out", by=Supply)
def runs_out(location: Location, supply: Supply, plan: Plan) -> Value:
    """The first day on which something of it is missing; unknown when none is."""
    run = _run(location, supply, plan)
    return run.short if isinstance(run, Run) else run


@derives(Location, "to_store", by=Supply)
def to_store(location: Location, supply: Supply, plan: Plan) -> Value:
    """How much more of it, there before it first gets less, would last until all of it comes again."""
    run = _run(location, supply, plan)
    return _amount(run.mass, supply, plan) if isinstance(run, Run) else run


@derives(Location, "to_store_by", by=Supply)
def to_store_by(location: Location, supply: Supply, plan: Plan) -> Value:
    """The last day before less of it comes than is used."""
    run = _run(location, supply, plan)
    return run.begins - ONE_DAY if isinstance(run, Run) else run


@derives(Location, "held_up_by", by=Supply)
def held_up_by(location: Location, supply: Supply, plan: Plan) -> Value:
    """The line that would have to bring more so that least is missing."""
    lines = [line for line, trouble in plan.memo(troubled).items() if (location, supply) in trouble.short]
    return lines[0] if lines else plan.missing(location, "held_up_by")


def _course(location: Location, supply: Supply, plan: Plan) -> Value:
    found, at = plan.memo(sustainment), (location, supply)
    return found.dark[at] if at in found.dark else found.courses.get(at, Course(NOTHING, NOTHING, None))


def _run(location: Location, supply: Supply, plan: Plan) -> Value:
    """When it first runs out; unknown where it does not, or where nobody knows."""
    missing, course = location.shortfall[supply], _course(location, supply, plan)
    if not given(missing) or not isinstance(course, Course):
        return missing
    return plan.missing(location, "runs_out") if course.run is None else course.run


# --- What follows for the whole plan ----------------------------------------------------------------------------------


class Sustainment(NamedTuple):
    """What is known of the supply of all places; masses in tonnes."""

    loads: dict[SupplyLine, Steps[Number]]
    courses: dict[At, Course]
    nets: list[tuple[Net, Flow, list[date]]]
    """What lines join, with what they bring, and the first days of the stretches."""
    dark: dict[At, Unknown]
    """Where a demand or a mass is not known."""
    clouded: dict[Location, Unknown]
    """Places beyond a line of which nobody knows what it brings: what is missing there may come by it."""
    unclear: dict[SupplyLine, Unknown]
    """Lines beyond which a demand is not known."""


def sustainment(plan: Plan) -> Sustainment:
    """Every net of places that lines join, by itself."""
    (asked, dark), period = asked_of(plan), plan.period()
    found = Sustainment({}, {}, [], dark, {}, {})
    if isinstance(period, Period):
        for places, lines in nets_of(asked, plan):
            _add(found, Cut(places, lines, asked, period, plan), plan)
    return found


def _add(found: Sustainment, cut: Cut, plan: Plan) -> None:
    """Work out one net."""
    net, mission = cut.net().whole(), plan.mission
    wanted = plan.parameter("policy", "margin", plan.span_of(mission)) if mission is not None else Unknown(())
    daily = routed(net.joined(), wanted.number_in(NO_UNIT) if isinstance(wanted, Quantity) else 1) if cut.lines else {}
    carried = by_line(daily)
    loads = {line: [divide(carried[line, stretch], net.parts) for stretch in net.stretches] for line in cut.lines}
    found.loads.update({line: cut.steps(load) for line, load in loads.items()})
    net, daily, days = refined(net, daily)
    firsts = [cut.firsts[0] + sum(days[:stretch]) * ONE_DAY for stretch in net.stretches]
    near = net.joined()
    flow = sustained(near, daily) if cut.lines else delivered(net)
    found.courses.update(courses(net, flow, firsts))
    if cut.lines:
        found.nets.append((near, flow, firsts))
    clouded, unclear = cut.shaded({at: why for at, why in found.dark.items() if at[0] in cut.places})
    found.clouded.update(clouded)
    found.unclear.update(unclear)


def troubled(plan: Plan) -> dict[SupplyLine, Trouble]:
    """By the line that would mend most, why things are missing; worked out by itself, for it costs more than all else."""
    found = plan.memo(sustainment)
    return {
        line: trouble
        for net, flow, firsts in found.nets
        for line, trouble in troubles(net, flow, found.courses, firsts).items()
    }


def _amount(mass: Number, supply: Supply, plan: Plan, per: str = "") -> Quantity:
    return Quantity(divide(mass, unit_mass(supply, plan)), plan.units.parse(f"{supply.measure}{per}"))


def _amounts(masses: Steps[Number], parts: int, supply: Supply, plan: Plan, per: str = "") -> Value:
    if not given(supply.measure):
        return plan.missing(supply, "measure")
    unit, ones = plan.units.parse(f"{supply.measure}{per}"), Fraction(1, parts) / unit_mass(supply, plan)
    return masses.map(lambda mass: Quantity(divide(mass * ones.numerator, ones.denominator), unit))


def _a_day(masses: Steps[Number], plan: Plan) -> Steps[Quantity]:
    unit = plan.units.parse(TONNES)
    return masses.map(lambda mass: Quantity(mass, unit))
