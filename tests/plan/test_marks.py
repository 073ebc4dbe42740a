"""Marks: a lattice of levels and sets of readers, what a declaration inherits of them, and what lowers them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkdsl.plan.marks import HIGHEST, Mark, join, mark_of
from small import codes, compiled, only

READERS = ("GHA", "KEN", "partner.au")
marks = st.builds(Mark, st.integers(0, 2), st.one_of(st.none(), st.frozensets(st.sampled_from(READERS))))


@given(marks, marks, marks)
def test_marks_are_a_lattice(one, two, three):
    assert one.joined(one) == one
    assert one.joined(two) == two.joined(one)
    assert one.joined(two).joined(three) == one.joined(two.joined(three)) == join([three, one, two])
    assert one.joined(Mark()) == one
    assert one.joined(HIGHEST) == HIGHEST


@given(marks, marks)
def test_the_join_is_never_lower_than_what_it_is_made_of(one, two):
    assert not one.joined(two).is_lower_than(one)
    assert one.is_lower_than(two) == (one.joined(two) != one)


@given(marks, marks, st.integers(0, 2), st.frozensets(st.sampled_from([*READERS, ""])))
def test_who_may_see_what_is_made_of_two_may_see_both(one, two, level, who):
    both = one.is_open_to(level, who) and two.is_open_to(level, who)
    assert one.joined(two).is_open_to(level, who) == both


# -- what a plan says ----------------------------------------------------------------------------------------------

PLAN = """mission m "Mission" { period: 2026-07-01 .. 2027-06-30 MISSION }
partner au "African Union" { }
objective calm "Calm" {
  WHOLE
  task watch "Watch the road" { INNER }
}
evacuation_chain north "North" {
  WHOLE
  entitlement staff { group: staff  INNER }
}
"""


def mark(path: str, *, mission: str = "", whole: str = "", inner: str = "") -> Mark:
    plan = compiled(PLAN.replace("MISSION", mission).replace("WHOLE", whole).replace("INNER", inner)).plan
    return mark_of(plan, next(node for node in plan.own() if node.path == path))


OBJECTIVE, TASK, PART = "objective.calm", "task.watch", "evacuation_chain.north.entitlement.staff"


def test_what_says_nothing_is_open_to_all():
    assert mark(TASK) == Mark(0, None)


@pytest.mark.parametrize(
    ("said", "readers"),
    [
        ("GHA", {"GHA"}),
        ("[GHA, au]", {"GHA", "partner.au"}),
        ("none", set()),
        ("[]", set()),
        ("[none, GHA]", {"GHA"}),
        ("nonsense", set()),
    ],
)
def test_a_list_names_states_partners_and_agencies_and_one_with_a_mistake_nobody(said, readers):
    assert mark(OBJECTIVE, whole=f"releasable_to: {said}") == Mark(0, frozenset(readers))


def test_what_says_nothing_has_the_mark_of_what_it_stands_in_and_else_of_the_mission():
    assert mark(TASK, whole="marking: confidential  releasable_to: GHA") == Mark(1, frozenset({"GHA"}))
    assert mark(TASK, mission="marking: confidential  releasable_to: KEN") == Mark(1, frozenset({"KEN"}))
    assert mark(TASK, mission="releasable_to: KEN", whole="marking: confidential") == Mark(1, frozenset({"KEN"}))
    assert mark(TASK, mission="releasable_to: KEN", whole="releasable_to: GHA") == Mark(0, frozenset({"GHA"}))


def test_an_entity_may_be_lower_than_what_it_stands_in_and_a_part_not():
    lower = {
        "whole": "marking: confidential  releasable_to: GHA",
        "inner": "marking: unclassified  releasable_to: [GHA, KEN]",
    }
    assert mark(TASK, **lower) == Mark(0, frozenset({"GHA", "KEN"}))
    assert mark(PART, **lower) == Mark(1, frozenset({"GHA"}))
    assert mark(PART, whole="releasable_to: GHA", inner="releasable_to: KEN") == Mark(0, frozenset())


def test_what_a_mission_says_does_not_mark_the_packages_it_uses():
    plan = compiled(
        f"use un\n{PLAN}".replace("MISSION", "releasable_to: none").replace("WHOLE", "").replace("INNER", "")
    ).plan
    assert {mark_of(plan, node) for node in plan.draft.all() if node.home.package} == {Mark(0, None)}
    assert {mark_of(plan, node) for node in plan.own()} == {Mark(0, frozenset())}


# -- what lowers them ----------------------------------------------------------------------------------------------

LOW = 'mission m "Mission" { period: 2026-07-01 .. 2027-06-30  stage: estimate  MISSION }\npost fc "Commander" { role: force_commander }\nobjective calm "Calm" { WHOLE  task watch "Watch" { owner: fc  INNER } }'


def lowered(*, mission: str = "", whole: str = "", inner: str = "") -> int:
    found = codes(LOW.replace("MISSION", mission).replace("WHOLE", whole).replace("INNER", inner), rules=True)
    return found.count("META-017")


@pytest.mark.parametrize(
    ("whole", "inner"),
    [
        ("marking: confidential", "marking: unclassified"),
        ("marking: strictly_confidential", "marking: confidential"),
        ("releasable_to: GHA", "releasable_to: [GHA, KEN]"),
        ("releasable_to: none", "releasable_to: GHA"),
        ("marking: confidential  releasable_to: GHA", "marking: strictly_confidential  releasable_to: KEN"),
    ],
)
def test_a_lower_mark_needs_somebody_who_answers_for_it(whole, inner):
    assert lowered(whole=whole, inner=inner) == 1
    assert lowered(whole=whole, inner=f'{inner}  downgrade {{ by: fc  on: 2026-08-01  reason: "Known" }}') == 0


@pytest.mark.parametrize(
    ("whole", "inner"),
    [
        ("marking: unclassified", "marking: confidential"),
        ("marking: confidential", "marking: confidential"),
        ("marking: confidential", "releasable_to: GHA"),
        ("releasable_to: [GHA, KEN]", "releasable_to: GHA"),
        ("releasable_to: GHA", "releasable_to: none"),
        ("releasable_to: GHA", "marking: unclassified"),
        ("", "marking: unclassified  releasable_to: GHA"),
        ("marking: confidental", "marking: unclassified"),
        ("marking: confidential", "marking: unclasified"),
        ("releasable_to: nobody", "releasable_to: GHA"),
    ],
)
def test_marking_up_is_free_and_a_mark_with_a_mistake_is_none(whole, inner):
    assert lowered(whole=whole, inner=inner) == 0


def test_the_mark_of_the_mission_is_for_what_nobody_marked():
    assert lowered(mission="marking: confidential", whole="marking: unclassified", inner="marking: unclassified") == 0
    assert (
        lowered(mission="marking: confidential  releasable_to: none", inner="marking: unclassified  releasable_to: GHA")
        == 0
    )
    assert (
        lowered(
            mission="marking: confidential  mission_factor heat { type: environment  percent: 1%  marking: unclassified }"
        )
        == 1
    )


@pytest.mark.parametrize(
    "said", ["by: fc  on: 2026-08-01", 'by: fc  reason: "Known"', 'on: 2026-08-01  reason: "Known"']
)
def test_a_downgrade_says_who_when_and_why(said):
    text = LOW.replace("MISSION", "").replace("WHOLE", "").replace("INNER", f"downgrade {{ {said} }}")
    assert only(text).code == "VAL-001"


def test_a_template_gives_nobody_its_downgrade():
    text = LOW.replace("MISSION", "").replace("WHOLE", "marking: confidential").replace("INNER", "")
    text = text.replace('task watch "Watch" {', 'task watch "Watch" is open {')
    template = 'template task open { marking: unclassified  downgrade { by: fc  on: 2026-08-01  reason: "Known" } }\n'
    assert codes(template + text, rules=True).count("META-017") == 1
