"""`pkdsl graph`: who commands whom, who reaches whom, who is supplied from where, what waits for what, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pkdsl.cli._options import Day, plan_options

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from pkdsl.cli._session import Session
    from pkdsl.pictures.graph import Graph

KINDS = ("command", "communications", "schedule", "supply", "tiers", "trace")
FORMS = ("svg", "dot", "mermaid")


@click.command(short_help="Draw command, communications, schedule, supply, tiers or trace as a graph.")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--format", "form", type=click.Choice(FORMS), default="svg", help="[default: svg]")
@click.option(
    "--on", type=Day(), metavar="DATE", help="Command, communications and tiers on one day; else of all days together."
)
@click.option("-o", "--output", metavar="FILE", help="Where to; else standard output.")
@plan_options
@click.pass_obj
def command(session: Session, kind: str, form: str, on: date | None, output: str | None) -> None:
    """Draw a graph of the plan as svg, or write it as text for Graphviz (dot) or mermaid.

    Thick lines are what matters most: in command two superiors at once or a line that ends nowhere, in communications
    what nothing else stands in for, in the schedule what cannot slip, in supply what brings too little, in the trace
    chain what is missing. Tiers are communications by the order in which their ways are tried: primary, alternate,
    contingency, emergency.
    """
    from pkdsl.cli._plans import one
    from pkdsl.pictures.graphs import GRAPHS, Request

    graph = GRAPHS[kind](Request(one(session).compilation.plan, on))
    drawn = _writer(form)(graph)
    if output is None:
        session.put(drawn if drawn.endswith("\n") else f"{drawn}\n")
        return
    from pkdsl.workspace import replace_all

    replace_all({session.folder / output: drawn.encode()})
    session.note(f"wrote {output}")


def _writer(form: str) -> Callable[[Graph], str]:
    from pkdsl.pictures import graph, graph_text

    return {"svg": graph.graph_picture, "dot": graph_text.to_dot, "mermaid": graph_text.to_mermaid}[form]
