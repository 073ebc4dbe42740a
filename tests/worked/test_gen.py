"""The worked cases of force generation: T18, T24 and T50, through plans written in the language."""

from datetime import date

import pytest

from small import MISSION, compiled, reads, value

D = date(2026, 7, 1)
FRAME = f"use un\n{MISSION}"


def found(text: str, code: str) -> list[str]:
    """What the findings of one rule say, with ordinary blanks."""
    findings = [finding for finding in compiled(FRAME + text, rules=True).findings if finding.code == code]
    assert all(str(finding.severity) != "not-assessable" for finding in findings), [f.message for f in findings]
    return [finding.message.replace("\u202f", " ") for finding in findings]


def t18(level: str, steps: str = "") -> str:
    """A slot that is needed after ninety days, and a unit at some level of the readiness system; today is D-day."""
    return f"""requirement slot "Battalion" {{ capability: un.patrol  quantity: 1  required_by: D + 90 days }}
    unit north is un.infantry_battalion {{
      arrives: D + 90 days  requirement: slot  status: pledged  pcrs_level: {level}
      {steps}
    }}
    """


def test_t18_a_unit_at_level_1_takes_240_days_and_is_150_late():
    assert found(t18("1"), "GEN-001") == [
        "north is ready on 2027-02-26 at the earliest and needed on 2026-09-29: advisory visit until 2026-08-15, "
        "agreement until 2026-10-14, procurement until 2027-01-12, shipping until 2027-02-26 (150 days late)"
    ]
    assert reads(FRAME + t18("1"), "unit.north.slack") == "-150 days"


def test_t18_a_unit_of_the_rapid_deployment_level_has_thirty_days_left():
    assert not found(t18("rdl"), "GEN-001")
    assert not found(t18("rdl"), "GEN-004")
    assert reads(FRAME + t18("rdl"), "unit.north.slack") == "30 days"


@pytest.mark.parametrize(("level", "days"), [("1", 240), ("2", 195), ("3", 105), ("rdl", 60)])
def test_each_level_of_readiness_leaves_its_steps(level, days):
    assert (value(FRAME + t18(level), "unit.north.ready") - D).days == days


def test_a_step_that_is_done_is_no_longer_waited_for_and_time_since_then_counts():
    steps = "generation_step agreement { planned: D - 40 days  actual: D - 30 days }"
    assert (value(FRAME + t18("1", steps), "unit.north.ready") - D).days == 90 - 30 + 45


def test_a_step_planned_later_than_it_could_be_holds_the_unit_up():
    steps = "generation_step host_clearance { planned: D + 200 days }"
    text = FRAME + t18("3", steps)
    assert (value(text, "unit.north.ready") - D).days == 200 + 45
    assert reads(text, "first(unit.north.holds_up)") == "host clearance until 2027-01-17"


def test_t24_ninety_five_per_cent_after_half_a_year_in_africa_is_six_months_early():
    text = """mandate res "S/RES/0 (2026)" { adopted: D  ceiling troops { value: 10_000 persons } }
    country kasuri "Kasuri" { state: XKS  region: africa }
    extend mission m { host: kasuri }
    unit first  { type: infantry  strength: 5_000 persons  arrives: D + 60 days }
    unit second { type: infantry  strength: 4_500 persons  arrives: D + 180 days }
    """
    assert found(text, "GEN-009") == [
        "troops: 9 500 persons of 10 000 persons are there on 2026-12-28; missions took 12 months to 92.5 % (185 days early)"
    ]
    assert found(text.replace("africa", "asia"), "GEN-009") == [
        "troops: 9 500 persons of 10 000 persons are there on 2026-12-28; missions took 10 months to 92.5 % (124 days early)"
    ]
    assert not found(text.replace("D + 180 days", "D + 365 days"), "GEN-009")


def test_t50_four_of_850_are_not_certified():
    text = """unit north is un.infantry_battalion {
      arrives: D + 90 days
      screening first { screened: 850 persons  certified: 846 persons  date: D + 30 days }
    }
    """
    assert found(text, "GEN-005") == [
        "north: 846 persons of 850 persons are certified after screening; all must be before they move (4 persons short)"
    ]
    assert reads(FRAME + text, "at(unit.north.certified, D + 29 days)") == "0 persons"
    assert reads(FRAME + text, "at(unit.north.certified, D + 90 days)") == "846 persons"


def test_a_step_that_is_done_does_not_wait_for_a_plan():
    text = """unit north is un.infantry_battalion {
      arrives: D + 90 days
      generation_step request   { planned: D + 20 days }
      generation_step selection { actual: D - 30 days }
    }
    """
    assert found(text, "GEN-002") == [
        "north: selection was done on 2026-06-01; request, which it needs, is only planned for 2026-07-21 (50 days early)"
    ]
    assert not found(text.replace("planned: D + 20 days", "actual: D - 40 days"), "GEN-002")


def test_a_lead_names_both_steps_and_what_is_missing():
    text = """unit north is un.infantry_battalion {
      arrives: D + 90 days
      generation_step pledge { planned: D - 100 days }
      generation_step advisory_visit { planned: D - 70 days }
    }
    """
    assert found(text, "GEN-003") == [
        "north: 30 days from pledge to advisory visit; it takes 45 days at least (15 days short)"
    ]


def test_two_of_three_helicopter_units_from_one_state_are_two_thirds():
    unit = (
        "unit {0} is un.utility_aviation_unit {{ contributor: {1}  arrives: D  capabilities: un.utility_helicopter }}\n"
    )
    text = unit.format("a", "BGD") + unit.format("b", "NPL") + unit.format("c", "BGD")
    assert len(found(text, "GEN-011")) == 1
    assert reads(FRAME + text, "round(un.capability.utility_helicopter.dependence)") == "67 %"


def test_a_relief_between_two_states_leaves_the_whole_capability_to_one_at_a_time():
    text = """unit a is un.utility_aviation_unit { contributor: BGD  arrives: D  leaves: D + 99 days  capabilities: un.utility_helicopter }
    unit b is un.utility_aviation_unit { contributor: NPL  arrives: D + 100 days  capabilities: un.utility_helicopter }
    """
    assert reads(FRAME + text, "un.capability.utility_helicopter.dependence") == "100 %"
