"""What documents show of people on the payroll: those in uniform by category, and civilian posts by their sort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import BLANK, WITHHELD, amounts, computed
from pkdsl.documents.saying import day, held, say, sentence, word
from pkdsl.documents.strength import highest
from pkdsl.page import Missing
from pkdsl.values import Period, Quantity, Steps, given
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.number import rounded

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.page import Run

SORTS = ("international", "national_professional", "national_general", "volunteer", "temporary", "government_provided")
NAMES = {
    "international": "International staff", "national_professional": "National professional officers",
    "national_general": "National general service staff", "volunteer": "United Nations Volunteers",
    "temporary": "Temporary positions", "government_provided": "Personnel provided by governments",
}  # fmt: skip
NONE = Missing("none")


@dataclass(frozen=True, slots=True)
class Category:
    """People of one category in a period."""

    name: str
    average: Run
    most: Run
    most_on: str


@dataclass(frozen=True, slots=True)
class Posts:
    """Civilian posts of one sort on a day."""

    name: str
    posts: Run
    filled: Run
    sections: str


def categories(context: Context, period: Any) -> tuple[Category, ...]:  # noqa: ANN401 -- a period, or Unknown
    """Everybody in theatre by category, as many as are there on an average day, and at most."""
    mission: Any = context.plan.mission
    if mission is None or not isinstance(period, Period) or not given(mission.strength):
        return ()
    withheld = context.withholds(mission, "strength")
    found = (_category(str(name), steps, period) for name, steps in mission.strength.items() if not withheld)
    return tuple(one for one in found if one is not None)


def _category(name: str, steps: Any, period: Period) -> Category | None:  # noqa: ANN401 -- over time
    most = highest(steps, period)
    if most is None or not most[1].number:
        return None
    mean = FUNCTIONS["mean"](steps, period)
    path = f"mission.strength.{name}"
    average = BLANK if not isinstance(mean, Quantity) else computed(
        say(Quantity(rounded(mean.number), mean.unit)), say(mean), path, f"the average of its days, {say(period)}"
    )  # fmt: skip
    return Category(
        sentence(word(name)), average, computed(say(most[1]), say(most[1]), path, f"the highest of its days, {say(period)}"),
        day(most[0]),
    )  # fmt: skip


def posts(context: Context, on: date | None) -> tuple[Posts, ...]:
    """The civilian posts on a day, by sort."""
    groups: dict[str, list[Any]] = {}
    for section in context.all("section"):
        for staff in context.visible(section.staffing):
            groups.setdefault(str(staff.category), []).append(staff)
    return tuple(_posts(context, sort, groups[sort], on) for sort in SORTS if sort in groups)


def _posts(context: Context, sort: str, staff: list[Any], on: date | None) -> Posts:
    sections = len({id(one.parent) for one in staff})
    return Posts(
        NAMES[sort],
        _summed(context, sort, "posts", staff, on),
        _summed(context, sort, "filled", staff, on),
        str(sections),
    )


def _summed(context: Context, sort: str, field: str, staff: list[Any], on: date | None) -> Run:
    if context.hidden:
        return Missing(WITHHELD)
    known = [held(getattr(one, field), on) for one in staff]
    found = amounts(one for one in known if given(one))
    if found is None:
        return BLANK
    when = f" on {day(on)}" if on is not None and any(isinstance(getattr(one, field), Steps) for one in staff) else ""
    return computed(
        say(found), say(found), f"staffing of {word(sort)} staff: {field}", f"the sum over all sections{when}"
    )
