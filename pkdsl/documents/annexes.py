"""The annexes of an operation order: which there are, which are omitted and why, and what those attached show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import stretches
from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import listed, plain_number
from pkdsl.values import given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.documents.context import Context
    from pkdsl.page import Missing, Run

TITLES = {
    "A": "Organisation for the task", "B": "Peacekeeping information", "C": "Operations", "D": "Air operations",
    "E": "Protection of the force", "F": "Sustainment", "G": "Engineering", "H": "Signal", "J": "Public information",
    "K": "Civil-military coordination", "L": "Collection of information", "M": "Assessment", "N": "Space",
    "P": "Host-nation support", "Q": "Protection of civilians", "R": "Reports", "S": "Gender", "T": "Training",
    "U": "Conduct and discipline", "V": "Coordination with other actors", "W": "Contingencies", "X": "Drawing down",
    "Y": "Spare", "Z": "Distribution",
}  # fmt: skip
"""The letters of annexes and what they are about; I and O are not used."""
UNUSED = {"N": "not used in missions of this kind", "Y": "kept for later"}
DECIDED, EMPTY = "left out by decision", "the plan holds nothing for it"


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex in the list at the end of the order."""

    letter: str
    title: str
    status: str


@dataclass(frozen=True, slots=True)
class Aircraft:
    """Means of transport by air."""

    title: str
    count: Run
    base: str | Missing
    provider: str | Missing
    seats: Run
    payload: Run
    notice: Run
    night: str | Missing


@dataclass(frozen=True, slots=True)
class Work:
    """A work of engineers."""

    title: str
    type: str | Missing
    at: str | Missing
    by: str | Missing
    first: Run
    done: Run


@dataclass(frozen=True, slots=True)
class Message:
    """What is said in public."""

    title: str
    audience: str | Missing
    lines: str | Missing
    by: str | Missing


@dataclass(frozen=True, slots=True)
class Site:
    """A site and how it is kept safe."""

    title: str
    level: Run
    guards: Run
    guarded_by: str | Missing
    measures: str


@dataclass(frozen=True, slots=True)
class Body:
    """Where people meet to coordinate."""

    title: str
    type: str | Missing
    chair: str | Missing
    members: str | Missing
    every: Run


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the host and others have agreed to."""

    title: str
    type: str | Missing
    status: str | Missing
    period: Run


@dataclass(frozen=True, slots=True)
class Course:
    """A course or an exercise."""

    title: str
    type: str | Missing
    who: str | Missing
    when: Run


@dataclass(frozen=True, slots=True)
class Contingency:
    """What is done when something happens."""

    title: str
    trigger: str | Missing
    authority: str | Missing
    uses: str | Missing
    within: Run


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives the order."""

    to: str | Missing
    copies: Run
    cleared: str | Missing


@dataclass(frozen=True, slots=True)
class View:
    """What annexes show that no other part of the order shows."""

    aircraft: tuple[Aircraft, ...]
    works: tuple[Work, ...]
    messages: tuple[Message, ...]
    sites: tuple[Site, ...]
    bodies: tuple[Body, ...]
    agreements: tuple[Agreement, ...]
    courses: tuple[Course, ...]
    conduct: tuple[Course, ...]
    gender: tuple[str, ...]
    contingencies: tuple[Contingency, ...]
    recipients: tuple[Recipient, ...]


def view(context: Context, paper: Any) -> View:  # noqa: ANN401 -- what the plan says of this order, or None
    """The plan, sorted into annexes."""
    return View(
        aircraft=tuple(_aircraft(context, each) for each in context.all("lift") if each.mode == "air"),
        works=works(context),
        messages=tuple(_message(context, each) for each in context.all("public_message")),
        sites=tuple(_site(context, each) for each in context.all("location") if _kept(each)),
        bodies=tuple(_body(context, each) for each in context.all("coordination_body")),
        agreements=tuple(_agreement(context, each) for each in context.all("agreement")),
        courses=_courses(context, conduct=False), conduct=_courses(context, conduct=True), gender=_gender(context),
        contingencies=tuple(contingency(context, each) for each in context.all("contingency")),
        recipients=() if paper is None else tuple(_recipient(context, each) for each in paper.recipients),
    )  # fmt: skip


def listing(held: Mapping[str, bool], paper: Any) -> tuple[Annex, ...]:  # noqa: ANN401 -- as above
    """Every letter with its title, and whether it is attached."""
    return tuple(Annex(letter, title, _status(letter, title, held, paper)) for letter, title in TITLES.items())


def _status(letter: str, title: str, held: Mapping[str, bool], paper: Any) -> str:  # noqa: ANN401 -- as above
    if _omitted(letter, title, paper):
        return f"omitted: {DECIDED}"
    if held.get(letter):
        return "attached"
    return f"omitted: {UNUSED.get(letter, EMPTY)}"


def _omitted(letter: str, title: str, paper: Any) -> bool:  # noqa: ANN401 -- as above
    """Whether the plan leaves an annex out: named by its letter, as `Annex N`, or by its title."""
    words = [str(one).strip().casefold() for one in paper.omits] if paper is not None and given(paper.omits) else []
    return any(word in {letter.casefold(), f"annex {letter}".casefold(), title.casefold()} for word in words)


def _aircraft(context: Context, each: Any) -> Aircraft:  # noqa: ANN401 -- lift
    return Aircraft(
        context.title(each), context.figure(each, "count"), context.text(each, "base"), context.text(each, "provider"),
        context.figure(each, "passengers"), context.figure(each, "payload"), context.figure(each, "notice"),
        context.text(each, "night"),
    )  # fmt: skip


def works(context: Context) -> tuple[Work, ...]:
    """The works of engineers."""
    return tuple(_work(context, each) for each in context.all("work"))


def _work(context: Context, each: Any) -> Work:  # noqa: ANN401 -- a work
    return Work(
        context.title(each), context.text(each, "type"), context.text(each, "at"), context.text(each, "by"),
        context.figure(each, "early"), context.figure(each, "over"),
    )  # fmt: skip


def _message(context: Context, each: Any) -> Message:  # noqa: ANN401 -- a public message
    return Message(
        context.title(each),
        context.text(each, "audience"),
        context.text(each, "lines"),
        context.text(each, "spokesperson"),
    )


def _kept(site: Any) -> bool:  # noqa: ANN401 -- a location
    return bool(given(site.guarded_by) or given(site.guards) or site.security_measures)


def _site(context: Context, each: Any) -> Site:  # noqa: ANN401 -- a location
    measures = listed(context.title(one) for one in context.visible(each.security_measures))
    return Site(
        context.title(each), context.figure(each, "security_level"), stretches.told(context, each, "guards", words=plain_number).figure,
        context.text(each, "guarded_by"), measures or "none in the plan",
    )  # fmt: skip


def _body(context: Context, each: Any) -> Body:  # noqa: ANN401 -- a coordination body
    return Body(
        context.title(each), context.text(each, "type"), context.text(each, "chair"), context.text(each, "members"),
        context.figure(each, "every"),
    )  # fmt: skip


def _agreement(context: Context, each: Any) -> Agreement:  # noqa: ANN401 -- an agreement
    return Agreement(
        context.title(each), context.text(each, "type"), context.text(each, "status"), context.figure(each, "period")
    )


def _courses(context: Context, *, conduct: bool) -> tuple[Course, ...]:
    """Courses on conduct, or all others with the exercises."""
    courses = [each for each in context.all("course") if (each.standard == "conduct") == conduct]
    exercises = () if conduct else context.all("exercise")
    return (
        *(Course(context.title(each), context.text(each, "standard"), context.text(each, "audience"), BLANK) for each in courses),
        *(
            Course(context.title(each), context.text(each, "type"), context.text(each, "participants"), context.figure(each, "date"))
            for each in exercises
        ),
    )  # fmt: skip


def _gender(context: Context) -> tuple[str, ...]:
    """Tasks on gender, and units that can search and engage with women."""
    tasks = [
        f"Task: {context.title(each)}" for each in context.all("task") if given(each.theme) and each.theme == "gender"
    ]
    studies = [each for each in context.all("assessment") if given(each.type) and each.type == "gender"]
    return (*tasks, *(f"Assessment: {context.title(each)}" for each in studies))


def contingency(context: Context, each: Any) -> Contingency:  # noqa: ANN401 -- a contingency
    """What a contingency is, in one line."""
    return Contingency(
        context.title(each), context.text(each, "trigger"), context.text(each, "authority"), context.text(each, "uses"),
        context.figure(each, "within"),
    )  # fmt: skip


def _recipient(context: Context, each: Any) -> Recipient:  # noqa: ANN401 -- a recipient
    return Recipient(context.text(each, "to"), context.figure(each, "copies"), context.text(each, "cleared"))
