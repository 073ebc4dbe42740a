"""The worked cases of sustainment: T05, T06, T07, T09 and T10, through plans written in the language."""

from datetime import date

from small import MISSION, compiled, reads

D = date(2026, 7, 1)
YEAR = (D, date(2027, 6, 30))
FRAME = f"use un\n{MISSION}"


def found(text: str, code: str) -> list[tuple[str, tuple[date, date] | None]]:
    """The findings of one rule: what they say, with ordinary blanks, and when."""
    findings = [finding for finding in compiled(FRAME + text, rules=True).findings if finding.code == code]
    assert all(str(finding.severity) != "not-assessable" for finding in findings), [f.message for f in findings]
    return [(finding.message.replace("\u202f", " "), finding.interval) for finding in findings]


def mend(text: str, code: str) -> str:
    """What the one finding of a rule says would mend it."""
    (one,) = [finding for finding in compiled(FRAME + text, rules=True).findings if finding.code == code]
    return one.help.replace("\u202f", " ")


BATTALION = "unit north is un.infantry_battalion { arrives: D  base: adeta }"


def test_t05_twelve_days_of_rations_where_fourteen_are_to_lie():
    text = f"""
    location adeta "Adeta" {{ stock rations {{ supply: un.rations  on_hand: 10_200 person_days }} }}
    {BATTALION}
    contract caterer "Rations" {{ service: rations  supplies: un.rations  covers: adeta  period: D .. +12 months }}
    """
    said = (
        "Adeta holds 10 200 person-days of Fresh and dry rations; for 14 days it needs 11 900 person-days "
        "(1 700 person-days short, 2026-07-01 .. 2027-06-30)"
    )
    assert found(text, "LOG-001") == [(said, YEAR)]
    assert reads(FRAME + text, "at(location.adeta.days_of_supply[un.rations], D)") == "12 days"
    assert not found(text.replace("10_200", "11_900"), "LOG-001")


def test_t06_eleven_thousand_packs_for_a_reserve_of_fourteen_days():
    text = f"""
    location adeta "Adeta" {{ stock packs {{ supply: un.combat_rations  on_hand: 11_000 person_days }} }}
    {BATTALION}
    """
    said = (
        "Adeta holds 11 000 person-days of Composite ration packs; for 14 days it needs 11 900 person-days "
        "(900 person-days short, 2026-07-01 .. 2027-06-30)"
    )
    assert found(text, "LOG-002") == [(said, YEAR)]
    assert not found(text.replace("11_000", "11_900"), "LOG-002")


def test_t07_a_weekly_run_is_enough_and_has_no_margin():
    text = f"""
    location port "Port" {{ type: port }}
    location adeta "Adeta" {{}}
    supply_line run "Ration run" {{
      origin: port  destination: adeta  carries: un.rations  every: 7 days
      fleet trucks {{ vehicles: 2  payload: 8 t  availability: 80% }}
    }}
    {BATTALION}
    """
    assert reads(FRAME + text, "at(supply_line.run.throughput, D) * 7 days") == "12.8 t"
    assert reads(FRAME + text, "at(supply_line.run.load, D) * 7 days") == "11.9 t"
    assert reads(FRAME + text, "round(at(supply_line.run.margin, D), 2)") == "1.08"
    assert not found(text, "LOG-008")
    assert not found(text, "LOG-015")
    ((said, when),) = found(text, "LOG-010")
    assert when == YEAR
    assert "1.08 times as much; a margin of 1.2 is asked for" in said


def test_t09_less_than_twelve_days_of_fuel():
    text = """
    equipment_type truck "Truck" { fuel: un.diesel  fuel_rate: 0.25 L/km }
    location adeta "Adeta" {
      generator main { rated_power: 500 kW  count: 4  running: 3  hours: 24  fuel_rate: 45 L/h }
      stock diesel { supply: un.diesel  on_hand: 60_000 L }
    }
    location port "Port" { type: port  stock reserve { supply: un.diesel  holder: mission  on_hand: 160_000 L } }
    unit north is un.infantry_battalion {
      arrives: D  base: adeta  equipment trucks { item: truck  quantity: 120  daily_use: 60 km }
    }
    contract fuel "Fuel" { service: fuel  supplies: un.diesel  covers: adeta  period: D .. +12 months }
    """
    assert reads(FRAME + text, "at(location.adeta.demand[un.diesel], D)") == "5 040 L/day"
    assert reads(FRAME + text, "round(at(location.adeta.days_of_supply[un.diesel], D), 1)") == "11.9 days"
    said = "Adeta holds 60 000 L of Diesel; for 14 days it needs 70 560 L (10 560 L short, 2026-07-01 .. 2027-06-30)"
    assert found(text, "LOG-005") == [(said, YEAR)]


SECTOR = """
country kasuri "Kasuri" { state: XKS  season rains { type: wet  period: 2026-07-15 .. 2026-10-12 } }
location port "Port" { type: port }
location sector "Sector" {}
supply stores "Other stores" { class: general  measure: kg }
supply fuel "Fuel" { class: fuel  measure: L  mass: 0.84 kg/L }
demand rations "Rations"  { supply: un.rations        at: sector  amount: 3_200 person_days/day }
demand bottles "Bottles"  { supply: un.bottled_water  at: sector  amount: 3_200 * 6 L/day }
demand rest "Other"       { supply: stores            at: sector  amount: 3_200 kg/day }
demand fuelling "Fuel"    { supply: fuel              at: sector  amount: 22_000 L/day }
supply_line msr "Main supply route" {
  origin: port  destination: sector
  fleet trucks { vehicles: 60  payload: 10 t  availability: 75%  turnaround: 8 days  wet_turnaround: 14 days }
}
"""


def test_t10_sixty_trucks_are_enough_in_the_dry_season_and_too_few_in_the_rains():
    for day, amount in (("D", "56.25 t/day"), ("2026-07-15", "≈32.1429 t/day")):
        assert reads(FRAME + SECTOR, f"at(supply_line.msr.throughput, {day})") == amount
    assert reads(FRAME + SECTOR, "at(supply_line.msr.load, D)") == "47.28 t/day"
    assert found(SECTOR, "LOG-008") == [
        (
            "Main supply route brings ≈32.1429 t/day; 47.28 t/day must come by it for Sector "
            "(≈15.1 t/day short, 2026-07-15 .. 2026-10-12)",
            (date(2026, 7, 15), date(2026, 10, 12)),
        )
    ]
    assert mend(SECTOR, "LOG-008") == (
        "let it bring ≈15.1371 t/day more on its worst days, open another way, "
        "or store ≈1 362.3429 t more beyond it by 2026-07-14"
    )


def test_t10_the_dry_season_has_no_margin():
    dry = FRAME + SECTOR
    assert reads(dry, "round(at(supply_line.msr.margin, D), 2)") == "1.19"
    assert [when for _, when in found(SECTOR, "LOG-010")] == [(D, date(2026, 7, 14))]


def test_t10_what_waits_is_what_can_wait():
    wet = FRAME + SECTOR
    for supply, missing in (("un.rations", "0"), ("un.bottled_water", "0"), ("stores", "3 200")):
        assert reads(wet, f"peak(location.sector.shortfall[{supply}])").split(" ", 1)[0] == missing.split(" ", 1)[0]
    assert reads(wet, "location.sector.runs_out[fuel]") == "2026-07-15"
    assert reads(wet, "location.sector.held_up_by[fuel].title") == "Main supply route"
