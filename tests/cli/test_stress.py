"""`pkdsl stress`: trials on a plan, and every single loss."""

from __future__ import annotations

import gc
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pkdsl import compiler
from pkdsl.plan.plan import Plan
from pkdsl.stress import Bench
from pkdsl.workspace import find, read

ROOT = Path(__file__).parent.parent.parent
PLAN = """use un
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D  stage: opord }
mandate res "S/RES/0" { adopted: D  period: D .. +12 months  ceiling troops { category: troops  value: 800 persons } }
unit north "North" { type: infantry  strength { from D = 500 persons  from D + 100 days = 800 persons }  arrives: D  leaves: D + 299 days }
unit south "South" { type: infantry  strength: 400 persons  arrives: D + 301 days }
location port "Port" { at: 2.00N 45.30E }
location adeta "Adeta" { at: 2.52N 47.44E }
supply_line road "Road" { origin: port  destination: adeta  capacity: 20 t/day  closed: 2026-08-01 .. 2026-08-10 }
post chief "Chief of Staff" { role: chief_of_staff  starts: D }
post deputy "Deputy" { role: other  starts: D  vacant: [2026-07-01 .. 2027-06-30] }
post fc "Force Commander" { role: force_commander  starts: D  alternate: chief }
lift two "Two helicopters" { mode: air  count: 2  base: port }
"""


@pytest.fixture
def small(plan):
    return plan({"plan.pk": PLAN})


def broken(run) -> list[tuple[str, str | None]]:
    found = json.loads(run.out)["findings"]
    return [(row["code"], row["interval"] and row["interval"][0]) for row in found if row["code"] == "FRC-001"]


def test_a_delay_brings_two_units_together(pkdsl, small):
    run = pkdsl("stress", "--set", "unit.north.leaves=D + 310 days", "--format", "json")
    assert broken(run) == [("FRC-001", "2027-04-28")]
    assert run.code == 1
    assert broken(pkdsl("stress", "--delay", "south: 5 days", "--format", "json")) == []


def test_several_things_happen_at_once(pkdsl, small):
    both = ("--set", "unit.north.leaves=D + 310 days", "--delay", "south:20 days")
    assert broken(pkdsl("stress", *both, "--format", "json")) == []


def test_what_breaks_first_is_said_last(pkdsl, small):
    run = pkdsl("stress", "--set", "mandate.res.ceiling.troops.value=450 persons", "--select", "FRC-001")
    assert run.out.splitlines()[-1].startswith("First: 2026-07-01 FRC-001 troops: 500")


def test_a_finding_that_comes_sooner_is_one_that_the_plan_does_not_have(pkdsl, plan):
    plan({"plan.pk": PLAN.replace("value: 800", "value: 700")})
    assert broken(pkdsl("stress", "--set", "mandate.res.ceiling.troops.value=450 persons", "--format", "json")) == [
        ("FRC-001", "2026-07-01")
    ]
    assert broken(pkdsl("stress", "--set", "mandate.res.ceiling.troops.value=650 persons", "--format", "json")) == []


def test_a_line_is_closed_besides_the_days_on_which_it_is(small):
    made = Bench(read(find(small)).world)
    trial = made.closing("road", "2026-09-01 .. 2026-09-05")
    assert trial.text == "set supply_line.road.closed = [2026-08-01 .. 2026-08-10, 2026-09-01 .. 2026-09-05]"


def test_what_cannot_be_found_or_read_is_called_wrongly(pkdsl, small):
    assert "Did you mean `north`?" in pkdsl("stress", "--delay", "nroth:3 days").err
    assert pkdsl("stress", "--close", "road").code == 2
    assert pkdsl("stress").code == 2
    assert pkdsl("stress", "--n-1", "--lose", "north").code == 2
    assert pkdsl("stress", "--lose", "nobody").code == 2


def test_a_mistake_in_a_value_is_told_where_it_stands(pkdsl, small):
    run = pkdsl("stress", "--set", "unit.north.strenght=3 persons")
    assert run.code == 3
    assert "Did you mean `strength`?" in run.out


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (("--delay", "north:30"), "TYP-002"),
        (("--delay", "north:soon"), "REF-003"),
        (("--set", "D=2026-13-01"), "SYN-005"),
    ],
)
def test_a_trial_whose_text_is_wrong_tries_nothing(pkdsl, small, wrong, code):
    run = pkdsl("stress", *wrong)
    assert run.code == 3
    assert re.findall(r"^\w+\[([A-Z]+-\d+)\]", run.out, re.MULTILINE) == [code]
    assert "First:" not in run.out


def test_every_single_loss_and_of_several_one(small):
    made = Bench(read(find(small)).world)
    assert [(trial.name, trial.text.split()[1]) for trial in made.losses()] == [
        ("lift.two (one of 2)", "lift.two.count"),
        ("supply_line.road", "supply_line.road.closed"),
        ("post.chief", "post.chief.vacant"),
        ("post.deputy", "post.deputy.vacant"),
        ("post.fc", "post.fc.vacant"),
    ]


def test_of_a_number_that_changes_one_is_lost_and_never_more_than_there_are(plan):
    ambulances = "evacuation_asset cars { mode: road  count { from D = 0  from D + 9 days = 2 } }\n"
    made = Bench(read(find(plan({"plan.pk": PLAN + ambulances}))).world)
    (trial,) = (trial for trial in made.losses() if "cars" in trial.name)
    assert trial.name == "evacuation_asset.cars (one of 2)"
    assert trial.text == "set evacuation_asset.cars.count = max(evacuation_asset.cars.count - 1, 0)"
    assert not made.tried(trial).findings


def test_the_table_begins_with_the_worst_loss(pkdsl, plan):
    alone = PLAN.replace("role: chief_of_staff", "role: chief_of_staff  alternate: deputy")
    plan({"plan.pk": alone + "delegation launch { to: chief  power: casevac_launch  period: D .. +12 months }\n"})
    run = pkdsl("stress", "--n-1")
    lines = run.out.splitlines()
    assert lines[0].split() == ["lost", "breaks", "from", "findings", "first"]
    assert lines[1].split()[:2] == ["post.chief", "C2-007"]
    assert lines[-1].endswith("more: nothing breaks")
    assert json.loads(pkdsl("stress", "--n-1", "--table", "json").out)[0]["lost"] in lines[1]


class Anew(Bench):
    """The same, with every trial made from nothing and judged by every rule."""

    def _changed(self, written):
        return self._anew(written)


@pytest.mark.parametrize("example", ["examples/unsmok-faults", "tests/golden/breaker"])
def test_what_is_not_asked_again_cannot_have_changed(example):
    """Each loss, taking over what it does not touch, breaks what it breaks when all is made from nothing."""
    world = read(find(ROOT / example)).world
    made, whole = Bench(world), Anew(world)
    for trial in list(made.losses())[::4]:
        one, all_ = made.tried(trial), whole.tried(trial)
        assert one.findings == all_.findings, trial.name
        assert one.rules < all_.rules


def test_a_loss_in_a_scenario_breaks_what_it_breaks_when_all_is_made_from_nothing():
    world = read(find(ROOT / "examples" / "unsmok-faults")).world
    name = next(iter(compiler.compile(world).scenarios), "")
    assert name
    world = replace(world, options=replace(world.options, scenario=name))
    made, whole = Bench(world), Anew(world)
    for trial in list(made.losses())[::20]:
        assert made.tried(trial).findings == whole.tried(trial).findings, trial.name


def test_a_mistake_that_the_plan_has_anyway_is_broken_by_no_loss(plan):
    wrong = 'rule OWN-001 "Wrong" { for u in units  require u.strength / 0 > 1 persons else "{u}" }\n'
    made = Bench(read(find(plan({"plan.pk": PLAN + wrong}))).world)
    assert any(finding.code == "VAL-005" for finding in made.plan.findings)
    assert [one.code for one in map(made.ranked, made.losses()) if one.code == "VAL-005"] == []


def test_of_a_ranked_loss_nothing_stays(plan):
    """Not even where a rule has looked something up in a long list, which is remembered while the plan lives."""
    posts = "".join(f"post p{n} {{ role: other  starts: D }}\n" for n in range(20))
    rule = 'rule OWN-001 "Among all" { for p in posts  require given(p.vacant) or p in posts else "{p}" }\n'
    made = Bench(read(find(plan({"plan.pk": PLAN + posts + rule}))).world)

    def plans() -> int:
        gc.collect()
        return sum(isinstance(one, Plan) for one in gc.get_objects())

    before = plans()
    for loss in made.losses():
        made.ranked(loss)
    assert plans() == before


def test_a_line_lost_before_a_junction_starves_what_lies_beyond(plan):
    fork = """
use un
let D = 2026-07-01
mission m "Mission" { period: D .. +6 months  currency: USD  as_of: D  stage: opord }
location port "Port" { type: port }
location fork "Fork" {}
location adeta "Adeta" { type: camp }
supply_line first "First" { origin: port  destination: fork  carries: [un.rations]  capacity: 20 t/day }
supply_line second "Second" { origin: fork  destination: adeta  carries: [un.rations]  capacity: 20 t/day }
unit north "North" is un.infantry_battalion { arrives: D  base: adeta }
"""
    made = Bench(read(find(plan({"plan.pk": fork}))).world)
    for line in ("first", "second"):
        trial = made.losing(f"supply_line.{line}")
        assert [finding.code for finding in made.tried(trial).findings] == ["LOG-008"]
        assert (made.ranked(trial).code, made.ranked(trial).since) == ("LOG-008", "2026-07-01")


def test_a_ranked_loss_breaks_first_what_the_loss_alone_breaks_first():
    made = Bench(read(find(ROOT / "examples" / "unsmok-faults")).world)
    for loss in list(made.losses())[::6]:
        alone, ranked = made.tried(loss), made.ranked(loss)
        assert ranked.breaks == len(alone.findings), loss.name
        assert alone.first is None or (ranked.code, ranked.message) == (alone.first.code, alone.first.message)
