"""The law of what may be seen: two plans that differ only in what readers may not see are the same to them."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from laws.strategies import plans
from laws.written import Thing, Written
from pkdsl import documents, exports, formats
from pkdsl.documents.context import Context
from small import compiled

LOW = "unclassified"
MARKS = ("marking", "releasable_to", "aggregate_releasable", "downgrade")
SIDES = {
    "cleared for less": (("marking", "confidential"), {"audience": LOW}),
    "of another state": (("releasable_to", "KEN"), {"release_to": ("GHA",)}),
    "of two states": (("releasable_to", "[KEN, TZA]"), {"release_to": ("GHA", "KEN")}),
}
"""What hides something, and from whom."""
DOCUMENTS = sorted(documents.everything())


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Written, Written, str]:
    """A plan with some things marked, the same with other content in these, and from whom they are hidden."""
    side = draw(st.sampled_from(sorted(SIDES)))
    plan = draw(plans())
    named = sorted({thing.name for thing in plan.things if not thing.form and thing.kind != "mission"})
    hidden = set(draw(st.lists(st.sampled_from(named), min_size=1, max_size=3))) if named else set()
    hidden |= {f"{name}_0" for name in hidden}
    marked = tuple(
        _marked(thing, *SIDES[side][0]) if thing.name in hidden and not thing.form else _open(thing)
        for thing in plan.things
    )
    other = tuple(_changed(thing) if thing.name in hidden else thing for thing in marked)
    return replace(plan, things=marked), replace(plan, things=other), side


def _marked(thing: Thing, name: str, mark: str) -> Thing:
    for each in MARKS:
        thing = thing.without(each)
    return thing.having((name, mark))


def _open(thing: Thing) -> Thing:
    """What stands for the whole plan is for everybody; where nothing does, all is as high as the highest."""
    return _marked(thing, "marking", LOW) if thing.kind == "mission" and not thing.form else thing


def _changed(thing: Thing) -> Thing:
    """Another title, other numbers, other texts."""
    fields = tuple((name, value if name in MARKS else _other(value)) for name, value in thing.fields)
    return replace(thing, title=f"{thing.title}Canary", fields=fields, parts=tuple(map(_changed, thing.parts)))


def _other(value: str) -> str:
    """A number one higher, a text one word longer; the rest as it is."""
    if value.startswith('"') and not value.startswith('""'):
        return f'"Canary {value[1:]}'
    return re.sub(r"\A([0-9]+)(?= [a-zA-Z]|\Z)", lambda number: str(int(number[1]) + 1), value)


def low(plan: Written, name: str, side: str) -> list[bytes]:
    """What those get of it from whom it is hidden: a document, all copies, and the values."""
    found, whom = compiled(plan.text), SIDES[side][1]
    pages = [
        formats.write(documents.build(found, name, of=of, **whom), "html")
        for of in documents.copies(found, name, **whom)
    ]
    return [*pages, *exports.everything()["json"].write(Context(found, **whom)).values()]


@given(pairs(), st.sampled_from(DOCUMENTS))
def test_what_is_hidden_changes_nothing_for_whom_it_is_hidden_from(
    pair: tuple[Written, Written, str], name: str
) -> None:
    one, other, side = pair
    seen = low(one, name, side)
    assert seen == low(other, name, side), f"{one.text}\n---\n{other.text}"
    assert not any(b"Canary" in data for data in low(other, name, side))
