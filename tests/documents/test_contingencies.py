"""The card of a contingency: what is brought in its time, how long all take, and the waves, on all days of its life."""

from __future__ import annotations

from pkdsl import documents
from pkdsl.page import Table, plain
from small import MISSION, compiled

PLAN = f"""use un
{MISSION}
location base "Base" {{ opens: D }}
location adeta "Adeta" {{ opens: D }}
unit reserve "Reserve" {{ type: reserve  strength: 120 persons  arrives: D + 9 days  base: base  notice: 30 min }}
lift helicopters "Helicopters" {{
  mode: air  count: 3  passengers: 20 persons  speed: 220 km/h  notice: 30 min  loading: 30 min  base: base
}}
contingency relief "Relief" {{
  type: reinforcement  covers: adeta  uses: reserve  lift: helicopters  distance: 300 km  people: 120 persons
  approval: 0 min  within: 4 h
}}
"""


def card(text: str) -> dict[str, str]:
    """The facts that the register shows, by their label; two of them may stand beside each other."""
    page = documents.build(compiled(text), "risk_register")
    rows = [row for block in page.blocks if isinstance(block, Table) and block.is_facts for row in block.rows]
    pairs = [row[start : start + 2] for row in rows for start in range(0, len(row), 2)]
    return {plain(label): plain(value).replace("\u202f", " ") for label, value in pairs}


def test_the_card_tells_the_waves_from_the_day_on_which_there_are_some():
    found = card(PLAN)
    assert found["Delivered in that time"] == "0 persons from 1 July 2026 and 60 persons from 10 July 2026"
    assert found["Time needed for all"] == "5.1 h from 10 July 2026"
    assert found["Waves"].endswith("60 persons after 1.9 h and 60 persons after 5.1 h from 10 July 2026")


def test_what_is_the_same_on_all_days_is_told_without_a_day():
    found = card(PLAN.replace("arrives: D + 9 days", "arrives: D - 9 days"))
    assert found["Delivered in that time"] == "60 persons"
    assert found["Waves"] == "60 persons after 1.9 h and 60 persons after 5.1 h"


def test_what_cannot_be_told_is_named_as_not_given():
    assert not {"Delivered in that time", "Waves"} & set(card(PLAN.replace("speed: 220 km/h", "")))
