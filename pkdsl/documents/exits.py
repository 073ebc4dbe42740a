"""What documents show of the way out: benchmarks, exit criteria, handovers and the steps of drawing down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import indicators
from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import say
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.page import Missing, State
from pkdsl.pictures.dashboard import WORDS
from pkdsl.tongues import tell
from pkdsl.values import given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Run


OPEN = Missing("not yet judged")
RANKS = {"met": 0, "indicated": 1, "open": 2, "unknown": 1}


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What must be true before something else may follow."""

    title: str
    measure: str | Missing
    due: Run
    judge: str | Missing
    met: Run


@dataclass(frozen=True, slots=True)
class Judged:
    """A benchmark or an exit criterion as it stands: judged, or what the data say, and when they will."""

    title: str
    measure: str | Missing
    due: Run
    forecast: Run
    judge: str | Missing
    standing: State


@dataclass(frozen=True, slots=True)
class Handover:
    """A task that somebody else takes on."""

    task: str | Missing
    to: str | Missing
    date: Run
    support: str | Missing


@dataclass(frozen=True, slots=True)
class Step:
    """A step of drawing down."""

    title: str
    date: Run
    units: str | Missing
    after: Run
    conditions: str | Missing


@dataclass(frozen=True, slots=True)
class View:
    """The way out."""

    plan: Sheet | None
    benchmarks: tuple[Benchmark, ...]
    criteria: tuple[Benchmark, ...]
    handovers: tuple[Handover, ...]
    steps: tuple[Step, ...]


def view(context: Context) -> View:
    """What the plan says of its end."""
    plans = context.all("transition_plan")
    return View(
        plan=_plan(context, plans[0]) if plans else None,
        benchmarks=tuple(_benchmark(context, each) for each in _by(context, "benchmark", "due")),
        criteria=tuple(_criterion(context, each) for each in _by(context, "exit_criterion", "due")),
        handovers=tuple(_handover(context, each) for each in _by(context, "handover", "date")),
        steps=tuple(_step(context, each) for each in _by(context, "drawdown", "date")),
    )


def judged(context: Context, kind: str = "benchmark") -> tuple[Judged, ...]:
    """All benchmarks, or all exit criteria, by the day on which they are due, with where they stand."""
    line = _benchmark if kind == "benchmark" else _criterion
    return tuple(_judged(context, each, line(context, each)) for each in _by(context, kind, "due"))


def _judged(context: Context, each: Any, line: Benchmark) -> Judged:  # noqa: ANN401 -- a benchmark or an exit criterion
    standing = indicators.judged(context, each)
    words = {**WORDS, "met": f"met on {context.text(each, 'met')}", "indicated": "the data say so; not yet judged"}
    forecast = context.figure(each, "forecast", absent=Missing("cannot be said"))
    return Judged(line.title, line.measure, line.due, forecast, line.judge, State(words[standing], RANKS[standing]))


def _by(context: Context, kind: str, name: str) -> list[Any]:
    def day(each: Any) -> str:  # noqa: ANN401 -- any declaration
        value = getattr(each, name)
        return str(getattr(value, "date", value)) if given(value) else "~"

    return sorted(context.all(kind), key=lambda each: (day(each), context.title(each)))


def _plan(context: Context, each: Any) -> Sheet:  # noqa: ANN401 -- a transition plan
    return sheet({
        "Owners": context.text(each, "owners"), "Begins": context.figure(each, "starts"),
        "Deadline": context.figure(each, "deadline"), "Principles": context.text(each, "principles"),
        "What remains": context.text(each, "residual_presence"),
    })  # fmt: skip


def _benchmark(context: Context, each: Any) -> Benchmark:  # noqa: ANN401 -- a benchmark
    joint = f" {tell('or' if given(each.logic) and each.logic == 'any' else 'and')} "
    held = (
        [f"{context.said(key)} {say(value)}" for key, value in each.indicators.items()]
        if given(each.indicators)
        else []
    )
    return Benchmark(
        context.title(each), joint.join(held) or BLANK, context.figure(each, "due"), context.text(each, "judged_by"),
        context.figure(each, "met", absent=OPEN),
    )  # fmt: skip


def _criterion(context: Context, each: Any) -> Benchmark:  # noqa: ANN401 -- an exit criterion
    what = []
    if given(each.indicator):
        name = context.said(each.indicator)
        what.append(f"{name} {say(each.target)}" if given(each.target) else tell("measured by {name}", name=name))
    if given(each.benchmark):
        what.insert(0, tell("benchmark met: {name}", name=context.said(each.benchmark)))
    if given(each.sustained):
        what.append(tell("for {time}", time=say(each.sustained)))
    return Benchmark(
        context.title(each), tell("; ").join(what) or BLANK, context.figure(each, "due"),
        context.text(each, "judged_by"), context.figure(each, "met", absent=OPEN),
    )  # fmt: skip


def _handover(context: Context, each: Any) -> Handover:  # noqa: ANN401 -- a handover
    return Handover(
        context.text(each, "task"), context.text(each, "to"), context.figure(each, "date"), context.text(each, "support"),
    )  # fmt: skip


def _step(context: Context, each: Any) -> Step:  # noqa: ANN401 -- a drawdown
    return Step(
        context.title(each), context.figure(each, "date"), context.text(each, "units"),
        context.figure(each, "strength_after"), context.text(each, "conditions"),
    )  # fmt: skip
