"""Who commands whom on each day: the superiors of everyone, the chain to the top, its circles, and the span of control.

Source: UN guidelines on the command and control of military components: one chain, in which operational control is a
tree (read).
"""

from __future__ import annotations

from functools import partial
from itertools import chain as chained
from itertools import zip_longest
from operator import add, and_, or_
from typing import TYPE_CHECKING, NamedTuple, get_args

from pkdsl.entities.command import Command, Hq, Post
from pkdsl.entities.command.chain import Commanded
from pkdsl.entities.force import Unit
from pkdsl.entities.foundations import Mission
from pkdsl.plan.facts import derives
from pkdsl.schema import Component
from pkdsl.values import ConditionDate, Period, Steps, Unknown, Word, given
from pkdsl.values.dates import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

CONTROL, AUTHORITY, TACTICAL = "operational_control", "operational_authority", "tactical_control"
"""The authorities that direct operations. Where somebody has control, authority is what the control was given from."""
COMPONENTS: tuple[str, ...] = get_args(Component)
LEADERS = {"military": "force_commander", "police": "police_commissioner", "support": "director_of_support"}
"""The role of the post that leads each component."""
ALWAYS = Period(FIRST_DAY, LAST_DAY)


@derives(Commanded, "there")
def there(body: Commanded, plan: Plan) -> Value:
    """Yes on all days: headquarters and sections have no first and last day."""
    return Steps.always(True)  # noqa: FBT003 -- a value


@derives(Unit, "there")
def there_of_unit(unit: Unit, plan: Plan) -> Value:
    """From `arrives` to `leaves`, both included; on all days where the plan says neither."""
    life = unit.life
    return _during(life if isinstance(life, Period) else ALWAYS)


@derives(Post, "there")
def there_of_post(post: Post, plan: Plan) -> Value:
    """From `starts` to `ends`, both included; without one of them, from or to the end of the calendar."""
    first, last = _day(post.starts, FIRST_DAY), _day(post.ends, LAST_DAY)
    return _during(Period(first, last)) if first <= last else Steps.always(False)  # noqa: FBT003 -- a value


# --- Up and down the chain -------------------------------------------------------------------------------------------


@derives(Commanded, "superiors")
def superiors(body: Commanded, plan: Plan) -> Value:
    """Those with operational control on each day, by path; on days without any, those with operational authority.

    A headquarters and the post that heads it are one. A command without a period holds on all days.
    """
    node = _one(body)
    held: dict[str, Value] = {CONTROL: Steps.always(()), AUTHORITY: Steps.always(())}
    for command in plan.memo(lines).above.get(node, ()):
        days = _days(command, plan)
        if command.authority == TACTICAL:
            continue
        if not given(days):
            return days
        superior = _one(command.superior)
        held[command.authority] = _with(held[command.authority], days, superior)
    by_path: Value = held[CONTROL].merge(held[AUTHORITY], lambda control, authority: control or authority)
    return by_path.map(lambda some: tuple(sorted(some, key=plan.path_of)))


@derives(Commanded, "taskers")
def taskers(body: Commanded, plan: Plan) -> Value:
    """Those with tasking authority on each day, in the order in which the commands stand by path."""
    held: Value = Steps.always(())
    for command in plan.memo(lines).tasking.get(_one(body), ()):
        days = _days(command, plan)
        if not given(days):
            return days
        held = _with(held, days, _one(command.superior))
    return held


@derives(Commanded, "subordinates")
def subordinates(body: Commanded, plan: Plan) -> Value:
    """Those there whose superior it is on each day, and those under its tactical control, each once and by path."""
    held: Value = Steps.always(())
    for one, days in _directed(_one(body), plan).items():
        if not given(days):
            return days
        held = _with(held, days, one)
    return held


@derives(Commanded, "span")
def span(body: Commanded, plan: Plan) -> Value:
    """How many are directed on each day, each counted once."""
    counts = []
    for days in _directed(_one(body), plan).values():
        if not given(days):
            return days
        counts.append(days.map(int))
    while len(counts) > 1:  # in halves, so that long step functions are not merged again and again
        pairs = zip_longest(counts[::2], counts[1::2], fillvalue=Steps.always(0))
        counts = [one.merge(other, add) for one, other in pairs]
    return counts[0] if counts else Steps.always(0)


def _directed(superior: Commanded, plan: Plan) -> dict[Commanded, Value]:
    """On which days each subordinate is there and directed by it, by path."""
    found: dict[Commanded, Value] = {}
    for command in plan.memo(lines).below.get(superior, ()):
        for one in map(_one, _listed(command.subordinate)):
            above = one.superiors
            days = _days(command, plan) if command.authority == TACTICAL else above
            if command.authority != TACTICAL and given(above):
                days = above.map(lambda some: superior in some)
            if given(days):
                days = days.merge(one.there, and_)
                days = days.merge(found[one], or_) if one in found and given(found[one]) else days
            found[one] = days
    return dict(sorted(found.items(), key=lambda item: plan.path_of(item[0])))


@derives(Unit, "command")
def command_of_unit(unit: Unit, plan: Plan) -> Value:
    """The first of its superiors on each day; unknown on days without any."""
    above = unit.superiors
    return above if not given(above) else above.map(lambda some: some[0] if some else Unknown(()))


@derives(Commanded, "chain")
def chain(body: Commanded, plan: Plan) -> Value:
    """Its superiors, theirs, and so on, the nearest first, each once; itself where one of them is under it."""
    direct = _closure(body)
    unknown = next((above for above in direct.values() if not given(above)), None)
    if unknown is not None:
        return unknown
    start = _one(body)
    days = sorted({day for above in direct.values() for day in above.days})
    return Steps.of(_walk(start, direct, None), ((day, _walk(start, direct, day)) for day in days))


def _closure(body: Commanded) -> dict[Commanded, Value]:
    """The superiors over time of it and of everyone above it on any day."""
    direct: dict[Commanded, Value] = {}
    waiting = [_one(body)]
    while waiting:
        one = waiting.pop()
        if one not in direct:
            direct[one] = one.superiors
            waiting += chained.from_iterable(direct[one].values) if given(direct[one]) else ()
    return direct


def _walk(start: Commanded, direct: Mapping[Commanded, Value], day: date | None) -> tuple[Commanded, ...]:
    """Everyone above `start` on a day (None: before the first change), level by level."""
    found: dict[Commanded, None] = {}
    level = [start]
    while level:
        above = [boss for one in level for boss in (direct[one].before if day is None else direct[one].at(day))]
        level = [boss for boss in dict.fromkeys(above) if boss not in found]
        found.update(dict.fromkeys(level))
    return tuple(found)


@derives(Commanded, "circle")
def circle(body: Commanded, plan: Plan) -> Value:
    """On days when somebody above it is also below it: all who are both, it among them, at the one first by path."""
    node, upward = _one(body), body.chain
    if not given(upward):
        return upward
    round_: Value = Steps.always(())
    if not any(node in above for above in upward.values):
        return round_
    for other in dict.fromkeys(chained.from_iterable(upward.values)):
        back = other.chain
        if not given(back):
            return back
        round_ = _with(round_, upward.merge(back, partial(_mutual, node, other)), other)
    first = round_.map(lambda some: tuple(sorted(some, key=plan.path_of)))
    return first.map(lambda some: some if some and some[0] is node else ())


def _mutual(one: Commanded, other: Commanded, above: tuple[Commanded, ...], below: tuple[Commanded, ...]) -> bool:
    """Whether each is above the other; `above` are those above the one, `below` those above the other."""
    return other in above and one in below


@derives(Commanded, "root")
def root(body: Commanded, plan: Plan) -> Value:
    """It directs somebody on a day and has no superior."""
    above, below = body.superiors, body.span
    if not given(above) or not given(below):
        return above if not given(above) else below
    return above.merge(below, lambda up, down: down > 0 and not up)


@derives(Mission, "heads")
def heads(mission: Mission, plan: Plan) -> Value:
    """All posts with the role `head_of_mission`, by path."""
    return _with_role("head_of_mission", plan)


@derives(Mission, "leaders")
def leaders(mission: Mission, plan: Plan) -> Value:
    """The force commander, the police commissioner and the director of mission support, by component and path."""
    return {Word(component, COMPONENTS): _with_role(role, plan) for component, role in LEADERS.items()}


def _with_role(role: str, plan: Plan) -> tuple[Post, ...]:
    return tuple(post for post in plan.all(Post) if post.role == role)


@derives(Mission, "chain_of_command")
def chain_of_command(mission: Mission, plan: Plan) -> Value:
    """All superiors and subordinates in commands that direct operations, by path; a headquarters as its head."""
    found = plan.memo(lines)
    return tuple(sorted({*found.above, *found.below}, key=plan.path_of))


# --- Commands ---------------------------------------------------------------------------------------------------------


class Lines(NamedTuple):
    """The commands that direct operations, by who is above and who is below, and those that set tasks, by who is below."""

    above: dict[Commanded, list[Command]]
    below: dict[Commanded, list[Command]]
    tasking: dict[Commanded, list[Command]]


def lines(plan: Plan) -> Lines:
    """Put every command that directs operations or sets tasks to its superior and to each of its subordinates."""
    found = Lines({}, {}, {})
    for command in plan.all(Command):
        if not given(command.superior):
            continue
        if command.authority == "tasking":
            for subordinate in map(_one, _listed(command.subordinate)):
                found.tasking.setdefault(subordinate, []).append(command)
        elif command.authority in {CONTROL, AUTHORITY, TACTICAL}:
            found.below.setdefault(_one(command.superior), []).append(command)
            for subordinate in map(_one, _listed(command.subordinate)):
                found.above.setdefault(subordinate, []).append(command)
    return found


def _one(body: Commanded) -> Commanded:
    """A headquarters is its head, where it has one."""
    head = body.head if isinstance(body, Hq) else None
    return head if isinstance(head, Post) else body


def _listed(several: Value) -> Iterator[Commanded]:
    return (one for one in (several if given(several) else ()) if given(one))


def _days(command: Command, plan: Plan) -> Value:
    """The days on which a command holds: all, when it gives no period; unknown, when that cannot be told."""
    period = command.period
    if isinstance(period, Period):
        return _during(period)
    return period if plan.gives(command, "period") else Steps.always(True)  # noqa: FBT003 -- a value


def _during(period: Period) -> Steps[bool]:
    return Steps.always(True).within(period, False)  # noqa: FBT003 -- values


def _with(held: Value, days: Value, one: Commanded) -> Value:
    return held.merge(days, lambda some, now: (*some, one) if now and one not in some else some)


def _day(value: Value, otherwise: date) -> date:
    day: date = value.date if isinstance(value, ConditionDate) else value if given(value) else otherwise
    return day
