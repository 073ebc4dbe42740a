"""Strategies for whole plans, derived from the schema: a kind is generated because it is there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from laws import values
from laws.written import Thing, Written
from pkdsl.plan.bind import NAMELESS, OPEN
from pkdsl.plan.checks import CHAINS
from pkdsl.plan.plan import PER_BINDING
from pkdsl.schema import types
from pkdsl.schema.base import Declared
from pkdsl.schema.discovery import DECISIONS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkdsl.schema.spec import EntitySpec, FieldSpec

SCHEMA = vocabulary()
SPECS = {kind: SCHEMA.spec(cls) for kind, cls in {**SCHEMA.kinds, **SCHEMA.parts}.items()}
KINDS = sorted(set(SCHEMA.kinds) - PER_BINDING - NAMELESS - OPEN)
"""The kinds that a plan may have many of, and whose fields have one value each."""
STEMS = ("adeta", "north_battalion", "x", "Sector", "été", "полк", "قاعدة", "基地", "_base")
"""Beginnings of names, in several scripts; a number makes each its own."""
COMMON = frozenset(Declared.model_fields)
"""The fields that every kind has."""
MOST_FIELDS = 6

Draw = Any
"""What `st.composite` hands to its functions."""


@st.composite
def plans(draw: Draw) -> Written:
    """A plan without a mistake: a mission, some entities with parts, and what their references need."""
    wanted = draw(st.integers(2, 6))
    kinds = _with_needed(draw, draw(st.lists(st.sampled_from(KINDS), min_size=wanted, max_size=wanted)), required)
    named = [(kind, f"{draw(st.sampled_from(STEMS))}{number}") for number, kind in enumerate(kinds)]
    names = {kind: [name for k, name in named if k == kind] for kind, _ in named}
    lets = (("D", "2026-07-01"), ("later", "D + 30 days"), ("Rest", "12 persons"))
    things = [
        thing(draw, SPECS["mission"], "m", names),
        *(thing(draw, SPECS[kind], name, names) for kind, name in named),
    ]
    return Written(lets, tuple(_arranged(draw, things)))


@st.composite
def complete(draw: Draw, kind: str) -> Written:
    """A plan with one entity of a kind that gives every field and every part there is, and what these refer to."""
    kinds = [
        kind,
        *(k for field in fields_within(SPECS[kind]) for k in types.kinds_of(field.type) or () if k in SCHEMA.kinds),
    ]
    foreign = {k for field in fields_within(SPECS[kind]) for k in types.kinds_of(field.type) or () if k in SCHEMA.parts}
    owners = [
        (next(k for k in KINDS if part in SPECS[k].parts), part) for part in sorted(foreign - set(SPECS[kind].parts))
    ]
    kinds += [owner for owner, _ in owners if owner != kind]
    kinds += [
        k
        for _, part in owners
        for field in required(SPECS[part])
        for k in types.kinds_of(field.type) or ()
        if k in SCHEMA.kinds
    ]
    named = [(k, f"n{number}") for number, k in enumerate(dict.fromkeys(_with_needed(draw, kinds, required)))]
    names = {k: [name] for k, name in named}
    rest = [thing(draw, SPECS[k], name, names) for k, name in named[1:]]
    for owner, part in owners:
        number = next(number for number, (k, _) in enumerate(named[1:]) if k == owner)
        rest[number] = replace(rest[number], parts=(*rest[number].parts, thing(draw, SPECS[part], f"p_{part}", names)))
        names[part] = [f"p_{part}"]
    whole = _whole(draw, SPECS[kind], "n0", names)
    mission = () if kind == "mission" else (Thing("mission", "m", "", (("period", "D .. +12 months"),)),)
    return Written((("D", "2026-07-01"),), (*mission, whole, *rest))


def fields_within(spec: EntitySpec) -> list[FieldSpec]:
    """All fields of a kind that can be given, and those of its parts."""
    own = [*required(spec), *optional(spec)]
    return own + [
        field for slot in spec.parts.values() if slot.part not in DECISIONS for field in fields_within(_spec(slot))
    ]


def _whole(draw: Draw, spec: EntitySpec, name: str, names: values.Names) -> Thing:
    """A thing with everything that it may have, one part of each kind of parts first, since fields may refer to them."""
    slots = [_spec(slot) for slot in spec.parts.values() if slot.part not in DECISIONS]
    slots = [slot for slot in slots if _can_have(slot, {**names, **{one.kind: ["part"] for one in slots}})]
    names = {**names, **{slot.kind: [f"part{number}"] for number, slot in enumerate(slots)}}
    parts = tuple(_whole(draw, slot, names[slot.kind][0], names) for slot in slots)
    reach = {field: _reach(field, name, names) for field in (*required(spec), *optional(spec))}
    fields = [
        (field.name, draw(values.of_field(field, reach[field])))
        for field in reach
        if values.possible(field.type, reach[field])
    ]
    return Thing(spec.kind, name, "A title", tuple(fields), parts)


def _with_needed(draw: Draw, kinds: list[str], needs: Callable[[EntitySpec], list[FieldSpec]]) -> list[str]:
    """The kinds, and one of each kind that the fields a kind needs refer to."""
    waiting, found = list(kinds), list(kinds)
    while waiting:
        for field in needs(SPECS[waiting.pop()]):
            needed = [kind for kind in types.kinds_of(field.type) or () if kind in SCHEMA.kinds]
            if needed and not set(needed) & set(found):
                kind = draw(st.sampled_from(needed))
                found.append(kind)
                waiting.append(kind)
    return found


def required(spec: EntitySpec) -> list[FieldSpec]:
    """The fields that must be given."""
    return [field for field in spec.fields.values() if field.required and not field.derived and field.part is None]


def optional(spec: EntitySpec) -> list[FieldSpec]:
    """The fields that may be given; name and title stand in the header."""
    return [
        field
        for field in spec.fields.values()
        if not field.required and not field.derived and field.part is None and field.name not in {"name", "title"}
    ]


def names_of(plan: Written) -> dict[str, list[str]]:
    """The entities that a plan declares, by kind."""
    found: dict[str, list[str]] = {}
    waiting = [thing for thing in plan.things if not thing.form]
    for thing in waiting:
        waiting += [part for part in thing.parts if part.kind in SCHEMA.kinds]
        found.setdefault(thing.kind, []).append(thing.name)
    return found


def thing(draw: Draw, spec: EntitySpec, name: str, names: values.Names, depth: int = 0) -> Thing:
    """An entity or part with all that it needs and some of what it may have."""
    may = [field for field in optional(spec) if values.possible(field.type, _reach(field, name, names))]
    own = [field for field in may if field.name not in COMMON]
    some = draw(st.integers(0, min(MOST_FIELDS, len(own))))
    chosen = draw(st.lists(st.sampled_from(own), min_size=some, max_size=some, unique_by=_name)) if own else []
    chosen += draw(st.lists(st.sampled_from([field for field in may if field.name in COMMON]), max_size=1))
    fields = [
        (field.name, draw(values.of_field(field, _reach(field, name, names)))) for field in (*required(spec), *chosen)
    ]
    title = draw(st.sampled_from(("", "A title", "Ein Titel – – 1")))
    return Thing(spec.kind, name, title, tuple(fields), tuple(_parts(draw, spec, names, depth)))


def _reach(field: FieldSpec, name: str, names: values.Names) -> values.Names:
    """What a field may refer to; where one thing leads to the next, only what has a higher number, so that none leads back."""
    if field.name not in CHAINS:
        return names
    return {kind: [other for other in found if _number(other) > _number(name)] for kind, found in names.items()}


def _number(name: str) -> int:
    digits = re.search(r"[0-9]+$", name)
    return int(digits[0]) if digits else -1


def _name(field: FieldSpec) -> str:
    return field.name


def _parts(draw: Draw, spec: EntitySpec, names: values.Names, depth: int) -> list[Thing]:
    """Some parts, each with a name of its own."""
    open_ = [
        field
        for field in spec.parts.values()
        if field.part is not None and field.part not in DECISIONS and _can_have(SCHEMA.spec(field.part), names)
    ]
    if not open_ or depth:
        return []
    chosen = draw(st.lists(st.sampled_from(open_), max_size=2))
    return [thing(draw, _spec(field), f"part{number}", names, depth + 1) for number, field in enumerate(chosen)]


def _spec(field: FieldSpec) -> EntitySpec:
    assert field.part is not None
    return SCHEMA.spec(field.part)


def _can_have(spec: EntitySpec, names: values.Names) -> bool:
    return all(values.possible(field.type, names) for field in required(spec))


# ---- how the same plan may be arranged -------------------------------------------------------------------------------


def _arranged(draw: Draw, things: list[Thing]) -> list[Thing]:
    """Some things inside others, some made from templates, some said in two places."""
    nested = _nested(draw, things)
    made: list[Thing] = []
    for thing in nested:
        way: Callable[[Draw, Thing], list[Thing]] = draw(
            st.sampled_from((_as_it_is, _as_it_is, _from_template, _extended))
        )
        made += way(draw, thing)
    return made


def _nested(draw: Draw, things: list[Thing]) -> list[Thing]:
    """A thing may stand inside one of a kind that it belongs to, which then fills the field that says so."""
    for number, child in enumerate(things):
        for place, parent in enumerate(things):
            slot = SPECS[child.kind].nests_in(SPECS[parent.kind])
            if place == number or slot is None or child.kind == "mission" or not draw(st.booleans()):
                continue
            inside = replace(parent, parts=(*parent.parts, child.without(slot.name)))
            return [inside if at == place else thing for at, thing in enumerate(things) if at != number]
    return things


def _as_it_is(_: Draw, thing: Thing) -> list[Thing]:
    return [thing]


def _from_template(draw: Draw, thing: Thing) -> list[Thing]:
    """The first fields in a template, the others on the instance."""
    if thing.kind in NAMELESS or any("self" in value for _, value in thing.fields):
        return [thing]
    cut = draw(st.integers(0, len(thing.fields)))
    template = Thing(thing.kind, f"{thing.name}_0", "", thing.fields[:cut], form="template")
    return [template, replace(thing, fields=thing.fields[cut:], templates=template.name)]


def _extended(draw: Draw, thing: Thing) -> list[Thing]:
    """The last fields in an extension; what stands inside stays."""
    cut = draw(st.integers(0, len(thing.fields)))
    name = "" if thing.kind in NAMELESS else thing.name
    return [replace(thing, fields=thing.fields[:cut]), Thing(thing.kind, name, "", thing.fields[cut:], form="extend")]
