"""The communications plan: who directs how many, which way is tried first, what fails together, what was never tested."""

from __future__ import annotations

import pytest

from canaries import hidden, seen
from drawings import outside, overlaps
from papers import Small
from pkdsl.page import Note, Paragraph

PLAN = """
use un
let D = 2026-07-01
mission m "Mission" { period: D .. 2027-06-30  as_of: 2026-10-01  marking: unclassified }
location town "Town" { at: 2.00N 45.30E }
location adeta "Adeta" { at: 2.52N 47.44E  generator main { rated_power: 200 kW } }
post fc "Force Commander" { role: force_commander  hq: force_hq }
post chief "Chief of operations" { role: section_chief  hq: force_hq }
hq force_hq "Force headquarters" { at: town  type: main  head: fc }
hq spare_hq "Spare headquarters" { at: adeta  type: alternate  head: chief }
unit north "Northern Battalion" { type: infantry  strength: 850 persons  base: adeta  arrives: D }
unit south "Southern Battalion" { type: infantry  strength: 850 persons  base: belmo  arrives: D }
location belmo "Belmo" { at: 1.52N 46.44E }
section shop "Workshop" { component: support }
command over "Over the battalions" {
  superior: fc  subordinate: [north, south]  authority: operational_control  priorities: ["the wounded", "the rest"]
}
command staff "Over the workshop" { superior: chief  subordinate: shop  authority: administrative }
contract dishes "Dishes" { supplier: "Sky" }
agreement bands "Licence" { type: frequency_licence  status: signed  period: D .. 2026-12-31 }
link sat "Satellite" {
  between: [force_hq, north]  bearer: vsat  secure: yes  keys: D .. 2026-12-31  bandwidth: 100 kbit/s  provider: dishes
  power_source: location.adeta.generator.main  agreement: bands
}
link hf "High frequency" { between: [north, force_hq]  bearer: hf  secure: yes  power_source: location.adeta.generator.main  agreement: bands  frequency: "7 MHz" }
link post_van "Post van" { between: [force_hq, north]  bearer: courier  secure: no }
link loose "Telephone" { between: [force_hq, south]  bearer: fibre  secure: no  provider: dishes }
pace fc_north "Force and north" { between: [fc, north]  primary: sat  alternate: hf  emergency: post_van  tested: [D + 10 days, 2026-11-01] }
pace fc_again "Force and north, by night" { between: [fc, north]  primary: sat  alternate: hf  emergency: post_van }
information_exchange video "Video" { sender: north  receiver: fc  bandwidth: 60 kbit/s  channel: sat }
report late "Evening report" { type: daily  sender: north  receiver: fc  every: 1 day  time: 18:00Z }
report early "Morning report" { type: daily  sender: north  receiver: fc  every: 1 day  time: 06:00Z }
report alarm "Alarm" { type: flash  sender: north  receiver: fc  relay: chief  takes: 5 min }
exercise drill "Radio drill" { type: communications  date: 2026-09-01  tests: fc_north }
coordination_body crisis "Crisis team" { type: crisis_management  chair: fc  at: town  alternate_venue: adeta }
contingency silence "Silence" { type: communications_loss  trigger: "no answer for an hour"  authority: fc  communications: fc_north }
"""


SMALL = Small("communications_plan", PLAN)
page, rows, figure, said = SMALL.page, SMALL.rows, SMALL.figure, SMALL.said


def test_authorities_differ_by_their_lines_and_superiors_are_measured_against_the_limit():
    chain = figure("Chain of command").svg
    assert 'stroke-width="0.5"' in chain
    assert "administrative" in chain
    assert figure("Span of control").description == "Force Commander: directs at most 2; limit 8."


def test_the_net_draws_each_link_as_the_first_of_the_ways_that_it_is_and_away_from_the_middle():
    net = figure("The net by the order")
    assert "Force headquarters to Northern Battalion (satellite, HF, courier)." in net.description
    assert "Northern Battalion to Force headquarters" not in net.description
    assert "Force headquarters to Southern Battalion (fibre)." in net.description
    assert all(words in net.svg for words in ("primary", "alternate", "emergency", "in no plan"))
    assert ">contingency<" not in net.svg


def test_ways_that_hang_on_one_thing_are_seen_in_the_matrix_and_told_below_it():
    matrix = figure("What the ways of each pair hang on")
    assert (
        "Force and north, by night and 1 other: Dishes: primary; Main generator, Adeta: primary and alternate."
        in matrix.description
    )
    assert not overlaps(matrix.svg)
    assert not outside(matrix.svg)
    assert rows("What several ways of one pair hang on")[0] == [
        "Force and north, by night", "Main generator, Adeta", "primary and alternate",
    ]  # fmt: skip
    assert "hang on the same thing and fail together" in said(Note)


def test_what_nothing_stands_in_for_is_told_with_its_days():
    found = {row[0]: row[1:] for row in rows("What nothing else stands in for")}
    assert found["Telephone"] == ["link", "throughout"]
    assert "Post van" not in found


def test_links_without_frequency_keys_or_encryption_are_told():
    assert [row[0] for row in rows("Frequencies")] == ["High frequency"]
    assert rows("Keys") == [["1 July 2026 to 31 December 2026", "1 link: Satellite"]]
    assert rows("Licences") == [
        ["Licence", "signed", "1 July 2026 to 31 December 2026", "2 links: High frequency and Satellite"]
    ]
    text = said(Paragraph)
    assert "Radio without a frequency in the plan: 1 link: Satellite." in text
    assert "Encrypted without keys in the plan: 1 link: High frequency." in text
    assert "nothing confidential may go over them: 2 links: Telephone and Post van." in text


def test_reports_stand_by_their_hour_and_alerts_by_the_time_until_they_arrive():
    assert [row[0] for row in rows("Timetable of reports")] == ["Morning report", "Evening report"]
    (alarm,) = rows("What is reported at once")
    assert alarm[4:6] == ["Chief of operations", "10 min"]
    assert rows("What links must carry of it") == [["Satellite", "60 kbit/s", "100 kbit/s"]]


def test_a_crisis_has_a_second_place_and_the_loss_of_communications_its_card():
    assert rows("Where a crisis is led from") == [["Crisis team", "Town", "Adeta"]]
    assert [row[0] for row in rows("Headquarters to fall back on")] == ["Spare headquarters"]
    assert rows("When communications are lost; the cards are in the risk register")[0][1] == "no answer for an hour"


def test_the_log_of_tests_tells_what_was_tested_what_will_be_and_what_never_was():
    assert rows("Log of tests") == [
        ["11 July 2026", "Force and north", "done"], ["1 September 2026", "Radio drill: Force and north", "exercise, done"],
        ["1 November 2026", "Force and north", "planned"],
    ]  # fmt: skip
    assert "Never tested: 1 pair: Force and north, by night." in said(Note)


@pytest.mark.parametrize(
    "kind",
    [
        "post",
        "unit",
        "link",
        "pace",
        "agreement",
        "contract",
        "location",
        "hq",
        "report",
        "exercise",
        "contingency",
        "coordination_body",
        "command",
    ],
)
def test_who_may_not_see_something_finds_it_neither_in_words_nor_in_pictures(kind):
    secret = hidden(PLAN, kind)
    assert "Canary" in seen(secret, "communications_plan", "confidential")
    assert "Canary" not in seen(secret, "communications_plan", "unclassified")
