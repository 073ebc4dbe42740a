"""How a value came to be: the tree of its inputs, down to figures and their sources."""

from __future__ import annotations

import pytest

from pkdsl.plan.provenance import Derivation, find, paths, why
from pkdsl.values.paper import show
from small import MISSION, compiled

PACKAGE = """rate troops "Troops" { value { from 2018-07-01 = 1428 USD/person/month  from 2022-07-01 = 1448 USD/person/month }  source: "a resolution"  confidence: verified }
policy_value water "Water" { value: 4.5 L/person/day  source: "a manual"  confidence: assumed }
template unit battalion { type: infantry  strength: 850 persons }
"""
PLAN = (
    MISSION
    + """use p
let share = 50% because "half of them patrol"
let out = share of unit.a.strength
unit a "A" is p.battalion { arrives: D }
unit b "B" { type: infantry  arrives: D  strength {
  from D = 100 persons
  from D + 30 days = 200 persons because "the second company"
} }
let bill = 10 persons * rate.troops
let thirst = 10 persons * policy.water
mandate m { period: D .. +12 months
  ceiling troops { value: 1_000 persons } }
"""
)
WORLD = {"packages": {"p": PACKAGE}}


def derivation(path: str, plan: str = PLAN) -> Derivation:
    """What `why` finds behind a path."""
    found = why(compiled(plan, **WORLD).plan, path)
    assert found is not None
    return found


def inputs(path: str) -> dict[str, str]:
    """What a value was made of, by path."""
    return {one.path: show(one.value).replace("\u202f", " ") for one in derivation(path).inputs}


def test_a_value_shows_the_text_that_gives_it_and_where_it_stands() -> None:
    found = derivation("out")
    assert found.text == "share of unit.a.strength"
    assert found.span is not None
    assert found.span.source.path == "a.pk"


def test_its_inputs_are_what_the_text_reads() -> None:
    assert inputs("out") == {"share": "50 %", "unit.a.strength": "850 persons"}


def test_a_reason_comes_with_the_value() -> None:
    assert derivation("share").reason == "half of them patrol"


def test_what_a_template_gives_stands_in_the_template() -> None:
    found = derivation("unit.a.strength")
    assert (found.text, found.span.source.path) == ("850 persons", "p/p.pk")


def test_a_computed_value_names_what_computes_it_and_its_inputs() -> None:
    found = derivation("mandate.m.ceiling.troops.headroom")
    assert found.fact == "Authorised minus deployed, on each day."
    assert set(inputs("mandate.m.ceiling.troops.headroom")) == {
        "mandate.m.ceiling.troops.value",
        "mandate.m.ceiling.troops.strength",
    }


def test_the_tree_goes_down_to_what_the_plan_says() -> None:
    seen: list[str] = []
    waiting = [derivation("mandate.m.ceiling.troops.headroom")]
    while waiting:
        one = waiting.pop()
        seen.append(one.path)
        waiting += one.inputs
    assert {"unit.a.deployed", "unit.b.deployed", "unit.b.strength", "unit.a.strength", "D"} <= set(seen)


def test_a_rate_comes_with_its_source_and_how_sure_it_is() -> None:
    (rate,) = [
        one
        for one in derivation("bill").inputs
        if one.path.endswith("troops.value") or one.path.endswith("rate.troops")
    ]
    assert (rate.source, rate.confidence) == ("a resolution", "verified")
    assert rate.span.source.path == "p/p.pk"


def test_an_override_comes_with_its_reason() -> None:
    plan = PLAN + 'policy { water: 6 L/person/day because "dry season" }'
    (water,) = derivation("thirst", plan).inputs
    assert (show(water.value), water.reason) == ("6 L/person/day", "dry season")


def test_an_override_shows_what_it_stands_in_place_of() -> None:
    plan = PLAN + 'policy { water: 6 L/person/day because "dry season" }'
    standard = derivation("policy.water", plan).replaced
    assert standard is not None
    assert (show(standard.value), standard.source, standard.confidence) == ("4.5 L/person/day", "a manual", "assumed")
    assert derivation("policy.water").replaced is None
    assert derivation("unit.a.strength").replaced is None


def test_the_reasons_of_steps_come_with_their_days_as_written() -> None:
    assert derivation("unit.b.strength").reason == "from D + 30 days: the second company"


def test_what_is_computed_has_no_source_of_its_own() -> None:
    plan = PLAN.replace(
        "use p", 'use p\nunit c "C" { type: infantry  strength: 9 persons  arrives: D  source: "a letter" }'
    )
    assert derivation("unit.c.strength", plan).source == "a letter"
    assert derivation("unit.c.deployed", plan).source == ""


def test_parts_without_names_are_told_apart_by_their_kinds() -> None:
    plan = (
        MISSION
        + """budget b { period: D .. +12 months  line fuel { class: medical  amount: 5 USD }
      control_total { of: total  amount: 5 USD }
      redeployment { origin: medical  amount: 2 USD }
    }"""
    )
    assert [show(derivation(f"budget.b.{kind}.1.amount", plan).value) for kind in ("control_total", "redeployment")] == [
        "5 USD", "2 USD",
    ]  # fmt: skip


def test_a_part_has_the_source_of_what_it_stands_in_unless_it_names_one() -> None:
    mandate = """mandate n { period: D .. +12 months  source: "a resolution"  confidence: verified
  ceiling troops { value: 9 persons }
  ceiling police { value: 8 persons  source: "an annex" }
}"""
    found = {name: derivation(f"mandate.n.{name}.value", f"{PLAN}{mandate}").source for name in ("troops", "police")}
    assert found == {"troops": "a resolution", "police": "an annex"}


def test_what_others_add_to_a_declaration_has_not_its_source() -> None:
    waiver = 'waive FRC-001 "late" { approved_by: "chief"  granted: D  expires: D + 9 days }'
    mandate = f'{PLAN}mandate n {{ period: D .. +12 months  source: "a resolution"\n{waiver} }}'
    assert derivation("mandate.n.waive.FRC-001.expires", mandate).source == ""
    plan = compiled(mandate, "extend mandate n { ceiling troops { value: 9 persons } }", **WORLD).plan
    added = why(plan, "mandate.n.troops.value")
    assert added is not None
    assert added.source == ""


@pytest.mark.parametrize(
    "path",
    [
        "unit.b.strength",
        "mandate.m.ceiling.troops.value",
        "mandate.m.ceiling.troops.headroom",
        "mandate.m.troops.value",
        "mission.period",
        "policy.water",
        "rate.troops",
        "let.share",
        "share",
        "D",
        "unit.a.deployed",
    ],
)
def test_a_path_names_a_value(path: str) -> None:
    assert find(compiled(PLAN, **WORLD).plan, path) is not None


@pytest.mark.parametrize("path", ["", "nothing", "unit.zz.strength", "unit.a.nothing", "policy.nothing", "unit", "."])
def test_a_path_to_nothing_names_nothing(path: str) -> None:
    assert find(compiled(PLAN, **WORLD).plan, path) is None


def test_every_path_offered_is_known() -> None:
    plan = compiled(PLAN, **WORLD).plan
    offered = list(paths(plan))
    assert "unit.b.strength" in offered
    assert [path for path in offered if why(plan, path) is None] == []
