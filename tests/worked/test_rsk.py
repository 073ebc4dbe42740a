"""The worked cases of risk: T32 and T33; and what contingencies take, through plans written in the language."""

from __future__ import annotations

from small import compiled

FRAME = """use un
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D }
post dms "Director of Mission Support" { role: director_of_support }
"""


def found(text: str, code: str) -> list[str]:
    """What one rule says, with ordinary blanks; nothing is left open."""
    findings = [finding for finding in compiled(FRAME + text, rules=True).findings if finding.code == code]
    assert all(str(finding.severity) != "not-assessable" for finding in findings), [f.message for f in findings]
    return [finding.message.replace("\u202f", " ") for finding in findings]


def test_t32_a_risk_of_twenty_lacks_its_trigger_and_its_contingency():
    text = """
    risk flood "Floods close the road" {
      likelihood: 4  impact: 5  owner: dms
      mitigation stocks { due: D + 14 days  cost: 400k USD }
    }
    """
    trigger, contingency = sorted(found(text, "RSK-002"), reverse=True)
    assert trigger.startswith("Floods close the road has a score of 20 and no trigger")
    assert contingency.startswith(
        "Floods close the road has a score of 20 and no contingency; from 15 on, one is needed"
    )


def test_t33_the_residual_score_lies_above_the_inherent_one():
    text = """
    risk flood "Floods close the road" { likelihood: 2  impact: 3  residual_likelihood: 2  residual_impact: 4 }
    """
    assert found(text, "RSK-001") == [
        "Floods close the road: the residual score is 8, above the inherent score of 6 (2 over)"
    ]


RESERVE = """
unit reserve "Reserve" { type: quick_reaction  strength: 250 persons  arrives: D  leaves: D + 399 days }
scenario rains "Rains" { set D = 2026-08-01 }
location adeta "Adeta" { opens: D  closes: D + 99 days }
location belmo "Belmo" { opens: D + 100 days }
"""


def contingency(name: str, fields: str) -> str:
    return f"""
    contingency {name} "{name.title()}" {{
      trigger: "shots"  authority: dms  uses: reserve  {fields}
      action go {{ who: reserve  what: "Go"  within: 30 min }}
    }}
    """


def test_two_plans_and_one_reserve_are_told_once_at_the_later_one():
    text = RESERVE + contingency("camp", "") + contingency("convoy", "")
    assert found(text, "RSK-005") == ["Convoy takes Reserve; so does Camp, in the same scenario and at the same time"]


def test_different_scenarios_do_not_happen_together():
    assert not found(RESERVE + contingency("camp", "") + contingency("convoy", "scenario: rains"), "RSK-005")


def test_places_that_are_never_open_together_need_no_second_reserve():
    assert not found(RESERVE + contingency("camp", "covers: adeta") + contingency("convoy", "covers: belmo"), "RSK-005")


def test_a_reserve_that_leaves_before_the_camp_closes_is_not_there():
    text = RESERVE.replace("D + 399 days", "D + 90 days") + contingency("camp", "covers: adeta")
    assert found(text, "RSK-005") == ["Camp may be called until 2026-10-08; Reserve is not there until then"]
    relief = "unit relief { type: quick_reaction  strength: 250 persons  arrives: D + 80 days  relieves: reserve }"
    assert not found(text + relief, "RSK-005")


def test_lift_that_movements_take_whole_is_no_means_until_the_promised_time_is_over():
    text = """
    location home "Home" { type: airfield }
    location strip "Strip" { type: airfield }
    lift plane "Plane" { mode: air  count: 1  passengers: 250 persons  sorties: 1/day }
    movement people "People" {
      passengers: 500 persons
      leg flight { origin: home  destination: strip  mode: air  by: plane  depart: D + 20 days  arrive: D + 21 days }
    }
    contingency leave "Leave" {
      trigger: "shots"  authority: dms  lift: plane  within: 4 h
      action go { who: dms  what: "Go"  within: 30 min }
    }
    """
    assert found(text, "RSK-005") == [
        "Leave counts on Plane; on these days movements, activities or guard duty take all of it (2026-07-21 .. 2026-07-23)"
    ]
    longer = found(text.replace("within: 4 h", "within: 30 h"), "RSK-005")
    assert [message[-26:] for message in longer] == ["(2026-07-21 .. 2026-07-22)"]
    assert not found(text.replace("within: 4 h", "within: 4 days"), "RSK-005")
    assert not found(text.replace("count: 1", "count: 3"), "RSK-005")


def test_a_unit_that_guards_with_everybody_is_no_reserve():
    text = RESERVE + contingency("camp", "covers: adeta")
    guarded = text.replace("opens: D  closes", "guards: 250 persons  guarded_by: reserve  opens: D  closes")
    assert found(guarded, "RSK-005")[0].startswith("Camp counts on Reserve; on these days")
    assert not found(guarded.replace("guards: 250", "guards: 249"), "RSK-005")


def test_an_area_is_left_while_a_site_in_it_is_open():
    text = RESERVE.replace("D + 399 days", "D + 99 days") + "area north {}\n" + contingency("camp", "covers: north")
    assert found(text, "RSK-005") == ["Camp may be called until 2027-06-30; Reserve is not there until then"]
    assert not found(text.replace("opens: D  closes", "area: north  opens: D  closes"), "RSK-005")


CARERS = """
location haven "Haven" { type: embarkation  opens: D }
location camp "Camp" { opens: D }
unit guard "Guard" { type: infantry  strength: 30 persons  arrives: D  base: camp  notice: 1 h }
unit medics "Medics" { type: medical  strength: 9 persons  arrives: D  base: camp }
medical_facility clinic "Clinic" { level: 1  at: camp }
evacuation_asset empty_car "Car" { mode: road  base: camp }
evacuation_asset ambulance "Ambulance" { mode: road  base: camp  medical_team: yes }
lift cars "Cars" { mode: road  count: 3  passengers: 9 persons  speed: 30 km/h  base: camp  notice: 1 h }
contingency leave "Leave" {
  type: evacuation  covers: camp  destination: haven  distance: 30 km  people: 20 persons  lift: cars  escort: guard
  approval: 0 min  within: 4 h
"""


def test_a_clinic_and_an_empty_car_are_no_medical_team_on_the_way():
    for medical in ("", "medical: clinic", "medical: [clinic, empty_car]"):
        (message,) = found(f"{CARERS} {medical} }}", "RSK-006")
        assert message.startswith("Leave has no medical team among its means")
    for medical in ("medics", "ambulance"):
        assert not found(f"{CARERS} medical: [clinic, {medical}] }}", "RSK-006")


def test_a_limited_control_lowers_a_risk_by_one_band():
    risk = """
    risk flood "Flood" {{
      likelihood: 4  impact: 5  control: limited  residual_likelihood: {}  residual_impact: {}
      mitigation stocks {{ due: D  cost: 0 USD }}
    }}
    """
    assert not found(risk.format(2, 5), "RSK-004")
    assert found(risk.format(3, 3), "RSK-004") == [
        "Flood: the control is limited, and the risk goes from very high to medium; one band is plausible"
    ]


def test_an_assumption_past_its_day_says_what_rests_on_it():
    text = """
    objective supply "The north is supplied" { external_factors: assumption.port  task ships "Bring it by ship" {} }
    assumption port "The port stays open" { check_by: D - 10 days }
    """
    assert found(text, "META-006") == [
        (
            "The port stays open was to be checked by 2026-06-21 and on 2026-07-01 is still open; "
            "on it rest The north is supplied, Bring it by ship (10 days late)"
        )
    ]
