"""What documents show of force generation: what is asked for, who fills it, how far each unit has come, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import strength, units
from pkdsl.documents.context import BLANK, computed
from pkdsl.documents.saying import day, listed, sentence, whole, word
from pkdsl.page import Chart, Figure, Missing, Series, State
from pkdsl.pictures.bars import Bars, Group, grouped_bars
from pkdsl.pictures.bars import described as bars_described
from pkdsl.pictures.bullets import Bullets, bullet_bars
from pkdsl.pictures.bullets import Row as Amount
from pkdsl.pictures.bullets import described as bullets_described
from pkdsl.pictures.lights import Lights, Row, matrix_of_lights
from pkdsl.pictures.lights import described as lights_described
from pkdsl.values import Quantity, Steps, given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.documents.context import Context
    from pkdsl.page import Run
    from pkdsl.pictures.lights import Light
    from pkdsl.values import Period

STEPS = (
    "requirement", "request", "pledge", "advisory_visit", "selection", "reconnaissance_visit", "host_clearance",
    "negotiation", "agreement", "load_list", "predeployment_visit", "training", "screening", "readiness_certificate",
    "ship_call", "movement", "arrival_inspection", "transfer_of_authority", "ioc", "foc",
)  # fmt: skip
"""The steps of generation in their usual order."""
STATUSES = ("required", "pledged", "selected", "agreed", "ready", "deployed", "repatriated")
AGREED = STATUSES[3:]
PLEDGED = STATUSES[1:]
PAGE = 32
"""How many rows of lights one picture holds."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A requirement and how far it is filled."""

    title: str
    capability: str | Missing
    wanted: Run
    required_by: Run
    at: str | Missing
    priority: Run
    task: str | Missing
    first_filled: Run


@dataclass(frozen=True, slots=True)
class Filling:
    """A unit in the slot it fills."""

    unit: str
    slot: str | Missing
    contributor: str | Missing
    category: str | Missing
    strength: Run
    level: str | Missing
    status: Run
    needed: Run
    ready: Run
    slack: Run


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time in which something is missing."""

    title: str
    missing: Run
    period: str


@dataclass(frozen=True, slots=True)
class Contributor:
    """A state, what it sends and what it does not allow."""

    state: str
    units: str
    persons: Run
    caveats: str


def slots(context: Context) -> tuple[Slot, ...]:
    """What is asked for, by priority and day."""
    return tuple(_slot(context, each) for each in requirements(context))


def requirements(context: Context) -> tuple[Any, ...]:
    """The requirements, by priority and day."""
    return tuple(
        sorted(
            context.all("requirement"),
            key=lambda each: (whole(each.priority, absent=99), _moment(each.required_by), context.title(each)),
        )
    )


def _moment(value: object) -> str:
    return str(value) if given(value) else "~"


def _slot(context: Context, each: Any) -> Slot:  # noqa: ANN401 -- a requirement
    return Slot(
        context.title(each), context.text(each, "capability"), _most(context, each), context.figure(each, "required_by"),
        context.text(each, "at"), context.figure(each, "priority"), context.text(each, "task"),
        context.figure(each, "first_filled", absent=Missing("not in this plan")),
    )  # fmt: skip


def _most(context: Context, each: Any) -> Run:  # noqa: ANN401 -- a requirement
    """The most units that it asks for at one time."""
    if not isinstance(each.quantity, Steps):
        return BLANK
    most = max((whole(value) for value in each.quantity.values if given(value)), default=None)
    path = f"{context.plan.path_of(each)}.quantity"
    return BLANK if most is None else computed(str(most), str(most), path, "the highest of its days")


def fillings(context: Context) -> tuple[Filling, ...]:
    """The units in the order of their slots; those that fill none last."""
    order = {id(each): n for n, each in enumerate(requirements(context))}

    def place(unit: Any) -> int:  # noqa: ANN401 -- a unit
        return order.get(id(unit.slot), len(order))

    return tuple(_filling(context, unit) for unit in sorted(units.every(context), key=place))


def _filling(context: Context, unit: Any) -> Filling:  # noqa: ANN401 -- a unit
    return Filling(
        context.title(unit), context.text(unit, "slot", absent=Missing("fills none")), units.contributor(context, unit),
        context.text(unit, "category"), units.people(context, unit),
        _level(context, unit), _status(unit), context.figure(unit, "needed"), context.figure(unit, "ready"),
        context.figure(unit, "slack"),
    )  # fmt: skip


def _level(context: Context, unit: Any) -> str | Missing:  # noqa: ANN401 -- a unit
    """Its level in the readiness system, short enough for a narrow column."""
    return "rapid" if given(unit.pcrs_level) and unit.pcrs_level == "rdl" else context.text(unit, "pcrs_level")


def _status(unit: Any) -> Run:  # noqa: ANN401 -- a unit
    if not given(unit.status):
        return BLANK
    status = str(unit.status)
    return State(word(status), 0 if status in AGREED else 1 if status in PLEDGED else 3)


def gaps(context: Context) -> tuple[Gap, ...]:
    """Every stretch of the mission's time in which a requirement is not filled."""
    span = strength.period(context)
    return () if span is None else tuple(gap for each in requirements(context) for gap in _gaps(context, each, span))


def _gaps(context: Context, each: Any, span: Period) -> Iterator[Gap]:  # noqa: ANN401 -- a requirement
    if not isinstance(each.gap, Steps) or context.withholds(each, "gap"):
        return
    path = f"{context.plan.path_of(each)}.gap"
    for first, last, value in each.gap.intervals(span):
        if given(value) and whole(value) > 0:
            many = str(whole(value))
            yield Gap(context.title(each), computed(many, many, path, "in these days"), f"{day(first)} to {day(last)}")


def contributors(context: Context) -> tuple[Contributor, ...]:
    """The states that send units, the one with most persons first."""
    return tuple(_contributor(context, state, some) for state, some in _senders(context).items())


def sending(context: Context) -> Figure | None:
    """Those states by the most people whom each has in theatre on one day; None where none is known, or may be."""
    people = {state: _persons(context, some) for state, some in _senders(context).items()}
    if context.hidden or not any(people.values()):
        return None
    rows = tuple(Amount(context.state(state), most or None) for state, most in people.items())
    data = Bullets(rows, "most persons on one day", name="contributors", title="Contributors")
    names, values = tuple(row.label for row in rows), tuple(row.amount for row in rows)
    chart = Chart("bars", names, (Series(data.amount, tuple(None if n is None else int(n) for n in values)),))
    caption = "What each contributor sends: the most persons whom it has in theatre on one day."
    return Figure(bullet_bars(data), (caption,), bullets_described(data), chart=chart)


def _senders(context: Context) -> dict[str, list[Any]]:
    """The units of each state, the state with most persons first."""
    states: dict[str, list[Any]] = {}
    for unit in units.every(context):
        if given(unit.contributor):
            states.setdefault(str(unit.contributor), []).append(unit)
    return dict(sorted(states.items(), key=lambda pair: (-_persons(context, pair[1]), context.state(pair[0]))))


def _persons(context: Context, some: list[Any]) -> int:
    most = strength.highest(strength.total(unit.deployed for unit in some), strength.period(context))
    return whole(most[1]) if most is not None else 0


def _contributor(context: Context, state: str, some: list[Any]) -> Contributor:
    said = dict.fromkeys(caveat for unit in some for caveat in units.caveats(context, unit))
    return Contributor(
        context.state(state), listed(map(context.title, some)), strength.sent(context, state, some),
        "; ".join(said) or "none in the plan",
    )  # fmt: skip


def lights(context: Context) -> tuple[Figure, ...]:
    """How far each unit has come, in as many pictures as pages are needed; none where no unit has a step."""
    raised = [unit for unit in units.every(context) if context.visible(unit.generation_steps)]
    used = [step for step in STEPS if any(_step(context, unit, step) is not None for unit in raised)]
    parts = [raised[n : n + PAGE] for n in range(0, len(raised), PAGE)]
    return tuple(_lights(context, part, used, number, len(parts)) for number, part in enumerate(parts, 1))


def _lights(context: Context, some: list[Any], steps: list[str], number: int, of: int) -> Figure:
    rows = tuple(_light_row(context, unit, steps) for unit in some)
    heads = tuple(sentence(word(step)) for step in steps)
    data = Lights(heads, rows, "Status", f"generation-{number}", "Steps of generation")
    part = f", part {number} of {of}" if of > 1 else ""
    return Figure(
        matrix_of_lights(data), (f"How far the generation of each unit has come{part}.",), lights_described(data)
    )


def _light_row(context: Context, unit: Any, steps: list[str]) -> Row:  # noqa: ANN401 -- a unit
    status = context.text(unit, "status")
    found = tuple(_light(context, _step(context, unit, step)) for step in steps)
    return Row(context.title(unit), found, status if isinstance(status, str) else "")


def _step(context: Context, unit: Any, name: str) -> Any:  # noqa: ANN401 -- a unit; a step, or None
    return next((one for one in context.visible(unit.generation_steps) if given(one.type) and one.type == name), None)


def _light(context: Context, step: Any) -> Light:  # noqa: ANN401 -- a step, or None
    if step is None:
        return "none"
    state = units.state(context, step)
    return "done" if state is units.DONE else "late" if state is units.LATE else "ahead"


def bars(context: Context) -> Figure | None:
    """Each ceiling against those planned, pledged, agreed and in theatre; None where no ceiling is in the plan."""
    whole_ = [each for each in strength.ceilings(context) if not given(each.part_of) and given(each.category)]
    groups = tuple(_bar(context, ceiling) for ceiling in whole_)
    if not groups or not any(count for group in groups for count in group.counts):
        return None
    data = Bars(
        ("planned", "pledged or further", "agreed or further", "in theatre today"),
        groups,
        title="Generation against ceilings",
    )
    caption = (
        "Persons planned at most, those of units pledged and agreed, and those in theatre today, against the ceilings."
    )
    names = tuple(group.label for group in groups)
    series = [(name, tuple(group.counts[n] for group in groups)) for n, name in enumerate(data.series)]
    series.append((data.limit, tuple(group.ceiling for group in groups)))
    chart = Chart("bars", names, tuple(Series(name, values) for name, values in series))
    return Figure(grouped_bars(data), (caption,), bars_described(data), chart=chart)


def _bar(context: Context, ceiling: Any) -> Group:  # noqa: ANN401 -- a ceiling
    under = [unit for unit in units.every(context) if given(unit.category) and unit.category in ceiling.category]
    counts = (
        _at_most(context, under), _reached(context, under, PLEDGED), _reached(context, under, AGREED),
        _count(context.get(ceiling, "strength")),
    )  # fmt: skip
    hidden = context.withholds(ceiling, "strength")
    return Group(
        strength.label(context, ceiling), (None,) * 4 if hidden else counts, _count(context.get(ceiling, "value"))
    )


def _count(value: object) -> int | None:
    return whole(value) if isinstance(value, Quantity) else None


def _reached(context: Context, some: list[Any], statuses: tuple[str, ...]) -> int | None:
    """The people of the units that have come so far; not known where the plan says of one neither that nor its day."""
    told = [(unit, _status_of(context, unit)) for unit in some]
    if any(status is None for _, status in told):
        return None
    return _at_most(context, [unit for unit, status in told if status in statuses])


def _status_of(context: Context, unit: Any) -> str | None:  # noqa: ANN401 -- a unit
    """Its status; without one a unit whose day of arrival has come is deployed."""
    if given(unit.status):
        return str(unit.status)
    return "deployed" if context.day is not None and given(unit.arrives) and unit.arrives <= context.day else None


def _at_most(context: Context, some: list[Any]) -> int | None:
    if not some:
        return 0
    most = strength.highest(strength.total(unit.deployed for unit in some), strength.period(context))
    return whole(most[1]) if most is not None else None
