"""A resolved plan as Python code sees it: objects of the kinds, read lazily."""

from __future__ import annotations

import pytest

from pkdsl.entities.force import Unit
from pkdsl.entities.foundations import Mission
from pkdsl.values import HOLE, Quantity, Steps, Unknown
from small import MISSION, compiled

PLAN = (
    MISSION
    + 'unit b "B" { type: infantry  strength: 5 persons }\nunit a "A" { type: infantry  strength: 7 persons  armed: yes  women: nonsense }\nrisk r { likelihood: 4  impact: 5 }\n'
)


@pytest.fixture(scope="module")
def plan():
    return compiled(PLAN).plan


def test_all_gives_the_objects_of_a_kind_ordered_by_path(plan) -> None:
    assert [unit.name for unit in plan.all(Unit)] == ["a", "b"]
    assert plan.all("unit") == plan.all(Unit)
    assert all(isinstance(unit, Unit) for unit in plan.all(Unit))


def test_the_mission_is_the_one_there_is(plan) -> None:
    assert isinstance(plan.mission, Mission)
    assert compiled("").plan.mission is None


def test_what_may_change_is_always_steps(plan) -> None:
    a, _ = plan.all(Unit)
    assert isinstance(a.strength, Steps)
    assert a.strength.before == Quantity(7, a.strength.before.unit)


def test_numbers_without_a_unit_are_plain(plan) -> None:
    (risk,) = plan.all("risk")
    assert (risk.likelihood, risk.score) == (4, 20)


def test_what_is_not_given_is_unknown_and_what_is_wrong_is_a_hole(plan) -> None:
    a, b = plan.all(Unit)
    assert isinstance(b.armed, Unknown)
    assert a.armed is True
    assert a.women is HOLE


def test_an_object_knows_no_other_fields(plan) -> None:
    with pytest.raises(AttributeError):
        plan.all(Unit)[0].nothing_here  # noqa: B018 -- reading it is the test


def test_an_object_cannot_be_changed(plan) -> None:
    with pytest.raises(Exception, match="frozen"):
        plan.all(Unit)[0].armed = False


def test_an_object_is_equal_only_to_itself(plan) -> None:
    a, b = plan.all(Unit)
    assert a == a  # noqa: PLR0124 -- that is the question
    assert a != b
    assert len({a, b}) == 2


def test_paths_and_places_stand_beside_an_object(plan) -> None:
    a = plan.all(Unit)[0]
    assert plan.path_of(a) == "unit.a"
    assert plan.span_of(a).text == 'unit a "A"'


def test_objects_of_a_kind_have_hashes_of_their_own(plan) -> None:
    a, b = plan.all(Unit)
    assert hash(a) != hash(b)
