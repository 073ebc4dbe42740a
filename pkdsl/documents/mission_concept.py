"""The concept of the mission: why it is there, what it is to reach, how, with what, and how it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, exits, money, options, risks, schedule, situation, strength, work
from pkdsl.documents.saying import counted, exact, labelled
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.tongues import tell
from pkdsl.values import Unknown, given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.documents.words import Placed
    from pkdsl.page import Figure
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="mission_concept",
    title="Mission concept",
    reader="leadership at headquarters, members of the Council",
    purpose="situation, options, end state, phases, tasks, support, risk, resources and exit, in one paper",
)

TOP = 10


@dataclass(frozen=True, slots=True)
class Concept:
    """The concept of the mission, or of one component."""

    title: str
    of: str
    sheet: Sheet
    instructions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mandate:
    """What the Council decided, and what it asks to hear."""

    title: str
    sheet: Sheet
    obligations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resources:
    """People and money."""

    ceilings: tuple[strength.Row, ...]
    force: Figure | None
    budgets: tuple[money.BudgetRow, ...]
    funds: tuple[money.FundRow, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What the paper shows."""

    name: str
    setting: situation.View
    mandates: tuple[Mandate, ...]
    lessons: tuple[situation.Lesson, ...]
    decisions: tuple[options.Decision, ...]
    intent: Placed
    end_state: Placed
    vision: str
    objectives: tuple[work.Objective, ...]
    concepts: tuple[Concept, ...]
    phases: tuple[schedule.Phase, ...]
    timeline: Figure | None
    components: tuple[work.Component, ...]
    partners: tuple[work.Partner, ...]
    support: work.Support
    top_risks: tuple[risks.Row, ...]
    risk_count: str
    heat_map: Figure | None
    assumptions: tuple[situation.Assumption, ...]
    constraints: tuple[situation.Constraint, ...]
    open_decisions: tuple[options.Point, ...]
    resources: Resources
    exit: exits.View


def view(plan: Plan, context: Context) -> View:
    """The whole plan, at the height from which leaders look at it."""
    mission: Any = plan.mission or Unknown()
    ranked = risks.ranked(context)
    return View(
        name=context.title(mission) if given(mission) else tell("The mission"),
        setting=situation.view(context),
        mandates=tuple(_mandate(context, each) for each in strength.mandates(context)),
        lessons=situation.lessons(context),
        decisions=options.decisions(context),
        intent=context.prose(mission, "intent"),
        end_state=context.prose(mission, "end_state"),
        vision=_vision(context),
        objectives=work.objectives(context),
        concepts=_concepts(context),
        phases=schedule.rows(context),
        timeline=schedule.picture(context),
        components=work.components(context),
        partners=work.partners(context),
        support=work.support(context),
        top_risks=tuple(risks.row(context, marked) for marked in ranked[:TOP]),
        risk_count=counted(len(ranked), "risk"),
        heat_map=risks.heat_map(context, ranked),
        assumptions=situation.assumptions(context),
        constraints=situation.constraints(context),
        open_decisions=options.points(context),
        resources=Resources(
            strength.rows(context), strength.picture(context), money.budgets(context, words=exact), money.funds(context)
        ),
        exit=exits.view(context),
    )


def _vision(context: Context) -> str:
    said = (context.text(each, "vision") for each in context.all("strategic_framework"))
    return next((vision for vision in said if isinstance(vision, str)), "")


def _concepts(context: Context) -> tuple[Concept, ...]:
    """The concept of the mission first, then those of its components."""
    found = sorted(context.all("concept"), key=lambda each: (given(each.component), context.title(each)))
    return tuple(_concept(context, each) for each in found)


def _mandate(context: Context, each: Any) -> Mandate:  # noqa: ANN401 -- a mandate
    entries: dict[str, Any] = {
        "Symbol": context.text(each, "symbol"), "Adopted": context.figure(each, "adopted"),
        "In force": context.figure(each, "period"), "Chapter of the Charter": context.text(each, "chapter"),
        "Renewed for": context.figure(each, "renewal"),
    }  # fmt: skip
    return Mandate(
        context.title(each),
        sheet(entries),
        tuple(_obligation(context, one) for one in context.visible(each.obligations)),
    )


def _obligation(context: Context, each: Any) -> str:  # noqa: ANN401 -- an obligation
    parts = [context.title(each)]
    days = {"on {said}": "dates"} if given(each.dates) else {"every {said}": "every", "first on {said}": "first"}
    for words, name in {"to {said}": "to", **days}.items():
        said = context.text(each, name)
        if isinstance(said, str):
            parts.append(tell(words, said=said))
    return ", ".join(parts)


def _concept(context: Context, each: Any) -> Concept:  # noqa: ANN401 -- a concept
    names = {
        "Mission statement": "statement", "Purpose": "purpose", "Method": "method", "End state": "end_state",
        "Posture": "posture", "Support": "support", "Issued by": "by",
    }  # fmt: skip
    instructions = (
        labelled(context.title(one), context.spoken(one, "text"))
        for one in context.visible(each.instructions)
        if given(one.text)
    )
    component = context.text(each, "component")
    return Concept(
        context.title(each), component if isinstance(component, str) else "",
        sheet({label: context.text(each, name) for label, name in names.items()}), tuple(instructions),
    )  # fmt: skip
