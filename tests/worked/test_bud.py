"""The worked cases of budget and funding, with the numbers of the rule catalogue."""

from __future__ import annotations

import pytest

from pages import Example, findings, framed, library
from small import reads

YEAR = "period: 2026-07-01 .. 2027-06-30"


def found(code, text):
    """The findings of one rule in a plan."""
    own = tuple(source for source in library().rules if f"/{code}-" in f"/{source.path}")
    return [one for one in findings(Example("worked", 1, framed(text)), own) if one.code == code]


def only(code, text):
    """The one finding of a rule, with ordinary blanks, and how grave it is."""
    (finding,) = found(code, text)
    return finding.message.replace("\u202f", " "), str(finding.severity)


FORCE = 'unit force "Force" {{ type: infantry  strength: {strength} persons  arrives: D }}\n'


def t26(held):
    return (
        FORCE.format(strength=13_655)
        + f"budget fy {{ {YEAR}  line pay {{ class: military_contingents  amount: {held} USD  delayed_deployment: 8% }} }}"
    )


def test_t26_a_line_that_is_short_by_more_than_eighteen_million():
    message, severity = only("BUD-003", t26("200M"))
    assert "the force costs 218 287 738 USD, 18 287 738 USD more" in message
    assert severity == "error"


def test_t26_a_line_that_pays_for_the_force():
    assert not found("BUD-003", t26("218.3M"))


T27 = f"""budget fy "First year" {{
  {YEAR}
  line contingents {{ class: military_contingents           amount: 480.2M USD }}
  line staff       {{ class: international_staff            amount: 310.5M USD }}
  line camps       {{ class: facilities_and_infrastructure  amount: 255.9M USD }}
  control_total {{ of: total  amount: TOTAL USD }}
}}
"""


def test_t27_the_groups_miss_the_stated_total_by_3_4_million():
    message, severity = only("BUD-001", T27.replace("TOTAL", "1_050M"))
    assert "all lines sum to 1 046 600 000 USD; the stated total is 1 050 000 000 USD, 3 400 000 USD more" in message
    assert severity == "error"


def test_t27_the_sum_of_the_groups_is_no_mistake():
    assert not found("BUD-001", T27.replace("TOTAL", "1_046.6M"))


def t28(people):
    return (
        FORCE.format(strength=12_900)
        + f"budget fy {{ {YEAR}  line pay {{ class: military_contingents  amount: 230M USD  quantity: {people} persons }} }}"
    )


def test_t28_a_budget_for_seven_percent_fewer_than_the_force_flow():
    message, severity = only("BUD-004", t28(12_000))
    assert "the budget is for 12 000 persons, the plan has 12 900 persons on average" in message
    assert severity == "warning"
    assert round((12_000 / 12_900 - 1) * 100, 1) == -7.0


def test_t28_five_percent_fewer_are_allowed():
    assert not found("BUD-004", t28(12_255))


T29 = f"""mandate first "First mandate" {{ period: 2026-07-01 .. 2026-12-20 }}
budget fy "First year" {{
  {YEAR}
  mandate: first
  line all {{ class: military_contingents  amount: 1_046.6M USD }}
}}
"""


def test_t29_173_of_365_days_can_be_assessed():
    text = "let D = 2026-07-01\nmission m { period: D .. +12 months  currency: USD }\n" + T29
    assert reads(text, "budget.fy.assessable_share * 365") == reads(text, "173 * 100%")
    assert reads(text, "round(budget.fy.assessable / 100_000 USD) / 10") == "496.1"
    assert reads(text, "round(budget.fy.renewable / 100_000 USD) / 10") == "550.5"
    assert reads(text, "budget.fy.assessable + budget.fy.renewable == budget.fy.total") == "yes"


def test_t29_what_lies_beyond_the_mandate_is_told():
    whole = T29 + f"fund f {{ type: assessed  amount: 1_046.6M USD  status: confirmed  {YEAR} }}\n"
    message, _ = only("FND-004", whole)
    assert (
        "until the mandate ends on 2026-12-20 it is 496 059 726 USD, and 550 540 274 USD is subject to renewal"
        in message
    )


def t31(share, amount):
    return f"""policy {{ contingency_min: {share} because "another package's rule" }}
budget fy "First year" {{
  {YEAR}
  line all {{ class: facilities_and_infrastructure  amount: 100M USD }}
  contingency_mechanism {{ type: line  amount: {amount}M USD }}
}}"""


def test_t31_two_percent_where_five_are_asked_for():
    message, severity = only("BUD-014", t31("5%", 2))
    assert "holds 2 000 000 USD for contingencies; at least 5 % of 100 000 000 USD is needed" in message
    assert severity == "warning"


def test_t31_five_percent_are_enough():
    assert not found("BUD-014", t31("5%", 5))


def t52(cost, line):
    projects = "\n".join(
        f"project p{number} {{ cost: {cost} USD  starts: 2026-09-01  takes: 3 months }}" for number in range(30)
    )
    return f"{projects}\nbudget fy {{ {YEAR}  line quick {{ class: quick_impact_projects  amount: {line} USD }} }}"


def test_t52_thirty_projects_cost_150_000_more_than_their_line():
    message, severity = only("BUD-015", t52(45_000, "1.2M"))
    assert "holds 1 200 000 USD; the projects that start in" in message
    assert "cost 1 350 000 USD" in message
    assert "150 000 USD over" in message
    assert severity == "error"


def test_t52_a_project_at_its_ceiling_is_allowed():
    assert not found("BUD-015", t52(50_000, "1.5M"))
    message, _ = only("BUD-015", t52(50_001, "1.6M"))
    assert "costs more than 50 000 USD" in message


T53 = f"""budget fy "First year" {{
  {YEAR}
  line contingents {{ class: military_contingents           amount: 480.2M USD }}
  line staff       {{ class: international_staff            amount: 310.5M USD }}
  line camps       {{ class: facilities_and_infrastructure  amount: 255.9M USD }}
}}
table fund {{
  | name:    | type:     | amount:  | status:   | period:                  | replaces:                     |
  | assessed | assessed  | 950M USD | confirmed | 2026-07-01 .. 2027-06-30 |                               |
  | camps    | in_kind   | 15M USD  | confirmed | 2026-07-01 .. 2027-06-30 | facilities_and_infrastructure |
  | donors   | voluntary | 20M USD  | received  | 2026-07-01 .. 2027-06-30 |                               |
  | promised | voluntary | 40M USD  | pledged   | 2026-07-01 .. 2027-06-30 |                               |
}}
"""


def test_t53_a_gap_of_61_6_million_and_of_21_6_with_pledges():
    message, severity = only("FND-001", T53)
    assert "needs 1 046 600 000 USD; 985 000 000 USD is confirmed, a gap of 61 600 000 USD" in message
    assert "with pledges 1 025 000 000 USD, a gap of 21 600 000 USD" in message
    assert severity == "error"
    assert not found("FND-008", T53)


def test_t53_pledges_that_close_the_gap_are_a_warning():
    text = T53.replace("40M USD ", "61.6M USD")
    assert not found("FND-001", text)
    message, severity = only("FND-008", text)
    assert "61 600 000 USD hangs on pledges" in message
    assert severity == "warning"


@pytest.mark.parametrize(
    ("quantity", "factors", "fails"),
    [
        ("7_300 patrols", "[20 patrols/day, 365 days]", False),
        ("7_300", "[20 patrols/day, 365 days]", False),
        ("7_301", "[20, 365]", True),
        ("7_300 persons", "[20 patrols/day, 365 days]", False),
    ],
)
def test_an_output_is_compared_in_its_own_unit_or_not_at_all(quantity, factors, fails):
    text = f"task t {{ lead: military }}\noutput o {{ task: t  quantity: {quantity}  factors: {factors} }}"
    assert bool(found("BUD-013", text)) == fails


@pytest.mark.parametrize(("quantity", "fails"), [("960 h", False), ("900 h", True), ("3", False), ("960 L", False)])
def test_hours_of_an_aircraft_are_compared_with_hours_alone(quantity, fails):
    text = f"""lift copter {{ mode: air  count: 3  hours: 80 h/month  hourly_rate: 4_500 USD/h }}
    budget fy {{ {YEAR}  line air {{ class: air_operations  amount: 5M USD  quantity: {quantity}  covers: copter }} }}"""
    assert bool(found("BUD-009", text)) == fails


def test_what_a_gift_brings_and_a_line_pays_for_as_well_is_counted_twice():
    text = f"""unit rotors {{ type: aviation  strength: 90 persons }}
    agreement letter {{ type: letter_of_assist  status: signed }}
    fund gift {{ type: in_kind  amount: 9M USD  period: D .. +12 months  agreement: letter  adds: rotors }}
    budget fy {{ {YEAR}  line air {{ class: air_operations  amount: 9M USD  covers: rotors }} }}"""
    assert "which a line of the budget pays for as well" in only("FND-005", text)[0]
    alone = text.replace("covers: rotors", "")
    assert not found("FND-005", alone)
    assert "rotors" not in " ".join(one.message for one in found("BUD-002", alone))
