"""The mission on one page: what it is, who serves in it, what it costs, what it does."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, mapped, money, results, schedule, strength
from pkdsl.documents.context import NOT_GIVEN, computed
from pkdsl.documents.saying import day, listed, say, whole
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.documents.words import Phrase, told
from pkdsl.page import Missing
from pkdsl.tongues import tell
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

    facts: Sheet
    ceilings: tuple[strength.Row, ...]
    contributors: tuple[Share, ...]
    others: int
    tasks: tuple[Task, ...]
    more_tasks: int
    picture: Figure | None
    map: Figure | None


def view(plan: Plan, context: Context) -> View:
    """The mission in figures."""
    shares = contributors(context)
    found = tasks(context)
    return View(
        facts=_facts(context, plan.mission or Unknown()),
        ceilings=strength.rows(context),
        contributors=shares[:MOST],
        others=max(len(shares) - MOST, 0),
        tasks=found[:MOST],
        more_tasks=max(len(found) - MOST, 0),
        map=mapped.mission(context),
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
        (state, strength.highest(strength.total(unit.deployed for unit in units), span), units)
        for state, units in groups.items()
    ]
    known = [(state, found[1].number, units) for state, found, units in shares if found is not None and found[1].number]
    known.sort(key=lambda one: (-one[1], context.state(one[0])))
    return tuple(Share(context.state(state), strength.sent(context, state, units)) for state, _, units in known)


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
    return results.state(worst)


def _facts(context: Context, mission: Any) -> Sheet:  # noqa: ANN401 -- the mission, or Unknown
    mandates = {context.title(each): _mandate(context, each) for each in strength.mandates(context)}
    mandate = next(iter(mandates.values()), NOT_GIVEN) if len(mandates) <= 1 else Phrase(_joined(*mandates.values()))
    return sheet({
        "Mission": _phrase(context.text(mission, "acronym"), context.text(mission, "type")),
        "Host": context.text(mission, "host"), "Headquarters": _headquarters(context), "Mandate": mandate,
        "Planned for": context.figure(mission, "period"), "Next before the Council": schedule.next_council(context),
        "Head of mission": _head(context), "Women in uniform": women(context), "Budget": _budget(context),
        "Contact": context.text(mission, "contact"),
    })  # fmt: skip


def _mandate(context: Context, each: Any) -> Run | Phrase:  # noqa: ANN401 -- a mandate
    symbol, chapter = context.text(each, "symbol"), context.text(each, "chapter")
    adopted, period = context.figure(each, "adopted"), context.figure(each, "period")
    return _phrase(
        symbol if isinstance(symbol, str) else context.title(each),
        adopted if isinstance(adopted, Missing) else told("adopted {day}", day=adopted),
        tell("Chapter {chapter}", chapter=chapter) if isinstance(chapter, str) else chapter,
        period if isinstance(period, Missing) else told("in force {period}", period=period),
    )


def _phrase(*pieces: Run | Phrase) -> Run | Phrase:
    """What is given, with commas; what is not is left out."""
    runs = _joined(*(piece for piece in pieces if not isinstance(piece, Missing)), by=", ")
    return Phrase(runs) if runs else NOT_GIVEN


def _joined(*pieces: Run | Phrase, by: str = "") -> tuple[Run, ...]:
    runs: list[Run] = []
    for piece in pieces:
        runs += [by or tell("; ")] if runs else []
        runs += piece.runs if isinstance(piece, Phrase) else [piece]
    return tuple(runs)


def _headquarters(context: Context) -> str | Missing:
    found = [place for place in context.all("location") if given(place.type) and "mission_hq" in place.type]
    return listed(context.title(place) for place in found) or NOT_GIVEN


def _head(context: Context) -> str | Missing:
    found = [post for post in context.all("post") if given(post.role) and post.role == "head_of_mission"]
    return listed(context.title(post) for post in found) or NOT_GIVEN


def _budget(context: Context) -> Placed:
    """Each budget that has a sum, in one line."""
    known = [each for each in money.budgets(context) if not isinstance(each.total, Missing)]
    largest = max(known, key=lambda each: each.size, default=None)
    said = (
        _with_groups(each) if each is largest else told("{what}: {said}", what=each.title, said=each.total)
        for each in known
    )
    return Phrase(_joined(*said)) if known else NOT_GIVEN


def _with_groups(each: money.BudgetRow) -> Phrase:
    """A budget's sum and, in brackets, those of its groups."""
    groups = _joined(
        *(told("group {number}: {said}", number=group.name.split(" ")[0], said=group.amount) for group in each.groups),
        by=", ",
    )
    total = told("{what}: {said}", what=each.title, said=each.total)
    return Phrase((*total.runs, *((" (", *groups, ")") if groups else ())))


def women(context: Context) -> Placed:
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
    exact = tell("{some} of {all} on {day}", some=say(women), all=say(people), day=day(when))
    said = say(Quantity(int(share) if share.denominator == 1 else share, PERCENT))
    how = tell("women and persons in theatre, of the units that say how many are women")
    return computed(said, exact, tell("units: women"), how)


def _present(unit: Any) -> Any:  # noqa: ANN401 -- a unit, a value over time
    """Its women while it is in theatre."""
    return unit.women.merge(unit.deployed, lambda women, people: women if given(people) and people.number else people)
