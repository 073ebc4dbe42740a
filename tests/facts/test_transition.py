"""The way out, held against days counted one by one and against every distribution of closures among teams."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkdsl.facts.closures import shortest
from small import MISSION, compiled, reads

D = date(2026, 7, 1)
FRAME = f"use un\n{MISSION}"


def day(after: int) -> date:
    """A day counted from D-day."""
    return D + timedelta(days=after)


def facts(text: str, path: str) -> Any:
    """An entity of a plan without mistakes."""
    compilation = compiled(MISSION + text)
    kind, name = path.split(".")
    return next(entity for entity in compilation.plan.all(kind) if entity.name == name)


class TestHandover:
    PLAN = (
        FRAME
        + """institution police { measure: persons  capacity { from D = 400 persons  from D + 100 days = 700 persons } }
    indicator trained { direction: up  observation { date: D - 9 days  value: 50 persons } }
    institution courts { indicator: trained }
    institution army { type: defence }
    task t { lead: military }
    handover early  { task: t  to: police  date: D + 99 days }
    handover late   { task: t  to: police  date: when(benchmark.b, D + 100 days) }
    handover judges { task: t  to: courts  date: D + 300 days }
    handover guns   { task: t  to: army    date: D + 300 days }
    handover over   { task: t  to: none    date: D + 300 days }
    benchmark b { type: core }
    """
    )

    @pytest.mark.parametrize(
        ("name", "capacity"),
        [
            ("early", "400 persons"),
            ("late", "700 persons"),
            ("judges", "50 persons"),
            ("guns", "not given"),
            ("over", "not given"),
        ],
    )
    def test_the_receiver_has_the_capacity_it_plans_for_the_day_else_what_its_indicator_shows(
        self, name: str, capacity: str
    ) -> None:
        assert reads(self.PLAN, f"handover.{name}.capacity") == capacity


bodies = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 900)), min_size=1, max_size=4)


@given(bodies, st.integers(0, 60))
def test_after_a_drawdown_step_those_are_left_whom_the_next_day_finds(
    units: list[tuple[int, int, int]], when: int
) -> None:
    text = "".join(
        f"unit u{n} {{ type: infantry  strength: {people} persons  arrives: {day(first)}  leaves: {day(first + more)} }}\n"
        for n, (first, more, people) in enumerate(units)
    )
    text += f"drawdown s {{ date: {day(when)}  units: [{', '.join(f'u{n}' for n in range(len(units)))}] }}"
    there = [n for n, (first, more, _) in enumerate(units) if first <= when + 1 <= first + more]
    found = facts(text, "drawdown.s")
    assert found.strength.number == sum(units[n][2] for n in there)
    assert [unit.name for unit in found.remaining] == [f"u{n}" for n in there]


class TestDrawdown:
    PLAN = (
        FRAME
        + """mandate res { period: D .. +12 months
      ceiling troops { value { from D = 1_000 persons  from D + 50 days = 800 persons } }
      ceiling force { category: troops  value: 700 persons  part_of: troops }
      ceiling formed_police { value: 100 persons }
      ceiling civilians { value: 90 persons }
    }
    area north { threat_level { from D = 4  from D + 80 days = 2 } }
    area south { threat_level: 2 }
    unit a { type: infantry  strength: 9 persons  arrives: D  leaves: D + 60 days }
    unit b { type: infantry  strength: 9 persons  arrives: D  leaves: D + 90 days }
    institution police { type: police }
    """
    )

    @pytest.mark.parametrize(("when", "allowed"), [(48, "1 100 persons"), (49, "900 persons")])
    def test_the_ceilings_of_people_in_uniform_count_once(self, when: int, allowed: str) -> None:
        assert reads(f"{self.PLAN}drawdown s {{ date: {day(when)} }}", "drawdown.s.authorised") == allowed

    @pytest.mark.parametrize(
        ("when", "cover", "exposed"),
        [
            (60, "", "north"),
            (60, "cover: a", "north"),
            (60, "cover: [a, b]", ""),
            (60, "cover: police", ""),
            (90, "", ""),
        ],
    )
    def test_a_threatened_area_is_exposed_unless_somebody_stays(self, when: int, cover: str, exposed: str) -> None:
        text = f"{self.PLAN}drawdown s {{ date: {day(when)}  area: [north, south]  {cover} }}"
        assert reads(text, "join(drawdown.s.exposed)") == exposed


class TestClosure:
    @pytest.mark.parametrize(
        ("fields", "ends", "vacated", "left_by"),
        [
            ("starts: D  takes: 30 days", 29, 29, 29),
            ("starts: D  takes: 1 month", 30, 30, 30),
            ("starts: D  takes: estimate(10 days, 20 days, 40 days)  last_person: D + 5 days", 19, 5, 5),
            ("starts: D  takes: 30 days  last_person: D + 5 days  last_asset: D + 9 days", 29, 9, 5),
            ("last_person: D + 5 days  environment_cleared: D + 12 days", 12, 5, 5),
        ],
    )
    def test_its_days(self, fields: str, ends: int, vacated: int, left_by: int) -> None:
        text = f"{FRAME}location a {{}}\nclosure c {{ location: a  {fields} }}"
        shown = [reads(text, f"closure.c.{field}") for field in ("ends", "vacated", "left_by")]
        assert shown == [str(day(ends)), str(day(vacated)), str(day(left_by))]

    def test_comes_after_the_closures_of_what_is_supplied_through_it(self) -> None:
        text = FRAME + "".join(f"location {n} {{}}\nclosure close_{n} {{ location: {n} }}\n" for n in "abc")
        text += "supply_line one { origin: a  destination: b }\nsupply_line two { origin: a  destination: b }\n"
        text += "supply_line three { origin: b  destination: c }"
        found = {n: reads(text, f"join(x.location for x in closure.close_{n}.after)") for n in "abc"}
        assert found == {"a": "b", "b": "c", "c": ""}


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=3),
    st.integers(0, 40),
    st.integers(1, 40),
)
def test_days_without_a_guard_are_counted_one_by_one(guards: list[tuple[int, int]], first: int, takes: int) -> None:
    names = ", ".join(f"g{n}" for n in range(len(guards)))
    text = "".join(
        f"unit g{n} {{ type: guard  strength: 30 persons  arrives: {day(a)}  leaves: {day(a + more)} }}\n"
        for n, (a, more) in enumerate(guards)
    )
    text += f"location l {{ guarded_by: [{names}] }}\n"
    text += f"closure c {{ location: l  starts: {day(first)}  takes: {takes} days }}"
    alone = [n for n in range(first, first + takes) if not any(a <= n <= a + more for a, more in guards)]
    assert facts(text, "closure.c").unguarded.number == len(alone)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=1, max_size=4))
def test_closures_under_way_are_counted_on_each_day(closures: list[tuple[int, int]]) -> None:
    text = "transition_plan t { closure_teams: 2 }\n" + "".join(
        f"location l{n} {{}}\nclosure c{n} {{ location: l{n}  starts: {day(first)}  takes: {takes} days }}\n"
        for n, (first, takes) in enumerate(closures)
    )
    found = facts(text, "transition_plan.t").closing
    for n in range(-1, 62):
        assert found.at(day(n)) == sum(first <= n < first + takes for first, takes in closures)


# -- closure teams ------------------------------------------------------------------------------------------------


def by_trying(lengths: list[int], teams: int) -> int:
    """The best of all ways to give each job to a team."""
    best = sum(lengths)
    for given_to in product(range(teams), repeat=len(lengths)):
        busy = [0] * teams
        for length, team in zip(lengths, given_to, strict=True):
            busy[team] += length
        best = min(best, max(busy))
    return best


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6), st.integers(1, 4))
def test_the_shortest_time_is_that_of_the_best_distribution(lengths: list[int], teams: int) -> None:
    assert shortest(tuple(sorted(lengths, reverse=True)), teams) == by_trying(lengths, teams)


@given(st.lists(st.integers(1, 60), min_size=13, max_size=30), st.integers(1, 6))
def test_of_many_closures_a_good_distribution_is_found(lengths: list[int], teams: int) -> None:
    found = shortest(tuple(sorted(lengths, reverse=True)), teams)
    least = max(*lengths, Fraction(sum(lengths), teams))
    assert least <= found <= least + max(lengths)


def test_longest_first_alone_would_not_do() -> None:
    assert shortest((3, 3, 2, 2, 2), 2) == 6  # longest first takes 7


def test_without_teams_or_closures_there_is_no_time() -> None:
    closure = "location l {}\nclosure c { location: l  starts: D  takes: 9 days }\n"
    shown = [
        reads(FRAME + text, "transition_plan.t.closure_time")
        for text in (
            "transition_plan t { closure_teams: 2 }",
            closure + "transition_plan t {}",
            closure + "transition_plan t { closure_teams: 0 }",
        )
    ]
    assert shown == ["not given", "not given", "not given"]


# -- repatriation -------------------------------------------------------------------------------------------------


def simulated(amount: int, lifts: int, availability: int, each: int, turnaround: int) -> int:
    """Days until everything is out, when each day the fleet takes its daily share."""
    left, days = Fraction(amount), 0
    while left > 0:
        left -= Fraction(lifts * availability, 100) * each / turnaround
        days += 1
    return days


@given(st.integers(1, 900), st.integers(1, 60), st.integers(20, 100), st.integers(1, 4), st.integers(1, 15))
def test_repatriation_takes_the_days_until_all_loads_are_out(
    amount: int, lifts: int, availability: int, each: int, turnaround: int
) -> None:
    text = f"""location a {{}}
    location b {{}}
    lift trucks {{ mode: road  count: {lifts}  availability: {availability}%  containers: {each}  turnaround: {turnaround} days }}
    movement home {{ purpose: repatriation  containers: {amount}  ready_to_load: D + 9 days  leg r {{ origin: a  destination: b  by: trucks }} }}
    transition_plan t {{ starts: D }}
    """
    takes = simulated(amount, lifts, availability, each, turnaround)
    found = facts(text, "transition_plan.t")
    assert (found.repatriation_time.number, found.repatriation_ends) == (takes, day(9 + takes - 1))


class TestRepatriation:
    PLAN = (
        FRAME
        + """location a {}
    location b {}
    lift trucks { mode: road  count: 10  payload: 10 t  volume: 20 m3  turnaround: 2 days }
    lift planes { mode: air   count: 1   payload: 40 t  sorties: 2/day }
    movement one { purpose: repatriation  cargo: 1_000 t  volume: 1_000 m3  leg r { origin: a  destination: b  by: trucks } }
    movement two { purpose: repatriation  cargo: 2_500 kg  leg r { origin: a  destination: b  by: planes } leg s { origin: a  destination: b  by: trucks } }
    movement inward { purpose: deployment    cargo: 9_999 t   leg r { origin: a  destination: b  by: trucks } }
    movement men { purpose: repatriation  carries: personnel  passengers: 900 persons }
    transition_plan t { starts: D + 5 days }
    """
    )

    def test_the_slowest_lift_decides_by_what_takes_longest(self) -> None:
        assert reads(self.PLAN, "transition_plan.t.repatriation_time") == "21 days"  # 1 002.5 t at 50 t a day

    def test_where_no_day_is_given_it_begins_with_the_transition(self) -> None:
        assert reads(self.PLAN, "transition_plan.t.repatriation_ends") == str(day(5 + 20))

    @pytest.mark.parametrize(("last", "stranded"), [(24, "trucks"), (25, "")])
    def test_a_lift_that_leaves_before_its_loads_are_out_is_stranded(self, last: int, stranded: str) -> None:
        text = self.PLAN.replace("volume: 20 m3", f"volume: 20 m3  period: D .. D + {last} days")
        assert reads(text, "join(transition_plan.t.stranded)") == stranded

    def test_of_goods_that_nothing_carries_no_time_is_known(self) -> None:
        text = self.PLAN + "movement lost { purpose: repatriation  cargo: 5 t }"
        assert reads(text, "transition_plan.t.repatriation_time") == "not given"


# -- reverse dependence -------------------------------------------------------------------------------------------

TYPES = ("medical", "logistics", "transport", "infantry")
SORT = {"medical": "m", "logistics": "l", "transport": "l", "infantry": "i"}
forces = st.lists(
    st.tuples(st.sampled_from(TYPES), st.integers(0, 20), st.integers(0, 40), st.sets(st.integers(0, 2), max_size=2)),
    min_size=1,
    max_size=5,
)


@given(forces, st.lists(st.integers(10, 70), min_size=3, max_size=3))
def test_a_unit_is_needed_by_those_whom_no_other_of_its_sort_serves_longer(
    units: list[tuple[str, int, int, set[int]]], closing: list[int]
) -> None:
    text = "".join(
        f"location l{n} {{}}\nclosure c{n} {{ location: l{n}  last_person: {day(last)} }}\n"
        for n, last in enumerate(closing)
    )
    for n, (kind, first, more, serves) in enumerate(units):
        named = f"serves: [{', '.join(f'l{x}' for x in sorted(serves))}]" if serves else ""
        text += f"unit u{n} {{ type: {kind}  strength: 9 persons  arrives: {day(first)}  leaves: {day(first + more)}  {named} }}\n"
    served = [serves or (set() if kind == "infantry" else {0, 1, 2}) for kind, _, _, serves in units]
    plan = compiled(MISSION + text).plan
    found = {unit.name: unit for unit in plan.all("unit")}
    for n, (kind, first, more, _) in enumerate(units):
        alone = [
            site
            for site in served[n]
            if closing[site] >= first
            and not any(
                other != n
                and SORT[units[other][0]] == SORT[kind]
                and site in served[other]
                and (units[other][1] + units[other][2], -other) > (first + more, -n)
                for other in range(len(units))
            )
        ]
        needed = found[f"u{n}"].needed_until
        assert needed == day(max(closing[site] for site in alone)) if alone else not isinstance(needed, date)


def test_a_unit_is_needed_by_units_and_areas_that_it_serves() -> None:
    text = (
        FRAME
        + """area north {}
    location adeta { area: north  closes: D + 50 days }
    unit north_battalion { type: infantry  strength: 9 persons  arrives: D  leaves: D + 40 days }
    unit reserve { type: quick_reaction  strength: 9 persons  arrives: D  leaves: D + 30 days  serves: [north, north_battalion] }
    """
    )
    assert [reads(text, f"unit.reserve.{field}") for field in ("needed_until", "needed_by")] == [str(day(50)), "adeta"]


# -- courses of action --------------------------------------------------------------------------------------------


class TestCourses:
    PLAN = (
        MISSION
        + """decision layout { options: [a, b, c]
      criterion cost { weight: 40%  direction: down  measure: USD }
      criterion reach { weight: 60%  direction: up }
    }
    course_of_action a { score { criterion: decision.layout.cost  value: 4M USD } score { criterion: decision.layout.reach  value: 50% } }
    course_of_action b { score { criterion: decision.layout.cost  value: 5M USD } score { criterion: decision.layout.reach  value: 80% } }
    course_of_action c { score { criterion: decision.layout.cost  value: 6M USD } score { criterion: decision.layout.reach  value: 60% } }
    course_of_action d { score { criterion: decision.layout.cost  value: 1M USD } }
    """
    )

    def test_are_totalled_on_one_scale(self) -> None:
        # cost: 100, 50, 0; reach: 0, 100, 33 1/3
        assert [reads(self.PLAN, f"course_of_action.{n}.total") for n in "abc"] == ["40", "80", "20"]

    def test_without_a_score_for_each_criterion_have_no_total(self) -> None:
        text = self.PLAN.replace("score { criterion: decision.layout.reach  value: 60% }", "")
        assert reads(text, "course_of_action.c.total") == "not given"

    def test_that_are_equally_good_have_the_full_score(self) -> None:
        text = self.PLAN.replace("5M USD", "4M USD").replace("6M USD", "4M USD")
        assert [reads(text, f"course_of_action.{n}.total") for n in "abc"] == ["40", "100", "60"]

    def test_outside_a_decision_are_compared_with_all_others_on_their_own_criteria(self) -> None:
        assert reads(self.PLAN, "course_of_action.d.total") == "100"


# -- the wording of objectives ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "verb"),
    [
        ("Conduct patrols", "Conduct"),
        ("Training of the police", "Training"),
        ("Planning for elections", "Planning"),
        ("Providing escorts", "Providing"),
        ("Civilians live free from attack", "not given"),
        ("Trained police in both sectors", "not given"),
        ("A king is crowned", "not given"),
        ("Housing for the displaced", "not given"),
    ],
)
def test_an_objective_that_begins_with_an_activity_says_so(title: str, verb: str) -> None:
    assert reads(f'{MISSION}objective o "{title}" {{}}', "objective.o.activity") == verb
