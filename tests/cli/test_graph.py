"""`pkdsl graph`: each kind in each form, on one day or on all."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

PLAN = """\
let D = 2026-07-01
mission test "Test" { period: D .. +12 months  currency: USD  as_of: D }
mandate res "S/RES/0" { period: D .. +12 months  objective calm "Calm" { task patrols "Patrol" { by: north  starts: D + 60 days } } }
location adeta "Adeta" { at: 2.52N 47.44E }
post srsg "Special Representative" { role: head_of_mission }
post fc "Force Commander" { role: force_commander }
post dms "Director of Mission Support" { role: director_of_support }
unit north "Northern Battalion" { type: infantry  strength: 850 persons  arrives: D + 60 days  base: adeta }
command top { superior: srsg  subordinate: [fc, dms]  authority: operational_authority }
command field { superior: fc  subordinate: north  authority: operational_control }
command support { superior: dms  subordinate: north  authority: operational_control  period: D + 90 days .. D + 99 days }
link sat "Satellite" { between: [fc, north]  bearer: vsat }
activity first "First patrol" { task: patrols  by: north  starts: D + 61 days  takes: 2 days }
milestone ready "Ready" { after: first  due: D + 70 days }
"""


@pytest.fixture(autouse=True)
def _here(plan):
    plan({"mission.pk": PLAN})


@pytest.mark.parametrize("kind", ["command", "communications", "schedule", "trace"])
@pytest.mark.parametrize("form", ["svg", "dot", "mermaid"])
def test_each_graph_in_each_form(pkdsl, kind, form):
    run = pkdsl("graph", kind, "--format", form)
    assert run.code == 0, run.err
    words = {"command": "Force Commander", "communications": "vsat", "schedule": "First patrol", "trace": "Patrol"}
    assert words[kind] in run.out
    if form == "svg":
        ET.fromstring(run.out)  # noqa: S314 -- our own text
    assert run.out == pkdsl("graph", kind, "--format", form).out


def test_who_has_two_superiors_is_drawn_thick_on_these_days_only(pkdsl):
    def thick(*day):
        return (
            'label="Northern Battalion\\ninfantry", penwidth=2.4'
            in pkdsl("graph", "command", "--format", "dot", *day).out
        )

    assert thick()
    assert thick("--on", "2026-10-01")
    assert not thick("--on", "2026-08-01")


def test_a_box_says_nothing_twice_and_the_legend_only_what_is_drawn(pkdsl):
    drawn = pkdsl("graph", "command").out
    assert "Force Commander" in drawn
    assert "force commander" not in drawn
    assert "director of support" in drawn
    assert "operational control" in drawn
    assert "tactical control" not in drawn


def test_a_command_that_does_not_hold_on_the_day_is_not_drawn(pkdsl):
    assert pkdsl("graph", "command", "--format", "dot", "--on", "2026-10-01").out.count("->") == 4
    assert pkdsl("graph", "command", "--format", "dot", "--on", "2026-08-01").out.count("->") == 3


def test_a_link_that_nothing_stands_in_for_is_drawn_thick(pkdsl):
    assert "dir=none" in pkdsl("graph", "communications", "--format", "dot").out
    assert "penwidth" in pkdsl("graph", "communications", "--format", "dot").out


def test_a_graph_goes_to_a_file(pkdsl, tmp_path):
    run = pkdsl("graph", "command", "-o", "command.svg")
    assert (run.code, run.out) == (0, "")
    assert (tmp_path / "command.svg").read_text().startswith("<svg")


def test_a_graph_that_there_is_not_is_refused(pkdsl):
    assert pkdsl("graph", "supper").code == 2
