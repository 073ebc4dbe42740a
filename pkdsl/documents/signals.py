"""What documents show of command and signal: headquarters, who stands in for whom, means of communication, reports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pkdsl.documents.saying import say
from pkdsl.page import Figure
from pkdsl.pictures.graph import described, graph_picture
from pkdsl.pictures.graphs import Request, communications
from pkdsl.values import given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Missing, Run
    from pkdsl.pictures.graph import Edge

BEARERS = {
    "hf": "HF", "vhf": "VHF", "uhf": "UHF", "vsat": "satellite", "leo": "satellite", "satphone": "sat. phone",
    "lte": "mobile network",
}  # fmt: skip
"""Bearers in words short enough for a line of a picture."""


@dataclass(frozen=True, slots=True)
class Headquarters:
    """A headquarters, where it is and who leads it."""

    title: str
    type: str | Missing
    at: str | Missing
    head: str | Missing


@dataclass(frozen=True, slots=True)
class Stand:
    """A post that matters, and who stands in for it."""

    title: str
    alternate: str | Missing
    starts: Run
    call_sign: str | Missing
    contact: str | Missing


@dataclass(frozen=True, slots=True)
class Means:
    """Between whom, and by which means in which order."""

    title: str
    ends: str | Missing
    primary: str | Missing
    alternate: str | Missing
    contingency: str | Missing
    emergency: str | Missing


@dataclass(frozen=True, slots=True)
class Report:
    """A report, from whom to whom and when."""

    title: str
    type: str | Missing
    sender: str | Missing
    receiver: str | Missing
    every: Run
    time: Run
    channel: str | Missing


@dataclass(frozen=True, slots=True)
class View:
    """Command and signal."""

    headquarters: tuple[Headquarters, ...]
    posts: tuple[Stand, ...]
    means: tuple[Means, ...]
    reports: tuple[Report, ...]
    picture: Figure | None


def view(context: Context) -> View:
    """What the plan says of how the mission is commanded and reached."""
    posts = [each for each in context.all("post") if each.critical is True or given(each.call_sign)]
    return View(
        tuple(_headquarters(context, each) for each in context.all("hq")), tuple(_stand(context, each) for each in posts),
        tuple(_means(context, each) for each in context.all("pace")), tuple(_report(context, each) for each in context.all("report")),
        picture(context),
    )  # fmt: skip


def routine(context: Context) -> tuple[Report, ...]:
    """The reports that have a rhythm, by the hour at which they are due."""
    due = (each for each in context.all("report") if given(each.every))
    by_hour = sorted(due, key=lambda each: (say(each.time) if given(each.time) else "~", context.title(each)))
    return tuple(_report(context, each) for each in by_hour)


def picture(context: Context) -> Figure | None:
    """Who reaches whom by which bearers; None where the plan names no link."""
    graph = communications(Request(context.plan))
    if not graph.edges:
        return None
    graph = replace(graph, edges=tuple(map(shortened, graph.edges)))
    caption = "Who reaches whom, by which bearers; thick: what nothing else stands in for."
    return Figure(graph_picture(graph), (caption,), described(graph))


def shortened(edge: Edge) -> Edge:
    """A line whose bearers are named by words short enough for a picture, each once."""
    words = (BEARERS.get(name, name) for name in edge.label.split(", "))
    return replace(edge, label=", ".join(dict.fromkeys(words)))


def _headquarters(context: Context, each: Any) -> Headquarters:  # noqa: ANN401 -- a headquarters
    return Headquarters(
        context.title(each), context.text(each, "type"), context.text(each, "at"), context.text(each, "head")
    )


def _stand(context: Context, each: Any) -> Stand:  # noqa: ANN401 -- a post
    return Stand(
        context.title(each), context.text(each, "alternate"), context.figure(each, "starts"),
        context.text(each, "call_sign"), context.text(each, "contact"),
    )  # fmt: skip


def _means(context: Context, each: Any) -> Means:  # noqa: ANN401 -- a plan of communications
    tiers = ("primary", "alternate", "contingency", "emergency")
    return Means(context.title(each), context.text(each, "between"), *(context.text(each, tier) for tier in tiers))


def _report(context: Context, each: Any) -> Report:  # noqa: ANN401 -- a report
    return Report(
        context.title(each), context.text(each, "type"), context.text(each, "sender"), context.text(each, "receiver"),
        context.figure(each, "every"), context.figure(each, "time"), context.text(each, "channel"),
    )  # fmt: skip
