"""How the mission leaves: when it may, in which steps, who takes over, what is closed, and what stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, exits, funding, leaving, mapped, risks
from pkdsl.documents.saying import sentence, unended, whole_money
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.page import State
from pkdsl.schema import Declared
from pkdsl.values import Period, given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.documents.context import Context
    from pkdsl.page import Figure, Missing, Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="transition_plan",
    title="Transition and exit plan",
    reader="leadership, host state, country team, headquarters",
    purpose="when the mission may leave, in which steps, who takes over, what is closed and what stays",
)

KINDS = frozenset({
    "transition_plan", "exit_criterion", "benchmark", "institution", "handover", "drawdown", "closure", "liquidation",
})  # fmt: skip
"""What a risk must touch to be a risk of the transition."""
ENDINGS = ("abrupt_exit", "consent_loss", "funding_shortfall")
"""Contingencies that end a mission before its time."""
RANKS = {"planned": 1, "under_way": 1, "done": 0}


@dataclass(frozen=True, slots=True)
class Programme:
    """Training that builds up a receiver."""

    institution: str
    title: str
    course: str | Missing
    trainees: Run
    certified: Run
    retention: Run


@dataclass(frozen=True, slots=True)
class Homeward:
    """Equipment that goes home."""

    title: str
    ends: str
    cargo: Run
    containers: Run
    ready: Run
    due: Run


@dataclass(frozen=True, slots=True)
class Asset:
    """Equipment of the mission and what becomes of it."""

    item: str | Missing
    quantity: Run
    at: str | Missing
    disposal: str | Missing


@dataclass(frozen=True, slots=True)
class Workstream:
    """Something that must be wound up."""

    of: str
    due: Run
    status: Run


@dataclass(frozen=True, slots=True)
class Money:
    """A budget that pays for a part of the transition."""

    title: str
    period: Run
    total: Run


@dataclass(frozen=True, slots=True)
class Message:
    """What is said about it, and to whom."""

    title: str
    audience: str | Missing
    lines: str | Missing
    by: str | Missing


@dataclass(frozen=True, slots=True)
class Ending:
    """What is done if the mission must leave before its time."""

    title: str
    trigger: str | Missing
    authority: str | Missing
    within: Run


@dataclass(frozen=True, slots=True)
class View:
    """What the plan shows."""

    vision: str
    facts: Sheet
    timeline: tuple[Figure, ...]
    benchmarks: tuple[exits.Judged, ...]
    criteria: tuple[exits.Judged, ...]
    picture: Figure | None
    steps: tuple[leaving.Step, ...]
    handovers: tuple[leaving.Handover, ...]
    matrix: Figure | None
    capacities: tuple[Figure, ...]
    programmes: tuple[Programme, ...]
    map: Figure | None
    closures: tuple[leaving.Closure, ...]
    returning: Sheet
    homeward: tuple[Homeward, ...]
    assets: tuple[Asset, ...]
    winding_up: Sheet
    workstreams: tuple[Workstream, ...]
    budgets: tuple[Money, ...]
    sources: tuple[funding.Source, ...]
    messages: tuple[Message, ...]
    top_risks: tuple[risks.Row, ...]
    endings: tuple[Ending, ...]
    results: tuple[str, ...]
    remains: str


def view(plan: Plan, context: Context) -> View:
    """From the vision to what stays."""
    del plan
    every, windings = context.all("transition_plan"), context.all("liquidation")
    main = every[0] if every else None
    remains = context.text(main, "residual_presence") if main is not None else ""
    return View(
        vision=next((one for one in _visions(context) if isinstance(one, str)), ""), facts=_facts(context, main),
        timeline=leaving.timeline(context), benchmarks=exits.judged(context), criteria=exits.judged(context, "exit_criterion"),
        picture=leaving.picture(context), steps=leaving.steps(context), handovers=leaving.handovers(context),
        matrix=leaving.matrix(context), capacities=leaving.capacities(context), programmes=tuple(_programmes(context)),
        map=mapped.closures(context), closures=leaving.closures(context), returning=_returning(context, main),
        homeward=tuple(_homeward(context, each) for each in leaving.homeward(context)), assets=tuple(_assets(context)),
        winding_up=_winding_up(context, windings[0] if windings else None),
        workstreams=tuple(_workstream(context, one) for each in windings for one in context.visible(each.workstreams)),
        budgets=tuple(_budgets(context, main)), sources=tuple(_sources(context)), messages=tuple(_messages(context)),
        top_risks=tuple(risks.row(context, one) for one in risks.ranked(context) if _touches(one.risk)),
        endings=tuple(_endings(context)), results=tuple(_results(context)), remains=remains if isinstance(remains, str) else "",
    )  # fmt: skip


def _visions(context: Context) -> Iterator[str | Missing]:
    yield from (context.text(each, "vision") for each in context.all("strategic_framework"))


def _facts(context: Context, main: Any) -> Sheet:  # noqa: ANN401 -- a transition plan, or None
    if main is None:
        return Sheet((), "")
    return sheet({
        "Answered for by": context.text(main, "owners"), "Begins": context.figure(main, "starts"),
        "The mission is gone by": context.figure(main, "deadline"), "Principles": context.text(main, "principles"),
        "Sites that can be closed at once": context.figure(main, "closure_teams"),
        "Fewest days to close all sites": context.figure(main, "closure_time"),
        "What remains": context.text(main, "residual_presence"),
    })  # fmt: skip


def _programmes(context: Context) -> Iterator[Programme]:
    for each in sorted(context.all("institution"), key=context.title):
        for one in context.visible(each.programmes):
            yield Programme(
                context.title(each), context.title(one), context.text(one, "course"), context.figure(one, "trainees"),
                context.figure(one, "certified"), context.figure(one, "retention"),
            )  # fmt: skip


def _returning(context: Context, main: Any) -> Sheet:  # noqa: ANN401 -- a transition plan, or None
    if main is None:
        return Sheet((), "")
    stranded = {"Means that leave before they have brought all of it out": context.text(main, "stranded")}
    return sheet({
        "All equipment is out in": context.figure(main, "repatriation_time"),
        "The last of it is out on": context.figure(main, "repatriation_ends"),
        **({} if main.stranded == () else stranded),
    })  # fmt: skip


def _homeward(context: Context, each: Any) -> Homeward:  # noqa: ANN401 -- a movement
    ends = [context.text(each, name) for name in ("origin", "destination")]
    said = " to ".join(one for one in ends if isinstance(one, str))
    return Homeward(
        context.title(each), said, context.figure(each, "cargo"), context.figure(each, "containers"),
        context.figure(each, "ready_to_load"), context.figure(each, "required_by"),
    )  # fmt: skip


def _assets(context: Context) -> Iterator[Asset]:
    for each in sorted(context.all("asset"), key=lambda one: (str(one.disposal), context.title(one))):
        yield Asset(
            context.text(each, "item"),
            context.figure(each, "quantity"),
            context.text(each, "at"),
            context.text(each, "disposal"),
        )


def _winding_up(context: Context, each: Any) -> Sheet:  # noqa: ANN401 -- a liquidation, or None
    if each is None:
        return Sheet((), "")
    return sheet({
        "Period": context.figure(each, "period"), "Staff": context.figure(each, "staff"),
        "Paid from": context.text(each, "budget"), "Answered for by": context.text(each, "owner"),
    })  # fmt: skip


def _workstream(context: Context, each: Any) -> Workstream:  # noqa: ANN401 -- a workstream
    of, status = context.text(each, "type"), context.text(each, "status")
    shade = State(status, RANKS.get(str(each.status), 1)) if isinstance(status, str) else status
    return Workstream(sentence(of) if isinstance(of, str) else context.title(each), context.figure(each, "due"), shade)


def _budgets(context: Context, main: Any) -> Iterator[Money]:  # noqa: ANN401 -- a transition plan, or None
    """Budgets with days on or after the one on which the transition begins, or today where that is not said."""
    begins = leaving.when(main.starts) if main is not None and given(main.starts) else context.day
    for each in leaving.by_day(context, "budget", "period"):
        if begins is None or not isinstance(each.period, Period) or each.period.end >= begins:
            yield Money(
                context.title(each), context.figure(each, "period"), context.figure(each, "total", words=whole_money)
            )


def _sources(context: Context) -> Iterator[funding.Source]:
    """Funds that pay for handovers."""
    named = {id(fund) for each in context.all("handover") for fund in context.visible(each.funded_by)}
    titles = {context.title(fund) for fund in context.all("fund") if id(fund) in named}
    yield from (source for source in funding.sources(context) if source.title in titles)


def _messages(context: Context) -> Iterator[Message]:
    for each in sorted(context.all("public_message"), key=context.title):
        lines = context.text(each, "lines")
        said = "; ".join(str(line) for line in each.lines) if isinstance(lines, str) else lines
        yield Message(context.title(each), context.text(each, "audience"), said, context.text(each, "spokesperson"))


def _touches(risk: Any) -> bool:  # noqa: ANN401 -- a risk
    """Whether a risk touches the transition, by what it affects; political ones always do."""
    hit = {one.kind for one in risk.affects if isinstance(one, Declared)} if given(risk.affects) else set()
    return bool(hit & KINDS) or (given(risk.category) and str(risk.category) == "political")


def _endings(context: Context) -> Iterator[Ending]:
    for each in sorted(context.all("contingency"), key=context.title):
        if given(each.type) and str(each.type) in ENDINGS:
            yield Ending(
                context.title(each),
                context.text(each, "trigger"),
                context.text(each, "authority"),
                context.figure(each, "within"),
            )


def _results(context: Context) -> Iterator[str]:
    """The results shared with the country team, and who goes on with them."""
    for framework in context.all("strategic_framework"):
        for each in context.visible(framework.results):
            lead = context.text(each, "lead")
            yield f"{unended(context.title(each))}: {lead}" if isinstance(lead, str) else context.title(each)
