"""Laws of whole plans: what is right has no finding, one wound has one, and no text at all breaks the compiler."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laws.strategies import KINDS, complete, plans
from laws.written import Written
from small import compiled, findings


@given(plans())
def test_a_plan_made_from_the_vocabulary_has_no_error(plan: Written) -> None:
    found = [(finding.code, finding.message) for finding in findings(compiled(plan.text))]
    assert not found, plan.text


@pytest.mark.parametrize("kind", [*KINDS, "mission"])
@settings(max_examples=2)
@given(st.data())
def test_a_kind_takes_every_field_and_part_it_declares(kind: str, data: st.DataObject) -> None:
    plan = data.draw(complete(kind))
    found = [(finding.code, finding.message) for finding in findings(compiled(plan.text))]
    assert not found, plan.text
