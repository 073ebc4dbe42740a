"""The trace chain of each task: the mandate it comes from, who does it, what pays for it, and how it ends.

Source: results-based budget of UNDOF 2007/08; JIU and OIOS on frameworks that are linked to resources (seen).
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, get_args

from pkdsl.entities.force import Section, Unit
from pkdsl.entities.mandate import Activity, Mandate, Output, Task
from pkdsl.entities.money import Budget
from pkdsl.entities.places import Contract, Location, SupplyLine
from pkdsl.entities.transition import ExitCriterion, Handover
from pkdsl.plan.facts import derives
from pkdsl.schema import ChainLink
from pkdsl.values import PERCENT, ConditionDate, Period, Quantity, Steps, Unknown, Word, given
from pkdsl.values.dates import FIRST_DAY, LAST_DAY
from pkdsl.values.functions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value

LINKS: tuple[ChainLink, ...] = get_args(ChainLink)
"""The links of the chain that a task holds together, in their order."""


@derives(Task, "assigned")
def assigned(task: Task, plan: Plan) -> Value:
    """The people in theatre of all units and sections that the task names in `by`, and of the units that relieve them."""
    if not given(task.by):
        return task.by
    total = FUNCTIONS["sum"](tuple(_people(body) for body in task.links["unit"]))
    return total if isinstance(total, Steps | Unknown) else Steps.always(total)


@derives(Task, "covered")
def covered(task: Task, plan: Plan) -> Value:
    """Yes on the days on which at least one person of those who carry it out is in theatre (`assigned` above zero)."""
    people = task.assigned
    return people.map(lambda some: some.number > 0 if given(some) else some) if isinstance(people, Steps) else people


@derives(Task, "funded")
def funded(task: Task, plan: Plan) -> Value:
    """The amounts of all budget lines that name the task, or cover one of those who do it."""
    amounts = tuple(line.amount for line in task.links["money"])
    return FUNCTIONS["sum"](amounts) if amounts else plan.missing(task, "funded")


@derives(Task, "links")
def links(task: Task, plan: Plan) -> Value:
    """What hangs on the task at each link of the chain, as planning and results-based budgets join them.

    Mandates are those of its objectives, or of the objectives they contribute to. Outputs stand for activities too;
    units for sections, and for the units that relieve those that the task names.
    Supply is every stock, supply line and contract of the bases of those who do it; money every budget line that names
    the task, or covers one of them. An exit criterion hangs on it by an indicator: its own, or one of its objectives.
    """
    index = plan.memo(_index)
    bodies = _bodies(task, index)
    found = {word: _at(task, word, bodies, index) for word in LINKS}
    return {Word(word, LINKS): tuple(dict.fromkeys(things)) for word, things in found.items()}


@derives(Task, "unlinked")
def unlinked(task: Task, plan: Plan) -> Value:
    """The links of the chain at which nothing hangs on the task; supply is asked for where units do it."""
    supplied = any(isinstance(body, Unit) for body in task.links["unit"])
    return tuple(word for word, things in task.links.items() if not things and (word != "supply" or supplied))


@derives(Task, "supplied_by")
def supplied_by(task: Task, plan: Plan) -> Value:
    """For each of those who do it, the stocks, supply lines and contracts of its bases, or in its own name."""
    return {body: tuple(dict.fromkeys(_supplies(body, plan.memo(_index)))) for body in task.links["unit"]}


@derives(Task, "traced")
def traced(task: Task, plan: Plan) -> Value:
    """Links at which something hangs on the task ÷ links that it should have."""
    missing = len(task.unlinked)
    whole = len(LINKS) - ("supply" not in task.unlinked and not task.links["supply"])
    return Quantity(Fraction(100 * (whole - missing), whole), PERCENT)


@derives(Mandate, "traced")
def traced_of_mandate(mandate: Mandate, plan: Plan) -> Value:
    """Tasks of the mandate with something at a link ÷ tasks of the mandate that should have it."""
    tasks = [task for task in plan.all(Task) if mandate in task.links["mandate"]]
    return {Word(word, LINKS): coverage(tasks, word) for word in LINKS}


def coverage(tasks: Iterable[Task], word: ChainLink) -> Value:
    """The share of tasks at which something hangs at a link, in per cent; unknown where none should have anything."""
    linked = missing = 0
    for task in tasks:
        linked += bool(task.links[word])
        missing += word in task.unlinked
    return Quantity(Fraction(100 * linked, linked + missing), PERCENT) if linked + missing else Unknown(())


@derives(Task, "doubled")
def doubled(task: Task, plan: Plan) -> Value:
    """What hangs on the task twice: named twice, paid twice, measured twice for one mandate, handed over twice.

    A task is paid twice by two lines of one budget and class that cover the same thing on the same days.
    """
    found = dict.fromkeys(LINKS, ()) | {
        "objective": _twice(task.objective),
        "indicator": _twice(task.indicators),
        "unit": _twice(task.by),
        "money": _seconds(task.links["money"], _pays_again),
        "exit": _seconds(task.links["exit"], _same_exit),
        "handover": _seconds(task.links["handover"], lambda one, other: given(one.to) and one.to == other.to),
    }
    return {Word(word, LINKS): things for word, things in found.items()}


@derives(Task, "contradictory")
def contradictory(task: Task, plan: Plan) -> Value:
    """What hangs on the task and says something else than the task does, link by link.

    An indicator speaks for other objectives only; an output or activity is by a unit or section that the task does not
    name; a task of the military or the police is done by nobody of theirs; a unit is never there while the task runs; a
    line pays for other days only; an exit criterion ends another mandate; a handover comes before the task ends, or the
    task both ends without a receiver and has one.
    """
    days, hung = _days(task), task.links
    found = dict.fromkeys(LINKS, ()) | {
        "mandate": _only(hung["mandate"], lambda m: not _yes(task.subject_to_renewal) and _apart(m.period, days)),
        "indicator": _only(hung["indicator"], lambda i: _disjoint(i.objective, task.objective)),
        "output": _only(hung["output"], lambda output: _others(output.by, hung["unit"])),
        "unit": _only(hung["unit"], lambda body: _foreign(body, task) or _never_there(body, days)),
        "money": _only(hung["money"], lambda line: _has(line.task, task) and _apart(_paid_days(line), days)),
        "exit": _only(hung["exit"], lambda c: given(c.mandate) and bool(hung["mandate"]) and c.mandate not in hung["mandate"]),
        "handover": _only(hung["handover"], lambda handover: _too_soon(handover, task) or _half_ended(handover, hung["handover"])),
    }  # fmt: skip
    return {Word(word, LINKS): things for word, things in found.items()}


class _Index(NamedTuple):
    """What refers to what, looked up once for the whole plan."""

    outputs: Mapping[Declared, list[Declared]]
    lines: Mapping[Declared, list[Declared]]
    criteria: Mapping[Declared, list[Declared]]
    handovers: Mapping[Declared, list[Declared]]
    supplies: Mapping[Declared, list[Declared]]
    reliefs: Mapping[Declared, list[Declared]]


def _index(plan: Plan) -> _Index:
    """Outputs by task; lines by task and by what they cover; criteria by indicator; supplies by place; reliefs by unit."""
    lines = [line for budget in plan.all(Budget) for line in budget.lines]
    return _Index(
        _by((output.task, output) for output in (*plan.all(Output), *plan.all(Activity))),
        _by((thing, line) for line in lines for thing in (*_some(line.task), *_some(line.covers))),
        _by((indicator, criterion) for criterion in plan.all(ExitCriterion) for indicator in _indicators(criterion)),
        _by((handover.task, handover) for handover in plan.all(Handover)),
        _by(_supplying(plan)),
        _by((unit.relieves, unit) for unit in plan.all(Unit)),
    )


def _by(pairs: Iterable[tuple[Value, Value]]) -> Mapping[Declared, list[Declared]]:
    """The second of each pair by the first, in order."""
    found: dict[Declared, list[Declared]] = {}
    for key, thing in pairs:
        if given(key):
            found.setdefault(key, []).append(thing)
    return found


def _indicators(criterion: ExitCriterion) -> Iterator[Declared]:
    """What a criterion rests on, and the objectives that this speaks for."""
    measured = [criterion.indicator] if given(criterion.indicator) else []
    if given(criterion.benchmark):
        measured += _some(criterion.benchmark.indicators)
    for indicator in measured:
        if given(indicator):
            yield indicator
            yield from _some(indicator.objective)


def _supplying(plan: Plan) -> Iterator[tuple[Value, Value]]:
    """Stocks, supply lines and contracts, each with the place or unit that it supplies."""
    for place in plan.all(Location):
        for stock in place.stocks:
            yield place, stock
            if isinstance(stock.holder, Unit):
                yield stock.holder, stock
    for line in plan.all(SupplyLine):
        ways = _some(line.via)
        yield (line.destination if given(line.destination) or not ways else ways[-1].destination), line
    for contract in plan.all(Contract):
        for thing in _some(contract.covers) if given(contract.supplies) else ():
            yield thing, contract


def _at(task: Task, word: str, bodies: list[Value], index: _Index) -> Iterable[Declared]:
    """What hangs on a task at one link; `bodies` do it."""
    match word:
        case "mandate":
            return _mandates(task)
        case "objective":
            return _some(task.objective)
        case "indicator":
            return _some(task.indicators)
        case "output":
            return index.outputs.get(task, ())
        case "unit":
            return bodies
        case "supply":
            return [supply for body in bodies for supply in _supplies(body, index)]
        case "money":
            return [line for thing in (task, *bodies) for line in index.lines.get(thing, ())]
        case "exit":
            things = (*_some(task.indicators), *_some(task.objective))
            return [criterion for thing in things for criterion in index.criteria.get(thing, ())]
        case _:
            return index.handovers.get(task, ())


def _bodies(task: Task, index: _Index) -> list[Value]:
    """Those that the task names, and who relieves them, and so on."""
    found: dict[Value, None] = {}
    waiting = list(_some(task.by))
    while waiting:
        body = waiting.pop(0)
        if body not in found:
            found[body] = None
            waiting += index.reliefs.get(body, ())
    return list(found)


def _mandates(task: Task) -> list[Mandate]:
    """Those of the objectives, or of what these contribute to."""
    found, waiting, seen = [], list(_some(task.objective)), set()
    while waiting:
        objective = waiting.pop(0)
        if not given(objective) or objective in seen:
            continue
        seen.add(objective)
        if given(objective.mandate):
            found.append(objective.mandate)
        else:
            waiting.append(objective.contributes_to)
    return found


def _supplies(body: Declared, index: _Index) -> list[Declared]:
    """What supplies a unit or section: itself, and the places it is based at."""
    base = body.base
    places = [place for place in base.values if given(place)] if isinstance(base, Steps) else []
    return [supply for thing in (body, *places) for supply in index.supplies.get(thing, ())]


def _some(values: Value) -> tuple[Value, ...]:
    """The members of a list that may not be given."""
    return tuple(value for value in values if given(value)) if given(values) else ()


def _yes(value: Value) -> bool:
    return value is True


def _people(body: Value) -> Value:
    return body.deployed if isinstance(body, Unit) else body.strength


def _twice(values: Value) -> tuple[Value, ...]:
    return tuple(value for value, times in Counter(_some(values)).items() if times > 1)


def _only(things: Iterable[Value], wrong: Callable[[Value], bool]) -> tuple[Value, ...]:
    return tuple(thing for thing in things if wrong(thing))


def _seconds(things: Iterable[Value], same: Callable[[Value, Value], bool]) -> tuple[Value, ...]:
    """Each thing that says the same as one before it."""
    return tuple(dict.fromkeys(later for one, later in combinations(things, 2) if same(one, later)))


def _pays_again(one: Value, other: Value) -> bool:
    same = one.parent is other.parent and one.class_ == other.class_ and given(one.covers) and given(other.covers)
    return bool(same and not _disjoint(one.covers, other.covers) and not _apart(_paid_days(one), _paid_days(other)))


def _same_exit(one: Value, other: Value) -> bool:
    if one.mandate is not other.mandate and given(one.mandate) and given(other.mandate):
        return False
    return any(given(a) and a is b for a, b in ((one.indicator, other.indicator), (one.benchmark, other.benchmark)))


def _paid_days(line: Value) -> Value:
    return line.period if given(line.period) else line.parent.period


def _day(value: Value, otherwise: date) -> date:
    value = value.date if isinstance(value, ConditionDate) else value
    return value if isinstance(value, date) else otherwise


def _days(task: Task) -> Period:
    """From `starts` to `ends`; what is not given has no bound."""
    first, last = _day(task.starts, FIRST_DAY), _day(task.ends, LAST_DAY)
    return Period(first, max(first, last))


def _apart(one: Value, other: Value) -> bool:
    """Whether two periods have no day in common."""
    if not isinstance(one, Period) or not isinstance(other, Period):
        return False
    return one.end < other.start or other.end < one.start


def _disjoint(one: Value, other: Value) -> bool:
    """Whether two lists are given and have nothing in common."""
    return bool(_some(one) and _some(other)) and not set(_some(one)) & set(_some(other))


def _has(values: Value, thing: Declared) -> bool:
    return any(value is thing for value in _some(values))


def _others(by: Value, named: Value) -> bool:
    """Whether a unit or section does it that the task does not name, and none that it does."""
    bodies = tuple(body for body in _some(by) if isinstance(body, Unit | Section))
    return _disjoint(bodies, named)


def _foreign(body: Declared, task: Task) -> bool:
    """Whether the military or the police lead, and nobody of theirs is among those who do it."""
    parts = [one.component for one in task.links["unit"]]
    return bool(
        given(task.lead) and task.lead in {"military", "police"} and all(map(given, parts)) and task.lead not in parts
    )


def _never_there(body: Declared, days: Period) -> bool:
    return isinstance(body, Unit) and _apart(body.life, days)


def _too_soon(handover: Handover, task: Task) -> bool:
    """Whether the task still has to begin, or goes on, when it is handed over."""
    if not given(handover.date):
        return False
    day = _day(handover.date, LAST_DAY)
    return day < _day(task.starts, FIRST_DAY) or day < _day(task.ends, FIRST_DAY)


def _half_ended(handover: Handover, handovers: Iterable[Value]) -> bool:
    """Whether it says that the task ends without a receiver, and another names one."""
    return handover.to == "none" and any(given(other.to) and other.to != "none" for other in handovers)
