"""A budget against the ledger, class by class: what is required, what is expected, what is short and through which cost, what changed.

Source: `person_year`, `patrol_day`: the figures by which budgets are compared; arithmetic of budgets.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, get_args

from pkdsl.entities.force import Unit
from pkdsl.entities.mandate import Output
from pkdsl.entities.money import Budget, ControlTotal, Cost, Entry, Line
from pkdsl.plan.facts import derives
from pkdsl.schema import BudgetClass
from pkdsl.values import Period, Quantity, Unknown, Word, given, unknown_of
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.number import exact
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value

CLASSES: tuple[str, ...] = get_args(BudgetClass)
GROUPS = {"I": CLASSES[:4], "II": CLASSES[4:10], "III": CLASSES[10:22], "total": CLASSES[:22]}
"""The classes of each group, and of all groups; what stands below the line is in none."""
UNIFORMED = ("troops", "staff_officers", "observers", "individual_police", "formed_police")
"""The categories of people in uniform."""
MONTHS_OF_YEAR = 12


@derives(Budget, "requirement", by=(BudgetClass,))
def requirement(budget: Budget, word: BudgetClass, plan: Plan) -> Value:
    """The sum of the ledger's entries of a class whose days lie in the budget's period.

    No entry crosses the end of a budget, so that nothing is counted twice or shared out.
    """
    return _sum(entry.amount for entry in plan.memo(_within).get((budget, word), ()))


@derives(Budget, "by_cost", by=Cost)
def by_cost(budget: Budget, cost: Cost, plan: Plan) -> Value:
    """The sum of a cost's entries whose days lie in the budget's period."""
    return _sum(entry.amount for entry in plan.memo(_within).get((budget, cost), ()))


@derives(Budget, "by_unit", by=Unit)
def by_unit(budget: Budget, unit: Unit, plan: Plan) -> Value:
    """The sum of the entries for a unit, and for what it has, whose days lie in the budget's period."""
    return _sum(entry.amount for entry in plan.memo(_within).get((budget, unit), ()))


@derives(Budget, "expected", by=(BudgetClass,))
def expected(budget: Budget, word: BudgetClass, plan: Plan) -> Value:
    """The requirement; of military and police classes, less the delayed deployment and the vacancy of their first line.

    Units are planned as they should come. Civilian posts are not reduced again: the ledger counts those that are filled.
    """
    first = next((line for line in budget.lines if line.class_ == word), None)
    share: Value = Quantity(1)
    for missing in (first.delayed_deployment, first.vacancy) if first is not None and word in GROUPS["I"] else ():
        share = binary("*", share, binary("-", Quantity(1), missing)) if given(missing) else share
    return binary("*", budget.requirement[word], share)


@derives(Budget, "shortfall", by=(BudgetClass,))
def shortfall(budget: Budget, word: BudgetClass, plan: Plan) -> Value:
    """Of a class, what is expected less its lines; below zero where the lines hold more than is needed."""
    return binary("-", budget.expected[word], _held(budget, word))


@derives(Budget, "unplanned")
def unplanned(budget: Budget, plan: Plan) -> Value:
    """The classes of the ledger's entries in the period, less those of its lines, as budgets order them."""
    planned = {line.class_ for line in budget.lines if given(line.class_)}
    spent = {key for one, key in plan.memo(_within) if one is budget and isinstance(key, str)}
    return tuple(Word(word, CLASSES) for word in sorted(spent - planned, key=CLASSES.index))


@derives(Budget, "cause", by=(BudgetClass,))
def cause(budget: Budget, word: BudgetClass, plan: Plan) -> Value:
    """Of a class that costs fall under, the cost whose entries in the period come to most; among equals the first."""
    by_cost: dict[Declared, list[Value]] = {}
    for entry in plan.memo(_within).get((budget, word), ()):
        by_cost.setdefault(entry.driver, []).append(entry.amount)
    sums = {cost: _sum(amounts) for cost, amounts in by_cost.items()}
    most = FUNCTIONS["max"](tuple(sums.values()))
    return most if not given(most) else next(cost for cost, amount in sums.items() if amount == most)


@derives(Budget, "variance", by=(BudgetClass,))
def variance(budget: Budget, word: BudgetClass, plan: Plan) -> Value:
    """Of a class, its lines less those of the previous budget."""
    before = budget.previous
    return binary("-", _held(budget, word), _held(before, word)) if isinstance(before, Budget) else before


@derives(Line, "needed")
def needed(line: Line, plan: Plan) -> Value:
    """The entries of its class for what it covers, or for a part of that; of all, where it covers nothing by name.

    An entry that lasts longer than the line counts for the share of its days that are the line's.
    """
    days, paid = line.life, line.covers
    if not isinstance(days, Period) or not given(line.class_):
        return unknown_of((days, line.class_))
    entries = plan.memo(_by_class).get(line.class_, ())
    return _sum(_in(entry, days) for entry in entries if not given(paid) or _pays_for(paid, entry.entity))


def _pays_for(paid: tuple[Declared, ...], thing: Declared) -> bool:
    return given(thing) and (thing in paid or (given(thing.parent) and thing.parent in paid))


def _in(entry: Entry, days: Period) -> Value:
    """What an entry comes to within some days."""
    shared = days.shared(entry.period)
    if shared is None:
        return Quantity(0, entry.amount.unit) if isinstance(entry.amount, Quantity) else _sum(())
    return binary("*", entry.amount, Quantity(exact(Fraction(shared.days, entry.period.days))))


@derives(ControlTotal, "sum")
def sum_of_lines(total: ControlTotal, plan: Plan) -> Value:
    """The lines of its class, its group or all groups, in the column that it is the total of."""
    budget = total.parent
    if not isinstance(budget, Budget) or not given(total.of):
        return unknown_of((budget, total.of))
    column = total.column if given(total.column) else "amount"
    return _sum(getattr(line, column) for line in budget.lines if line.class_ in GROUPS.get(total.of, (total.of,)))


@derives(Budget, "person_year")
def person_year(budget: Budget, plan: Plan) -> Value:
    """The total, divided by the people in uniform on an average day and the years of the period."""
    mission, period = plan.mission, budget.period
    if mission is None or not isinstance(period, Period):
        return Unknown(())
    people = _sum(people for word, people in mission.strength.items() if word in UNIFORMED)
    average = FUNCTIONS["mean"](people, period)
    months = sum((Fraction(days, length) for days, length in period.by_month()), Fraction(0))
    if not isinstance(average, Quantity) or not average.number:
        return average if not given(average) else plan.missing(mission, "strength")
    return binary("/", budget.total, Quantity(exact(average.number * months / MONTHS_OF_YEAR)))


@derives(Budget, "patrol_day")
def patrol_day(budget: Budget, plan: Plan) -> Value:
    """The lines of group I, divided by the quantities of all outputs that are counted in patrols or patrol days."""
    promised = [one.quantity for one in plan.all(Output) if _counts_patrols(one.quantity)]
    total = sum(one.number for one in promised)
    return binary("/", budget.group["I"], Quantity(total)) if total else Unknown(())


def _counts_patrols(quantity: Value) -> bool:
    bases = quantity.unit.dimension.exponents if isinstance(quantity, Quantity) else ()
    return any(base.startswith("patrol") for base, _ in bases)


def _held(budget: Budget, word: str) -> Value:
    return _sum(line.amount for line in budget.lines if line.class_ == word)


def _within(plan: Plan) -> Mapping[tuple[Budget, object], list[Entry]]:
    """The entries on the days of each budget: of each class, of each cost, and of each unit and what it has."""
    found: dict[tuple[Budget, object], list[Entry]] = {}
    budgets = [(one, one.period) for one in plan.all(Budget) if isinstance(one.period, Period)]
    for entry in plan.all(Entry):
        days = entry.period
        keys = (entry.class_, entry.driver, _unit_of(entry.entity))
        for budget in [budget for budget, period in budgets if period.covers(days)]:
            for key in filter(given, keys):
                found.setdefault((budget, key), []).append(entry)
    return found


def _unit_of(thing: Value) -> Value:
    """The unit that an entry is for, itself or for something that it has."""
    return thing if not given(thing) or isinstance(thing, Unit) else thing.parent


def _by_class(plan: Plan) -> Mapping[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in plan.all(Entry):
        if given(entry.class_):
            found.setdefault(entry.class_, []).append(entry)
    return found


def _sum(amounts: Iterable[Value]) -> Value:
    return FUNCTIONS["sum"](tuple(amounts))
