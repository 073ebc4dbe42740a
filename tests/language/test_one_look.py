"""The plan that opens the language's description, completed: two files that check clean."""

from __future__ import annotations

from small import codes, compiled, reads

FORCE = """
use un                                   # a package of the standard library

let D     = 2026-07-01                   # D-day; every date below moves with it
let rains = 2026-07-15 .. 2026-10-15

mission unsmok "United Nations Support Mission in Kasuri" {
  period:   D .. +12 months
  currency: USD
  stage:    conops
  as_of:    2026-06-15
}

mandate res0000 "S/RES/0000 (2026)" {
  adopted: 2026-05-30
  period:  D .. 2027-06-30
  chapter: VII
  ceiling troops         { category: troops         value: 6_500 persons }
  ceiling formed_police  { category: formed_police  value: 560 persons }

  objective protection "Civilians in the north live free from armed attack" {
    task patrols "Patrol the Adeta–Port axis" {
      lead: military
      by:   [north_battalion, fpu_1]
      starts: D + 60 days
    }
  }
}

location adeta "Adeta" { at: 2.52N 47.44E  type: [sector_hq]  beds: 900  helipad: night }
location port "Port Kasuri" { at: 2.00N 45.30E }

unit north_battalion "Northern Battalion" is un.infantry_battalion {
  contributor: BGD
  base:        adeta
  arrives:     D + 60 days
  strength {
    from D + 60 days = 450 persons       # a value that changes over time
    from D + 90 days = 850 persons
  }
}

unit fpu_1 "Formed Police Unit 1" is un.formed_police_unit { contributor: RWA  base: adeta  arrives: D + 60 days }

supply_line msr_north "Main supply route north" {
  origin: port  destination: adeta
  capacity { from D = 56 t/day   during rains = 32 t/day because "survey of 2025" }
}

lift utility_helicopters "Utility helicopters" {}

risk flood "Floods close the main supply route" {
  likelihood: 4   impact: 4
  contingency air_bridge "Helicopters carry rations and water" {
    trigger: "route closed for 48 hours"
    uses:    [utility_helicopters]
  }
}

indicator incidents_per_month "Incidents a month" { measure: incidents/month }

exit_criterion police_primacy "National police lead in both sectors" {
  indicator: incidents_per_month
  target:    <= 5 incidents/month
  sustained: 6 months
}

budget fy2627 "1 July 2026 – 30 June 2027" {
  period: 2026-07-01 .. 2027-06-30
  line military_contingents { class: military_contingents  amount: 118.4M USD }
}

rule ADE-001 "Every sector headquarters can receive a helicopter at night" {
  for l in locations where sector_hq in l.type
  require given(l.helipad) and l.helipad == night else "{l.title} has no night helipad"
}
"""
STOCKS = """
extend location adeta {
  stock water { supply: un.water  on_hand: 240_000 L  capacity: 400_000 L }
  waive ADE-002 "Relief helicopters land on 15 October; a contractor flies until then" {
    approved_by: dms  granted: 2026-06-10  expires: 2026-10-15
  }
}
post dms "Director of Mission Support" { role: director_of_support }
rule ADE-002 "Every place has a runway" {
  for l in locations where sector_hq in l.type
  require given(l.closes)
}
"""


def test_the_first_plan_checks_clean_in_two_files() -> None:
    compilation = compiled(FORCE, STOCKS)
    assert codes(FORCE, STOCKS) == []
    assert [finding.code for finding in compilation.waived] == ["ADE-002"]


def test_its_values_move_with_d_day() -> None:
    later = FORCE.replace("D     = 2026-07-01", "D     = 2026-08-01")
    assert reads(FORCE, "unit.north_battalion.deployed") == "450 persons from 2026-08-30, 850 persons from 2026-09-29"
    assert reads(later, "unit.north_battalion.deployed") == "450 persons from 2026-09-30, 850 persons from 2026-10-30"


def test_what_a_season_lays_over_a_value_ends_with_the_season() -> None:
    capacity = "56 t/day from 2026-07-01, 32 t/day from 2026-07-15, 56 t/day from 2026-10-16"
    assert reads(FORCE, "supply_line.msr_north.capacity") == capacity
