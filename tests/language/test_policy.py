"""Policy and rates: declared in packages with their source, overridden in a plan with a reason."""

from __future__ import annotations

from small import MISSION, codes, compiled, only, reads

PACKAGE = """
policy_value drinking_water "Water" { value: 4.5 L/person/day  source: "a manual"  confidence: assumed }
rate troops "Troops" { value { from 2018-07-01 = 1428 USD/person/month  from 2026-08-01 = 1500 USD/person/month }  source: "a resolution"  confidence: verified }
location well { note: "{policy.drinking_water}" }
"""
WORLD = {"packages": {"p": PACKAGE}}
PLAN = "use p\n" + MISSION


def test_a_policy_value_and_a_rate_mean_their_value() -> None:
    assert reads(PLAN, "policy.drinking_water", **WORLD) == "4.5 L/person/day"
    assert reads(PLAN, "at(rate.troops, D)", **WORLD) == "1 428 USD/person/month"


def test_a_rate_changes_over_time_and_so_does_what_reads_it() -> None:
    assert reads(PLAN, "total(10 persons * rate.troops, D .. +2 months)", **WORLD) == "29 280 USD"


def test_a_plan_overrides_one_with_a_reason() -> None:
    plan = PLAN + 'policy { drinking_water: 6 L/person/day because "dry season" }'
    assert reads(plan, "policy.drinking_water", **WORLD) == "6 L/person/day"


def test_the_override_holds_wherever_the_text_stands_that_reads_it() -> None:
    plan = PLAN + 'policy { drinking_water: 6 L/person/day because "dry season" }'
    assert reads(plan, "p.well.note", **WORLD) == "6 L/person/day"


def test_a_rate_is_overridden_in_the_same_block() -> None:
    plan = PLAN + 'policy { troops: 1448 USD/person/month because "budget guidance" }'
    assert reads(plan, "rate.troops", **WORLD) == "1 448 USD/person/month"


def test_an_override_without_a_reason_is_a_finding() -> None:
    finding = only(PLAN + "policy { drinking_water: 6 L/person/day }", **WORLD)
    assert finding.code == "VAL-008"
    assert "because" in finding.message + finding.help


def test_an_override_of_another_dimension_is_a_finding() -> None:
    assert codes(PLAN + 'policy { drinking_water: 6 USD because "dry season" }', **WORLD) == ["TYP-002"]


def test_an_override_of_a_percentage_has_its_sign() -> None:
    world = {"packages": {"p": 'policy_value ready "Ready" { value: 50%  source: "a manual"  confidence: assumed }'}}
    plan = f"use p\n{MISSION}"
    finding = only(plan + 'policy { ready: 30 because "a slow start" }', **world)
    assert finding.code == "TYP-002"
    assert "`30%`" in finding.message
    assert codes(plan + 'policy { ready: 30% because "a slow start" }', **world) == []
    assert codes(plan + 'policy { ready: 0 because "no start at all" }', **world) == []


def test_an_override_of_what_no_package_declares_is_a_finding_with_the_nearest() -> None:
    finding = only(PLAN + 'policy { drinking_watter: 6 L/person/day because "dry season" }', **WORLD)
    assert finding.code in {"REF-002", "REF-003"}
    assert "drinking_water" in finding.message


def test_what_no_package_declares_is_unknown() -> None:
    assert reads(PLAN, "policy.nothing_here", **WORLD) == "not given"
    assert reads(PLAN, "given(rate.nothing_here)", **WORLD) == "no"


def test_a_rule_that_reads_an_unknown_one_cannot_be_told() -> None:
    rule = 'rule ADE-001 "x" { for l in locations require l.beds <= policy.nothing_here * 1 person }\nlocation a { beds: 5\n }'
    counts = compiled(PLAN + rule, **WORLD).counts
    assert (counts.holds, counts.fails) == (0, 0)


def test_a_policy_value_needs_value_and_source() -> None:
    assert codes('policy_value x { source: "y" }') == ["VAL-001"]
    assert codes("policy_value x { value: 5 }") == ["VAL-001"]
