"""What a change means: told once, at its path, and nothing where nothing is meant differently."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laws.strategies import plans
from pkdsl.changes import changes
from small import MISSION, compiled

if TYPE_CHECKING:
    from laws.written import Written
    from pkdsl.changes import Change, Changes, Difference

PLAN = """use un
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D  marking: unclassified }
let enough = 700 persons
location adeta "Adeta" { beds: 900 persons }
location belmo "Belmo" { beds: 900 persons }
unit north "Northern Battalion" { type: infantry  strength: 850 persons  base: adeta  arrives: D + 30 days }
unit south "Southern Battalion" {
  type:     infantry
  strength { from D = 700 persons  from 2026-12-01 = 600 persons }
  base:     belmo
  arrives:  D + 60 days
  relieves: north
}
task patrols "Patrols" { lead: military  by: [north, south] }
risk attack "Attack" {
  likelihood: 3  marking: confidential
  contingency shelter "Shelter" { }
}
budget year "Year" { period: D .. 2027-06-30  line contingents { class: military_contingents  amount: 20M USD } }
rule OWN-001 "Big enough" { for u in units  require u.strength >= 600 persons else "{u.title} is small" }
"""


def between(old: str, new: str) -> Changes:
    """What one replacement in the plan means."""
    assert old in PLAN
    return changes(compiled(PLAN, rules=True), compiled(PLAN.replace(old, new), rules=True))


def field(found: Changes, path: str, name: str, what: str = "changed") -> Difference:
    """The one field of the one declaration to which this happened."""
    (one,) = [each for change in found.of(what) if change.path == path for each in change.fields if each.name == name]
    return one


def told(change: Change) -> tuple[str, str]:
    return change.path, change.what


def test_a_plan_is_no_different_from_itself() -> None:
    assert changes(compiled(PLAN, rules=True), compiled(PLAN, rules=True)).is_none


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("unit north", "# a comment\nunit north"),
        ("850 persons", "850   persons"),
        ("  base: adeta  arrives: D + 30 days }", "\n  arrives: D + 30 days\n  base: adeta }"),
        ('task patrols "Patrols" { lead: military  by: [north, south] }', 'task patrols "Patrols" { by: [north, south]  lead: military }'),
    ],
)  # fmt: skip
def test_how_something_is_written_is_no_change(old: str, new: str) -> None:
    assert between(old, new).is_none


def test_an_amount_is_told_with_its_difference_and_people_with_their_most() -> None:
    found = between("strength: 850 persons", "strength: 700 persons")
    one = field(found, "unit.north", "strength")
    assert (one.before, one.after, one.by) == ("850 persons", "700 persons", "−150 persons")
    (troops,) = found.figures
    assert troops.label == "most troops on a day"
    assert (troops.by, str(troops.since)) == ("−150 persons", "2026-07-31")


def test_a_day_is_told_with_how_much_later_and_what_hangs_on_it_follows() -> None:
    found = between("let D = 2026-07-01", "let D = 2026-07-15")
    assert field(found, "let D", "value").by == "14 days later"
    assert field(found, "unit.north", "arrives", "follows").by == "14 days later"
    assert field(found, "mission.m", "period", "follows").by == "starts 14 days later, ends 14 days later"


def test_a_value_over_time_is_told_with_its_first_day() -> None:
    one = field(between("= 600 persons", "= 650 persons"), "unit.south", "strength")
    assert (one.by, str(one.since)) == ("+50 persons", "2026-12-01")


def test_a_list_is_told_by_who_came_and_who_left() -> None:
    assert field(between("by: [north, south]", "by: [north]"), "task.patrols", "by").by == "without unit.south"
    assert field(between("by: [north, south]", "by: [south, north]"), "task.patrols", "by").before.startswith(
        "unit.north"
    )


def test_a_reason_is_told_as_such() -> None:
    one = field(between("850 persons", '850 persons because "agreed in May"'), "unit.north", "strength, because")
    assert (one.before, one.after) == ("not said", "agreed in May")


def test_what_gets_another_name_is_told_as_renamed_and_those_who_name_it_are_not_told() -> None:
    found = changes(compiled(PLAN), compiled(PLAN.replace("north", "first")))
    (one,) = found.objects
    assert (told(one), one.was) == (("unit.first", "renamed"), "unit.north")


def test_two_that_are_alike_are_not_taken_for_each_other() -> None:
    twins = PLAN + "\n".join(f'unit {n} "Twin" {{ type: infantry  strength: 5 persons  base: adeta }}' for n in "ab")
    other = PLAN + 'unit c "Twin" { type: infantry  strength: 5 persons  base: adeta }'
    found = changes(compiled(twins), compiled(other))
    assert {told(change) for change in found.objects} == {
        ("unit.a", "removed"), ("unit.b", "removed"), ("unit.c", "added"),
    }  # fmt: skip


def test_parts_go_with_what_they_stand_in() -> None:
    found = between(PLAN[PLAN.index("budget year") : PLAN.index("rule OWN")], "")
    assert [told(change) for change in found.objects] == [("budget.year", "removed")]


def test_money_and_what_is_found_are_told() -> None:
    found = between("amount: 20M USD", "amount: 18M USD")
    assert {one.label: one.by for one in found.figures} == {
        "budget.year, in all": "−2 000 000 USD".replace(" ", "\u202f").replace("\u202fUSD", " USD"),
        "budget.year, group I": "−2 000 000 USD".replace(" ", "\u202f").replace("\u202fUSD", " USD"),
    }
    found = between("strength: 850 persons", "strength: 500 persons")
    assert [finding.code for finding in found.appeared if finding.code == "OWN-001"] == ["OWN-001"]
    back = changes(compiled(PLAN.replace("850", "500"), rules=True), compiled(PLAN, rules=True))
    assert [finding.code for finding in back.gone if finding.code == "OWN-001"] == ["OWN-001"]


def test_what_has_a_value_only_in_its_loop_is_told_as_it_is_written() -> None:
    cost = 'cost food "Food" { class: other_supplies  for u in units  amount: u.strength * 2 USD/person/day }\n'
    one = field(changes(compiled(PLAN + cost), compiled(PLAN + cost.replace("2 USD", "3 USD"))), "cost.food", "amount")
    assert (one.before, one.after) == ("u.strength * 2 USD/person/day", "u.strength * 3 USD/person/day")


def test_what_a_rule_says_is_told() -> None:
    found = between("u.strength >= 600 persons", "u.strength >= 500 persons")
    assert ("rule.OWN-001", "changed") in map(told, found.objects)


@pytest.mark.parametrize("mark", ["", "marking: unclassified"])
def test_a_mark_that_is_lowered_is_told_with_its_reason(mark: str) -> None:
    (one,) = between("marking: confidential", mark).lowered
    assert (one.path, one.before, one.after, one.reason) == ("risk.attack", "confidential", "unclassified", "")
    higher = PLAN.replace('"Shelter" { }', '"Shelter" { marking: strictly_confidential }')
    lower = 'marking: unclassified  downgrade { by: fc  on: 2026-09-01  reason: "All must know" }'
    lowered = higher.replace("marking: strictly_confidential", lower) + 'post fc "FC" { role: force_commander }\n'
    (part,) = changes(compiled(higher), compiled(lowered)).lowered
    assert (part.path.rpartition(".")[2], part.after, part.reason) == ("shelter", "unclassified", "All must know")


def test_a_mark_that_is_raised_is_none_that_is_lowered() -> None:
    assert between("marking: confidential", "marking: strictly_confidential").lowered == ()


def test_readers_are_told_of_nothing_that_they_may_not_see() -> None:
    before, after = compiled(PLAN), compiled(PLAN.replace("likelihood: 3", "likelihood: 4").replace("850", "800"))
    found = changes(before.seen_by("unclassified"), after.seen_by("unclassified"))
    assert [change.path for change in found.objects] == ["unit.north"]


@given(plan=plans(), data=st.data())
def test_both_ways_tell_the_same_the_other_way_round(plan: Written, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(plan.things) - 1))
    thing = plan.things[number]
    fewer = replace(thing, fields=thing.fields[: data.draw(st.integers(0, len(thing.fields)))])
    one, two = compiled(plan.text), compiled(plan.replaced(number, fewer).text)
    there, back = changes(one, two), changes(two, one)
    assert [change.path for change in there.of("added")] == [change.path for change in back.of("removed")]
    assert {
        (change.path, each.name, each.before, each.after) for change in there.objects for each in change.fields
    } == {
        (change.was or change.path, each.name, each.after, each.before)
        for change in back.objects
        for each in change.fields
    }
    assert there.appeared == back.gone


@given(plan=plans(), data=st.data())
def test_the_order_of_declarations_and_files_is_no_change(plan: Written, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(plan.statements))
    cut = data.draw(st.integers(0, len(shuffled)))
    assert changes(compiled(plan.text), compiled("\n".join(shuffled[:cut]), "\n".join(shuffled[cut:]))).is_none


def test_a_small_plan_without_a_mission_is_compared_too() -> None:
    one, two = compiled("unit a { strength: 5 persons }"), compiled(MISSION + "unit a { strength: 6 persons }")
    assert {told(change) for change in changes(one, two).objects} == {
        ("let D", "added"), ("mission.m", "added"), ("unit.a", "changed"),
    }  # fmt: skip
