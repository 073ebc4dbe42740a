"""The force requirement and the table of its generation: what is needed, who brings it, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, generation, programme, strength, units
from pkdsl.documents.context import BLANK, computed
from pkdsl.documents.saying import counted, whole
from pkdsl.values import given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Figure, Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="force_requirements",
    title="Force requirement and force generation",
    reader="force generation, contributors, force and police headquarters",
    purpose="capability slots, who fills them, how far every unit has come, and every gap",
)


@dataclass(frozen=True, slots=True)
class Item:
    """Major equipment of one type, over all units."""

    title: str
    required: Run
    agreed: Run
    held: Run
    units: str


@dataclass(frozen=True, slots=True)
class View:
    """What the paper shows."""

    count: str
    units: str
    missing: str
    ceilings: tuple[strength.Row, ...]
    bars: Figure | None
    slots: tuple[generation.Slot, ...]
    fillings: tuple[generation.Filling, ...]
    gaps: tuple[generation.Gap, ...]
    lights: tuple[Figure, ...]
    raising: tuple[Figure, ...]
    sending: Figure | None
    contributors: tuple[generation.Contributor, ...]
    equipment: tuple[Item, ...]


def view(plan: Plan, context: Context) -> View:
    """All slots and all units."""
    del plan
    slots, gaps = generation.slots(context), generation.gaps(context)
    return View(
        count=counted(len(slots), "capability slot"), units=counted(len(units.every(context)), "unit"),
        missing=counted(len({gap.title for gap in gaps}), "slot") if gaps else "",
        ceilings=strength.rows(context), bars=generation.bars(context), slots=slots,
        fillings=generation.fillings(context), gaps=gaps, lights=generation.lights(context),
        raising=programme.raising(context), sending=generation.sending(context), contributors=generation.contributors(context), equipment=_equipment(context),
    )  # fmt: skip


def _equipment(context: Context) -> tuple[Item, ...]:
    """Major equipment of all units by type; a sum of which a part is not known is not shown."""
    found: dict[str, list[tuple[Any, Any]]] = {}
    for unit in units.every(context):
        for line in context.visible(unit.equipment):
            title = context.text(line, "item")
            found.setdefault(title if isinstance(title, str) else context.title(line), []).append((unit, line))
    return tuple(_item(context, title, lines) for title, lines in sorted(found.items()))


def _item(context: Context, title: str, lines: list[tuple[Any, Any]]) -> Item:
    required, agreed, held_ = (_sum(context, lines, name) for name in ("quantity_sur", "quantity_mou", "quantity"))
    return Item(title, required, agreed, held_, counted(len({id(unit) for unit, _ in lines}), "unit"))


def _sum(context: Context, lines: list[tuple[Any, Any]], name: str) -> Run:
    values = [context.get(line, name) for _, line in lines]
    if not all(given(value) for value in values) or any(context.withholds(line, name) for _, line in lines):
        return BLANK
    said = str(sum(whole(value) for value in values))
    return computed(said, said, f"units: equipment.{name}", "the sum over all units that bring it")
