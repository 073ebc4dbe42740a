"""The schedule: earliest and latest days, floats, what holds things up, and circles."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small import MISSION, codes, compiled, findings, reads, value

D = date(2026, 7, 1)
DAY = timedelta(days=1)
END = date(2027, 7, 1)
FRAME = f"use un\n{MISSION}"


# --- Against all paths of a net ---------------------------------------------------------------------------------------


class Step(NamedTuple):
    """An activity of a random net: its days, the day before which it does not begin, what it waits for."""

    days: int
    starts: int
    after: tuple[int, ...]


@st.composite
def nets(draw: st.DrawFn) -> list[Step]:
    """Up to seven activities; each may wait for earlier ones."""
    steps: list[Step] = []
    for number in range(draw(st.integers(1, 7))):
        after = draw(st.sets(st.integers(0, number - 1), max_size=3)) if number else set()
        steps.append(Step(draw(st.integers(1, 20)), draw(st.integers(0, 15)), tuple(sorted(after))))
    return steps


def written(net: list[Step], due: int) -> str:
    """The net as a plan, its last activity with a milestone behind it."""
    lines = [
        f"activity a{number} {{ takes: {step.days} days  starts: D + {step.starts} days  "
        + (f"after: [{', '.join(f'a{other}' for other in step.after)}]" if step.after else "")
        + " }"
        for number, step in enumerate(net)
    ]
    return "\n".join([*lines, f"milestone end {{ after: a{len(net) - 1}  due: D + {due} days }}"])


def paths_to(net: list[Step], number: int) -> list[list[int]]:
    """Every chain that ends with a step."""
    longer = [[*path, number] for other in net[number].after for path in paths_to(net, other)]
    return [*longer, [number]]


def paths_from(net: list[Step], number: int) -> list[list[int]]:
    """Every chain that begins with a step."""
    followers = [other for other, step in enumerate(net) if number in step.after]
    return [[number], *([number, *path] for other in followers for path in paths_from(net, other))]


@settings(max_examples=60, deadline=None)
@given(nets(), st.integers(0, 120))
def test_earliest_and_latest_days_agree_with_every_path_of_the_net(net, due):
    plan = compiled(FRAME + written(net, due)).plan
    last = len(net) - 1
    for number, step in enumerate(net):
        activity = next(one for one in plan.all("activity") if one.name == f"a{number}")
        early = max(net[path[0]].starts + sum(net[i].days for i in path[:-1]) for path in paths_to(net, number))
        assert activity.early == D + early * DAY
        limits = [_latest(net, path, due, last) for path in paths_from(net, number)]
        late = min(limits) - step.days
        assert activity.late == D + late * DAY
        assert activity.slack.number == late - early
        assert activity.critical is (late <= early)
        assert activity.free_slack.number <= activity.slack.number


def _latest(net: list[Step], path: list[int], due: int, last: int) -> int:
    """The day by which the first of a chain must be over, for the sake of the last."""
    end = (END - D).days
    if path[-1] == last:
        end = min(end, due + 1)
    return end - sum(net[i].days for i in path[1:])


@settings(max_examples=30, deadline=None)
@given(nets())
def test_each_chain_of_drivers_is_a_longest_path(net):
    plan = compiled(FRAME + written(net, 100)).plan
    one = next(milestone for milestone in plan.all("milestone"))
    length, chain = 0, []
    while hasattr(one.driver, "kind"):
        one = one.driver
        chain.append(int(one.name[1:]))
    for number in chain:
        length += net[number].days
    last = len(net) - 1
    longest = max(net[path[0]].starts + sum(net[i].days for i in path) for path in paths_to(net, last))
    assert length + net[chain[-1]].starts == longest


# --- What has a place in it -------------------------------------------------------------------------------------------


def test_a_milestone_is_reached_on_the_last_day_of_what_it_waits_for():
    text = "activity a { starts: D  takes: 10 days }\nmilestone m { after: a  due: D + 9 days }"
    assert value(FRAME + text, "milestone.m.early") == D + 9 * DAY
    assert reads(FRAME + text, "milestone.m.slack") == "0 days"
    assert value(FRAME + text, "activity.a.critical") is True


def test_an_activity_waits_for_works_place_unit_and_law():
    text = """
    agreement land "Land" { type: land_use  status: signed  period: D + 5 days .. +6 months }
    location camp "Camp" { opens: D + 20 days  agreement: land }
    unit builders is un.engineer_company { arrives: D + 3 days }
    work huts "Huts" { at: camp  by: builders  takes: 30 days  enables: camp }
    unit north is un.infantry_battalion { arrives: D + 25 days }
    activity drill "Drill" { at: camp  by: north  takes: 5 days }
    """
    assert value(FRAME + text, "work.huts.early") == D + 5 * DAY
    assert reads(FRAME + text, "work.huts.driver.name") == "land"
    assert value(FRAME + text, "activity.drill.early") == D + 35 * DAY
    assert reads(FRAME + text, "activity.drill.driver.name") == "huts"
    assert reads(FRAME + text, "agreement.land.followed_by") == "Huts"
    assert value(FRAME + text, "agreement.land.late") == D - 10 * DAY, "the camp is to open fifteen days too early"
    assert value(FRAME + text, "agreement.land.critical") is True


def test_a_movement_leaves_when_the_law_lets_it():
    text = """
    agreement customs "Customs" { type: customs  status: signed  period: D + 30 days .. +6 months }
    movement ship "Ship" { required_by: D + 60 days  leg sea { mode: sea  depart: D + 20 days  arrive: D + 40 days  agreement: customs } }
    """
    assert value(FRAME + text, "movement.ship.early") == D + 30 * DAY
    assert value(FRAME + text, "movement.ship.over") == D + 50 * DAY
    assert value(FRAME + text, "movement.ship.late") == D + 40 * DAY
    assert reads(FRAME + text, "movement.ship.driver.name") == "customs"
    assert value(FRAME + text, "agreement.customs.late") == D + 40 * DAY


def test_people_who_come_by_sea_hold_up_what_they_are_to_do():
    text = """
    unit north is un.infantry_battalion { arrives: D + 20 days }
    movement ship "Ship" { unit: north  carries: personnel  leg sea { mode: sea  depart: D  arrive: D + 40 days } }
    activity patrols "Patrols" { by: north  starts: D + 20 days  ends: D + 100 days }
    milestone ready "Ready" { of: north  due: D + 45 days }
    """
    assert value(FRAME + text, "activity.patrols.early") == D + 40 * DAY
    assert reads(FRAME + text, "activity.patrols.driver.name") == "ship"
    assert value(FRAME + text, "milestone.ready.early") == D + 40 * DAY
    assert reads(FRAME + text, "milestone.ready.slack") == "5 days"


def test_the_operating_capability_of_the_mission_waits_for_the_units_due_by_its_day():
    text = """
    unit first is un.infantry_battalion { arrives: D + 20 days }
    unit second is un.infantry_battalion { arrives: D + 60 days }
    unit third is un.infantry_battalion { arrives: D + 90 days }
    milestone ioc "Ready to begin" { type: ioc  of: mission  due: D + 75 days }
    """
    assert value(FRAME + text, "milestone.ioc.early") == D + 60 * DAY
    assert reads(FRAME + text, "milestone.ioc.driver.name") == "second"


def test_what_waits_for_a_condition_waits_for_what_meets_it():
    text = """
    activity talks { starts: D  takes: 50 days }
    milestone accord { after: talks }
    activity retreat { starts: when(milestone.accord, D + 30 days)  takes: 5 days }
    """
    assert value(FRAME + text, "activity.retreat.early") == D + 50 * DAY
    assert reads(FRAME + text, "activity.retreat.driver.name") == "accord"
    assert "META-014" in codes(FRAME + text, rules=True)


@pytest.mark.parametrize(
    ("fields", "early", "over"),
    [
        ("starts: D  takes: 2 months", D, date(2026, 9, 1)),
        ("starts: D  takes: 36 h", D, D + 2 * DAY),
        ("starts: D  takes: estimate(5 days, 9 days, 30 days)", D, D + 9 * DAY),
        ("ends: D + 9 days  takes: 10 days", D, D + 10 * DAY),
        ("starts: D  ends: D + 9 days", D, D + 10 * DAY),
    ],
    ids=["calendar months", "part of a day is a day", "the likely one", "counted back", "until a day"],
)
def test_how_long_things_take(fields, early, over):
    text = f"activity a {{ {fields} }}"
    assert value(FRAME + text, "activity.a.early") == early
    assert value(FRAME + text, "activity.a.over") == over


def test_what_goes_on_until_a_day_can_begin_until_then():
    text = "activity patrols { starts: D  ends: D + 99 days }"
    assert reads(FRAME + text, "activity.patrols.slack") == "99 days"


# --- What cannot be told ----------------------------------------------------------------------------------------------


def test_a_circle_is_one_finding_that_shows_it():
    text = """
    activity survey { after: repair  takes: 5 days }
    activity repair { after: survey  takes: 5 days }
    activity opening { after: repair  starts: D  takes: 1 day }
    """
    found = findings(compiled(FRAME + text, rules=True))
    circle = [finding for finding in found if finding.code == "REF-008"]
    assert [finding.message for finding in circle] == [
        "These values need each other: `activity.repair.after` → `activity.survey.after` → `activity.repair.after`."
    ]
    assert circle[0].span.text.strip() == "survey"
    assert [label.text for label in circle[0].labels] == ["which needs this"]
    assert not [finding for finding in found if finding.code.startswith("META-01")], "what hangs on it is silent"


def test_two_circles_are_two_findings():
    text = "\n".join(
        f"activity {a} {{ after: {b}  starts: D  takes: 5 days }}" for a, b in ("ab", "ba", "cd", "de", "ec")
    )
    assert codes(FRAME + text, rules=True).count("REF-008") == 2


def test_without_a_duration_nobody_can_tell_when_what_follows_begins():
    text = "activity a { starts: D }\nactivity b { after: a  takes: 5 days }"
    assert reads(FRAME + text, "activity.b.early") == "not given"


def test_a_long_chain_is_no_deep_one():
    chain = "\n".join(f"activity a{n} {{ after: a{n - 1}  takes: 1 day }}" for n in range(1, 300))
    text = f"activity a0 {{ starts: D  takes: 1 day }}\n{chain}"
    assert value(FRAME + text, "activity.a299.early") == D + 299 * DAY
    assert value(FRAME + text, "activity.a0.late") == END - 300 * DAY
