"""What documents show of the order of battle: who directs whom in operations, and what a unit consists of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pkdsl.documents import strength, units
from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import whole, word
from pkdsl.page import Chart, Figure, Missing, Series
from pkdsl.pictures.bars import Bars, Group, grouped_bars
from pkdsl.pictures.bars import described as bars_described
from pkdsl.pictures.graph import described as graph_described
from pkdsl.pictures.graph import graph_picture
from pkdsl.pictures.graphs import Request, command
from pkdsl.pictures.orbat import Body, Orbat, described, order_of_battle
from pkdsl.pictures.symbols import Sign
from pkdsl.values import Steps, given
from pkdsl.values.paper import show_number

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Run

DIRECTING = ("operational_authority", "operational_control", "tactical_control")
"""The authorities by which operations are directed; the others order nobody into them."""
SENIOR = ("force_commander", "deputy_force_commander", "sector_commander", "unit_commander")
LEADERS = {"military": "force_commander", "police": "police_commissioner"}


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in the organisation for the task."""

    title: str
    directed_by: str | Missing
    authority: str | Missing
    base: str | Missing
    strength: Run
    arrives: Run


@dataclass(frozen=True, slots=True)
class Command:
    """Who has which authority over whom, and when."""

    title: str
    superior: str | Missing
    subordinate: str | Missing
    authority: str | Missing
    period: Run


def commands(context: Context) -> tuple[Command, ...]:
    """All of them."""
    return tuple(_command(context, each) for each in context.all("command"))


def attachments(context: Context) -> tuple[Command, ...]:
    """Those over operations that hold for a time only."""
    return tuple(_command(context, each) for each in _orders(context) if given(each.period))


def _command(context: Context, each: Any) -> Command:  # noqa: ANN401 -- a command
    return Command(
        context.title(each), context.text(each, "superior"), context.text(each, "subordinate"),
        context.text(each, "authority"), context.figure(each, "period", absent=Missing("throughout")),
    )  # fmt: skip


def spans(context: Context) -> Figure | None:
    """How many each superior directs at most, against the limit; None where nobody directs anybody."""
    houses = [each for each in context.all("hq") if _head(each) is each]
    every = [*context.all("post"), *context.all("unit"), *houses]
    found = {each: _span(context, each) for each in every}
    leaders = sorted(
        (each for each, most in found.items() if most), key=lambda each: (-found[each], context.title(each))
    )
    if not leaders:
        return None
    limit = context.policy("span_max")
    ceiling = whole(limit) if given(limit) else None
    groups = tuple(Group(context.title(each), (found[each],), ceiling) for each in leaders)
    data = Bars(("directs at most",), groups, name="spans", title="Span of control", limit="limit" if ceiling else "")
    chart = Chart(
        "bars",
        tuple(group.label for group in groups),
        (Series(data.series[0], tuple(found[each] for each in leaders)),),
    )
    return Figure(
        grouped_bars(data), ("Span of control: how many each directs at one time.",), bars_described(data), chart=chart
    )


def _span(context: Context, each: Any) -> int:  # noqa: ANN401 -- a post, a unit or a headquarters
    """The most that it directs on one day of the mission; none where that may not be said."""
    during = strength.period(context)
    if during is None or not isinstance(each.span, Steps) or context.withholds(each, "span"):
        return 0
    return max(whole(count) for _, _, count in each.span.intervals(during))


def leader(context: Context, component: str) -> Any:  # noqa: ANN401 -- a post, or None
    """Who leads a component: as the chain of command says, else by the role of the post."""
    mission: Any = context.plan.mission
    led = mission.leaders.get(component) if mission is not None and given(mission.leaders) else None
    found = context.visible(led) if led is not None and given(led) else ()
    by_role = (post for post in context.all("post") if given(post.role) and post.role == LEADERS.get(component))
    return next(iter((*found, *by_role)), None)


def members(context: Context, component: str) -> tuple[Any, ...]:
    """The units of a component, by the day on which they come."""
    return tuple(unit for unit in units.every(context) if given(unit.component) and unit.component == component)


def rows(context: Context, component: str) -> tuple[Row, ...]:
    """The organisation for the task as a table."""
    return tuple(_row(context, unit) for unit in members(context, component))


def _row(context: Context, unit: Any) -> Row:  # noqa: ANN401 -- a unit
    return Row(
        context.title(unit), units.superior(context, unit), _authority(context, unit), context.text(unit, "base"),
        units.people(context, unit), context.figure(unit, "arrives"),
    )  # fmt: skip


def _authority(context: Context, unit: Any) -> str | Missing:  # noqa: ANN401 -- a unit
    orders = (one for one in _orders(context) if given(one.subordinate) and unit in one.subordinate)
    return next((word(str(one.authority)) for one in orders), BLANK)


def picture(context: Context, component: str) -> Figure | None:
    """The component from its leader down; None where nobody is known to direct any unit."""
    head = leader(context, component)
    units_ = members(context, component)
    if head is None or not units_:
        return None
    tree = _body(context, head, component, ())
    reached = _below(context, head, ())
    loose = tuple(_unit(context, unit) for unit in units_ if unit not in reached)
    if loose:
        tree = replace(tree, below=(*tree.below, Body("No superior named", "", None, loose)))
    data = Orbat(tree, name=f"orbat-{component}", title=f"Order of battle, {component} component")
    return _figure(
        data,
        f"Order of battle of the {component} component, with contributor and most persons on establishment; dashed: still to come.",
    )


def chain(context: Context) -> Figure | None:
    """Who has which authority over whom; None where the plan says nothing of it."""
    graph = command(Request(context.plan))
    if not graph.edges:
        return None
    wrong = any(node.strong for node in graph.nodes)
    told = "; thick: who has two superiors at a time, or is led by nobody" if wrong else ""
    caption = f"Chain of command{told}."
    return Figure(graph_picture(graph), (caption,), graph_described(graph))


def parts(context: Context, unit: Any) -> Figure | None:  # noqa: ANN401 -- a unit
    """A unit and what it consists of; None where the plan does not say."""
    below = tuple(_part(context, unit, each) for each in context.visible(unit.subunits))
    if not below:
        return None
    leader_ = replace(_unit(context, unit), below=below)
    return _figure(Orbat(leader_, name="parts", title=f"Parts of {leader_.label}"), "What the unit consists of.")


def _figure(data: Orbat, caption: str) -> Figure:
    return Figure(order_of_battle(data), (caption,), described(data))


def _key(context: Context, body: Any) -> str:  # noqa: ANN401 -- a post, a unit or a section
    return context.plan.path_of(body)


def _orders(context: Context) -> list[Any]:
    return [one for one in context.all("command") if given(one.authority) and str(one.authority) in DIRECTING]


def _head(body: Any) -> Any:  # noqa: ANN401 -- a headquarters is its head
    return body.head if body.kind == "hq" and given(body.head) else body


def _directed(context: Context, body: Any, above: tuple[Any, ...]) -> tuple[Any, ...]:  # noqa: ANN401 -- a post or a unit
    """The posts and units that a body directs; one that is above it is not below it too."""
    found: dict[str, Any] = {}
    for order in _orders(context):
        if given(order.superior) and _head(order.superior) is body:
            found.update({_key(context, _head(one)): _head(one) for one in context.visible(order.subordinate)})
    return tuple(one for one in found.values() if one not in (*above, body) and one.kind in {"post", "unit"})


def _below(context: Context, body: Any, above: tuple[Any, ...]) -> tuple[Any, ...]:  # noqa: ANN401 -- as above
    """Everybody below a body."""
    led = _directed(context, body, above)
    return (*led, *(one for each in led for one in _below(context, each, (*above, body))))


def _body(context: Context, body: Any, component: str, above: tuple[Any, ...]) -> Body:  # noqa: ANN401 -- as above
    """A body and everything below it."""
    own = _unit(context, body) if body.kind == "unit" else _post(context, body, component)
    led = _directed(context, body, above)
    return replace(own, below=tuple(_body(context, one, component, (*above, body)) for one in led))


def _post(context: Context, post: Any, component: str) -> Body:  # noqa: ANN401 -- a post
    """A commander as the headquarters that he leads."""
    at = context.text(post.hq, "at") if given(post.hq) and context.shows(post.hq) else BLANK
    sort = "police_team" if component == "police" else "headquarters"
    return Body(context.title(post), at if isinstance(at, str) else "", Sign(sort, headquarters=True))


def _unit(context: Context, unit: Any) -> Body:  # noqa: ANN401 -- a unit
    """A unit, with who sends it and how many they are at most."""
    most = strength.highest(unit.strength, strength.period(context))
    people = show_number(most[1].number) if most is not None and not context.withholds(unit, "strength") else ""
    state = units.contributor(context, unit)
    detail = ", ".join(filter(None, (state if isinstance(state, str) else "", people)))
    planned = context.day is None or not (given(unit.arrives) and unit.arrives <= context.day)
    return Body(context.title(unit), detail, _sign(unit, unit.echelon, planned=planned))


def _part(context: Context, unit: Any, part: Any) -> Body:  # noqa: ANN401 -- a unit and one of its sub-units
    count = whole(part.count, absent=1)
    title = context.title(part)
    each = context.text(part, "strength")
    detail = f"{each} each" if count > 1 and isinstance(each, str) else each
    return Body(
        f"{count} × {title}" if count > 1 else title,
        detail if isinstance(detail, str) else "",
        _sign(unit, part.echelon),
    )


def _sign(unit: Any, echelon: Any, *, planned: bool = False) -> Sign | None:  # noqa: ANN401 -- a unit and a word
    if not given(unit.type):
        return None
    return Sign(str(unit.type), str(echelon) if given(echelon) else "", planned=planned)
