"""Pictures: valid, the same on every run, readable without colour, and no label on another."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.pictures import (
    Band,
    Bar,
    Ceiling,
    Force,
    HeatMap,
    Milestone,
    Panel,
    RiskPoint,
    Timeline,
    axis,
    force_over_time,
    heat,
    phase_timeline,
    phases,
    risk_heat_map,
    svg,
)  # fmt: skip
from pkdsl.pictures.force import described, peak
from pkdsl.pictures.svg import width_of

BANDS = (Band("low", 1), Band("medium", 5), Band("high", 10), Band("very_high", 15))
HOSTILE = '<script>alert("1")</script>\u202e\x00 &amp; ]]> \' "'
NAMESPACE = "{http://www.w3.org/2000/svg}"


def d(text):
    return date.fromisoformat(text)


FORCE = Force(
    (
        Panel("Troops", ((d("2026-08-01"), 450), (d("2026-09-29"), 6605), (d("2026-12-15"), 6400)), Ceiling(((d("2026-07-01"), 6500),))),
        Panel("Police", (), Ceiling(((d("2026-07-01"), 300),))),
    ),
    d("2026-07-01"), d("2027-06-30"),
)  # fmt: skip
LINE = Timeline(
    (Bar("Set up", d("2026-07-01"), d("2026-09-30")), Bar("A very long name of a phase that needs more than one line", d("2026-10-01"), d("2027-06-30"))),
    (Milestone("Council decides", d("2027-06-20")), Milestone("Review", d("2027-06-25")), Milestone("First", d("2026-07-01"))),
    d("2026-07-01"), d("2027-06-30"),
)  # fmt: skip
MAP = HeatMap(
    (RiskPoint("R1", "Floods", 4, 4, (2, 4)), RiskPoint("R2", "Fuel", 5, 5), RiskPoint("R3", "Fire", 1, 1, (1, 1))),
    BANDS,
)
ALL = {"force": force_over_time(FORCE), "phases": phase_timeline(LINE), "heat": risk_heat_map(MAP)}


@pytest.mark.parametrize("picture", ALL.values(), ids=ALL)
def test_a_picture_is_well_formed_and_says_what_it_shows(picture):
    root = ET.fromstring(picture)  # noqa: S314 -- our own text
    assert root.tag == f"{NAMESPACE}svg"
    assert root.find(f"{NAMESPACE}title").text
    assert root.find(f"{NAMESPACE}desc").text
    assert root.get("role") == "img"


@pytest.mark.parametrize("picture", ALL.values(), ids=ALL)
def test_a_picture_asks_for_nothing_and_styles_nothing(picture):
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"<style|style=|<script|<image|href|\son\w+=", picture)
    assert all(address.startswith("#") for address in re.findall(r"url\(([^)]*)\)", picture))


@pytest.mark.parametrize("picture", ALL.values(), ids=ALL)
def test_coordinates_have_at_most_two_decimals(picture):
    assert not re.search(r"[0-9]\.[0-9]{3}", picture)
    assert "-0 " not in picture
    assert "e-" not in "".join(re.findall(r'="[0-9.e-]+"', picture))


def test_pictures_are_the_same_on_every_run():
    assert force_over_time(FORCE) == ALL["force"]
    assert phase_timeline(LINE) == ALL["phases"]
    assert risk_heat_map(MAP) == ALL["heat"]


def test_hostile_words_stay_words():
    pictures = (
        force_over_time(Force((Panel(HOSTILE, ((d("2026-07-01"), 1),)),), d("2026-07-01"), d("2026-12-31"), title=HOSTILE)),
        phase_timeline(Timeline((Bar(HOSTILE, d("2026-07-01"), d("2026-12-31")),), (Milestone(HOSTILE, d("2026-08-01")),), d("2026-07-01"), d("2026-12-31"))),
        risk_heat_map(HeatMap((RiskPoint(HOSTILE, HOSTILE, 1, 1),), BANDS, title=HOSTILE)),
    )  # fmt: skip
    for picture in pictures:
        words = [element.tag for element in ET.fromstring(picture).iter()]  # noqa: S314 -- our own text
        assert f"{NAMESPACE}script" not in words
        assert "script" in picture


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1"), (1.005, "1"), (2.5, "2.5"), (-0.001, "0"), (100, "100"), (1 / 3, "0.33")]
)
def test_numbers_are_written_short(value, text):
    assert svg.number(value) == text


# -- risk matrix ---------------------------------------------------------------------------------------------------

scores = st.integers(1, 5)
points = st.builds(
    RiskPoint, st.integers(1, 99).map("R{}".format), st.just("x"), scores, scores, st.none() | st.tuples(scores, scores)
)


def boxes(data):
    rows = heat._rows(data)
    heights = [heat._height(rows, impact) for impact in range(5, 0, -1)]
    tops = [heat.TOP + sum(heights[:n]) for n in range(5)]
    return {
        (lik, 5 - n): (heat.LEFT + (lik - 1) * heat.CELL_WIDTH, tops[n], heights[n])
        for n in range(5)
        for lik in range(1, 6)
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(points, max_size=60))
def test_no_mark_lies_on_another_or_outside_its_cell(risks):
    data = HeatMap(tuple(risks), BANDS)
    cells = boxes(data)
    chips = heat.placed(data, cells)
    for one, other in combinations(chips, 2):
        apart_across = one.x + one.width <= other.x or other.x + other.width <= one.x
        apart_down = one.y + heat.CHIP_HEIGHT <= other.y or other.y + heat.CHIP_HEIGHT <= one.y
        assert apart_across or apart_down
    for chip in chips:
        assert any(
            left <= chip.x
            and chip.x + chip.width <= left + heat.CELL_WIDTH
            and top <= chip.y
            and chip.y + heat.CHIP_HEIGHT <= top + height
            for left, top, height in cells.values()
        )


def test_every_risk_stands_in_the_matrix_once_and_again_where_it_will_stand():
    assert ALL["heat"].count(">R1<") == 2
    assert ALL["heat"].count(">R2<") == 1
    assert ALL["heat"].count(">R3<") == 1  # mitigation does not move it
    assert "R1 Floods: likelihood 4, impact 4; after mitigation likelihood 2, impact 4." in ALL["heat"]


@pytest.mark.parametrize("residual", [(4, 1), (4, 3), (1, 5), (3, 5)])
def test_the_arrow_of_a_mitigation_leaves_the_words_of_a_cell_readable(residual):
    """A mitigation lowers the likelihood or the impact: its arrow runs beside the scores, never through them."""
    drawn = risk_heat_map(HeatMap((RiskPoint("R1", "x", 4, 5, residual),), BANDS))
    x1, y1, x2, y2 = map(
        float, re.search(r'<line x1="([^"]*)" y1="([^"]*)" x2="([^"]*)" y2="([^"]*)" [^>]*marker-end', drawn).groups()
    )
    labels = re.findall(r'<text x="([0-9.]+)" y="([0-9.]+)" (text-anchor="end" )?font-size="9.5"[^>]*>([^<]*)', drawn)
    assert len(labels) == 25
    for x, y, anchor, words in labels:
        right = float(x) if anchor else float(x) + width_of(words)
        across = min(x1, x2) <= right and max(x1, x2) >= right - width_of(words)
        down = min(y1, y2) <= float(y) and max(y1, y2) >= float(y) - 9
        assert not (across and down), words


def test_bands_are_told_by_words_and_hatches_not_by_colour_alone():
    assert "15 very high" in ALL["heat"]
    assert "url(#heat-top)" in ALL["heat"]
    assert "url(#heat-high)" in ALL["heat"]


def test_without_bands_the_matrix_shows_scores_alone():
    assert "very high" not in risk_heat_map(HeatMap(MAP.risks, ()))


def test_a_matrix_without_risks_says_so():
    assert "No risk has a likelihood and an impact." in risk_heat_map(HeatMap((), BANDS))


# -- strength over time --------------------------------------------------------------------------------------------


def test_the_peak_is_the_first_day_of_the_highest_strength():
    assert peak(FORCE.panels[0], FORCE) == (d("2026-09-29"), 6605)
    assert "peak 6 605 on 29 Sep 2026" in ALL["force"]


def test_what_lies_above_the_ceiling_is_hatched_and_said():
    assert "url(#force-above)" in ALL["force"]
    assert "above its ceiling from 29 Sep 2026 to 14 Dec 2026" in described(FORCE)


def test_a_category_without_anybody_is_shown_and_said():
    assert "nobody in these days" in ALL["force"]


def test_within_the_ceiling_nothing_is_hatched():
    calm = Force(
        (Panel("Troops", ((d("2026-07-01"), 5),), Ceiling(((d("2026-07-01"), 6),))),), d("2026-07-01"), d("2026-12-31")
    )
    assert "url(#force-above)" not in force_over_time(calm)
    assert "never above its ceiling" in described(calm)


@given(st.integers(0, 10_000_000))
def test_ticks_are_round_and_never_above_the_highest_value(highest):
    ticks = axis.count_ticks(highest)
    assert ticks[0] == 0
    assert ticks[-1] <= highest
    assert len(ticks) <= 6


@given(st.dates(d("1950-01-01"), d("2150-01-01")), st.integers(1, 20_000))
def test_labels_of_dates_never_touch(first, length):
    days = axis.Days(first, date.fromordinal(first.toordinal() + length), 60, 700)
    at = [days.at(day) for day in days.ticks()]
    assert all(b - a >= svg.width_of("Mmm 0000") for a, b in pairwise(at))


# -- phases --------------------------------------------------------------------------------------------------------

moments = st.dates(d("2026-07-01"), d("2027-06-30"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Milestone, st.text("abcdefgh ", min_size=1, max_size=60), moments), max_size=20))
def test_words_of_milestones_never_touch(marks):
    data = Timeline((), tuple(marks), d("2026-07-01"), d("2027-06-30"))
    days = axis.Days(data.first, data.last, phases.LEFT, phases.WIDTH - phases.RIGHT)
    for one, other in combinations(phases.placed(data, days), 2):
        assert one.lane != other.lane or one.right < other.left or other.right < one.left


def test_phases_show_their_dates():
    assert "1 Jul 2026 – 30 Sep 2026" in ALL["phases"]


def test_long_names_are_wrapped_and_then_cut_with_a_sign():
    assert svg.wrapped("a b", 100) == ("a b",)
    first, second = svg.wrapped("many words that need a lot of room to be written", 60)
    assert second.endswith("…")
    assert svg.width_of(first) <= 60
    assert svg.width_of(second) <= 60


def test_lines_to_milestones_below_do_not_run_through_words():
    days = tuple(Milestone(f"Step {n}", d(f"2026-07-0{n}")) for n in range(1, 6))
    drawn = phase_timeline(Timeline((), days, d("2026-07-01"), d("2028-06-30")))
    for n in range(1, 6):
        paper = re.search(
            rf'<rect x="([0-9.]+)"[^>]*width="([0-9.]+)"[^>]*class="pk-label"[^>]*/><text x="([0-9.]+)"[^>]*>Step {n},',
            drawn,
        )
        assert paper is not None
        left, room, words = map(float, paper.groups())
        assert left < words < left + room
        assert drawn.rindex("stroke-dasharray") < paper.start()
