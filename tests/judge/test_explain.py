"""A failure explained: its cause, what the figures are made of, and what was counted."""

from __future__ import annotations

from small import MISSION, compiled, findings, only

CEILING = """mandate res "S/RES/0" {
  period: D .. +12 months
  ceiling troops { value: 1_000 persons }
}
rule ADE-001 "Ceiling" {
  for c in ceilings
  require c.strength <= c.value else "{c.category}: {c.strength} deployed, {c.value} authorised"
}
"""
NORTH = "unit north { type: infantry  strength: 600 persons  arrives: D }\n"
SOUTH = 'unit south {\n  type: infantry\n  strength: 700 persons\n  arrives: D + 60 days because "after the rains"\n}\n'


def test_the_cause_is_the_line_that_makes_it_change_on_the_first_failing_day() -> None:
    finding = only(MISSION + CEILING + NORTH + SOUTH)
    assert finding.span.text.startswith("arrives: D + 60 days")
    assert finding.message.startswith("troops: 1\u202f300 persons deployed, 1\u202f000 persons authorised")
    assert "300 persons over" in finding.message.replace("\u202f", " ")


def test_the_worst_of_all_days_is_told_where_it_is_worse_than_the_first() -> None:
    later = "unit east { type: infantry  strength: 200 persons  arrives: D + 90 days  leaves: D + 99 days }\n"
    said = [only(MISSION + CEILING + NORTH + SOUTH + more).message.replace("\u202f", " ") for more in ("", later)]
    assert "(300 persons over, 2026-08-30 .. 2027-06-30)" in said[0]
    assert "(300 persons over, at most 500 persons, 2026-08-30 .. 2027-06-30)" in said[1]


def test_the_other_side_is_a_label_with_its_value() -> None:
    finding = only(MISSION + CEILING + NORTH + SOUTH)
    assert [label.span.text for label in finding.labels] == ["1_000 persons"]
    assert "1\u202f000 persons" in finding.labels[0].text


def test_a_sum_is_spelt_out() -> None:
    finding = only(MISSION + CEILING + NORTH + SOUTH)
    said = " ".join(finding.because).replace("\u202f", " ")
    assert "1 300 persons = south 700 persons + north 600 persons" in said
    assert "pkdsl why mandate.res.ceiling.troops.strength" in said


def test_what_is_no_sum_is_not_spelt_out_as_one() -> None:
    relief = "unit relief { type: infantry  strength: 500 persons  arrives: D + 9 days  relieves: north }\n"
    finding = only(MISSION + CEILING.replace("c.strength <= c.value", "c.overlap <= 0 persons") + NORTH + relief)
    assert "500 persons over" in finding.message.replace("\u202f", " ")
    assert not finding.because, "500 persons are not 600 persons and 500 persons"


def test_what_lies_behind_a_named_value_is_the_cause_too() -> None:
    moved = SOUTH.replace('D + 60 days because "after the rains"', "after_rains")
    finding = only(MISSION + "let after_rains = D + 60 days\n" + CEILING + NORTH + moved)
    assert "after_rains" in finding.span.text


def test_what_a_template_changes_is_shown_where_it_is_taken_over() -> None:
    package = "template unit wave { type: infantry  strength { from 2026-07-01 = 100 persons  from 2026-09-01 = 900 persons } }"
    plan = "use p\n" + MISSION + CEILING + NORTH + 'unit east "East" is p.wave { arrives: D }\n'
    finding = only(plan, packages={"p": package})
    assert (finding.span.source.path, finding.span.text) == ("a.pk", 'unit east "East"')


def test_counts_say_what_was_looked_at() -> None:
    counts = compiled(MISSION + CEILING + NORTH + SOUTH).counts
    assert (counts.rules, counts.holds, counts.fails, counts.not_assessable, counts.waived) == (1, 0, 1, 0, 0)
    assert counts.objects in {5, 6}  # mission, mandate, ceiling, two units; the rule is the plan's own too
    assert counts.verdicts["ADE-001"]["fails"] == 1


def test_findings_come_in_the_order_of_the_text() -> None:
    text = (
        MISSION
        + 'rule ADE-001 "x" { for l in locations require given(l.beds) else "{l.name}" }\nlocation b {}\nlocation a {}\nlocation c {}'
    )
    assert [finding.message for finding in findings(compiled(text))] == ["b", "a", "c"]


def test_the_same_failure_of_two_bindings_is_told_for_each() -> None:
    text = 'rule ADE-001 "x" { for a in locations for b in locations require a.name == b.name else "{a.name} {b.name}" }\nlocation a {}\nlocation b {}'
    found = findings(compiled(text))
    assert sorted(finding.message for finding in found) == ["a b", "b a"]
    assert len({finding.fingerprint for finding in found}) == 2
