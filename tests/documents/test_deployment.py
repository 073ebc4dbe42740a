"""The deployment plan: the movement table, legs, what ports handle, what must be agreed, and what a delay reaches."""

from __future__ import annotations

from drawings import outside, overlaps
from papers import Small
from pkdsl.page import Figure, Note, plain

PLAN = """
use un
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D }
mandate res "Resolution" { adopted: 2026-05-30  period: D .. +12 months
  ceiling troops { category: troops  value: 1_000 persons }
}
location home "Home" { type: embarkation }
location port "Port" { type: port  handling quay { mode: sea  passengers: 200 persons/day  cargo: 400 t/day } }
location camp "Camp" { type: camp  opens: D + 10 days }
location strip "Strip" { type: airfield }
route sea_way "Sea" { origin: home  destination: port  mode: sea  distance: 600 km  speed: 25 km/h }
route road "Road" { origin: port  destination: camp  mode: road  distance: 300 km  daily_distance: 150 km/day
  open: [6, 7, 8]  threat_level: 4  escort_needed: yes  alternate: flight }
route flight "Flight" { origin: port  destination: camp  mode: air }
agreement relief "Customs relief" { type: customs  status: signed  period: D - 20 days .. +12 months }
unit north "North" { type: infantry  category: troops  strength: 500 persons  arrives: D + 20 days  deploys_as: main_body }
unit signals "Signals" { type: signals  category: troops  strength: 80 persons  arrives: D + 5 days  deploys_as: enabling_unit }
lift ship "Ship" { mode: sea  count: 2  payload: 2_000 t  speed: 25 km/h }
lift trucks "Trucks" { mode: road  count: 60  payload: 10 t }
movement first "The north comes" {
  number: "M-01"  unit: north  purpose: deployment  priority: 2  passengers: 500 persons  cargo: 900 t  volume: 2_500 m3
  containers: 40  embarkation: home  debarkation: port  destination: camp  ready_to_load: D  required_by: D + 15 days
  leg sea  { origin: home  destination: port  mode: sea  by: ship  depart: D + 2 days  agreement: relief }
  leg road { origin: port  destination: camp  mode: road  by: trucks }
}
movement second "Stores" { number: "M-02"  priority: 1  cargo: 1_200 kg  leg air { destination: strip  mode: air  depart: D  arrive: D } }
movement back "The north goes" { unit: north  purpose: repatriation  passengers: 500 persons }
contract ships "Ships" { service: sea_charter  supplier: "Blue"  awarded: D - 60 days  period: D .. +6 months }
risk wash "Bridge washed away" { affects: road  likelihood: 4  impact: 4 }
risk talks "Talks fail" { likelihood: 4  impact: 4 }
contingency by_air "By air" { risks: wash  trigger: "the bridge is gone" }
"""


SMALL = Small("deployment_plan", PLAN)
plan, rows, figure = SMALL.page, SMALL.rows, SMALL.figure


def test_the_movement_table_has_a_line_for_each_movement_but_those_that_go_home():
    assert rows("Movement table") == [
        ["M-02", "Stores", "not given", "1", "not given", "not given", "not given", "not given", "not given", "air",
         "not given", "1 July 2026", "not given", "not given"],
        ["M-01", "The north comes", "500", "900", "2 500", "40", "Home", "Port", "Camp", "sea, road", "1 July 2026",
         "12 July 2026", "16 July 2026", "4 days"],
    ]  # fmt: skip


def test_legs_say_when_each_is_through_and_who_goes_along():
    assert [row[:2] + row[5:] for row in rows("Leg by leg")] == [
        ["Stores", "a place not given to Strip", "1 July 2026", "not given", "1 July 2026", "0 days", "1 July 2026", "none"],
        ["The north comes", "Home to Port", "3 July 2026", "1 day", "4 July 2026", "0 days", "6 July 2026", "none"],
        ["", "Port to Camp", "6 July 2026", "2 days", "12 July 2026", "0 days", "12 July 2026", "none"],
    ]  # fmt: skip


def test_what_comes_through_a_port_stands_against_what_it_handles():
    assert rows("What comes through, against what is handled") == [
        ["Port by sea, persons", "500", "200", "200 persons/day", "2 days"],
        ["Port by sea, tonnes", "900", "400", "400 t/day", "2 days"],
    ]
    said = figure("What comes through Port").description
    assert "Port by sea, tonnes: at most 400 a day, first on 4 Jul 2026; never above its limit." in said
    notes = [plain(block.runs) for block in plan().blocks if isinstance(block, Note)]
    assert "Movements land here, and the plan does not say what is handled in a day: Strip." in notes
    assert "These units arrive without a movement in the plan: Signals." in notes


def test_units_stand_in_the_order_of_their_stages():
    assert rows("Order in which units come") == [
        ["Enabling units", "Signals", "80 persons", "6 July 2026", "6 July 2026"],
        ["Main bodies", "North", "500 persons", "21 July 2026", "21 July 2026"],
    ]


def test_ways_say_what_they_bear_when_they_close_and_what_is_used_instead():
    assert rows("Ways that the movements take")[1][2:] == [
        "road",
        "300 km",
        "150 km/day",
        "not given",
        "not given",
        "4",
    ]
    assert rows("Ways that close, and what can be used instead") == [
        ["Sea", "never", "none"],
        ["Road", "January, February, March, April, May, September, October, November and December", "Flight"],
    ]
    assert rows("Stretches that are escorted or need it") == [
        ["The north comes", "Port to Camp", "4", "yes", "none in the plan"]
    ]


def test_what_must_be_agreed_stands_with_the_day_on_which_it_is_first_needed():
    assert rows("Agreements that movements need") == [
        ["Customs relief", "customs", "signed", "11 June 2026", "The north comes", "3 July 2026"]
    ]
    assert rows("Contracts for transport")[0][:2] == ["Ships", "Blue"]


def test_a_delay_is_told_with_what_it_reaches_and_the_risks_that_touch_the_way():
    assert [row[:2] for row in rows("How far each movement may slip, the tightest first")] == [
        ["The north comes", "4 days"], ["Stores", "not given"],
    ]  # fmt: skip
    assert [row[1] for row in rows("Risks that touch the deployment; the register holds all")] == ["Bridge washed away"]
    assert [row[0] for row in rows("What is done then")] == ["By air"]


def test_the_flow_of_forces_shows_the_plan_the_ceiling_and_how_fast_missions_grew():
    said = figure("Flow of forces").description
    assert "in theatre, as planned: 0 persons on 1 Jul 2026, 580 on 30 Jun 2027" in said
    assert "allowed by ceilings: 1 000 persons on 1 Jul 2026" in said
    assert "as fast as missions have grown: 97.37 persons on 1 Jul 2026, 925 on 30 Jun 2027" in said
    assert "last day that its slot allows" not in said


def test_the_chart_shows_what_comes_and_not_what_goes_home():
    said = figure("Movements and works").description
    assert "The north comes: 3 Jul 2026 to 11 Jul 2026, may slip to 15 Jul 2026." in said
    assert "The north goes" not in said


def test_labels_of_its_pictures_keep_apart():
    for block in plan().blocks:
        if isinstance(block, Figure):
            assert not overlaps(block.svg), plain(block.caption)
            assert not outside(block.svg), plain(block.caption)
