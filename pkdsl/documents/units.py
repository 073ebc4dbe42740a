"""What documents show of one unit: what it consists of and brings, how it is raised, what it does and may not do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import stretches
from pkdsl.documents.context import BLANK, WITHHELD, computed
from pkdsl.documents.saying import day, held, listed, say, sentence, whole, word
from pkdsl.page import Figure, Missing, State
from pkdsl.pictures import Bar, Milestone, Timeline, phase_timeline
from pkdsl.pictures.phases import described
from pkdsl.values import Period, Quantity, given
from pkdsl.values.dates import later

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.page import Run

RESPECTS = ("personnel", "equipment", "sustainment", "training")
DONE, AHEAD, LATE = State("done", 0), State("planned", 1), State("late", 3)


@dataclass(frozen=True, slots=True)
class Subunit:
    """What a unit consists of: one row of its organisation table."""

    title: str
    echelon: str | Missing
    trade: str | Missing
    count: Run
    each: Run
    together: Run
    women: Run
    base: str | Missing


@dataclass(frozen=True, slots=True)
class Item:
    """Major equipment of one type."""

    title: str
    required: Run
    agreed: Run
    held: Run
    serviceable: Run
    lease: str | Missing
    maintained_by: str | Missing


@dataclass(frozen=True, slots=True)
class Provision:
    """A category of self-sustainment and who provides it."""

    category: str
    provider: str | Missing
    period: Run


@dataclass(frozen=True, slots=True)
class Step:
    """A step of raising a unit, and how it stands."""

    title: str
    planned: Run
    actual: Run
    by: str | Missing
    state: State


@dataclass(frozen=True, slots=True)
class Duty:
    """A task or an activity of a unit."""

    title: str
    standard: str | Missing
    where: str | Missing
    when: Run


@dataclass(frozen=True, slots=True)
class Course:
    """A course that people of a unit must have, and how many of them have it."""

    title: str
    trained: Run
    due: Run


def every(context: Context) -> tuple[Any, ...]:
    """All units by the day on which they come; those without a day last."""
    return tuple(sorted(context.all("unit"), key=lambda unit: (_moment(unit.arrives), context.plan.node_of(unit).name)))


def _moment(value: object) -> str:
    return str(value) if given(value) else "~"


def there(context: Context, unit: Any) -> date | None:  # noqa: ANN401 -- a unit
    """The day on which to look at a unit: today, or the nearest day on which it is in theatre."""
    first = unit.arrives if given(unit.arrives) else None
    last = unit.leaves if given(unit.leaves) else None
    today = context.day or first or last
    if today is None:
        return None
    return max(first or today, min(today, last or today))


def people(context: Context, unit: Any, name: str = "strength") -> Run:  # noqa: ANN401 -- a unit
    """How many it has when they are most; of one whose number does not change, that number as it is given."""
    life = unit.life if isinstance(unit.life, Period) else None
    if len({str(one.value) for one in stretches.known(getattr(unit, name), life)}) <= 1:
        return context.figure(unit, name, on=there(context, unit))
    return stretches.told(context, unit, name).figure


def superior(context: Context, unit: Any) -> str | Missing:  # noqa: ANN401 -- a unit
    """Who directs its operations when it is there."""
    above = context.get(unit, "command", on=there(context, unit))
    return context.said(above) if given(above) else BLANK


def organisation(context: Context, unit: Any) -> tuple[Subunit, ...]:  # noqa: ANN401 -- a unit
    """Its organisation table."""
    return tuple(_subunit(context, each) for each in context.visible(unit.subunits))


def _subunit(context: Context, each: Any) -> Subunit:  # noqa: ANN401 -- a sub-unit
    rank = context.text(each, "rank")
    trade = context.text(each, "trade")
    people = [text for text in (rank, trade) if isinstance(text, str)]
    return Subunit(
        context.title(each), context.text(each, "echelon"), ", ".join(people) or BLANK,
        context.figure(each, "count", absent=Missing("one")), context.figure(each, "strength"),
        _product(context, each, "strength"), _product(context, each, "women"), context.text(each, "base"),
    )  # fmt: skip


def _product(context: Context, each: Any, name: str) -> Run:  # noqa: ANN401 -- a sub-unit
    """People of all sub-units of this sort together."""
    one = getattr(each, name)
    if not isinstance(one, Quantity):
        return BLANK
    if context.withholds(each, name) or context.withholds(each, "count"):
        return Missing(WITHHELD)
    said = say(Quantity(one.number * whole(each.count, absent=1), one.unit))
    return computed(said, said, f"{context.plan.path_of(each)}.{name}", "times their number")


def equipment(context: Context, unit: Any) -> tuple[Item, ...]:  # noqa: ANN401 -- a unit
    """Its major equipment: as required, as agreed, as it is."""
    return tuple(_item(context, each) for each in context.visible(unit.equipment))


def _item(context: Context, each: Any) -> Item:  # noqa: ANN401 -- a line of equipment
    item = context.text(each, "item")
    return Item(
        item if isinstance(item, str) else context.title(each), context.figure(each, "quantity_sur"),
        context.figure(each, "quantity_mou"), context.figure(each, "quantity"), context.figure(each, "serviceable"),
        context.text(each, "lease"), context.text(each, "maintained_by"),
    )  # fmt: skip


def provisions(context: Context, unit: Any) -> tuple[Provision, ...]:  # noqa: ANN401 -- a unit
    """Its self-sustainment by category, by name."""
    found = (
        Provision(
            word(str(each.category)) if given(each.category) else context.title(each),
            context.text(each, "provider"), context.figure(each, "period", absent=Missing("throughout")),
        )
        for each in context.visible(unit.sustainment)
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.category.casefold()))


def steps(context: Context, unit: Any) -> tuple[Step, ...]:  # noqa: ANN401 -- a unit
    """The steps of raising it, by their day."""
    found = sorted(context.visible(unit.generation_steps), key=lambda each: _moment(each.day))
    return tuple(
        Step(
            sentence(word(str(each.type))) if given(each.type) else context.title(each), context.figure(each, "planned"),
            context.figure(each, "actual", absent=Missing("not yet")), context.text(each, "by"), state(context, each),
        )
        for each in found
    )  # fmt: skip


def state(context: Context, step: Any) -> State:  # noqa: ANN401 -- a step of generation
    """Whether a step is done, is to come, or should have been done."""
    if given(step.actual):
        return DONE
    overdue = given(step.planned) and context.day is not None and step.planned < context.day
    return LATE if overdue else AHEAD


AFTER = 30
"""So many days after the last step the picture of raising ends, however long the unit stays."""


def milestones(context: Context, unit: Any) -> Figure | None:  # noqa: ANN401 -- a unit
    """The steps of raising it and its time in theatre on one axis; None where no day is known."""
    dated = [each for each in context.visible(unit.generation_steps) if given(each.day)]
    marks = tuple(Milestone(sentence(word(str(each.type))), each.day) for each in dated if given(each.type))
    first = unit.arrives if given(unit.arrives) else None
    last = unit.leaves if given(unit.leaves) else _end(context)
    bars = (Bar("In theatre", first, last),) if first is not None and last is not None and first <= last else ()
    days = [*(mark.day for mark in marks), *(end for bar in bars for end in (bar.first, bar.last))]
    if not days:
        return None
    end = min(max(days), later(max(marks, key=lambda one: one.day).day, AFTER)) if marks else max(days)
    data = Timeline(bars, marks, min(days), end, name="raising", title=f"Raising of {context.title(unit)}")
    caption = f"Steps of generation and time in theatre, {day(min(days))} to {day(max(days))}."
    return Figure(phase_timeline(data), (caption,), described(data))


def _end(context: Context) -> date | None:
    mission: Any = context.plan.mission
    return mission.period.end if mission is not None and given(mission.period) else None


def duties(context: Context, unit: Any) -> tuple[Duty, ...]:  # noqa: ANN401 -- a unit
    """The tasks that it carries out, then its activities in the order of their days."""
    tasks = [each for each in context.all("task") if given(each.by) and unit in each.by]
    acts = [each for each in context.all("activity") if given(each.by) and unit in each.by]
    acts.sort(key=lambda each: (_moment(each.starts), context.title(each)))
    return (*(_task(context, each) for each in tasks), *(_activity(context, each) for each in acts))


def _task(context: Context, task: Any) -> Duty:  # noqa: ANN401 -- a task
    return Duty(
        context.title(task), context.text(task, "standard"), context.text(task, "area"), context.text(task, "phase")
    )


def _activity(context: Context, act: Any) -> Duty:  # noqa: ANN401 -- an activity
    at = context.text(act, "at")
    return Duty(
        context.title(act), Missing("an activity of the plan"), at if isinstance(at, str) else context.text(act, "area"),
        context.figure(act, "starts"),
    )  # fmt: skip


def courses(context: Context, unit: Any) -> tuple[Course, ...]:  # noqa: ANN401 -- a unit
    """The courses that are meant for its people or that they have."""
    meant = list(unit.trained) if given(unit.trained) else []
    had = [one.course for one in context.visible(unit.training) if given(one.course) and one.course not in meant]
    shown = [course for course in (*meant, *had) if context.shows(course)]
    return tuple(_course(context, unit, course) for course in sorted(shown, key=context.title))


def _course(context: Context, unit: Any, course: Any) -> Course:  # noqa: ANN401 -- a unit and a course
    own = next((one for one in context.visible(unit.training) if one.course is course), None)
    name = context.plan.node_of(course).name
    due = unit.training_due.get(course) if given(unit.training_due) else None
    return Course(
        context.title(course), BLANK if own is None else context.figure(own, "trained"),
        computed(day(due), str(due), f"{context.plan.path_of(unit)}.training_due.{name}", "the fact training_due")
        if given(due) and due is not None else BLANK,
    )  # fmt: skip


def readiness(context: Context, unit: Any) -> dict[str, Run]:  # noqa: ANN401 -- a unit
    """How complete it is in each respect on the day on which it is looked at."""
    return {f"{sentence(respect)} complete": context.one_of(unit, "readiness", respect) for respect in RESPECTS}


def tongues(context: Context, unit: Any) -> str | Missing:  # noqa: ANN401 -- a unit
    """How many of its people speak which languages."""
    if not given(unit.languages):
        return BLANK
    names = context.plan.fitter.words.get("languages", {})
    return listed(
        f"{names.get(str(code), str(code))}: {say(held(n, context.day))}" for code, n in unit.languages.items()
    )


def caveats(context: Context, unit: Any) -> tuple[str, ...]:  # noqa: ANN401 -- a unit
    """What its contributor does not let it do: its own caveats, and those of all units of that state."""
    states = [each for each in context.all("contributor") if _is(context, each, unit)]
    every_one = (one for giver in (*states, unit) for one in context.visible(giver.caveats))
    return tuple(_caveat(context, one) for one in every_one)


def _is(context: Context, contributor: Any, unit: Any) -> bool:  # noqa: ANN401 -- a contributor and a unit
    code = contributor.state if given(contributor.state) else context.plan.node_of(contributor).name
    return given(unit.contributor) and str(code) == str(unit.contributor)


def _caveat(context: Context, one: Any) -> str:  # noqa: ANN401 -- a caveat
    words = context.text(one, "text")
    return words if isinstance(words, str) else f"Not used for {context.text(one, 'excludes')}"


def contributor(context: Context, unit: Any) -> str | Missing:  # noqa: ANN401 -- a unit
    """The state that sends it."""
    return context.state(str(unit.contributor)) if given(unit.contributor) else BLANK
