"""`pkdsl trace`: the chain from the mandate to the handover, task by task, and where it is broken."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import click

from pkdsl.cli._options import plan_options
from pkdsl.cli.query import WRITERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pkdsl.cli._session import Session
    from pkdsl.facts.chain import Gap
    from pkdsl.plan.plan import Plan

FORMS = ("table", "csv", "html", "graph")


@click.command(short_help="Show the chain mandate, task, objective … handover, and its gaps.")
@click.option("--format", "form", type=click.Choice(FORMS), default="table", help="[default: table]")
@click.option("--gaps", "only_gaps", is_flag=True, help="Show only what is missing, doubled, contradictory or loose.")
@plan_options
@click.pass_obj
def command(session: Session, form: str, *, only_gaps: bool) -> None:
    """Show what hangs on each task: mandate, objective, indicator, output, unit, supply, money, exit criterion, handover.

    The table counts what hangs at each link, and the last row says in per cent at how many tasks something does; `-` is
    a missing link, `!` a doubled or contradictory one. Below it stands each gap with its place. csv has one row for each
    thing that hangs on a task and for each gap; html is a page of its own; graph is a mermaid chart, for svg and dot see `pkdsl graph trace`.
    """
    from pkdsl.cli._plans import one
    from pkdsl.facts.chain import gaps

    plan = one(session).compilation.plan
    found = list(gaps(plan))
    if only_gaps and form == "table":
        session.put("".join(_told(found)))
        return
    session.put(_WRITERS[form](plan, found))


def _table(plan: Plan, gaps: list[Gap]) -> str:
    """Tasks by links, how many of them are there, and what is wrong."""
    marked = {(gap.subject, gap.link) for gap in gaps if gap.form in {"doubled", "contradictory"}}
    lacking = {(gap.subject, gap.link) for gap in gaps if gap.form == "missing"}

    def cell(task: Any, link: str) -> str:  # noqa: ANN401 -- a task
        count = str(len(task.links[link]) or "-")
        return count + "!" * ((task, link) in marked or ((task, link) in lacking and count != "-"))

    rows = [
        {"task": plan.path_of(task), **{link: cell(task, link) for link in task.links}, "traced": percent(task.traced)}
        for task in _tasks(plan)
    ]
    return WRITERS["table"]([_heading(rows), *rows, _whole(plan)] if rows else []) + "".join(_told(gaps))


def _heading(rows: list[dict[str, str]]) -> dict[str, str]:
    return {name: name for name in rows[0]}


def _whole(plan: Plan) -> dict[str, str]:
    """The share of tasks with something at each link, and of all links that should be there."""
    from pkdsl.facts.trace import LINKS, coverage

    tasks = _tasks(plan)
    missing = sum(len(task.unlinked) for task in tasks)
    there = sum(bool(things) for task in tasks for things in task.links.values())
    shares = {str(link): percent(coverage(tasks, link)) for link in LINKS}
    return {"task": "all tasks", **shares, "traced": f"{100 * there // (there + missing)} %"}


def percent(share: Any) -> str:  # noqa: ANN401 -- a quantity, or unknown
    """A share on paper, in whole per cent, never rounded up to a hundred."""
    from pkdsl.values import given

    return f"{int(share.number)} %" if given(share) else ""


def _told(gaps: Iterable[Gap]) -> Iterator[str]:
    """The gaps by their form, each with its place."""
    gaps = list(gaps)
    for form in ("missing", "doubled", "contradictory", "loose"):
        some = [gap for gap in gaps if gap.form == form]
        if some:
            yield f"\n{form} ({len(some)})\n"
            yield from (f"  {gap.link + ':':<11}{gap.sentence}   ({gap.span.place})\n" for gap in some)


def _csv(plan: Plan, gaps: list[Gap]) -> str:
    return WRITERS["csv"](list(_rows(plan, gaps)))


def _rows(plan: Plan, gaps: list[Gap]) -> Iterator[dict[str, str]]:
    """One row for each thing that hangs on a task, then one for each gap."""
    from pkdsl.values.paper import show

    for task in _tasks(plan):
        for link, things in task.links.items():
            for thing in things:
                yield _row(task=plan.path_of(task), link=link, state="linked", thing=plan.path_of(thing), said=show(thing), place=plan.span_of(thing).place)  # fmt: skip
    for gap in gaps:
        yield _row(task=plan.path_of(gap.subject), link=gap.link, state=gap.form, thing="", said=gap.sentence, place=gap.span.place)  # fmt: skip


def _row(**cells: str) -> dict[str, str]:
    return cells


def _html(plan: Plan, gaps: list[Gap]) -> str:
    """A page of its own: the matrix with names, the shares, and the gaps."""
    from pkdsl.values import given

    title = plan.mission.title if plan.mission is not None and given(plan.mission.title) else "The plan"
    whole = _whole(plan) if _tasks(plan) else {}
    matrix = [_html_row(plan, task) for task in _tasks(plan)]
    listed = "".join(
        f"<li><b>{gap.form}</b> {gap.link}: {escape(gap.sentence)} <code>{escape(gap.span.place)}</code></li>\n"
        for gap in gaps
    )
    return PAGE.format(
        title=escape(f"{title}: trace chain"),
        heading="".join(f"<th scope=col>{name}</th>" for name in whole),
        rows="".join(matrix),
        shares="".join(f"<td>{share}</td>" for share in whole.values()),
        gaps=f"<ul>\n{listed}</ul>" if gaps else "<p>Nothing is missing, doubled or contradictory.</p>",
    )


def _html_row(plan: Plan, task: Any) -> str:  # noqa: ANN401 -- a task
    from pkdsl.values.paper import show

    cells = [
        "".join(f'<div title="{escape(plan.path_of(thing))}">{escape(show(thing))}</div>' for thing in things)
        or ("<b>missing</b>" if link in task.unlinked else "")
        for link, things in task.links.items()
    ]
    inside = "".join(f"<td>{cell}</td>" for cell in (*cells, percent(task.traced)))
    return f"<tr><th scope=row>{escape(show(task))}</th>{inside}</tr>\n"


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>
body {{ font: 14px/1.4 sans-serif; margin: 2em; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid #999; padding: .3em .5em; vertical-align: top; text-align: left; }}
thead th, tfoot td {{ background: #eee; }}
b {{ color: #a00; }}
</style></head><body>
<h1>{title}</h1>
<table><thead><tr>{heading}</tr></thead><tbody>
{rows}</tbody><tfoot><tr>{shares}</tr></tfoot></table>
<h2>Gaps</h2>
{gaps}
</body></html>
"""


def _graph(plan: Plan, gaps: list[Gap]) -> str:  # noqa: ARG001 -- every form is written from both
    """The same graph as that of `pkdsl graph trace`, as mermaid."""
    from pkdsl.pictures.graph_text import to_mermaid
    from pkdsl.pictures.graphs import GRAPHS, Request

    return to_mermaid(GRAPHS["trace"](Request(plan, None)))


def _tasks(plan: Plan) -> tuple[Any, ...]:
    return plan.all("task")


_WRITERS: Mapping[str, Callable[[Plan, list[Gap]], str]] = {
    "table": _table,
    "csv": _csv,
    "html": _html,
    "graph": _graph,
}
