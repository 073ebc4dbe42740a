"""The standard costs of the package: published arithmetic, and who is paid for whom under which class."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pkdsl.diagnostics import Source
from pkdsl.plan.query import query
from small import compiled, reads, value

YEAR = """use un
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D }
budget fy { period: D .. +12 months }
"""


def cost(text: str, driver: str) -> Fraction | int:
    """What the entries of one cost come to in the year."""
    plan = compiled(YEAR + text).plan
    asked = f"sum(e.amount for e in ledger where e.driver == un.cost.{driver} and covers(budget.fy.period, e.period))"
    found, mistakes = query(plan, Source("q", asked))
    assert not mistakes
    return found.number


def classes(text: str, driver: str) -> set[str]:
    plan = compiled(YEAR + text).plan
    return {entry.class_ for entry in plan.all("entry") if entry.driver.name == driver}


# --- Published arithmetic ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "first", "later", "share", "published"),
    [(125, 156, 120, "98%", 5_497_800), (10, 142, 108, "100%", 404_400)],
)
def test_subsistence_has_a_first_rate_for_thirty_days(people, first, later, share, published):
    """125 × (30 × 156 + 335 × 120) × 0.98 = 5,497,800, as a budget prints it; the rates are the package's."""
    text = f"""unit staff {{ type: observers  strength: {people} persons  arrives: D }}
    rate subsistence_first {{ value: {first} USD/person/day  source: "a budget" }}
    rate subsistence {{ value: {later} USD/person/day  source: "a budget" }}
    """
    whole = cost(text, "first_subsistence") + cost(text, "subsistence")
    assert whole * Fraction(share.rstrip("%")) / 100 == published
    assert classes(text, "subsistence") == {"military_observers"}


def test_the_vacancy_of_a_line_is_what_the_budget_deducts():
    text = """unit staff { type: staff_officers  strength: 125 persons  arrives: D }
    extend budget fy { line staff { class: military_contingents  amount: 5M USD  delayed_deployment: 2% } }
    """
    whole = cost(text, "first_subsistence") + cost(text, "subsistence")
    assert whole == 125 * (30 * 156 + 335 * 120) == Fraction(5_497_800 * 100, 98)


def test_newcomers_get_the_first_rate_again_at_each_relief():
    text = """unit team { type: observers  strength: 10 persons  arrives: 2026-07-01  tour: 6 months }
    rate subsistence_first { value: 142 USD/person/day  source: "a budget" }
    rate subsistence { value: 108 USD/person/day  source: "a budget" }
    """
    assert cost(text, "first_subsistence") == 10 * 60 * 142
    assert cost(text, "subsistence") == 10 * 305 * 108


CARRIER = "equipment_type carrier { value: 1_500_000 USD  useful_life: 25 years  no_fault: 0.6%  REST }\n"


def test_a_dry_lease_is_value_over_life_and_the_no_fault_share():
    """GFMV / life / 12 + GFMV × no-fault factor / 12."""
    plan = "use un\nmission m { period: 2026-07-01 .. +12 months  currency: USD }\n" + CARRIER.replace("REST", "")
    assert reads(plan, "equipment_type.carrier.dry_lease") == "5 750 USD/month"
    assert 1_500_000 / 25 / 12 + 1_500_000 * 0.006 / 12 == 5_750
    assert reads(plan, "given(equipment_type.carrier.wet_lease)") == "no"


def test_a_wet_lease_is_the_dry_one_and_maintenance():
    head = "use un\nmission m { period: 2026-07-01 .. +12 months  currency: USD }\n"
    text = head + CARRIER.replace("REST", "maintenance: 1_250 USD/month")
    assert reads(text, "equipment_type.carrier.wet_lease") == "7 000 USD/month"
    stated = head + "equipment_type carrier { wet_lease: 7_000 USD/month  dry_lease: 5_750 USD/month }"
    assert reads(stated, "equipment_type.carrier.maintenance") == "1 250 USD/month"


def test_the_reimbursement_of_a_battalion_for_a_year():
    """12 months at 1,448 are exactly 17,376 a person."""
    assert (
        cost("unit north { type: infantry  strength: 850 persons  arrives: D }", "troop_reimbursement") == 850 * 17_376
    )


def test_the_rate_of_an_earlier_year_is_that_of_its_resolution():
    text = "unit north { type: infantry  strength: 100 persons  arrives: D }"
    plan = YEAR.replace("let D = 2026-07-01", "let D = 2022-01-01") + text
    asked = "sum(e.amount for e in ledger where e.driver == un.cost.troop_reimbursement)"
    assert value(plan, asked).number == 100 * (6 * 1_428 + 6 * 1_448)


def test_leave_is_paid_for_fifteen_days_in_six_months():
    text = "unit north { type: infantry  strength: 100 persons  arrives: D }"
    assert cost(text, "recreational_leave") == 100 * 30 * Fraction(23, 2)


def test_the_daily_allowance_and_provision_for_death_and_disability():
    text = "unit fpu { type: formed_police  strength: 140 persons  arrives: D }"
    assert cost(text, "daily_allowance") == 140 * 365 * Fraction(128, 100)
    assert cost(text, "death_and_disability") == 140 * 500
    assert classes(text, "daily_allowance") == {"formed_police_units"}


# --- Travel -----------------------------------------------------------------------------------------------------------

TRAVEL = """rate troop_travel { value: 850 USD/person  source: "a quotation" }
rate troop_rotation { value: 1_700 USD/person  source: "a quotation" }
"""


def test_who_comes_and_goes_travels_one_way_and_who_is_relieved_both():
    text = (
        TRAVEL
        + """unit north {
      type: infantry  arrives: 2026-08-01  leaves: 2027-06-15  tour: 6 months
      strength { from 2026-08-01 = 450 persons  from 2026-09-01 = 850 persons }
    }"""
    )
    assert cost(text, "deployment_travel") == 2 * 850 * 850
    assert cost(text, "rotation_travel") == (450 + 400) * 1_700


def test_without_a_relief_no_rate_of_reliefs_is_needed():
    plan = compiled(YEAR + "unit north { type: infantry  strength: 9 persons  arrives: D  leaves: D + 60 days }").plan
    assert not [entry for entry in plan.all("entry") if entry.driver.name == "rotation_travel"]


# --- Equipment and self-sustainment -----------------------------------------------------------------------------------


def equipped(rest: str, factors: str = "") -> str:
    return CARRIER.replace("REST", "maintenance: 1_250 USD/month") + (
        "unit north { type: infantry  strength: 800 persons  arrives: D  equipment carriers "
        f"{{ item: carrier  quantity: 40  {rest} }} sustainment catering {{ provider: contributor }} }}\n"
        f"extend mission m {{ {factors} }}\n"
    )


def test_t51_below_ninety_percent_what_can_be_used_is_paid():
    assert cost(equipped("serviceable: 36  lease: dry"), "major_equipment") == 40 * 12 * 5_750
    assert cost(equipped("serviceable: 34  lease: dry"), "major_equipment") == 34 * 12 * 5_750
    assert cost(equipped("lease: dry"), "major_equipment") == 40 * 12 * 5_750


def test_maintenance_appears_on_exactly_one_side():
    dry, wet = equipped("lease: dry"), equipped("lease: wet")
    assert cost(dry, "major_equipment") + cost(dry, "un_maintenance") == cost(wet, "major_equipment")
    assert cost(wet, "un_maintenance") == 0
    assert cost(equipped("lease: partner"), "major_equipment") == 0


def test_mission_factors_raise_rates_up_to_their_caps():
    factor = "mission_factor environment { percent: 3% }"
    assert cost(equipped("lease: dry", factor), "equipment_factors") == 40 * 12 * 5_750 * Fraction(3, 100)
    over = "mission_factor environment { percent: 18% }"
    assert cost(equipped("lease: dry", over), "equipment_factors") == 40 * 12 * 5_750 * Fraction(5, 100)
    late = "mission_factor environment { percent { from 2027-01-01 = 3% } }"
    assert cost(equipped("lease: dry", late), "equipment_factors") == 40 * 6 * 5_750 * Fraction(3, 100)


def test_hostile_action_raises_spare_parts_half_of_the_maintenance():
    factor = "mission_factor hostile_action { percent: 4% }"
    assert cost(equipped("lease: wet", factor), "equipment_factors") == 40 * 12 * 625 * Fraction(4, 100)
    assert cost(equipped("lease: dry", factor), "equipment_factors") == 0


def test_self_sustainment_is_paid_to_contributors_alone():
    text = equipped("lease: dry") + 'rate sustainment_catering { value: 25 USD/person/month  source: "annex C" }\n'
    assert cost(text, "self_sustainment") == 800 * 12 * 25
    assert cost(text.replace("provider: contributor", "provider: un"), "self_sustainment") == 0


def test_a_rate_that_nobody_gives_is_named_and_counts_as_unknown_never_as_nothing():
    plan = compiled(YEAR + equipped("lease: dry")).plan
    missing = plan.all("budget")[0].requirement["military_contingents"].missing
    assert {"rate.sustainment_catering", "rate.troop_travel"} <= {one.what for one in missing}


def test_the_year_can_be_read_by_class_by_cost_and_by_unit_and_the_sums_agree():
    text = (
        YEAR
        + TRAVEL
        + """
    unit north { type: infantry        strength: 800 persons  arrives: D + 10 days }
    unit fpu   { type: formed_police   strength: 140 persons  arrives: D }
    project well { cost: 45_000 USD  starts: 2026-09-01 }
    """
    )
    whole = value(text, "sum(e.amount for e in ledger where covers(budget.fy.period, e.period))").number
    fy = compiled(text).plan.all("budget")[0]
    by_class = [amount.number for amount in fy.requirement.values()]
    by_cost = {cost.name: amount.number for cost, amount in fy.by_cost.items()}
    assert whole == sum(by_class) == sum(by_cost.values())
    assert by_cost["quick_impact"] == 45_000
    assert sum(amount.number for amount in fy.by_unit.values()) == whole - 45_000


def test_only_what_the_plan_has_is_counted():
    plan = compiled(YEAR).plan
    assert plan.all("entry") == ()


# --- Supplies, hours, contracts, staff --------------------------------------------------------------------------------

CAMP = """location camp { opens: D  generator main { rated_power: 500 kW  count: 2  running: 1  hours: 24 h/day  fuel_rate: 90 L/h } }
unit north { type: infantry  strength: 800 persons  arrives: D  base: camp }
rate rations_price { value: 9 USD/person/day  source: "a contract" }
rate bottled_water_price { value: 0.50 USD/L  source: "a contract" }
rate diesel_price { value: 1.10 USD/L  source: "a contract" }
"""


def test_supplies_are_demand_times_price():
    assert cost(CAMP, "food") == 800 * 365 * 9
    assert cost(CAMP, "bottles") == 800 * 365 * Fraction(45, 10) * Fraction(1, 2)
    assert cost(CAMP, "generator_fuel") == 24 * 90 * 365 * Fraction(11, 10)
    assert classes(CAMP, "generator_fuel") == {"facilities_and_infrastructure"}
    assert cost(CAMP, "water_bought") == 0


def test_bulk_water_counts_where_it_has_a_price():
    bought = CAMP + 'rate water_price { value: 0.01 USD/L  source: "a contract" }\n'
    assert cost(bought, "water_bought") == 800 * 365 * 80 * Fraction(1, 100)


LIFT = "lift copter { mode: air  count: 3  hours: 80 h/month  hourly_rate: 4_500 USD/h  PROVIDER }\n"


def test_hours_are_paid_by_the_hour_or_by_a_contract_never_by_both():
    assert cost(LIFT.replace("PROVIDER", ""), "lift_hours") == 12 * 80 * 4_500
    contract = "contract charter { service: air_charter  period: D .. +24 months  value: 9M USD }\n"
    both = LIFT.replace("PROVIDER", "provider: charter") + contract
    assert cost(both, "lift_hours") == 0
    assert cost(both, "contracts") == Fraction(9_000_000 * 365, 731)
    assert classes(both, "contracts") == {"air_operations"}


def test_contracts_for_what_is_priced_by_demand_are_not_counted_again():
    text = "contract food { service: rations  period: D .. +12 months  value: 9M USD }\n"
    assert cost(text, "contracts") == 0


def test_a_contract_without_days_is_unknown_and_not_counted_whole_in_each_year():
    plan = compiled(YEAR + "contract wall { service: construction  value: 9M USD }").plan
    amount = plan.all("budget")[0].requirement["facilities_and_infrastructure"]
    assert [one.what for one in amount.missing] == ["contract.period"]


STAFF = """section rights { staffing officers { category: international  posts: 20 persons  FILLED } }
rate international_staff { value: 15_000 USD/person/month  source: "a scale" }
"""


def test_staff_are_paid_where_somebody_is_there():
    assert cost(STAFF.replace("FILLED", "filled: 16 persons"), "international_staff") == 16 * 12 * 15_000


def test_posts_of_which_nobody_says_who_is_there_have_the_vacancy_of_their_line_or_of_new_posts():
    planned = STAFF.replace("FILLED", "")
    assert cost(planned, "international_staff") == 10 * 12 * 15_000
    line = (
        "extend budget fy { line staff { class: international_staff  amount: 3M USD  vacancy: 15%  covers: rights } }"
    )
    assert cost(planned + line, "international_staff") == 17 * 12 * 15_000


def test_projects_security_and_winding_up():
    text = """project well { cost: 45_000 USD  starts: 2026-09-01  takes: 3 months }
    location camp { opens: D  security_measure { cost: 80_000 USD  due: 2026-10-01 } }
    liquidation end { staff: 30 persons  period: 2027-05-01 .. 2027-06-30 }
    rate temporary_staff { value: 11_000 USD/person/month  source: "a scale" }
    """
    assert cost(text, "quick_impact") == 45_000
    assert cost(text, "security_measures") == 80_000
    assert cost(text, "liquidation_staff") == 30 * 2 * 11_000


def test_several_currencies_meet_only_through_a_rate_that_the_plan_names():
    text = (
        YEAR
        + """rate birr { value { from 2026-01-01 = 0.008 USD/ETB }  source: "operational rate" }
    cost guards { class: facilities_and_infrastructure  amount: 300_000 ETB/month * rate.birr }
    """
    )
    assert reads(text, "budget.fy.requirement.facilities_and_infrastructure") == "28 800 USD"
    assert [rate.name for rate in compiled(text).plan.all("rate") if rate.exchange is True] == ["birr"]
