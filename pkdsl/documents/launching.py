"""What documents show of the launch of an evacuation: who decides, how they are reached, and when it was last rehearsed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import BLANK, computed
from pkdsl.documents.saying import day, listed, say
from pkdsl.page import Missing, State
from pkdsl.values import DAY, ConditionDate, Quantity, given
from pkdsl.values.dates import later

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.page import Run

NONE = Missing("none")


@dataclass(frozen=True, slots=True)
class Card:
    """Who launches an evacuation in an area, and how they are reached."""

    area: str | Missing
    authority: str | Missing
    reached: str | Missing
    alternate: str | Missing
    alternate_reached: str | Missing
    approval: Run
    loading: Run
    transfer: Run


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """An exercise of evacuation, and the day by which it must be repeated."""

    title: str
    kind: str | Missing
    date: Run
    area: str | Missing
    tests: str | Missing
    participants: str | Missing
    due: Run
    standing: Run


# -- who decides ------------------------------------------------------------------------------------------------------


def cards(context: Context) -> tuple[Card, ...]:
    """Who launches where."""
    return tuple(_card(context, one) for one in sorted(context.all("evacuation_chain"), key=context.title))


def _card(context: Context, chain: Any) -> Card:  # noqa: ANN401 -- an evacuation chain
    post = chain.authority
    alternate = post.alternate if given(post) else post
    shown = context.text(post, "alternate") if given(post) and context.shows(post) else BLANK
    return Card(
        context.text(chain, "area", absent=Missing("everywhere")), context.text(chain, "authority"), _reached(context, post),
        shown, _reached(context, alternate), context.figure(chain, "approval"), context.figure(chain, "loading"),
        context.figure(chain, "transfer", absent=NONE),
    )  # fmt: skip


def _reached(context: Context, post: Any) -> str | Missing:  # noqa: ANN401 -- a post, or Unknown
    if not given(post) or not context.shows(post):
        return BLANK
    said = (context.text(post, name) for name in ("call_sign", "contact"))
    return listed(one for one in said if isinstance(one, str)) or BLANK


# -- rehearsals -------------------------------------------------------------------------------------------------------


def rehearsals(context: Context) -> tuple[Rehearsal, ...]:
    """Exercises of evacuation, the latest first."""
    found = [one for one in context.all("exercise") if _is_of_evacuation(one)]
    found.sort(key=lambda one: str(_on(one.date) or "~"), reverse=True)
    return tuple(
        Rehearsal(
            context.title(one), context.text(one, "type"), context.figure(one, "date"), context.text(one, "area"),
            context.text(one, "tests"), context.text(one, "participants"), *_repeated(context, one),
        )
        for one in found
    )  # fmt: skip


def _is_of_evacuation(exercise: Any) -> bool:  # noqa: ANN401 -- an exercise
    tests = exercise.tests if given(exercise.tests) else ()
    return (given(exercise.type) and exercise.type == "casevac") or any(one.kind == "evacuation_chain" for one in tests)


def _on(value: Any) -> date | None:  # noqa: ANN401 -- a date, a planned one, or Unknown
    return value.date if isinstance(value, ConditionDate) else value if given(value) else None


def _repeated(context: Context, exercise: Any) -> tuple[Run, Run]:  # noqa: ANN401 -- an exercise
    """The day by which policy wants the next one, and whether that day is past."""
    held, every = _on(exercise.date), context.policy("rehearse")
    if held is None or not isinstance(every, Quantity):
        return BLANK, BLANK
    due = later(held, int(every.number_in(DAY)))
    path = f"{context.plan.path_of(exercise)}.date"
    figure = computed(day(due), day(due), path, f"its day and {say(every)} of policy")
    if context.day is None:
        return figure, BLANK
    return figure, State("planned", 1) if held > context.day else State("overdue", 3) if due < context.day else State(
        "held", 0
    )


def unrehearsed(context: Context) -> str:
    """The sectors in which evacuation was not rehearsed in the time that policy allows."""
    every = context.policy("rehearse")
    sectors = [one for one in context.all("area") if given(one.type) and one.type == "sector"]
    if context.day is None or not isinstance(every, Quantity):
        return ""
    since = later(context.day, -int(every.number_in(DAY)))
    done = {
        area
        for one in context.all("exercise")
        if _is_of_evacuation(one) and given(one.area) and (held := _on(one.date)) is not None and held >= since
        for area in one.area
    }
    return listed(context.title(one) for one in sectors if one not in done)
