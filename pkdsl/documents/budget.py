"""The budget of a period in the results-based form: what is to be achieved, what it takes, what changed, who pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, accounts, funding, mapped, results, staffing
from pkdsl.documents.context import BLANK, WITHHELD, amounts, computed
from pkdsl.documents.money import GROUPS
from pkdsl.documents.saying import counted, day, digits, listed, say, sentence, unended, whole_money, word
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.page import Missing, State
from pkdsl.values import ConditionDate, Period, Quantity, given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.documents.context import Context
    from pkdsl.page import Figure, Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="budget",
    title="Budget in results-based form",
    reader="legislative bodies, budget officers, senior management",
    purpose="what a period is to achieve, what it takes in people and money, what changed, and who pays",
    each="budget",
)

MOST = 20
"""How many costs and contingents a table lists; the ledger holds all."""


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost and what it comes to in the period."""

    title: str
    class_name: str
    amount: Run


@dataclass(frozen=True, slots=True)
class Contingent:
    """A unit with its own equipment and the categories in which it sustains itself."""

    unit: str
    contributor: str
    people: Run
    items: str
    categories: str


@dataclass(frozen=True, slots=True)
class Session:
    """A course that is held in the period."""

    course: str
    date: Run
    places: Run
    at: str | Missing


@dataclass(frozen=True, slots=True)
class Project:
    """A quick-impact project that begins in the period."""

    title: str
    at: str | Missing
    starts: Run
    by: str | Missing
    cost: Run


@dataclass(frozen=True, slots=True)
class Control:
    """A total that is stated, and what the lines sum to."""

    of: str
    stated: Run
    sum: Run
    agrees: Run


@dataclass(frozen=True, slots=True)
class Mechanism:
    """How unforeseen needs are met."""

    type: str | Missing
    amount: Run
    authority: str | Missing


@dataclass(frozen=True, slots=True)
class Move:
    """Money moved from one class to another."""

    origin: str | Missing
    destination: str | Missing
    amount: Run
    date: Run
    approved_by: str | Missing


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation of an audit."""

    audit: str
    text: str | Missing
    priority: Run
    due: Run
    status: Run


@dataclass(frozen=True, slots=True)
class View:
    """What the budget document shows."""

    title: str
    facts: Sheet
    classes: Figure | None
    components: tuple[results.Component, ...]
    resources: accounts.Table
    needs: tuple[accounts.Need, ...]
    costs: tuple[Cost, ...]
    more_costs: str
    unplanned: str
    categories: tuple[staffing.Category, ...]
    posts: tuple[staffing.Posts, ...]
    contingents: tuple[Contingent, ...]
    more_contingents: str
    sessions: tuple[Session, ...]
    projects: tuple[Project, ...]
    variance: Figure | None
    causes: tuple[accounts.Cause, ...]
    sources: tuple[funding.Source, ...]
    sureness: tuple[funding.Sure, ...]
    funded: Figure | None
    months: tuple[funding.Month, ...]
    cash: Figure | None
    total: Run
    assessable: Run
    renewable: Run
    mandate_ends: str
    outlives: bool
    mechanisms: tuple[Mechanism, ...]
    moves: tuple[Move, ...]
    controls: tuple[Control, ...]
    requests: tuple[str, ...]
    advice: tuple[Advice, ...]
    map: Figure | None


def view(plan: Plan, context: Context) -> View:
    """The budget that this copy is about."""
    del plan
    budget: Any = context.subject
    account, days = accounts.Account(context, budget), budget.period
    costs, contingents = _costs(context, budget), _contingents(context, days)
    return View(
        title=context.title(budget), facts=_facts(context, budget), classes=accounts.picture(account),
        components=results.components(context, budget), resources=accounts.table(account), needs=accounts.needs(account),
        costs=costs[:MOST], more_costs=_more(len(costs), "further cost"),
        unplanned=listed(word(str(each)) for each in budget.unplanned) if budget.unplanned else "",
        categories=staffing.categories(context, days), posts=staffing.posts(context, days.end if given(days) else context.day),
        contingents=contingents[:MOST], more_contingents=_more(len(contingents), "further contingent"),
        sessions=tuple(_sessions(context, days)), projects=tuple(_projects(context, days)), variance=accounts.steps(account),
        causes=accounts.causes(account),
        sources=funding.sources(context, budget), sureness=funding.sureness(context, budget),
        funded=funding.picture(context, budget), months=funding.months(context, days), cash=funding.cash(context, days),
        total=context.figure(budget, "total", words=whole_money),
        assessable=context.figure(budget, "assessable", words=whole_money),
        renewable=context.figure(budget, "renewable", words=whole_money), mandate_ends=_mandate_ends(budget),
        outlives=isinstance(budget.renewable, Quantity) and budget.renewable.number > 0,
        mechanisms=tuple(_mechanism(context, each) for each in context.visible(budget.contingency_mechanisms)),
        moves=tuple(_move(context, each) for each in context.visible(budget.redeployments)),
        controls=tuple(_control(context, each) for each in context.visible(budget.control_totals)),
        requests=tuple(str(each) for each in budget.requests) if given(budget.requests) else (),
        advice=tuple(_advice(context)), map=mapped.mission(context),
    )  # fmt: skip


def _patrol_day(context: Context, budget: Any) -> Run:  # noqa: ANN401 -- a budget
    """What a day of patrols costs; nothing where the budget pays nobody who patrols."""
    cost = budget.patrol_day
    paid = not isinstance(cost, Quantity) or cost.number
    return context.figure(budget, "patrol_day", words=whole_money) if paid else BLANK


def _facts(context: Context, budget: Any) -> Sheet:  # noqa: ANN401 -- a budget
    note = context.text(budget, "note")
    remark = {"Remark": unended(note)} if isinstance(note, str) else {}
    return sheet({
        "Period": context.figure(budget, "period"), "Mandate": context.text(budget, "mandate"),
        "Budget before it": context.text(budget, "previous"), "Total": context.figure(budget, "total", words=whole_money),
        "Share of the period up to the end of the mandate": context.figure(budget, "assessable_share"),
        "Per person in uniform and year": context.figure(budget, "person_year", words=whole_money),
        "Military and police personnel for each patrol day": _patrol_day(context, budget),
        "Answered for by": context.text(budget, "owner"), "Rests on": context.text(budget, "source"),
        **remark,
    })  # fmt: skip


def _more(count: int, what: str) -> str:
    """How many are not listed."""
    return counted(count - MOST, what) if count > MOST else ""


def _mandate_ends(budget: Any) -> str:  # noqa: ANN401 -- a budget
    mandate = budget.mandate
    return day(mandate.period.end) if given(mandate) and isinstance(mandate.period, Period) else ""


def _costs(context: Context, budget: Any) -> tuple[Cost, ...]:  # noqa: ANN401 -- a budget
    """The costs of which most comes in the period, the dearest first."""
    groups: dict[tuple[Any, str], list[Any]] = {}
    if context.hidden or not isinstance(budget.period, Period):
        return ()
    for entry in context.plan.all("entry"):
        if budget.period.covers(entry.period) and given(entry.class_):
            groups.setdefault((entry.driver, str(entry.class_)), []).append(entry.amount)
    known = [
        (driver, name, total) for (driver, name), values in groups.items() if (total := amounts(values)) is not None
    ]
    known.sort(key=lambda one: (-one[2].number, context.title(one[0]), one[1]))
    return tuple(_cost(context, *one) for one in known if one[2].number)


def _cost(context: Context, driver: Any, name: str, total: Quantity) -> Cost:  # noqa: ANN401 -- a cost
    path = f"entries of {context.plan.path_of(driver)}: amount"
    return Cost(
        context.title(driver), sentence(word(name)), computed(digits(total), say(total), path, "the sum in the period")
    )


def _contingents(context: Context, days: Any) -> tuple[Contingent, ...]:  # noqa: ANN401 -- a period, or Unknown
    """Units there in the period that bring equipment or sustain themselves, the largest first."""
    found = [
        unit for unit in context.all("unit")
        if (unit.equipment or unit.sustainment)
        and (not isinstance(days, Period) or (isinstance(unit.life, Period) and unit.life.shared(days) is not None))
    ]  # fmt: skip
    last = days.end if isinstance(days, Period) else context.day
    found.sort(key=lambda unit: (-_people(context, unit, last), context.title(unit)))
    return tuple(_contingent(context, unit, last) for unit in found)


def _people(context: Context, unit: Any, on: Any) -> int:  # noqa: ANN401 -- a unit, a day or none
    people = context.get(unit, "strength", on=on)
    return int(people.number) if isinstance(people, Quantity) else 0


def _contingent(context: Context, unit: Any, on: Any) -> Contingent:  # noqa: ANN401 -- a unit, a day or none
    items, categories = context.visible(unit.equipment), context.visible(unit.sustainment)
    state = context.text(unit, "contributor")
    own = [each for each in categories if given(each.provider) and str(each.provider) == "contributor"]
    return Contingent(
        context.title(unit), context.state(state) if isinstance(state, str) else state.text,
        context.figure(unit, "strength", on=on), counted(len(items), "type"), counted(len(own), "category", "categories"),
    )  # fmt: skip


def _within(date: Any, days: Any) -> bool:  # noqa: ANN401 -- a date and a period, or Unknown
    when = date.date if isinstance(date, ConditionDate) else date
    return given(when) and (not isinstance(days, Period) or when in days)


def _sessions(context: Context, days: Any) -> Iterator[Session]:  # noqa: ANN401 -- a period, or Unknown
    courses = sorted(context.all("course"), key=context.title)
    held = [(course, one) for course in courses for one in context.visible(course.sessions) if _within(one.date, days)]
    for course, one in sorted(held, key=lambda pair: (str(pair[1].date), context.title(pair[0]))):
        yield Session(
            context.title(course), context.figure(one, "date"), context.figure(one, "places"), context.text(one, "at")
        )


def _projects(context: Context, days: Any) -> Iterator[Project]:  # noqa: ANN401 -- as above
    found = [each for each in context.all("project") if _within(each.starts, days)]
    for each in sorted(found, key=lambda one: (str(one.starts), context.title(one))):
        yield Project(context.title(each), context.text(each, "at"), context.figure(each, "starts"), context.text(each, "by"),
                      context.figure(each, "cost", words=whole_money))  # fmt: skip


def _mechanism(context: Context, each: Any) -> Mechanism:  # noqa: ANN401 -- a contingency mechanism
    return Mechanism(
        context.text(each, "type"), context.figure(each, "amount", words=whole_money), context.text(each, "authority")
    )


def _move(context: Context, each: Any) -> Move:  # noqa: ANN401 -- a redeployment
    return Move(context.text(each, "origin"), context.text(each, "destination"),
                context.figure(each, "amount", words=whole_money), context.figure(each, "date"),
                context.text(each, "approved_by"))  # fmt: skip


def _control(context: Context, each: Any) -> Control:  # noqa: ANN401 -- a control total
    groups = {name.partition(" ")[0]: f"Group {name}" for name in GROUPS}
    of = groups.get(str(each.of), sentence(word(str(each.of)))) if given(each.of) else BLANK.text
    column = f", {word(str(each.column))}" if given(each.column) else ""
    known = isinstance(each.amount, Quantity) and isinstance(each.sum, Quantity)
    same = known and each.amount.number == each.sum.number_in(each.amount.unit)
    said: Run = State("agrees", 0) if same else State("does not agree", 3) if known else BLANK
    return Control(
        f"{of}{column}", context.figure(each, "amount", words=whole_money), context.figure(each, "sum", words=whole_money),
        Missing(WITHHELD) if context.withholds(each, "sum") else said,
    )  # fmt: skip


def _advice(context: Context) -> Iterator[Advice]:
    ranks = {"critical": 3, "important": 2}
    for audit in sorted(context.all("audit"), key=lambda one: (str(one.date), context.title(one))):
        for each in context.visible(audit.recommendations):
            priority, done = context.text(each, "priority"), given(each.status) and each.status != "open"
            yield Advice(
                context.title(audit), context.text(each, "text"),
                State(priority, 0 if done else ranks.get(str(each.priority), 1)) if isinstance(priority, str) else priority,
                context.figure(each, "due"), context.text(each, "status"),
            )  # fmt: skip
