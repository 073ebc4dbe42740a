"""The register of risks, and the plans for what the mission does when one of them comes true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About
from pkdsl.documents.context import BLANK, NOT_GIVEN
from pkdsl.documents.risks import Marked, Row, band, counts, heat_map, ranked, row
from pkdsl.documents.saying import counted, listed, say
from pkdsl.documents.sheet import Pairs, Sheet, pairs, sheet
from pkdsl.page import Figure
from pkdsl.pictures.bowtie import BowTie, bow_tie
from pkdsl.pictures.bowtie import described as described_tie
from pkdsl.pictures.clock import Act, Clock, Moment, clock
from pkdsl.pictures.clock import described as described_clock
from pkdsl.tongues import tell
from pkdsl.values import DAY, Quantity, given
from pkdsl.values.dates import MINUTES_OF_DAY
from pkdsl.values.functions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pkdsl.documents.context import Context
    from pkdsl.page import Missing, Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="risk_register",
    title="Risk register and contingency plans",
    reader="senior management, risk owners",
    purpose="what can go wrong, who answers for it, and what the mission does then",
)


TOP = 5
"""For how many risks cause and effect are drawn."""


@dataclass(frozen=True, slots=True)
class Mitigation:
    """One thing done about a risk."""

    title: str
    owner: str | Missing
    due: Run
    cost: Run
    status: str | Missing


@dataclass(frozen=True, slots=True)
class Card:
    """One risk in detail."""

    mark: str
    title: str
    band: Run
    residual: Run
    tie: Figure | None
    sheet: Sheet
    mitigations: tuple[Mitigation, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """One act of a contingency plan."""

    within: Run
    who: str | Missing
    what: str | Missing


@dataclass(frozen=True, slots=True)
class Answer:
    """One contingency plan on its card."""

    title: str
    risks: str
    note: str
    facts: Pairs
    actions: tuple[Action, ...]
    clock: Figure | None
    pace: Sheet | None


@dataclass(frozen=True, slots=True)
class View:
    """What the register shows."""

    count: str
    inherent: str
    residual: str
    without_score: str
    heat_map: Figure | None
    rows: tuple[Row, ...]
    cards: tuple[Card, ...]
    contingencies: tuple[Answer, ...]


def view(plan: Plan, context: Context) -> View:
    """Risks by gravity, contingencies in the order of the risks they answer."""
    del plan
    risks = ranked(context)
    unscored = [marked.mark for marked in risks if not given(marked.risk.score)]
    return View(
        count=counted(len(risks), "risk"),
        inherent=counts(marked.risk.band for marked in risks),
        residual=counts(marked.risk.residual_band for marked in risks),
        without_score=listed(unscored),
        heat_map=heat_map(context, risks),
        rows=tuple(row(context, marked) for marked in risks),
        cards=tuple(_card(context, marked, drawn=n < TOP) for n, marked in enumerate(risks)),
        contingencies=tuple(_answer(context, each, risks) for each in _in_order(context, risks)),
    )


def _card(context: Context, marked: Marked, *, drawn: bool) -> Card:
    risk = marked.risk
    return Card(
        mark=marked.mark, title=context.title(risk), band=band(risk.band, risk.score),
        residual=band(risk.residual_band, risk.residual), tie=_tie(context, marked) if drawn else None,
        sheet=_risk_sheet(context, risk), mitigations=tuple(_mitigation(context, each) for each in risk.mitigations),
    )  # fmt: skip


def _tie(context: Context, marked: Marked) -> Figure | None:
    """Cause, event and effect of a risk, and what stands between them; None where the plan says neither."""
    risk = marked.risk
    causes, effects = _texts(context, risk, "cause", "trigger"), _texts(context, risk, "effect")
    if not causes and not effects:
        return None
    barriers = tuple(_with_status(context, each) for each in context.visible(risk.mitigations))
    answers = tuple(context.title(each) for each in context.all("contingency") if _answers(each, risk))
    title = tell("{risk}: cause and effect", risk=f"{marked.mark} {context.title(risk)}")
    data = BowTie(context.title(risk), causes, barriers, answers, effects, f"tie-{marked.mark.lower()}", title)
    return Figure(bow_tie(data), (tell("{title}, and what stands between.", title=title),), described_tie(data))


def _texts(context: Context, risk: Any, *names: str) -> tuple[str, ...]:  # noqa: ANN401 -- a risk
    return tuple(said for name in names if isinstance(said := context.text(risk, name), str))


def _with_status(context: Context, each: Any) -> str:  # noqa: ANN401 -- a mitigation
    status = context.text(each, "status")
    return f"{context.title(each)} ({status})" if isinstance(status, str) else context.title(each)


def _risk_sheet(context: Context, risk: Any) -> Sheet:  # noqa: ANN401 -- a risk
    answering = [context.title(each) for each in context.all("contingency") if _answers(each, risk)]
    fields = {
        "Category": "category", "Cause": "cause", "Effect": "effect", "What it touches": "affects", "Trigger": "trigger",
        "Warning signs": "warning", "Owner": "owner", "Accepted by": "accepted_by", "Reviewed": "reviewed",
    }  # fmt: skip
    figures = {"Probability": "probability", "Delay": "delay", "Loss": "loss"}
    return sheet({
        **{label: _warning(context, risk) if name == "warning" else context.text(risk, name) for label, name in fields.items()},
        **{label: context.figure(risk, name) for label, name in figures.items()},
        "Handling": _handling(context, risk), "Contingency plan": listed(answering) or BLANK,
    })  # fmt: skip


def _handling(context: Context, risk: Any) -> str | Missing:  # noqa: ANN401 -- a risk
    said = {name: context.text(risk, name) for name in ("response", "control", "appetite")}
    return (
        ", ".join(tell(f"{name}: {{said}}", said=value) for name, value in said.items() if isinstance(value, str))
        or BLANK
    )


def _warning(context: Context, risk: Any) -> str | Missing:  # noqa: ANN401 -- a risk
    if not given(risk.warning):
        return BLANK
    return listed(f"{context.said(key)} {say(value)}" for key, value in risk.warning.items())


def _mitigation(context: Context, each: Any) -> Mitigation:  # noqa: ANN401 -- a mitigation
    return Mitigation(
        context.title(each), context.text(each, "owner"), context.figure(each, "due"), context.figure(each, "cost"),
        context.text(each, "status"),
    )  # fmt: skip


def _answers(contingency: Any, risk: Any) -> bool:  # noqa: ANN401 -- a contingency and a risk
    return given(contingency.risks) and risk in contingency.risks


def _in_order(context: Context, risks: tuple[Marked, ...]) -> list[Any]:
    places = {id(marked.risk): n for n, marked in enumerate(risks)}

    def place(contingency: Any) -> tuple[int, str]:  # noqa: ANN401 -- a contingency
        answered = [places[id(risk)] for risk in context.visible(contingency.risks) if id(risk) in places]
        return (min(answered, default=len(risks)), context.title(contingency))

    return sorted(context.all("contingency"), key=place)


def _answer(context: Context, each: Any, risks: tuple[Marked, ...]) -> Answer:  # noqa: ANN401 -- a contingency
    marks = [f"{marked.mark} {context.title(marked.risk)}" for marked in risks if _answers(each, marked.risk)]
    note = context.text(each, "note")
    return Answer(
        title=context.title(each), risks=listed(marks), note=note if isinstance(note, str) else "",
        facts=_facts(context, each), actions=tuple(_actions(context, each)), clock=_clock(context, each),
        pace=_pace(context, each),
    )  # fmt: skip


def _facts(context: Context, each: Any) -> Pairs:  # noqa: ANN401 -- a contingency
    texts = {
        "Trigger": "trigger", "Type": "type", "Covers": "covers", "Authority": "authority", "Powers": "powers",
        "Owner": "owner", "Forces and means": "uses", "Lift": "lift", "Escort": "escort", "Medical": "medical",
        "Triage at": "triage", "Destination": "destination", "Scenario": "scenario",
    }  # fmt: skip
    figures = {
        "Approval takes": "approval",
        "Must be done within": "within",
        "People": "people",
        "Distance": "distance",
    }
    derived: dict[str, tuple[str, Callable[[object], str]]] = {
        "Delivered in that time": ("delivered", say),
        "Time needed for all": ("time_needed", _after),
        "Waves": ("waves", _waves),
    }
    return pairs({
        **{label: context.text(each, name) for label, name in texts.items()},
        **{label: context.figure(each, name) for label, name in figures.items()},
        **{
            label: context.through(each, name, words=words)
            for label, (name, words) in derived.items()
            if given(getattr(each, name))
        },
        "Rehearsed": _rehearsals(context, each),
    })  # fmt: skip


def _after(hours: Any) -> str:  # noqa: ANN401 -- a duration
    """A time to the tenth of an hour, rounded up: a promise made with it can be kept."""
    return say(FUNCTIONS["ceil"](hours, 1))


def _waves(waves: Any) -> str:  # noqa: ANN401 -- people by hours
    each = (tell("{people} after {time}", people=say(people), time=_after(hours)) for hours, people in waves.items())
    return listed(each) or tell("none")


def _rehearsals(context: Context, each: Any) -> str | Missing:  # noqa: ANN401 -- a contingency
    found = [exercise for exercise in context.all("exercise") if given(exercise.tests) and each in exercise.tests]
    said = (f"{context.title(exercise)} ({_when(context, exercise)})" for exercise in found)
    return listed(said) or NOT_GIVEN


def _when(context: Context, exercise: Any) -> str:  # noqa: ANN401 -- an exercise
    day = context.text(exercise, "date")
    return day if isinstance(day, str) else tell("date not given")


def _actions(context: Context, each: Any) -> Iterator[Action]:  # noqa: ANN401 -- a contingency
    for action in sorted(each.actions, key=lambda action: _hours(action.within)):
        what = context.text(action, "what")
        yield Action(
            context.figure(action, "within"), context.text(action, "who"),
            what if isinstance(what, str) else context.text(action, "title"),
        )  # fmt: skip


def _clock(context: Context, each: Any) -> Figure | None:  # noqa: ANN401 -- a contingency
    """The acts on one axis of minutes; None where none of them has a time."""
    acts = tuple(
        Act(_said(context, act, "who"), _said(context, act, "what"), _minutes(context, act, "within"))
        for act in sorted(each.actions, key=lambda act: _hours(act.within))
    )
    if all(act.minutes is None for act in acts):
        return None
    lines = {"the order": "approval", "all is done": "within"}
    moments = ((label, _minutes(context, each, name)) for label, name in lines.items())
    title = tell("{plan}: who does what until when", plan=context.title(each))
    name = f"clock-{context.plan.node_of(each).name}"
    data = Clock(
        acts, tuple(Moment(minutes, tell(label)) for label, minutes in moments if minutes is not None), name, title
    )
    return Figure(clock(data), (tell("{title}, from the trigger on.", title=title),), described_clock(data))


def _said(context: Context, act: Any, name: str) -> str:  # noqa: ANN401 -- an action
    said = context.text(act, name)
    return said if isinstance(said, str) else context.title(act) if name == "what" else tell("somebody")


def _minutes(context: Context, each: Any, name: str) -> int | None:  # noqa: ANN401 -- an action or a contingency
    value = getattr(each, name)
    if not isinstance(value, Quantity) or context.withholds(each, name):
        return None
    return round(value.number_in(DAY) * MINUTES_OF_DAY)


def _hours(within: Any) -> float:  # noqa: ANN401 -- a duration, or Unknown
    """Only to put acts in order; nothing is shown of it."""
    return float(within.number * within.unit.factor) if hasattr(within, "unit") else float("inf")


def _pace(context: Context, each: Any) -> Sheet | None:  # noqa: ANN401 -- a contingency
    pace = each.communications
    if not given(pace):
        return None
    tiers = ("primary", "alternate", "contingency", "emergency")
    return sheet({tier.capitalize(): context.text(pace, tier) for tier in tiers})
