"""Who must have which course by when, and how many places the sessions have for them, against the greatest flow."""

from __future__ import annotations

from datetime import date, timedelta

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.entities.coordination import Course
from small import MISSION, compiled, reads

D = date(2026, 7, 1)
DAY = timedelta(days=1)
FRAME = f"use un\n{MISSION}"
UNITS = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 30), st.integers(0, 5)), min_size=1, max_size=6)
SESSIONS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 6)), max_size=5, unique_by=lambda session: session[0])


@settings(max_examples=40, deadline=None)
@given(UNITS, SESSIONS)
def test_as_many_have_a_place_as_any_placement_could_give(units, sessions):
    text = FRAME + 'course induction "Induction" { standard: induction  audience: infantry\n'
    text += "".join(
        f"session s{n} {{ date: D + {day} days  places: {places} persons }}\n"
        for n, (day, places) in enumerate(sessions)
    )
    text += "}\n"
    graph = nx.DiGraph()
    graph.add_nodes_from(["from", "to"])
    for n, (people, arrives, trained) in enumerate(units):
        home = min(people, trained)
        text += (
            f"unit u{n} {{ type: infantry  strength: {people} persons  arrives: D + {arrives} days  "
            f"training at_home {{ course: induction  trained: {home} persons  date: D + {arrives - 9} days }} }}\n"
        ).replace("+ -", "- ")
        graph.add_edge("from", f"u{n}", capacity=people - home)
        for number, (day, places) in enumerate(sessions):
            graph.add_edge(f"s{number}", "to", capacity=places)
            if arrives <= day <= arrives + 14:
                graph.add_edge(f"u{n}", f"s{number}")
    course = next(course for course in compiled(text).plan.all(Course) if course.name == "induction")
    end = D + 90 * DAY
    assert course.placed.at(end).number == nx.maximum_flow_value(graph, "from", "to")
    assert course.owed.at(end).number == sum(people - min(people, trained) for people, _, trained in units)
    for day in range(90):
        assert course.placed.at(D + day * DAY).number <= course.owed.at(D + day * DAY).number


AUDIENCE = (
    FRAME
    + """course core "Core" { standard: core  audience: [troops, civilians, police_1, fc]  session one { date: D - 9 days  places: 40 persons }  session two { date: D  places: 60 persons } }
unit north { type: infantry  strength { from D = 100 persons  from D + 9 days = 200 persons }  arrives: D }
unit police_1 { type: formed_police  strength: 50 persons  arrives: D }
unit police_2 { type: formed_police  strength: 70 persons  arrives: D }
section office { staffing international { filled: 7 persons } }
post fc "Force Commander" { role: force_commander }
"""
)


def test_trainees_are_all_of_whom_the_audience_speaks():
    assert reads(AUDIENCE, "course.core.trainees") == "258 persons"


def test_the_capacity_is_all_places():
    assert reads(AUDIENCE, "course.core.capacity") == "100 persons"


def test_a_course_is_due_on_arrival_before_the_first_task_or_soon_after():
    text = (
        FRAME
        + """course a { standard: core  audience: infantry }
    course b { standard: first_aid  audience: infantry }
    course c { standard: induction  audience: infantry }
    course d { standard: core  audience: infantry  before: first_task }
    task walk { by: u  starts: D + 30 days }
    unit u { type: infantry  strength: 9 persons  arrives: D + 10 days }
    """
    )
    assert [reads(text, f"unit.u.training_due[{name}]") for name in "abcd"] == [
        "2026-07-11",
        "2026-07-31",
        "2026-07-25",
        "2026-07-31",
    ]


def test_certified_are_those_of_all_screenings_so_far():
    text = (
        MISSION
        + """unit u { type: infantry  strength: 90 persons  arrives: D
      screening one { certified: 50 persons  date: D - 30 days }
      screening two { certified: 30 persons  date: D - 10 days }
    }"""
    )
    assert [reads(text, f"at(unit.u.certified, D - {day} days)") for day in (31, 30, 10)] == [
        "0 persons",
        "50 persons",
        "80 persons",
    ]
