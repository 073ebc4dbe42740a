"""What documents show of one budget: its lines by class beside the one before, beside what the plan costs, and why."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import BLANK, WITHHELD, amounts, computed
from pkdsl.documents.money import EVERY, GROUPS, Sums
from pkdsl.documents.saying import difference, digits, listed, say, sentence, whole_money, word
from pkdsl.page import Figure, Missing
from pkdsl.pictures.bullets import Bullets, bullet_bars
from pkdsl.pictures.bullets import Row as Bullet
from pkdsl.pictures.bullets import described as bullets_described
from pkdsl.pictures.waterfall import Change, Waterfall, waterfall
from pkdsl.pictures.waterfall import described as waterfall_described
from pkdsl.values import PERCENT, Quantity, given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pkdsl.documents.context import Context
    from pkdsl.page import Run

MILLION = 1_000_000
NEW = Missing("new")
NONE = Missing("none")


@dataclass(frozen=True, slots=True)
class Row:
    """One class, one group or the whole: what was, what is proposed, and the difference."""

    name: str
    is_sum: bool
    previous: Run
    amount: Run
    spent: Run
    variance: Run
    percent: Run
    once: Run


@dataclass(frozen=True, slots=True)
class Table:
    """The financial resources, and which columns there are to show."""

    rows: tuple[Row, ...]
    has_previous: bool
    has_spent: bool
    previous: str
    unit: str
    currency: str


@dataclass(frozen=True, slots=True)
class Cause:
    """Why classes differ from the budget before, and by how much together."""

    name: str
    variance: Run
    classes: str


@dataclass(frozen=True, slots=True)
class Need:
    """What the plan costs under one class, beside the lines."""

    name: str
    is_sum: bool
    required: Run
    expected: Run
    held: Run
    short: Run
    cause: str | Missing


@dataclass(frozen=True, slots=True)
class Account:
    """One budget, as its readers may see it."""

    context: Context
    budget: Any

    @property
    def sums(self) -> Sums:
        """The sums of its lines."""
        return Sums(self.context, self.budget, digits)

    @property
    def before(self) -> Account | None:
        """The budget before it, if it names one that the readers may see."""
        previous = self.budget.previous
        seen = given(previous) and self.context.shows(previous)
        return Account(self.context, previous) if seen else None

    @property
    def column(self) -> str:
        """Which figures of its lines count: what was given, else what was spent."""
        lines = self.sums.lines(EVERY)
        return "amount" if any(given(line.amount) for line in lines) or not lines else "spent"

    @property
    def has_spent(self) -> bool:
        """Whether all lines say what was spent on them."""
        lines = self.sums.lines(EVERY)
        return bool(lines) and all(given(line.spent) for line in lines) and self.column == "amount"

    def of(self, names: Iterable[str], what: str, field: str = "") -> Run:
        """The figure of some classes, of which `what` says which they are."""
        return self.sums.of(field or self.column, tuple(names), f"sum of {what}")

    def amount(self, names: Iterable[str]) -> Quantity | None:
        """The same as an amount, for sums and pictures; None where it is not known, or not for these readers."""
        lines = self.sums.lines(names)
        if not lines or self.context.hidden:
            return None
        return amounts(getattr(line, self.column) for line in lines)


def _named(account: Account) -> str:
    """A budget by its title, with the word that it was spent unless the title says so."""
    title = account.context.title(account.budget)
    return f"{title}, spent" if account.column == "spent" and "spent" not in title.casefold() else title


def table(account: Account) -> Table:
    """The financial resources by class, with the sums of groups and of all."""
    before = account.before
    rows: list[Row] = []
    for group, names in GROUPS.items():
        there = [name for name in names if account.sums.lines([name]) or (before and before.sums.lines([name]))]
        rows += [_row(account, [name], sentence(word(name))) for name in there]
        if there:
            rows.append(_row(account, names, f"Group {group}", is_sum=True))
    rows += [_row(account, EVERY, "Total", is_sum=True)] if rows else []
    return Table(
        tuple(rows), before is not None, account.has_spent,
        "" if before is None else _named(before),
        "Spent" if account.column == "spent" else "Proposed", _currency(account),
    )  # fmt: skip


def _row(account: Account, names: Iterable[str], label: str, *, is_sum: bool = False) -> Row:
    names, before = tuple(names), account.before
    what = f"the lines of {label[:1].lower()}{label[1:]}"
    now, then = account.amount(names), before.amount(names) if before else None
    once = [line for line in account.sums.lines(names) if given(line.recurrent) and line.recurrent is False]
    return Row(
        name=label, is_sum=is_sum,
        previous=before.of(names, what) if before and before.sums.lines(names) else NONE,
        amount=account.of(names, what) if account.sums.lines(names) else NONE,
        spent=account.of(names, f"what was spent on {what}", "spent") if account.has_spent else BLANK,
        variance=_variance(account, now, then, label), percent=_percent(account, now, then, label),
        once=_once(account, once, label),
    )  # fmt: skip


def _variance(account: Account, now: Quantity | None, then: Quantity | None, label: str) -> Run:
    change = _change(now, then)
    if change is None:
        return Missing(WITHHELD) if account.context.hidden else BLANK
    path = f"{account.context.plan.path_of(account.budget)}.lines"
    return computed(
        difference(change), whole_money(change), path, f"{label}: the lines less those of the budget before"
    )


def _change(now: Quantity | None, then: Quantity | None) -> Quantity | None:
    """By how much something rose; what is in one of the two budgets only was nought in the other."""
    unit = next((one.unit for one in (now, then) if one is not None), None)
    if unit is None:
        return None
    return Quantity(sum(sign * one.number_in(unit) for sign, one in ((1, now), (-1, then)) if one is not None), unit)


def _percent(account: Account, now: Quantity | None, then: Quantity | None, label: str) -> Run:
    change = _change(now, then)
    if change is None:
        return BLANK
    if then is None or not then.number:
        return NEW if change.number else NONE
    share = round(Fraction(change.number_in(then.unit)) / Fraction(then.number) * 100, 1)
    said = f"{'+' if share > 0 else ''}{say(Quantity(_exact(share), PERCENT))}"
    exact = f"{whole_money(change)} of {whole_money(then)}"
    path = f"{account.context.plan.path_of(account.budget)}.lines"
    return computed(said, exact, path, f"{label}: the difference as a share of the budget before")


def _exact(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number


def causes(account: Account) -> tuple[Cause, ...]:
    """The differences by their causes, the largest first; those without a cause last."""
    before = account.before
    groups: dict[str, dict[str, Quantity]] = {}
    for name in EVERY if before else ():
        change = _change(account.amount([name]), before.amount([name]) if before else None)
        said = {str(line.variance_cause) for line in account.sums.lines([name]) if given(line.variance_cause)}
        if change is not None and change.number:
            groups.setdefault(listed(map(word, sorted(said))), {})[name] = change
    found = [(cause, changes, amounts(changes.values())) for cause, changes in groups.items()]
    found.sort(key=lambda one: (not one[0], -abs(Fraction(one[2].number)) if one[2] is not None else 0))
    return tuple(_cause(account, *one) for one in found)


def _cause(account: Account, name: str, changes: Mapping[str, Quantity], total: Quantity | None) -> Cause:
    path = f"{account.context.plan.path_of(account.budget)}.lines"
    how = f"the differences that have this cause: {name or 'none is given'}"
    variance = BLANK if total is None else computed(difference(total), whole_money(total), path, how)
    return Cause(sentence(name), variance, listed(word(each) for each in changes))


def _once(account: Account, lines: list[Any], label: str) -> Run:
    total = amounts(getattr(line, account.column) for line in lines)
    if not lines or account.context.hidden or total is None:
        return NONE if not lines else BLANK
    path = f"{account.context.plan.path_of(account.budget)}.lines"
    return computed(digits(total), whole_money(total), path, f"{label}: the lines that do not come back next year")


# -- beside what the plan costs -------------------------------------------------------------------------------------


def needs(account: Account) -> tuple[Need, ...]:
    """What the plan costs in the period by class, beside the lines; none where no cost falls in it."""
    rows: list[Need] = []
    for group, names in GROUPS.items():
        there = [name for name in names if _costs(account, name) or account.sums.lines([name])]
        rows += [_need(account, name) for name in there]
        if there:
            rows.append(_sum_of_needs(account, there, f"Group {group}"))
    every = [name for name in EVERY if _costs(account, name) or account.sums.lines([name])]
    return (*rows, _sum_of_needs(account, every, "Total")) if any(_costs(account, name) for name in every) else ()


def _costs(account: Account, name: str) -> bool:
    """Whether anything falls under a class, be it of an amount that is not known."""
    required = account.budget.requirement[name]
    return not isinstance(required, Quantity) or bool(required.number)


def _need(account: Account, name: str) -> Need:
    context, budget = account.context, account.budget
    cause = budget.cause[name]
    seen = given(cause) and not context.withholds(budget, "requirement")
    return Need(
        sentence(word(name)), is_sum=False,
        required=context.one_of(budget, "requirement", name, words=digits),
        expected=context.one_of(budget, "expected", name, words=digits),
        held=account.of([name], f"the lines of {word(name)}", "amount") if account.sums.lines([name]) else NONE,
        short=context.one_of(budget, "shortfall", name, words=difference),
        cause=context.said(cause) if seen else NONE,
    )  # fmt: skip


def _sum_of_needs(account: Account, names: list[str], label: str) -> Need:
    def summed(field: str, words: Callable[[object], str] = digits) -> Run:
        total = _total(account, field, names)
        if total is None:
            return Missing(WITHHELD) if account.context.hidden else BLANK
        path = f"{account.context.plan.path_of(account.budget)}.{field}"
        return computed(words(total), whole_money(total), path, f"{label}: the sum of its classes")

    held = (
        account.of(names, f"the lines of {label[:1].lower()}{label[1:]}", "amount")
        if account.sums.lines(names)
        else NONE
    )
    return Need(label, True, summed("requirement"), summed("expected"), held, summed("shortfall", difference), "")  # noqa: FBT003 -- it is a sum


def _total(account: Account, field: str, names: Iterable[str]) -> Quantity | None:
    """The sum over some classes; those of nothing at all count for nought."""
    if account.context.withholds(account.budget, field):
        return None
    values = [getattr(account.budget, field)[name] for name in names]
    if not all(isinstance(value, Quantity) for value in values):
        return None
    some = [value for value in values if value.number]
    return amounts(some) if some else Quantity(0)


# -- pictures -------------------------------------------------------------------------------------------------------


def picture(account: Account) -> Figure | None:
    """The budget by group and class, each beside what the plan costs; None where no line has an amount."""
    rows: list[Bullet] = []
    for group, names in GROUPS.items():
        there = [name for name in names if account.amount([name]) is not None]
        if there:
            rows.append(Bullet(group, _millions(account.amount(there)), _required(account, there), total=True))
            rows += [
                Bullet(sentence(word(name)), _millions(account.amount([name])), _required(account, [name]))
                for name in there
            ]
    if not rows:
        return None
    unit, title = f"million {_currency(account)}", f"{account.context.title(account.budget)} by group and class"
    held = "in the lines of the budget" if account.column == "amount" else "spent"
    data = Bullets(tuple(rows), held, "what the plan costs", unit, name="classes", title=title)
    return Figure(bullet_bars(data), (f"{title}, in {unit}.",), bullets_described(data))


def steps(account: Account) -> Figure | None:
    """From the budget before to this one, class by class; None where there is no budget before, or no difference."""
    before = account.before
    start = before.amount(EVERY) if before else None
    if before is None or start is None or account.amount(EVERY) is None:
        return None
    named = ((name, _change(account.amount([name]), before.amount([name]))) for name in EVERY)
    changes = tuple(
        Change(sentence(word(name)), _millions(change) or 0)
        for name, change in named
        if change is not None and change.number
    )
    unit, title = f"million {_currency(account)}", "What makes the difference to the budget before"
    data = Waterfall(
        Change(account.context.title(before.budget), _millions(start) or 0), changes,
        account.context.title(account.budget), unit, name="variance", title=title,
    )  # fmt: skip
    return Figure(waterfall(data), (f"{title}, in {unit}.",), waterfall_described(data)) if changes else None


def _required(account: Account, names: Iterable[str]) -> Fraction | None:
    total = _total(account, "requirement", names)
    return _millions(total) if total is not None and total.number else None


def _millions(value: Quantity | None) -> Fraction | None:
    return None if value is None else Fraction(value.number) / MILLION


def _currency(account: Account) -> str:
    total = account.amount(EVERY)
    return total.unit.text if total is not None else ""
