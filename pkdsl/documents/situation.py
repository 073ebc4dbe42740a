"""What documents show of the situation: the country, the conflict, its parties, its people, and what is taken for granted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pkdsl import tongues
from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import labelled, listed, month, unended, whole, word
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.page import Missing
from pkdsl.tongues import tell
from pkdsl.values import Unknown, given

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkdsl.documents.context import Context
    from pkdsl.page import Run

ATTITUDES = {-2: "hostile", -1: "opposed", 0: "neutral", 1: "favourable", 2: "supportive"}


@dataclass(frozen=True, slots=True)
class Country:
    """A host state."""

    title: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Driver:
    """What drives the conflict, and what the plan does about it."""

    title: str
    level: str | Missing
    rating: str | Missing
    answer: str | Missing


@dataclass(frozen=True, slots=True)
class People:
    """A group of people and the threat to it."""

    title: str
    type: str | Missing
    where: str | Missing
    count: Run
    threat: Run


@dataclass(frozen=True, slots=True)
class Threat:
    """A threat and who answers it."""

    title: str
    type: str | Missing
    level: Run
    covers: str | Missing
    responder: str | Missing
    within: Run


@dataclass(frozen=True, slots=True)
class Party:
    """A party, its attitude and its consent."""

    title: str
    type: str | Missing
    strength: Run
    attitude: str | Missing
    consent: str | Missing


@dataclass(frozen=True, slots=True)
class Principle:
    """How a principle is applied."""

    title: str
    applied: str | Missing
    safeguards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A humanitarian need."""

    title: str
    cluster: str | Missing
    area: str | Missing
    people: Run
    severity: Run
    lead: str | Missing


@dataclass(frozen=True, slots=True)
class View:
    """The situation."""

    countries: tuple[Country, ...]
    drivers: tuple[Driver, ...]
    people: tuple[People, ...]
    threats: tuple[Threat, ...]
    needs: tuple[Need, ...]
    parties: tuple[Party, ...]
    principles: tuple[Principle, ...]
    assessments: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson and where it is applied."""

    title: str
    recommendation: str | Missing
    applied: str | Missing


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something taken for granted."""

    statement: str
    check_by: Run
    status: str | Missing
    if_false: str | Missing
    owner: str | Missing


@dataclass(frozen=True, slots=True)
class Constraint:
    """Something the plan must or must not do."""

    statement: str
    type: str | Missing
    imposed_by: str | Missing


def view(context: Context) -> View:
    """What the plan says of the situation."""
    mission: Any = context.plan.mission or Unknown()
    hosts = context.get(mission, "host")
    return View(
        countries=tuple(_country(context, each) for each in context.visible(hosts)),
        drivers=tuple(_driver(context, each) for each in _sorted(context, "conflict_driver", "level")),
        people=tuple(_people(context, each) for each in _sorted(context, "population_group")),
        threats=tuple(_threat(context, each) for each in gravest_first(context, context.all("threat"))),
        needs=tuple(_need(context, each) for each in _sorted(context, "need")),
        parties=tuple(_party(context, each) for each in sorted(context.all("party"), key=_importance)),
        principles=tuple(_principle(context, each) for each in context.all("principle")),
        assessments=listed(context.title(each) for each in _sorted(context, "assessment")),
    )


def lessons(context: Context) -> tuple[Lesson, ...]:
    """What was learned before, and where this plan applies it."""
    return tuple(
        Lesson(context.title(each), context.text(each, "recommendation"), _applied(context, each))
        for each in _sorted(context, "lesson")
    )


def assumptions(context: Context) -> tuple[Assumption, ...]:
    """What is taken for granted, by the day it must be checked."""
    found = sorted(context.all("assumption"), key=lambda each: str(each.check_by) if given(each.check_by) else "~")
    return tuple(
        Assumption(
            _statement(context, each), context.figure(each, "check_by"), context.text(each, "status"),
            context.text(each, "if_false"), context.text(each, "owner"),
        )
        for each in found
    )  # fmt: skip


def constraints(context: Context) -> tuple[Constraint, ...]:
    """What binds the plan."""
    return tuple(
        Constraint(_statement(context, each), context.text(each, "type"), context.text(each, "imposed_by"))
        for each in _sorted(context, "constraint")
    )


def _sorted(context: Context, kind: str, field: str = "") -> list[Any]:
    """All of a kind by title; with a field, first by the order of its words."""

    def key(each: Any) -> tuple[int, str]:  # noqa: ANN401 -- any declaration
        value = getattr(each, field) if field else Unknown()
        return (value.rank if hasattr(value, "rank") else 0, context.title(each))

    return sorted(context.all(kind), key=key)


def _statement(context: Context, each: Any) -> str:  # noqa: ANN401 -- an assumption or constraint
    said = context.text(each, "statement")
    return said if isinstance(said, str) else context.title(each)


def _applied(context: Context, each: Any) -> str | Missing:  # noqa: ANN401 -- a lesson
    rejected = context.text(each, "rejected_because")
    return tell("rejected: {why}", why=rejected) if isinstance(rejected, str) else context.text(each, "applied_in")


def _country(context: Context, each: Any) -> Country:  # noqa: ANN401 -- a country
    seasons = [_season(context, season) for season in each.seasons]
    borders = listed(context.state(str(state)) for state in each.borders) if given(each.borders) else BLANK
    return Country(context.title(each), sheet({
        "Capital": context.text(each, "capital"), "Region": _region(context, each), "Borders": borders,
        "Languages": _languages(context, each), "Seasons": tell("; ").join(seasons) or BLANK,
    }))  # fmt: skip


def _region(context: Context, each: Any) -> str | Missing:  # noqa: ANN401 -- a country
    said = context.text(each, "region")
    return said[:1].upper() + said[1:] if isinstance(said, str) else said


def _languages(context: Context, each: Any) -> str | Missing:  # noqa: ANN401 -- a country
    names = context.plan.fitter.words.get("languages", {})
    return (
        listed(tongues.language_name(str(code), names.get(str(code), str(code))) for code in each.languages)
        if given(each.languages)
        else BLANK
    )


def _season(context: Context, season: Any) -> str:  # noqa: ANN401 -- a season
    when = season_days(context, season)
    return f"{context.title(season)}, {when}" if isinstance(when, str) else context.title(season)


def season_days(context: Context, season: Any) -> str | Missing:  # noqa: ANN401 -- a season
    """When a season is: its period, else its months."""
    if given(season.period):
        return context.text(season, "period")
    return listed(_months([whole(month) for month in season.months])) if given(season.months) else BLANK


def _months(numbers: list[int]) -> Iterator[str]:
    """`January to June`, `November to December`: months that follow each other as one."""
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        names = [month(number) for _, number in run]
        yield names[0] if len(names) == 1 else tell("{first} to {last}", first=names[0], last=names[-1])


def _driver(context: Context, each: Any) -> Driver:  # noqa: ANN401 -- a conflict driver
    beyond = given(each.out_of_scope) and each.out_of_scope is True
    answer = tell("beyond the reach of this mission") if beyond else context.text(each, "addressed_by")
    return Driver(context.title(each), context.text(each, "level"), context.text(each, "rating"), answer)


def _people(context: Context, each: Any) -> People:  # noqa: ANN401 -- a population group
    where = context.text(each, "at")
    return People(
        context.title(each), context.text(each, "type"), where if isinstance(where, str) else context.text(each, "area"),
        context.figure(each, "count"), context.figure(each, "threat_level"),
    )  # fmt: skip


def answered_by(context: Context, threat: Any) -> str | Missing:  # noqa: ANN401 -- a threat
    """Who answers a threat: a unit, else the component that leads the answer."""
    responder, lead = context.text(threat, "responder"), context.text(threat, "lead")
    if isinstance(responder, str) or isinstance(lead, Missing):
        return responder if isinstance(responder, str) else lead
    return tell("{component} component", component=lead)


def gravest_first(context: Context, threats: Iterable[Any]) -> list[Any]:
    """Threats by how grave they are today."""
    return sorted(threats, key=lambda one: (-whole(context.get(one, "level")), context.title(one)))


def _threat(context: Context, each: Any) -> Threat:  # noqa: ANN401 -- a threat
    return Threat(
        context.title(each), context.text(each, "type"), context.figure(each, "level"), context.text(each, "covers"),
        answered_by(context, each), context.figure(each, "within"),
    )  # fmt: skip


def _need(context: Context, each: Any) -> Need:  # noqa: ANN401 -- a need
    return Need(
        context.title(each), context.text(each, "cluster"), context.text(each, "area"), context.figure(each, "people"),
        context.figure(each, "severity"), context.text(each, "lead"),
    )  # fmt: skip


def _importance(party: Any) -> tuple[bool, str]:  # noqa: ANN401 -- a party
    return (not (given(party.main) and party.main is True), str(party.title))


def _party(context: Context, each: Any) -> Party:  # noqa: ANN401 -- a party
    return Party(
        context.title(each), context.text(each, "type"), context.figure(each, "strength"),
        _attitude(context, each), _consent(context, each),
    )  # fmt: skip


def _attitude(context: Context, each: Any) -> str | Missing:  # noqa: ANN401 -- a party
    """How it stands to the mission; that it spoils the peace is said, whatever it says of itself."""
    attitude = context.get(each, "attitude")
    said = tell(ATTITUDES[whole(attitude)]) if given(attitude) else ""
    return ", ".join(filter(None, (said, tell("spoiler") if each.spoiler is True else ""))) or BLANK


def _consent(context: Context, each: Any) -> str | Missing:  # noqa: ANN401 -- a party
    said = [
        labelled(word(str(one.level)), context.spoken(one, "status"))
        for one in each.consents
        if given(one.level) and given(one.status)
    ]
    return tell("; ").join(said) or BLANK


def _principle(context: Context, each: Any) -> Principle:  # noqa: ANN401 -- a principle
    safeguards = tuple(str(one) for one in each.safeguards) if given(each.safeguards) else ()
    applied = context.text(each, "applied")
    return Principle(context.title(each), unended(applied) if isinstance(applied, str) else applied, safeguards)
