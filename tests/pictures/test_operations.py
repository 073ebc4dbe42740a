"""Pictures of forces and of time: order of battle, lights, bars, synchronisation matrix, Gantt chart."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import NAMESPACE, outside, overlaps, sound
from pkdsl.pictures import symbols
from pkdsl.pictures.bars import Bars, grouped_bars
from pkdsl.pictures.bars import Group as BarGroup
from pkdsl.pictures.gantt import Gantt, Group, Task, gantt_chart, spread
from pkdsl.pictures.lights import Lights, Row, matrix_of_lights
from pkdsl.pictures.orbat import COLUMNS, Body, Orbat, order_of_battle
from pkdsl.pictures.symbols import ENTITIES, WORDS, Sign, drawn
from pkdsl.pictures.synchronisation import Column, Synchronisation, synchronisation_matrix
from pkdsl.pictures.synchronisation import Row as SyncRow
from pkdsl.schema.annotations import Echelon, UnitType

HOSTILE = '<script>alert("1")</script>\u202e\x00 &amp; ]]> \' "'


def d(text):
    return date.fromisoformat(text)


BATTALION = Body("Northern Battalion", "Nepal, 850", Sign("infantry", "battalion"))
SECTOR = Body("Commander, Sector North", "Adeta", Sign("headquarters", headquarters=True), (BATTALION,) * 3)
ORBAT = Orbat(Body("Force Commander", "Kasur", Sign("headquarters", headquarters=True), (SECTOR, SECTOR, BATTALION)))
LIGHTS = Lights(
    ("Request", "Selection"), (Row("North", ("done", "late"), "pledged"), Row("South", ("ahead", "none"))), "Status"
)
BARS = Bars(("planned", "agreed"), (BarGroup("Troops", (6465, 3000), 6500), BarGroup("Police", (None, 0))))
SYNC = Synchronisation(
    (Column("Foothold", "1 Jul to 1 Sep"), Column("Spread", "2 Sep to 1 Mar")),
    (
        SyncRow("Manoeuvre", (("Patrols of the road",), ())),
        SyncRow("Medical", (("First hospital", "Second hospital"), ())),
    ),
)
GANTT = Gantt(
    (Group("Works", (Task("Camp", d("2026-07-01"), d("2026-08-10"), d("2026-09-01")), Task("Well", d("2026-08-01"), d("2026-08-01"), None, critical=True))),),
    d("2026-06-25"), d("2026-10-01"), d("2026-07-15"),
)  # fmt: skip
ALL = {
    "orbat": order_of_battle(ORBAT), "lights": matrix_of_lights(LIGHTS), "bars": grouped_bars(BARS),
    "sync": synchronisation_matrix(SYNC), "gantt": gantt_chart(GANTT),
}  # fmt: skip


@pytest.mark.parametrize("drawing", ALL.values(), ids=ALL)
def test_a_picture_is_well_formed_described_and_asks_for_nothing(drawing):
    assert sound(drawing)


@pytest.mark.parametrize("drawing", ALL.values(), ids=ALL)
def test_no_label_lies_on_another_or_leaves_the_picture(drawing):
    assert overlaps(drawing) == []
    assert outside(drawing) == []


# -- order of battle -----------------------------------------------------------------------------------------------

names = st.text("abcdefgh ilmw", min_size=1, max_size=60)
leaves = st.builds(
    Body,
    names,
    names,
    st.builds(Sign, st.sampled_from(["infantry", "staff_officers"]), st.sampled_from(["", "company"])),
)
bodies = st.recursive(
    leaves,
    lambda below: st.builds(Body, names, names, st.none(), st.lists(below, max_size=6).map(tuple)),
    max_leaves=25,
)


@settings(max_examples=60, deadline=None)
@given(bodies)
def test_bodies_of_any_tree_do_not_touch(leader):
    drawing = order_of_battle(Orbat(leader))
    assert overlaps(drawing) == []
    assert outside(drawing) == []


def test_more_headquarters_than_fit_beside_each_other_stand_in_a_second_row():
    one, two = (order_of_battle(Orbat(Body("Leader", below=(SECTOR,) * count))) for count in (COLUMNS, COLUMNS + 1))
    assert two.count(">Commander, Sector North<") + two.count(">Commander,<") == COLUMNS + 1
    heights = [float(re.search(r'height="([0-9.]+)"', each).group(1)) for each in (one, two)]
    assert heights[1] > heights[0]


def test_the_words_say_who_directs_whom():
    assert "Commander, Sector North: Northern Battalion (Nepal, 850); Northern" in ALL["orbat"]


@pytest.fixture
def no_engine(monkeypatch):
    """As where the extra `symbols` is not installed."""
    monkeypatch.setattr(symbols, "_engine", lambda: None)
    symbols._symbol.cache_clear()
    yield
    symbols._symbol.cache_clear()


def test_without_the_extra_a_symbol_is_a_box_with_a_word_and_the_sign_of_its_size(no_engine):
    box = drawn(Sign("infantry", "battalion", planned=True), 0, 0)
    assert ">INF<" in box
    assert ">II<" in box
    assert "stroke-dasharray" in box


@pytest.mark.parametrize("sort", UnitType.__args__)
def test_every_sort_of_unit_has_a_word_and_if_it_has_a_symbol_that_is_known(sort):
    pytest.importorskip("quickjs")
    assert WORDS[sort]
    if sort in ENTITIES:
        for echelon in ("", *Echelon.__args__):
            code = Sign(sort, echelon).code
            assert len(code) == 20
            assert symbols._engine().eval(f'new ms.Symbol("{code}").isValid()')


def test_symbols_are_told_apart_and_follow_a_page_into_the_dark():
    pytest.importorskip("quickjs")
    drawings = {sort: drawn(Sign(sort), 0, 0) for sort in ("infantry", "engineer", "medical", "formed_police")}
    assert len(set(drawings.values())) == 4
    assert all("black" not in each and "pk-symbol" in each for each in drawings.values())
    assert drawn(Sign("infantry", planned=True), 0, 0) != drawings["infantry"]


# -- lights, bars, matrix, chart -----------------------------------------------------------------------------------


def test_lights_are_told_by_shape_and_in_words():
    assert "North (pledged): done: Request; late: Selection." in ALL["lights"]
    cells = ALL["lights"].split(">Status<")[1]
    assert cells.count("<circle") == 2 + 2  # two in cells, two in the legend
    assert cells.count("<path") == 1 + 1


def test_bars_say_what_is_not_known_and_where_the_ceiling_is():
    assert "Troops: planned 6 465, agreed 3 000; ceiling 6 500." in ALL["bars"]
    assert "Police: planned not known, agreed 0; no ceiling." in ALL["bars"]
    assert ">not known<" in ALL["bars"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9_000), st.integers(0, 9_000), st.none() | st.integers(0, 9_000)),
        min_size=1,
        max_size=6,
    )
)
def test_figures_of_bars_do_not_touch(counts):
    groups = tuple(BarGroup(f"Category {n}", (a, b), limit) for n, (a, b, limit) in enumerate(counts))
    assert overlaps(grouped_bars(Bars(("planned", "agreed"), groups))) == []


def test_a_matrix_says_who_does_what_when():
    assert "Medical, Foothold: First hospital; Second hospital." in ALL["sync"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(names, max_size=5).map(tuple), min_size=3, max_size=3), st.integers(1, 6))
def test_cells_of_a_matrix_are_as_high_as_their_words_need(cells, columns):
    heads = tuple(Column(f"Phase {n}", "1 July 2026 to 31 August 2026") for n in range(columns))
    rows = tuple(SyncRow(f"Function {n}", (cell,) * columns) for n, cell in enumerate(cells))
    drawing = synchronisation_matrix(Synchronisation(heads, rows))
    assert overlaps(drawing) == []
    assert outside(drawing) == []


def test_a_chart_says_what_may_slip_and_what_may_not():
    assert "Camp: 1 Jul 2026 to 10 Aug 2026, may slip to 1 Sep 2026. Well: 1 Aug 2026, critical." in ALL["gantt"]


days = st.dates(d("2026-07-01"), d("2027-06-30"))
tasks = st.builds(
    lambda name, first, length, slip, critical: Task(name, first, first + timedelta(length), first + timedelta(length + slip), critical=critical),
    names, days, st.integers(0, 300), st.integers(0, 100), st.booleans(),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(tasks, min_size=1, max_size=12))
def test_labels_of_a_chart_do_not_touch(some):
    groups = (Group("Group", tuple(some)),)
    drawing = gantt_chart(Gantt(groups, *spread(groups), d("2026-09-01")))
    assert overlaps(drawing) == []
    assert outside(drawing) == []


def test_hostile_words_stay_words():
    for drawing in (
        order_of_battle(Orbat(Body(HOSTILE, HOSTILE, Sign("infantry"), (Body(HOSTILE),)), title=HOSTILE)),
        matrix_of_lights(Lights((HOSTILE,), (Row(HOSTILE, ("done",), HOSTILE),), HOSTILE)),
        grouped_bars(Bars((HOSTILE,), (BarGroup(HOSTILE, (1,)),), title=HOSTILE)),
        synchronisation_matrix(Synchronisation((Column(HOSTILE, HOSTILE),), (SyncRow(HOSTILE, ((HOSTILE,),)),))),
        gantt_chart(
            Gantt(
                (Group(HOSTILE, (Task(HOSTILE, d("2026-07-01"), d("2026-08-01")),)),), d("2026-07-01"), d("2026-12-31")
            )
        ),
    ):
        tags = {element.tag for element in ET.fromstring(drawing).iter()}  # noqa: S314 -- our own text
        assert f"{NAMESPACE}script" not in tags
        assert "script" in drawing
