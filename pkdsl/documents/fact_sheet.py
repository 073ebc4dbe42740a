"""The mission on one page: what it is, who serves in it, what it costs, what it does."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, money, schedule, strength
from pkdsl.documents.context import NOT_GIVEN, WITHHELD, computed
from pkdsl.documents.saying import day, listed, say, whole
from pkdsl.documents.words import Phrase
from pkdsl.page import Missing, State
from pkdsl.values import PERCENT, Quantity, Unknown, given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.documents.words import Placed
    from pkdsl.page import Figure, Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="fact_sheet",
    title="Fact sheet",
    reader="anyone who needs the mission in two minutes",
    purpose="mandate, strength, contributors, money and tasks on one page",
    layout="sheet",
)

MOST = 8
STATUS = {"reached": 0, "on_track": 0, "stale": 1, "unknown": 1, "behind": 3}


@dataclass(frozen=True, slots=True)
class Mandate:
    """What the Council decided."""

    symbol: str | Missing
    adopted: Run
    period: Run
    chapter: str | Missing


@dataclass(frozen=True, slots=True)
class Share:
    """A state and the people it sends."""

    state: str
    persons: Run


@dataclass(frozen=True, slots=True)
class Task:
    """A mandated task and how it stands."""

    title: str
    lead: str | Missing
    status: Run


@dataclass(frozen=True, slots=True)
class View:
    """What the sheet shows."""

    acronym: str | Missing
    type: str | Missing
    host: str | Missing
    headquarters: str | Missing
    head: str | Missing
    contact: str | Missing
    period: Run
    mandates: tuple[Mandate, ...]
    next_council: str | Missing
    women: Placed
    ceilings: tuple[strength.Row, ...]
    contributors: tuple[Share, ...]
    others: int
    budget: Placed
    tasks: tuple[Task, ...]
    more_tasks: int
    picture: Figure | None


def view(plan: Plan, context: Context) -> View:
    """The mission in figures."""
    mission: Any = plan.mission or Unknown()
    shares = contributors(context)
    found = tasks(context)
    return View(
        acronym=context.text(mission, "acronym", absent=NOT_GIVEN),
        type=context.text(mission, "type", absent=NOT_GIVEN),
        host=context.text(mission, "host", absent=NOT_GIVEN),
        headquarters=_headquarters(context),
        head=_head(context),
        contact=context.text(mission, "contact", absent=NOT_GIVEN),
        period=context.figure(mission, "period", absent=NOT_GIVEN),
        mandates=tuple(_mandate(context, each) for each in strength.mandates(context)),
        next_council=schedule.next_council(context) or NOT_GIVEN,
        women=_women(context),
        ceilings=strength.rows(context),
        contributors=shares[:MOST],
        others=max(len(shares) - MOST, 0),
        budget=_budget(context),
        tasks=found[:MOST],
        more_tasks=max(len(found) - MOST, 0),
        picture=strength.summary(context) or strength.picture(context, height=44),
    )


def contributors(context: Context) -> tuple[Share, ...]:
    """The states by the most people they have in theatre on one day, the largest first."""
    span = strength.period(context)
    groups: dict[str, list[Any]] = {}
    for unit in context.all("unit"):
        if given(unit.contributor):
            groups.setdefault(str(unit.contributor), []).append(unit)
    shares = [
        (state, strength.highest(strength.total(unit.deployed for unit in units), span))
        for state, units in groups.items()
    ]
    known = [(state, found[1]) for state, found in shares if found is not None and found[1].number]
    known.sort(key=lambda pair: (-pair[1].number, context.state(pair[0])))
    return tuple(Share(context.state(state), _share(context, state, most)) for state, most in known)


def _share(context: Context, state: str, most: Quantity) -> Run:
    if context.hidden:
        return Missing(WITHHELD)
    return computed(
        say(most), say(most), f"contributor.{state}.strength", "the highest of its days, over all its units"
    )


def tasks(context: Context) -> tuple[Task, ...]:
    """The tasks by priority, each with how its indicators stand."""
    found = sorted(context.all("task"), key=lambda each: (whole(each.priority, absent=9), context.title(each)))
    return tuple(Task(context.title(each), context.text(each, "lead"), status(context, each)) for each in found)


def status(context: Context, task: Any) -> Run:  # noqa: ANN401 -- a task
    """The worst status of its indicators; said to be open where none has been measured."""
    indicators = context.visible(task.indicators)
    if not indicators:
        return Missing("no indicator given")
    words = [str(each.status) for each in indicators if given(each.status)]
    if not words:
        return Missing("not measured yet")
    worst = max(words, key=lambda word: STATUS.get(word, 1))
    return State(say(worst), STATUS.get(worst, 1))


def _mandate(context: Context, each: Any) -> Mandate:  # noqa: ANN401 -- a mandate
    symbol = context.text(each, "symbol")
    return Mandate(
        symbol if isinstance(symbol, str) else context.title(each), context.figure(each, "adopted"),
        context.figure(each, "period"), context.text(each, "chapter"),
    )  # fmt: skip


def _headquarters(context: Context) -> str | Missing:
    found = [place for place in context.all("location") if given(place.type) and "mission_hq" in place.type]
    return listed(context.title(place) for place in found) or NOT_GIVEN


def _head(context: Context) -> str | Missing:
    found = [post for post in context.all("post") if given(post.role) and post.role == "head_of_mission"]
    return listed(context.title(post) for post in found) or NOT_GIVEN


def _budget(context: Context) -> Placed:
    """Each budget with its sum, in one line."""
    runs: list[Run] = []
    for each in money.budgets(context):
        runs += ["; " if runs else "", f"{each.title}: ", each.total]
    return Phrase(tuple(runs)) if runs else NOT_GIVEN


def _women(context: Context) -> Placed:
    """The share of women among those of whom the plan says how many are women, when most people are there."""
    span = strength.period(context)
    told = [unit for unit in context.all("unit") if given(unit.women) and given(unit.deployed)]
    there = strength.highest(strength.total(unit.deployed for unit in told), span) if told else None
    if there is None or not there[1].number or context.hidden:
        return NOT_GIVEN
    when, people = there
    women = strength.total(_present(unit) for unit in told).at(when)
    if not isinstance(women, Quantity):
        return NOT_GIVEN
    share = round(Fraction(women.number) / people.number * 100, 1)
    exact = f"{say(women)} of {say(people)} on {day(when)}"
    said = say(Quantity(int(share) if share.denominator == 1 else share, PERCENT))
    return computed(
        said, exact, "units.women", "women and persons in theatre, of the units that say how many are women"
    )


def _present(unit: Any) -> Any:  # noqa: ANN401 -- a unit, a value over time
    """Its women while it is in theatre."""
    return unit.women.merge(unit.deployed, lambda women, people: women if given(people) and people.number else people)
