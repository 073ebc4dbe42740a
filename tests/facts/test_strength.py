"""People in theatre over time, from the smallest plan that shows each figure."""

from __future__ import annotations

from small import MISSION, reads

MANDATE = """mandate res "S/RES/0" {
  period: D .. +12 months
  ceiling troops { value { from D = 1_000 persons  from D + 6 months = 800 persons } }
  ceiling police { category: [formed_police, individual_police]  value: 200 persons }
}
"""
FORCE = """unit old "Old" { type: infantry  strength: 400 persons  arrives: D  leaves: D + 99 days  contributor: BGD  base: adeta }
unit new "New" { type: infantry  strength: 450 persons  arrives: D + 90 days  leaves: D + 199 days  relieves: old  contributor: BGD  base: adeta }
unit fpu "Police" { type: formed_police  strength: 140 persons  arrives: D + 10 days  leaves: D + 299 days  contributor: RWA  base { from D = adeta  from D + 100 days = port } }
area north "North" {}
area hills "Hills" { part_of: north }
location adeta "Adeta" { area: hills }
location port "Port" {}
"""
PLAN = MISSION + MANDATE + FORCE


def on(what: str, *days: int) -> list[str]:
    """A value over time on some days, counted from D-day."""
    return [reads(PLAN, f"at({what}, D + {day} days)") for day in days]


def test_deployed_is_the_strength_within_the_life_of_the_unit() -> None:
    assert on("unit.new.deployed", 89, 90, 199, 200) == ["0 persons", "450 persons", "450 persons", "0 persons"]


def test_a_life_is_from_the_first_day_in_theatre_to_the_last() -> None:
    assert reads(PLAN, "unit.old.life") == "2026-07-01 .. 2026-10-08"


def test_component_and_category_follow_from_the_type_unless_stated() -> None:
    assert (reads(PLAN, "unit.fpu.component"), reads(PLAN, "unit.fpu.category")) == ("police", "formed police")
    stated = "unit x { type: aviation  strength: 5 persons  component: civilian  category: civilians }"
    assert reads(stated, "unit.x.component") == "civilian"


def test_under_a_ceiling_count_the_units_of_its_categories_on_each_day() -> None:
    assert on("mandate.res.ceiling.troops.strength", 0, 90, 100, 200) == [
        "400 persons",
        "850 persons",
        "450 persons",
        "0 persons",
    ]
    assert on("mandate.res.ceiling.police.strength", 0, 10) == ["0 persons", "140 persons"]


def test_headroom_is_what_is_authorised_less_what_is_there() -> None:
    assert on("mandate.res.ceiling.troops.headroom", 0, 95, 183, 200) == [
        "600 persons",
        "150 persons",
        "550 persons",
        "800 persons",
    ]


def test_people_are_there_twice_while_one_unit_relieves_another() -> None:
    assert on("mandate.res.ceiling.troops.overlap", 89, 90, 99, 100) == [
        "0 persons",
        "400 persons",
        "400 persons",
        "0 persons",
    ]


def test_a_ceiling_within_a_ceiling_counts_the_units_that_name_it() -> None:
    inner = MANDATE.replace(
        "ceiling police", "ceiling hospital { category: troops  value: 50 persons  part_of: troops }\n  ceiling police"
    )
    clinic = "unit clinic { type: medical  strength: 60 persons  arrives: D  leaves: D + 9 days  ceiling: hospital }"
    plan = MISSION + inner + FORCE + clinic
    assert reads(plan, "at(mandate.res.ceiling.hospital.strength, D)") == "60 persons"
    assert reads(plan, "at(mandate.res.ceiling.troops.strength, D)") == "460 persons"


def test_a_contributor_has_the_units_of_its_state() -> None:
    plan = PLAN + 'contributor BGD "Bangladesh" {}'
    assert reads(plan, "at(contributor.BGD.strength, D + 95 days)") == "850 persons"


def test_a_place_has_those_who_are_based_there_on_the_day() -> None:
    assert on("location.adeta.occupants", 99, 100) == ["990 persons", "450 persons"]
    assert on("location.port.occupants", 99, 100) == ["0 persons", "140 persons"]


def test_an_area_has_the_people_of_the_areas_within_it() -> None:
    assert on("area.north.strength", 0, 100) == ["400 persons", "450 persons"]


def test_a_mission_has_them_by_category() -> None:
    assert reads(PLAN, "at(mission.strength[formed_police], D + 10 days)") == "140 persons"
    assert reads(PLAN, "at(mission.strength[civilians], D) == 0 persons") == "yes"


class TestSections:
    PLAN = (
        MISSION
        + "section hr { staffing international { posts: 10 persons  filled { from D = 4 persons  from D + 30 days = 8 persons } } staffing volunteer { posts: 10 persons  filled: 5 persons } }"
    )

    def test_have_the_people_in_filled_posts(self) -> None:
        assert reads(self.PLAN, "at(section.hr.strength, D + 30 days)") == "13 persons"

    def test_are_vacant_by_the_share_of_posts_without_people(self) -> None:
        assert reads(self.PLAN, "at(section.hr.vacancy, D) == 55%") == "yes"
