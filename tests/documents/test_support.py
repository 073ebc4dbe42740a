"""The plan of logistic support: days that stocks last, what runs out, and what lines can and must bring by season."""

from __future__ import annotations

from papers import Small
from pkdsl.page import Figure, Paragraph, plain

PLAN = """
use un
let D = 2026-01-01
let rains = 2026-07-01 .. 2026-08-31
mission m "Mission" { period: D .. 2026-12-31  currency: USD  as_of: D  marking: unclassified }
country k "Country" { state: XKS  season wet "Rains" { type: wet  period: rains  road_speed: 50% } }
post dms "Director" { role: director_of_support }
location port "Port" {
  type: port  state: XKS  opens: D  handling quay { mode: sea  cargo: 100 t/day }
  stock reserve { supply: un.diesel  on_hand: 300_000 L  holder: mission }
}
location camp "Camp" {
  state: XKS  opens: D  power_demand: 100 kW
  stock food { supply: un.rations  on_hand: 9_800 person_days  minimum: 9_800 person_days  holder: sector  counted: D }
  stock packs { supply: un.combat_rations  on_hand: 7_000 person_days }
  stock tank { supply: un.water  on_hand: 180_000 L }
  stock diesel { supply: un.diesel  on_hand: 30_000 L  prestock: 50_000 L  prestock_due: 2026-06-20 }
  generator main { rated_power: 100 kW  count: 2  running: 1  hours: 24  fuel_rate: 50 L/h }
  water_plant wells { rate: 3_000 L/h  hours: 16  count: 2 }
  waste_plant solid { type: solid  capacity: 2 t/day }
}
unit north "North" { type: infantry  category: troops  strength: 700 persons  arrives: D  base: camp }
unit trucks "Trucks" { type: transport  category: troops  strength: 50 persons  arrives: D  base: port }
route road "Road" { origin: port  destination: camp  mode: road  distance: 200 km }
supply_line line "Line" {
  via: road  carries: [un.rations, un.diesel]  by: trucks  every: 2 days  closed: rains
  capacity { from D = 20 t/day  during 2026-09-01 .. 2026-09-30 = 5 t/day }
  convoy first { first: 2026-02-01  every: 7 days  departs: 06:00Z  takes: 2 days  vehicles: 5 }
}
contract water "Water" { service: water  awarded: 2025-12-01  mobilisation: 10 days  period: D .. 2026-12-31  supplies: un.water  covers: camp }
contingency cut "The road is cut" { type: supply_loss  trigger: "two days"  authority: dms  within: 48 h }
contingency fire "Fire" { type: attack }
"""


SMALL = Small("logistic_plan", PLAN)
plan, rows = SMALL.page, SMALL.rows


def figure(caption: str, document=None) -> str:
    return SMALL.figure(caption, document).description.replace("\u202f", " ")


def test_what_is_used_is_told_for_each_place_and_together():
    assert rows("The most that is used") == [
        ["Camp", "56 000", "3 150", "700", "1 200"],
        ["Port", "4 000", "225", "50", "none"],
        ["All together", "60 000", "3 375", "750", "1 200"],
    ]


def test_reserves_name_the_tightest_place_and_how_it_stands():
    found = {row[0]: row[1:] for row in rows("Days of supply, the fewest")}
    assert found["Treated bulk water"][:5] == ["3 days", "Camp", "3 days", "1 January 2026", "held"]
    assert found["Composite ration packs"][:5] == [
        "14 days (assumed)",
        "Camp",
        "10 days",
        "1 January 2026",
        "fewer days",
    ]
    assert found["Fresh and dry rations"][1:5] == ["Camp", "0 days", "14 July 2026", "runs out"]
    assert found["Diesel"][-2:] == ["30 days (assumed)", "250 days"]
    assert found["Bottled drinking water"][1] == "no stock known"


def test_what_runs_out_is_told_with_what_would_mend_it():
    found = {row[1]: row for row in rows("What runs out")}
    assert found["Fresh and dry rations"] == [
        "Camp", "Fresh and dry rations", "15 July 2026", "33 600 person-days", "30 June 2026", "Line",
    ]  # fmt: skip


def test_heat_tables_tell_days_by_place_and_by_month():
    places = figure("The fewest days for which each supply lies")
    assert "Camp, Composite ration packs: 10 days (fewer than asked for)." in places
    assert "Camp, Fresh and dry rations: 0 days (runs out)." in places
    months = figure("Days of supply, the fewest at any place")
    assert "Fresh and dry rations, Jun 2026: 14 (the days that are asked for)." in months
    assert "Fresh and dry rations, Aug 2026: 0 (runs out)." in months


def test_stocks_over_time_stand_against_the_reserve_and_the_closure():
    said = figure("Stocks over time against the reserve")
    assert "Fresh and dry rations at Camp, person-days, needed for the days asked: 9 800 on 1 Jan 2026" in said
    assert "Fresh and dry rations at Camp, person-days, no line brings it: 1 Jul 2026 to 31 Aug 2026." in said


def test_lines_tell_what_they_can_and_must_bring_in_each_season():
    (line,) = rows("What the lines can bring")
    assert line[:2] + line[3:4] == ["Line", "5 t/day", "does not run"]
    assert line[5:7] == ["0 times", "1 July 2026"]
    assert "Line: can bring, dry 5, must bring, dry 2.4, can bring, wet 0, must bring, wet 2.4" in figure(
        "What the lines can bring and must"
    )
    assert "brings its most from 1 Jan 2026 to 30 Jun 2026, brings nothing from 1 Jul 2026" in figure(
        "When the lines run"
    )
    assert "Port to Camp (road, 5 to 20 t/day)." in figure("Supply lines with what each brings")


def test_convoys_are_counted_by_month_and_not_while_the_line_is_closed():
    said = figure("Convoys that leave in each month")
    assert "Line: First, Feb 2026: 4 (with all the escort that they need)." in said
    assert "Jul 2026" not in said


def test_utilities_seasons_and_prestocks_stand_beside_what_is_needed():
    assert rows("Water in a day")[0] == ["Camp", "96 000 L/day", "96 000 L/day", "56 000 L/day"]
    assert rows("Power") == [["Camp", "200 kW", "100 kW", "100 kW", "100 kW"]]
    assert rows("Seasons, against") == [
        ["Rains", "1 July 2026 to 31 August 2026", "50 %", "as ever", "as ever", "as ever"]
    ]
    assert rows("What must lie there") == [["Camp", "Diesel", "50 000 L", "20 June 2026", "50 000 L"]]


def test_only_contingencies_of_supply_and_stocks_of_the_mission_stand_under_when_supply_fails():
    assert [row[0] for row in rows("Contingencies")] == ["The road is cut"]
    assert [row[:3] for row in rows("Stocks that the mission keeps")] == [["Port", "Diesel, L", "300 000"]]


def test_readers_who_may_not_see_a_place_see_nothing_that_was_made_of_it():
    secret = PLAN.replace('location camp "Camp" {', 'location camp "Camp" {\n  marking: confidential')
    document = plan(secret, "unclassified")
    assert not any("Camp" in block.description for block in document.blocks if isinstance(block, Figure))
    said = [plain(block.runs) for block in document.blocks if isinstance(block, Paragraph)]
    assert "What is used is withheld." in said
    assert "The plan names nothing that is used anywhere from today on." not in said


def test_a_supply_without_a_reserve_of_its_own_is_asked_what_policy_asks_of_its_class():
    own = """
    supply tinned "Tinned food" { class: rations  measure: person_days }
    supply kerosene "Kerosene" { class: fuel  measure: L  reserve_unit: 3 days  reserve_mission: 5 days }
    demand eating "Eating" { supply: tinned  at: camp  amount: 700 person_days/day }
    demand heating "Heating" { supply: kerosene  at: camp  amount: 100 L/day }
    """
    found = {row[0]: row[1:] for row in rows("Days of supply, the fewest", plan(text=PLAN + own))}
    assert found["Tinned food"][0] == "14 days"
    assert (found["Kerosene"][0], found["Kerosene"][-2]) == ("3 days", "5 days")
