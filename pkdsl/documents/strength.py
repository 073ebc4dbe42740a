"""What documents show of strength: each ceiling against the people under it, and the curve of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import BLANK, WITHHELD, computed
from pkdsl.documents.saying import day, held, listed, say, sentence, whole, word
from pkdsl.page import Figure, Missing, Number
from pkdsl.pictures import Ceiling, Force, Panel, force_over_time
from pkdsl.pictures.force import described
from pkdsl.tongues import tell
from pkdsl.values import Period, Quantity, Steps, Unknown, given

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.page import Run


@dataclass(frozen=True, slots=True)
class Row:
    """One ceiling and the people under it."""

    category: str
    authorised: Run
    today: Run
    peak: Run
    peak_day: str | Number
    headroom: Run


def mandates(context: Context) -> tuple[Any, ...]:
    """The mandates in force today; where there are none, those of the mission's time; else all."""
    every = sorted(context.all("mandate"), key=lambda mandate: str(mandate.adopted) if given(mandate.adopted) else "")
    known = [mandate for mandate in every if given(mandate.period)]
    now = [mandate for mandate in known if context.day is not None and context.day in mandate.period]
    span = period(context)
    during = [mandate for mandate in known if span is not None and mandate.period.shared(span) is not None]
    return tuple(now or during or every)


def period(context: Context) -> Period | None:
    """The mission's period."""
    mission = context.plan.mission
    return mission.period if mission is not None and given(mission.period) else None


def ceilings(context: Context) -> tuple[Any, ...]:
    """The ceilings of these mandates, a ceiling inside another after it."""
    found = [ceiling for mandate in mandates(context) for ceiling in context.visible(mandate.ceilings)]
    return tuple(sorted(found, key=lambda ceiling: (given(ceiling.part_of), -whole(held(ceiling.value, context.day)))))


def rows(context: Context) -> tuple[Row, ...]:
    """One line for each ceiling."""
    return tuple(_row(context, ceiling) for ceiling in ceilings(context))


def label(context: Context, ceiling: Any) -> str:  # noqa: ANN401 -- a ceiling
    """What readers call the ceiling: its title or categories; a ceiling inside another by its name and that other."""
    if given(ceiling.part_of):
        return tell(
            "{title} (inside: {other})", title=context.title(ceiling), other=_category(context, ceiling.part_of)
        )
    return _category(context, ceiling)


def _category(context: Context, ceiling: Any) -> str:  # noqa: ANN401 -- a ceiling
    if given(ceiling.title) or not given(ceiling.category):
        return context.title(ceiling)
    return sentence(listed(word(each) for each in ceiling.category))


def picture(context: Context, *, height: int = 84) -> Figure | None:
    """Strength against ceilings over the mission's time; None where the plan gives no time or no strength."""
    span = period(context)
    if span is None:
        return None
    panels = tuple(filter(None, (_panel(context, ceiling, span) for ceiling in ceilings(context))))
    if not panels:
        return None
    data = Force(panels, span.start, span.end, name="force", title=tell("Strength against ceilings"), height=height)
    caption = tell("Persons in theatre against authorised ceilings, {period}.", period=say(span))
    return Figure(force_over_time(data), (caption,), described(data))


def summary(context: Context) -> Figure | None:
    """All categories together, on one small panel; None where one of them is not known."""
    span = period(context)
    whole = [ceiling for ceiling in ceilings(context) if not given(ceiling.part_of)]
    strength = _changes(total(ceiling.strength for ceiling in whole), span) if whole else None
    allowed = _changes(total(ceiling.value for ceiling in whole), span) if whole else None
    if span is None or strength is None or any(context.withholds(ceiling, "strength") for ceiling in whole):
        return None
    label_ = tell("All categories together")
    panel = Panel(label_, strength, Ceiling(allowed) if allowed is not None else None)
    data = Force((panel,), span.start, span.end, name="strength", title=label_, height=88)
    caption = tell("Persons in theatre against the sum of the ceilings, {period}.", period=say(span))
    return Figure(force_over_time(data), (caption,), described(data))


def highest(steps: object, span: Period | None) -> tuple[date, Quantity] | None:
    """The first day of the highest value in a period, and that value; None where a day is unknown."""
    if not isinstance(steps, Steps) or span is None:
        return None
    parts = list(steps.intervals(span))
    if not all(isinstance(value, Quantity) for _, _, value in parts):
        return None
    start, _, value = max(parts, key=lambda part: part[2].number_in(parts[0][2].unit))
    return start, value


def sent(context: Context, state: str, units: Iterable[Any]) -> Run:
    """The most people that a state has in theatre on one day with these units."""
    most = highest(total(unit.deployed for unit in units), period(context))
    if context.hidden:
        return Missing(WITHHELD)
    if most is None:
        return BLANK
    declared = any(str(each.name) == state for each in context.all("contributor") if given(each.name))
    path = f"contributor.{state}.strength" if declared else tell("units of {state}: deployed", state=state)
    return computed(say(most[1]), say(most[1]), path, tell("the highest of its days, over all its units"))


def total(values: Iterable[object]) -> Steps[Any]:
    """Values over time, added day by day; unknown where one of them is."""
    whole: Steps[Any] = Steps.always(None)
    for value in values:
        whole = whole.merge(value if isinstance(value, Steps) else Steps.always(value), _plus)
    return whole


def _plus(left: Any, right: Any) -> Any:  # noqa: ANN401 -- quantities, Unknown, or None for nothing yet
    if left is None or right is None:
        return right if left is None else left
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return left if isinstance(left, Unknown) else right
    return Quantity(left.number + right.number_in(left.unit), left.unit)


def _row(context: Context, ceiling: Any) -> Row:  # noqa: ANN401 -- a ceiling
    path, span = context.plan.path_of(ceiling), period(context)
    most = None if context.withholds(ceiling, "strength") else highest(ceiling.strength, span)
    least = None if most is None else _least(ceiling, span)
    absent = Missing(WITHHELD) if context.withholds(ceiling, "strength") else BLANK
    return Row(
        category=label(context, ceiling),
        authorised=context.figure(ceiling, "value"),
        today=context.figure(ceiling, "strength"),
        peak=computed(say(most[1]), say(most[1]), f"{path}.strength", tell("the highest of its days"))
        if most
        else absent,
        peak_day=Number(day(most[0])) if most and most[1].number else "",
        headroom=_room(least, path) if least is not None else absent,
    )


def _room(least: Quantity, path: str) -> Number:
    """The room that is left on the worst day; below zero it says so in words."""
    room = computed(say(least), say(least), f"{path}.headroom", tell("the lowest of its days"))
    return replace(room, mark="above the ceiling") if least.number < 0 else room


def _least(ceiling: Any, span: Period | None) -> Quantity | None:  # noqa: ANN401 -- a ceiling
    """The smallest distance to the ceiling, below zero when it is exceeded."""
    if not (isinstance(ceiling.strength, Steps) and isinstance(ceiling.value, Steps)) or span is None:
        return None
    room = ceiling.value.merge(ceiling.strength, _minus)
    values = [value for _, _, value in room.intervals(span)]
    return min(values, key=lambda value: value.number) if all(isinstance(each, Quantity) for each in values) else None


def _minus(left: Any, right: Any) -> Any:  # noqa: ANN401 -- quantities, or Unknown
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return left if isinstance(left, Unknown) else right
    return Quantity(left.number - right.number_in(left.unit), left.unit)


def _panel(context: Context, ceiling: Any, span: Period) -> Panel | None:  # noqa: ANN401 -- a ceiling
    strength, allowed = _changes(ceiling.strength, span), _changes(ceiling.value, span)
    if strength is None or context.withholds(ceiling, "strength"):
        return None
    return Panel(label(context, ceiling), strength, Ceiling(allowed) if allowed is not None else None)


def _changes(steps: object, span: Period | None) -> tuple[tuple[date, int], ...] | None:
    if not isinstance(steps, Steps) or span is None:
        return None
    parts = list(steps.intervals(span))
    if not all(isinstance(value, Quantity) for _, _, value in parts):
        return None
    return tuple((start, whole(value)) for start, _, value in parts)
