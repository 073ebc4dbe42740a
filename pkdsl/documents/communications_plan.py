"""The communications plan: who commands whom, by which ways each pair speaks, what these hang on, and what is done when all fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, networks, operations, order, signals
from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import counted, sentence, unended
from pkdsl.page import Missing
from pkdsl.values import given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Figure, Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="communications_plan",
    title="Communications plan",
    reader="signals staffs, operations centres, headquarters",
    purpose="who commands whom, by which ways each pair speaks, what these hang on, reports, alerts and fallbacks",
)

CRISIS = ("crisis_management", "security_management", "joint_operations")
"""The bodies that meet when something happens."""


@dataclass(frozen=True, slots=True)
class Priority:
    """What goes first for those who serve everybody."""

    title: str
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """A report that is sent when something happens, and how long it takes to arrive."""

    title: str
    type: str | Missing
    sender: str | Missing
    receiver: str | Missing
    relay: str | Missing
    delay: Run
    channel: str | Missing


@dataclass(frozen=True, slots=True)
class Body:
    """A body that meets in a crisis, and where it meets when it cannot meet at its place."""

    title: str
    chair: str | Missing
    members: str | Missing
    at: str | Missing
    alternate: str | Missing


@dataclass(frozen=True, slots=True)
class Silence:
    """What is done when communications are lost."""

    title: str
    trigger: str | Missing
    authority: str | Missing
    communications: str | Missing


@dataclass(frozen=True, slots=True)
class View:
    """What the plan shows."""

    links: str
    pairs: str
    signal: signals.View
    commands: tuple[order.Command, ...]
    priorities: tuple[Priority, ...]
    chain: Figure | None
    spans: Figure | None
    powers: tuple[operations.Power, ...]
    net: networks.View
    routine: tuple[signals.Report, ...]
    alerts: tuple[Alert, ...]
    procedures: tuple[operations.Procedure, ...]
    silences: tuple[Silence, ...]
    bodies: tuple[Body, ...]
    fallbacks: tuple[signals.Headquarters, ...]


def view(plan: Plan, context: Context) -> View:
    """Command first, then the ways to speak."""
    del plan
    signal = signals.view(context)
    return View(
        links=sentence(counted(len(context.all("link")), "link")), pairs=counted(len(context.all("pace")), "pair"), signal=signal,
        commands=order.commands(context), priorities=_priorities(context), chain=order.chain(context),
        spans=order.spans(context), powers=operations.powers(context), net=networks.view(context),
        routine=signals.routine(context), alerts=_alerts(context),
        procedures=operations.procedures(context, "alert", "escalation", "reporting"), silences=_silences(context),
        bodies=_bodies(context), fallbacks=tuple(each for each in signal.headquarters if each.type == "alternate"),
    )  # fmt: skip


def _priorities(context: Context) -> tuple[Priority, ...]:
    return tuple(
        Priority(context.title(each), tuple(unended(str(one)) for one in each.priorities))
        for each in context.all("command")
        if given(each.priorities) and each.priorities
    )


def _alerts(context: Context) -> tuple[Alert, ...]:
    """Reports without a rhythm."""
    return tuple(
        Alert(
            context.title(each), context.text(each, "type"), context.text(each, "sender"), context.text(each, "receiver"),
            context.text(each, "relay", absent=Missing("none")), context.figure(each, "delay"), context.text(each, "channel"),
        )
        for each in context.all("report")
        if not given(each.every)
    )  # fmt: skip


def _silences(context: Context) -> tuple[Silence, ...]:
    lost = (each for each in context.all("contingency") if given(each.type) and each.type == "communications_loss")
    return tuple(
        Silence(
            context.title(each), _sentence(context, each), context.text(each, "authority"),
            context.text(each, "communications"),
        )
        for each in lost
    )  # fmt: skip


def _sentence(context: Context, each: Any) -> str | Missing:  # noqa: ANN401 -- a contingency
    said = context.text(each, "trigger")
    return unended(said) if isinstance(said, str) else BLANK


def _bodies(context: Context) -> tuple[Body, ...]:
    found = (each for each in context.all("coordination_body") if given(each.type) and str(each.type) in CRISIS)
    return tuple(
        Body(
            context.title(each), context.text(each, "chair"), context.text(each, "members"), context.text(each, "at"),
            context.text(each, "alternate_venue"),
        )
        for each in found
    )  # fmt: skip
