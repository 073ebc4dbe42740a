"""One mistake, one finding: whatever else stands in the plan, and wherever the mistake is made."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laws.strategies import plans
from laws.wounds import WOUNDS
from laws.written import Written
from small import compiled, findings

SHARE = max(6, settings().max_examples // 5)
"""How often each wound is tried, so that all of them together take no longer than a few laws."""


@pytest.mark.parametrize("wound", WOUNDS)
@settings(max_examples=SHARE)
@given(plan=plans(), data=st.data())
def test_one_wound_has_exactly_its_finding(wound: str, plan: Written, data: st.DataObject) -> None:
    code, wounded = WOUNDS[wound]
    text = wounded(data.draw, plan)
    found = findings(compiled(text))
    assert [finding.code for finding in found] == [code], ([finding.message for finding in found], text)
