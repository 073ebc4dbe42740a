"""Who is busy on each day, and figures of the strength, against a calendar that is walked day by day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.entities.force import Unit
from pkdsl.entities.mandate import Ceiling
from small import MISSION, compiled, reads

D = date(2026, 7, 1)
DAY = timedelta(days=1)
ACTIVITIES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 7), st.integers(1, 4), st.integers(1, 9), st.integers(1, 3)),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(ACTIVITIES)
def test_load_is_people_by_times_over_the_interval_on_each_day(activities):
    text = MISSION + "unit u { type: infantry  strength: 30 persons  arrives: D + 5 days  leaves: D + 40 days }\n"
    text += "unit v { type: infantry  strength: 10 persons  arrives: D + 20 days }\n"
    text += "".join(
        f"activity a{n} {{ by: [u, v]  starts: D + {first} days  ends: D + {first + days} days  every: {every} days  times: {times}  people: {people} persons  takes: {takes} days }}\n"
        for n, (first, days, every, times, people, takes) in enumerate(activities)
    )
    units = {unit.name: unit for unit in compiled(text).plan.all(Unit)}
    for day in range(70):
        load = sum(
            (
                Fraction(people * times * takes, every)
                for first, days, every, times, people, takes in activities
                if first <= day <= first + days
            ),
            Fraction(0),
        )
        there = {"u": 30 if 5 <= day <= 40 else 0, "v": 10 if day >= 20 else 0}
        for name, people in there.items():
            share = Fraction(people, sum(there.values())) if sum(there.values()) else 0
            assert units[name].tasked.at(D + day * DAY).number == load * share


def test_an_activity_without_an_interval_uses_its_people_each_day_as_long_as_it_takes():
    text = (
        MISSION
        + """unit u { type: engineer  strength: 30 persons  arrives: D }
    activity road { by: u  starts: D + 10 days  takes: 3 days  people: 12 persons }
    """
    )
    assert [reads(text, f"at(unit.u.tasked, D + {day} days)") for day in (9, 10, 12, 13)] == [
        "0 persons",
        "12 persons",
        "12 persons",
        "0 persons",
    ]


def test_guards_are_shared_by_strength_among_those_who_are_there():
    text = (
        MISSION
        + """location camp { guards: 40 persons  guarded_by: [u, v]  opens: D }
    unit u { type: infantry  strength: 300 persons  arrives: D }
    unit v { type: infantry  strength: 100 persons  arrives: D + 9 days }
    """
    )
    assert [reads(text, f"at(unit.u.guarding, D + {day} days)") for day in (0, 9)] == ["40 persons", "30 persons"]
    assert reads(text, "at(unit.v.guarding, D + 9 days)") == "10 persons"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(-50, 300), st.integers(0, 300), st.integers(1, 900)), min_size=1, max_size=5))
def test_person_months_peak_and_mean_are_those_of_the_days(stays):
    text = MISSION + "mandate res { ceiling troops { value: 9_000 persons } }\n"
    text += "".join(
        f"unit u{n} {{ type: infantry  strength: {people} persons  arrives: D + {first} days  leaves: D + {first + days} days }}\n"
        for n, (first, days, people) in enumerate(stays)
    ).replace("+ -", "- ")
    ceiling = compiled(text).plan.all(Ceiling)[0]
    year = [D + n * DAY for n in range(365)]
    people = [
        sum(some for first, days, some in stays if D + first * DAY <= day <= D + (first + days) * DAY) for day in year
    ]
    months = sum(
        (Fraction(some, monthrange(day.year, day.month)[1]) for day, some in zip(year, people, strict=True)),
        Fraction(0),
    )
    assert ceiling.person_months.number == months
    assert ceiling.most.number == max(people)
    assert ceiling.most_on == year[people.index(max(people))]
    assert ceiling.average.number == Fraction(sum(people), 365)


FORCE = (
    MISSION
    + """area north { languages: fr }
area hills { part_of: north }
location camp { area: hills }
unit u { type: infantry  strength: 100 persons  women: 20 persons  arrives: D  leaves: D + 9 days  base: camp  languages { fr: 7 persons, en: 90 persons } }
unit v { type: formed_police  strength: 50 persons  arrives: D  base: camp }
section office { component: civilian  base: camp  staffing international { filled: 7 persons } }
population_group a { count: 1_000 persons }
population_group b { count { from D - 90 days = 3_000 persons  from D + 30 days = 2_000 persons } }
project well { cost: 8_000 USD  community: [a, b] }
project roof { cost: 500 USD  community: a }
"""
)


def test_people_by_component_and_women_by_category():
    assert [reads(FORCE, f"at(mission.components[{word}], D)") for word in ("military", "police", "civilian")] == [
        "100 persons",
        "50 persons",
        "7 persons",
    ]
    assert [reads(FORCE, f"at(mission.women[troops], D + {day} days)") for day in (9, 10)] == [
        "20 persons",
        "0 persons",
    ]


def test_an_area_has_the_troops_and_police_based_in_it():
    assert [reads(FORCE, f"at(area.north.troops, D + {day} days)") for day in (9, 10)] == ["150 persons", "50 persons"]


def test_speakers_are_those_of_the_language_of_the_area():
    assert reads(FORCE, "unit.u.speakers") == "7 persons"


def test_projects_bring_their_money_to_each_head_they_help():
    assert (reads(FORCE, "population_group.a.benefit"), reads(FORCE, "population_group.b.benefit")) == (
        "2.5 USD/person",
        "2 USD/person",
    )
