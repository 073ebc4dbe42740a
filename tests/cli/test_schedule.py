"""`pkdsl schedule`: the calendar as table, csv and json, and the chains that hold things up."""

from __future__ import annotations

import csv
import io
import json

import pytest

PLAN = """\
let D = 2026-07-01
mission test "Test" { period: D .. +12 months  currency: USD }
activity survey "Survey of the bridges" { starts: D  takes: 20 days }
activity repair "Repair of the bridges" { after: survey  takes: 40 days }
activity signs "Road signs" { after: survey  takes: 10 days }
activity party "Opening" { after: nothing_said  starts: D + 100 days }
milestone nothing_said "Talks" { starts: D }
milestone open_road "The road is open" { type: ioc  after: [repair, signs]  due: D + 59 days }
"""


@pytest.fixture
def road(plan):
    return plan({"plan.pk": PLAN})


def test_the_table_shows_days_floats_and_what_holds_things_up(pkdsl, road):
    run = pkdsl("schedule")
    assert run.code == 0
    assert run.out == EXPECTED


EXPECTED = """\
   what                    earliest    latest      over        float     free     held up by
   milestone.nothing_said  2026-07-01  2027-06-30  2026-07-02  364 days  99 days  its own date
*  activity.survey         2026-07-01  2026-07-01  2026-07-21  0 days    0 days   its own date
   activity.signs          2026-07-21  2026-08-20  2026-07-31  30 days   30 days  activity.survey
*  activity.repair         2026-07-21  2026-07-21  2026-08-30  0 days    0 days   activity.survey
*  milestone.open_road     2026-08-29  2026-08-29  2026-08-30  0 days    0 days   activity.repair
   activity.party          2026-10-09                                             not known: activity.party.takes is not given

Longest chain to milestone.open_road, The road is open (2026-08-29, float 0 days):
  2026-07-01  activity.survey  Survey of the bridges
  2026-07-21  activity.repair  Repair of the bridges
  2026-08-29  milestone.open_road  The road is open
"""


def test_a_spreadsheet_gets_numbers(pkdsl, road):
    rows = {row["what"]: row for row in csv.DictReader(io.StringIO(pkdsl("schedule", "--format", "csv").out))}
    assert rows["activity.signs"]["float"] == "30"
    assert rows["activity.signs"]["critical"] == "no"
    assert rows["activity.repair"]["critical"] == "yes"
    assert rows["activity.repair"]["held up by"] == "activity.survey"


def test_programs_get_rows_and_chains(pkdsl, road):
    found = json.loads(pkdsl("schedule", "--format", "json").out)
    assert found["chains"] == [
        {"to": "milestone.open_road", "chain": ["activity.survey", "activity.repair", "milestone.open_road"]}
    ]
    rows = {row["path"]: row for row in found["schedule"]}
    assert rows["activity.repair"] == {
        "path": "activity.repair",
        "title": "Repair of the bridges",
        "early": "2026-07-21",
        "late": "2026-07-21",
        "over": "2026-08-30",
        "float_days": 0,
        "free_float_days": 0,
        "critical": True,
        "driver": "activity.survey",
        "waits_for": ["activity.survey"],
    }


def test_only_what_cannot_slip(pkdsl, road):
    out = pkdsl("schedule", "--critical").out.split("\n\n")[0]
    assert [line.split()[1] for line in out.split("\n")[1:] if line] == [
        "activity.survey",
        "activity.repair",
        "milestone.open_road",
    ]


def test_the_chain_to_what_is_asked_for(pkdsl, road):
    out = pkdsl("schedule", "--to", "activity.signs").out.split("\n\n")[1]
    assert out == (
        "Longest chain to activity.signs, Road signs (2026-07-21, float 30 days):\n"
        "  2026-07-01  activity.survey  Survey of the bridges\n"
        "  2026-07-21  activity.signs  Road signs\n"
    )


def test_a_slip_of_the_pen_is_asked_about(pkdsl, road):
    run = pkdsl("schedule", "--to", "milestone.open_rod")
    assert run.code == 2
    assert "Did you mean `milestone.open_road`?" in run.err
