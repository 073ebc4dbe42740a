"""`pkdsl schedule`: when everything can begin, how far it can slip, and what holds it up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from pkdsl.cli._options import plan_options
from pkdsl.cli.query import WRITERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pkdsl.cli._session import Session
    from pkdsl.plan.plan import Plan

KINDS = ("activity", "milestone", "work", "movement", "agreement")
"""What has a place in the schedule."""
AIMS = frozenset({"ioc", "foc"})
"""Types of milestones whose longest chain is shown where none is asked for."""


@click.command(short_help="Show the calendar: earliest and latest days, floats, the critical path.")
@click.option("--to", "aim", metavar="PATH", help="Show the longest chain that leads to this: milestone.foc.")
@click.option("--critical", "only_critical", is_flag=True, help="Show only what cannot slip.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", help="[default: table]")
@plan_options
@click.pass_obj
def command(session: Session, aim: str | None, form: str, *, only_critical: bool) -> None:
    """Show when activities, milestones, works, movements and agreements can begin, by the critical path method.

    The float is how far something can slip without delaying what is due; the free float, without moving anything that
    waits for it. `*` stands before what cannot slip. Below the table stands the longest chain to the initial and full
    operational capability, or to what `--to` names: each waits for the one above it.
    """
    from pkdsl.cli._plans import one

    plan = one(session).compilation.plan
    entities = [entity for entity in scheduled(plan) if not only_critical or entity.critical is True]
    chains = [chain(end) for end in _aims(plan, aim)]
    if form == "json":
        session.put(_json(plan, entities, chains))
        return
    rows = [_row(plan, entity, form) for entity in entities]
    heading = [{name: name for name in rows[0]}] if rows and form == "table" else []
    session.put(WRITERS[form]([*heading, *rows]))
    if form == "table":
        session.put("".join(line for links in chains for line in _told(plan, links)))


def scheduled(plan: Plan) -> list[Any]:
    """Everything in the schedule, by its earliest day; what has none comes last."""
    from pkdsl.values import given

    found = [entity for kind in KINDS for entity in plan.all(plan.schema.kinds[kind])]
    return sorted(found, key=lambda one: (not given(one.early), str(one.early), str(one.over), plan.path_of(one)))


def chain(end: Any) -> list[Any]:  # noqa: ANN401 -- any kind of the schedule
    """What holds something up, what holds that up, and so on, from the first to the thing itself."""
    from pkdsl.values import given

    links = [end]
    while "driver" in type(links[-1]).model_fields and given(links[-1].driver):
        links.append(links[-1].driver)
    return links[::-1]


def _aims(plan: Plan, aim: str | None) -> Iterator[Any]:
    """What the chains lead to."""
    from pkdsl.values import given

    if aim is None:
        yield from (m for m in plan.all("milestone") if given(m.type) and m.type in AIMS and given(m.early))
        return
    named = {plan.path_of(entity): entity for entity in scheduled(plan)}
    if aim not in named:
        from pkdsl.diagnostics.nearest import did_you_mean

        raise click.UsageError(f"The schedule has no `{aim}`.{did_you_mean(aim, named)}")
    yield named[aim]


def _row(plan: Plan, entity: Any, form: str) -> dict[str, str]:  # noqa: ANN401 -- any kind of the schedule
    """One line of the table, or of the file for a spreadsheet."""
    table = form == "table"
    row = {"": "*" if entity.critical is True else ""} if table else {}
    row |= {
        "what": plan.path_of(entity),
        "earliest": _day(entity.early),
        "latest": _day(entity.late),
        "over": _day(entity.over),
        "float": _days(_float(entity), with_unit=table),
        "free": _days(entity.free_slack, with_unit=table),
        "held up by": _reason(plan, entity),
    }
    return row if table else {"title": _title(entity), **row, "critical": "yes" if entity.critical is True else "no"}


def _told(plan: Plan, links: Sequence[Any]) -> Iterator[str]:
    """A chain, in lines."""
    end = links[-1]
    yield f"\nLongest chain to {plan.path_of(end)}, {_title(end)} ({_day(end.early)}, float {_days(_float(end))}):\n"
    yield from (f"  {_since(link)}  {plan.path_of(link)}  {_title(link)}\n" for link in links)


def _json(plan: Plan, entities: Sequence[Any], chains: Sequence[Sequence[Any]]) -> str:
    """Rows and chains as one document; days as numbers, what is not known as null."""
    rows = [
        {
            "path": plan.path_of(entity),
            "title": _title(entity),
            "early": _day(entity.early) or None,
            "late": _day(entity.late) or None,
            "over": _day(entity.over) or None,
            "float_days": _number(_float(entity)),
            "free_float_days": _number(entity.free_slack),
            "critical": entity.critical is True,
            "driver": _path(plan, entity.driver),
            "waits_for": [plan.path_of(one) for one in _list(entity.waits_for)],
        }
        for entity in entities
    ]
    told = [{"to": plan.path_of(links[-1]), "chain": [plan.path_of(link) for link in links]} for links in chains]
    return json.dumps({"schedule": rows, "chains": told}, ensure_ascii=False, indent=2) + "\n"


def _float(entity: Any) -> Any:  # noqa: ANN401 -- a number of days, or unknown
    """Latest minus earliest; a movement's `slack` says something else."""
    from pkdsl.values import DAY, Quantity, given

    early, late = entity.early, entity.late
    return Quantity((late - early).days, DAY) if given(early) and given(late) else early if not given(early) else late


def _reason(plan: Plan, entity: Any) -> str:  # noqa: ANN401 -- any kind of the schedule
    """What holds it up; its own date; or what is missing to tell."""
    from pkdsl.values import given

    if given(entity.driver):
        return plan.path_of(entity.driver)
    for value in (entity.early, entity.over):
        if not given(value):
            missing = [str(getattr(one, "path", "")) for one in value.missing]
            return f"not known: {missing[0]} is not given" if missing and missing[0] else "not known"
    return "its own date"


def _since(link: Any) -> str:  # noqa: ANN401 -- anything in a chain
    """The day on which a link begins, or is there."""
    from pkdsl.values import Period

    for field in ("early", "arrives", "opens", "period", "awarded", "met", "due"):
        value = getattr(link, field, None) if field in type(link).model_fields else None
        day = _day(value.start if isinstance(value, Period) else value)
        if day:
            return day
    return " " * len("2026-07-01")


def _title(entity: Any) -> str:  # noqa: ANN401 -- anything declared
    from pkdsl.values import given

    return str(entity.title if given(entity.title) else entity.name)


def _path(plan: Plan, entity: Any) -> str | None:  # noqa: ANN401 -- anything declared, or unknown
    from pkdsl.values import given

    return plan.path_of(entity) if given(entity) else None


def _list(value: Any) -> Sequence[Any]:  # noqa: ANN401 -- a list, or unknown
    return value if isinstance(value, tuple) else ()


def _day(value: Any) -> str:  # noqa: ANN401 -- a date, or unknown
    """A date as it is written; nothing for what is not known."""
    from datetime import date

    from pkdsl.values import ConditionDate

    day = value.date if isinstance(value, ConditionDate) else value
    return str(day) if isinstance(day, date) else ""


def _days(value: Any, *, with_unit: bool = True) -> str:  # noqa: ANN401 -- a number of days, or unknown
    number = _number(value)
    if number is None:
        return ""
    return f"{number} day{'' if number == 1 else 's'}" if with_unit else str(number)


def _number(value: Any) -> int | None:  # noqa: ANN401 -- as above
    from pkdsl.values import DAY, Quantity

    return int(value.number_in(DAY)) if isinstance(value, Quantity) else None
