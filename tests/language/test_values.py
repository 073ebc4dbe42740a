"""The forms of values, one by one: what is written, and what it reads as on paper."""

from __future__ import annotations

import pytest

from small import MISSION, codes, only, reads, refused

FORMS = [
    ("850", "850"),
    ("4_200", "4 200"),
    ("1.5", "1.5"),
    ("48.2M", "48 200 000"),
    ("12k", "12 000"),
    ("15%", "15 %"),
    ("5% of 200", "10"),
    ("5% of 200 persons", "10 persons"),
    ("5% of 200 persons * 2", "20 persons"),
    ("40 t/day", "40 t/day"),
    ("4.5 L/person/day", "4.5 L/person/day"),
    ("220 km/h", "220 km/h"),
    ("30 km2", "30 km2"),
    ("15/day", "15/day"),
    ("12 / 4", "3"),
    ("40 person_days", "40 person-days"),
    ("1 person", "1 person"),
    ("1448 USD", "1 448 USD"),
    ("48.2M USD", "48 200 000 USD"),
    ("1448 USD/person/month", "1 448 USD/person/month"),
    ("2026-07-01", "2026-07-01"),
    ("06:00Z", "06:00Z"),
    ("06:00+03:00", "06:00+03:00"),
    ("06:00", "06:00"),
    ("30 days", "30 days"),
    ("2 weeks", "2 weeks"),
    ("48 h", "48 h"),
    ("12 months", "12 months"),
    ("1 year", "12 months"),
    ("2026-07-01 .. 2027-06-30", "2026-07-01 .. 2027-06-30"),
    ("D .. +12 months", "2026-07-01 .. 2027-06-30"),
    ("D .. +30 days", "2026-07-01 .. 2026-07-30"),
    ("2.52N 47.44E", "2.52N 47.44E"),
    ("1.28S 36.8E", "1.28S 36.8E"),
    ('mgrs("38NPF0000000000")', "0N 45.898638E"),
    ('"one line"', "one line"),
    (r'"a \"b\" \\ \u{e9}"', 'a "b" \\ é'),
    ('"""\n    many\n      lines\n    """', "many\n  lines"),
    ('"{1 + 1} of {{3}}"', "2 of {3}"),
    ("yes", "yes"),
    ("no", "no"),
    ("[1, 2, 3]", "1, 2, 3"),
    ("[x * 2 for x in [1, 2, 3] where x > 1]", "4, 6"),
    ("estimate(20 days, 35 days, 60 days)", "35 days (20 days to 60 days)"),
]


@pytest.mark.parametrize(("written", "paper"), FORMS)
def test_a_value_reads_on_paper_as_it_was_meant(written: str, paper: str) -> None:
    assert reads(MISSION, written) == paper


class TestNumbers:
    def test_are_exact(self) -> None:
        assert reads("", "0.1 + 0.2 == 0.3") == "yes"
        assert reads("", "1/3 * 3 == 1") == "yes"
        assert reads("", "1/3") == "≈0.3333"

    @pytest.mark.parametrize(
        ("written", "said"), [("007", "zero"), ("1 000", "1_000"), ("6,500 persons", "6_500"), ("3bn", "bn")]
    )
    def test_that_almost_are_numbers_say_what_to_write(self, written: str, said: str) -> None:
        finding = only(f"let a = {written}")
        assert said in finding.message + finding.help + "".join(fix.replacement for fix in finding.fixes)

    def test_divide_exactly_and_never_by_zero(self) -> None:
        finding = only("let a = 1 / (2 - 2)")
        assert (finding.code, finding.span.text) == ("VAL-005", "1 / (2 - 2)")

    def test_round_only_where_asked(self) -> None:
        assert reads("", "round(10 / 3, 2)") == "3.33"
        assert [reads("", f"{how}(7 / 2)") for how in ("round", "floor", "ceil")] == ["4", "3", "4"]


class TestUnits:
    def test_are_converted_to_the_first(self) -> None:
        assert (reads("", "1 km + 500 m"), reads("", "500 m + 1 km")) == ("1.5 km", "1 500 m")

    def test_multiply_and_cancel(self) -> None:
        assert reads("", "850 persons * 1448 USD/person/month * 12 months") == "14 769 600 USD"
        assert reads("", "60 km / (30 km/h)") == "2 h"

    def test_that_do_not_fit_are_told_in_words(self) -> None:
        finding = refused("", "1 USD/person/month + 1 USD/month")
        assert finding.code == "TYP-002"
        assert "money per person and month" in finding.message
        assert "money per month" in finding.message

    def test_of_two_currencies_do_not_add(self) -> None:
        assert refused("", "1 USD + 1 EUR").code == "TYP-002"

    def test_of_persons_and_vehicles_do_not_compare(self) -> None:
        assert refused("", "3 persons < 4 vehicles").code == "TYP-002"

    def test_are_taken_by_a_bare_number_in_a_field(self) -> None:
        assert reads("risk r { likelihood: 4 }  fund f { type: assessed  amount: 5 USD }", "fund.f.amount") == "5 USD"
        assert reads("supply_line s { capacity: 56 }", "supply_line.s.capacity") == "56 t/day"

    def test_money_takes_no_bare_number(self) -> None:
        assert codes("fund f { type: assessed  amount: 5 }") == ["TYP-002"]

    def test_that_do_not_exist_get_the_nearest(self) -> None:
        finding = only("let a = 5 persns")
        assert finding.code == "REF-009"
        assert "persons" in finding.message

    def test_of_beds_seats_and_litters_are_persons(self) -> None:
        assert reads("", "3 beds + 2 seats + 1 litter == 6 persons") == "yes"

    def test_of_months_without_a_calendar_are_a_twelfth_of_a_year(self) -> None:
        assert reads("", "1461 t/month * 1 day") == "48 t"


class TestDates:
    def test_that_do_not_exist_name_the_length_of_the_month(self) -> None:
        finding = only("let a = 2026-02-30")
        assert finding.code == "SYN-005"
        assert "28 days" in finding.message

    def test_move_by_days_and_months_and_stay_in_the_month(self) -> None:
        assert reads("", "2026-01-31 + 1 month") == "2026-02-28"
        assert reads("", "2026-03-01 - 1 day") == "2026-02-28"
        assert reads("", "2026-07-01 + 2 weeks") == "2026-07-15"

    def test_do_not_move_by_part_of_a_day(self) -> None:
        assert refused("", "2026-07-01 + 6 h").code == "TYP-002"

    def test_minus_dates_are_days(self) -> None:
        assert reads("", "2026-07-15 - 2026-07-01") == "14 days"

    def test_end_where_the_calendar_of_plans_ends(self) -> None:
        assert refused("", "2026-07-01 + 500 years").code == "VAL-004"

    def test_planned_for_a_benchmark_read_as_the_date(self) -> None:
        plan = (
            MISSION
            + "benchmark b { }\nunit u { type: infantry  strength: 5 persons  leaves: when(benchmark.b, 2027-03-01) }"
        )
        assert reads(plan, "unit.u.leaves").startswith("2027-03-01")

    def test_of_days_and_of_months_do_not_compare(self) -> None:
        assert refused("", "30 days < 1 month").code == "TYP-002"


class TestPeriods:
    def test_hold_both_their_days(self) -> None:
        assert reads("", "days(2026-07-01 .. 2026-07-01)") == "1 day"
        assert reads(MISSION, "days(mission.period)") == "365 days"

    def test_of_a_length_end_the_day_before(self) -> None:
        assert reads(MISSION, "end(D .. +1 month)") == "2026-07-31"

    def test_end_no_earlier_than_they_start(self) -> None:
        assert codes("let a = 2026-07-02 .. 2026-07-01") == ["VAL-006"]

    def test_cover_and_overlap(self) -> None:
        assert reads("let p = 2026-07-01 .. 2026-07-31", "covers(p, 2026-07-31)") == "yes"
        assert reads("let p = 2026-07-01 .. 2026-07-31", "overlap(p, 2026-08-01 .. 2026-08-02)") == "no"


class TestTexts:
    def test_see_the_fields_of_their_declaration(self) -> None:
        assert (
            reads('location l "North" { beds: 9\n note: "{title} sleeps {self.title}" }', "location.l.note")
            == "North sleeps North"
        )

    def test_hold_quotes_inside_braces_as_single_ones(self) -> None:
        assert reads("", "\"{join(['a', 'b'], '-')}\"") == "a-b"

    def test_name_a_declaration_by_its_title(self) -> None:
        assert reads('location l "North" {}\nlet a = "at {location.l}"', "a") == "at North"

    def test_that_do_not_end_are_found_at_their_line(self) -> None:
        finding = only('location a {\n  note: "one\n  beds: 4\n}')
        assert (finding.code, finding.span.position.line) == ("SYN-003", 2)


class TestWords:
    def test_belong_to_the_list_of_their_field(self) -> None:
        finding = only("location a { helipad: nigth }")
        assert finding.code == "VAL-002"
        assert "`night`" in finding.message

    def test_of_an_ordered_list_compare(self) -> None:
        plan = "unit u { type: infantry  strength: 5 persons  status: agreed }"
        assert reads(plan, "unit.u.status >= selected") == "yes"
        assert reads(plan, "unit.u.status < pledged") == "no"

    def test_alone_stand_for_a_list_of_one(self) -> None:
        assert reads("location a { type: camp }", "camp in location.a.type") == "yes"

    def test_of_true_and_false_are_yes_and_no(self) -> None:
        finding = only("unit u { type: infantry  strength: 5 persons  armed: true }")
        assert "yes" in finding.message

    def test_are_codes_where_a_table_of_codes_is_meant(self) -> None:
        assert codes("country c { state: KAS }") == ["VAL-007"]
        assert codes("country c { state: XKA }") == []


class TestMaps:
    PLAN = "use un\nunit u { type: infantry  strength: 9 persons  languages: { fr: 4 persons, en: 5 persons } }"

    def test_are_read_with_brackets(self) -> None:
        assert reads(self.PLAN, "unit.u.languages[fr]") == "4 persons"

    def test_know_what_they_do_not_hold(self) -> None:
        assert reads(self.PLAN, "given(unit.u.languages[ar])") == "no"


class TestOverTime:
    PLAN = (
        MISSION
        + "unit u { type: infantry  strength { from D = 10 persons  from D + 10 days = 20 persons  during D + 15 days .. D + 19 days = 5 persons } }"
    )

    def test_a_step_holds_until_the_next(self) -> None:
        assert [reads(self.PLAN, f"at(unit.u.strength, D + {n} days)") for n in (0, 9, 10)] == [
            "10 persons",
            "10 persons",
            "20 persons",
        ]

    def test_during_lies_over_what_goes_on_after_it(self) -> None:
        assert [reads(self.PLAN, f"at(unit.u.strength, D + {n} days)") for n in (14, 15, 19, 20)] == [
            "20 persons",
            "5 persons",
            "5 persons",
            "20 persons",
        ]

    def test_before_the_first_step_holds_what_the_field_declares(self) -> None:
        assert reads(self.PLAN, "at(unit.u.strength, D - 1 day)") == "0 persons"
        people = MISSION + "population_group g { count { from D = 5 persons } }"
        assert reads(people, "at(population_group.g.count, D - 1 day)") == "not given"

    def test_steps_may_be_written_in_any_order_of_days(self) -> None:
        swapped = "let a = { from 2026-08-01 = 2  from 2026-07-01 = 1 }"
        assert codes(swapped) in ([], ["TYP-002"])

    def test_turn_into_plain_values(self) -> None:
        assert reads(self.PLAN, "peak(unit.u.strength)") == "20 persons"
        assert reads(self.PLAN, "low(unit.u.strength, D + 10 days .. D + 30 days)") == "5 persons"
        assert reads(self.PLAN, "mean(unit.u.strength, D .. +20 days)") == "11.25 persons"
        assert reads(self.PLAN, "total(unit.u.strength, D .. +20 days)") == "225 person-days"

    def test_total_by_calendar_months(self) -> None:
        assert reads(MISSION, "total(1448 USD/person/month, D .. +12 months)") == "17 376 USD/person"
        assert reads(MISSION, "total(3000 USD/month, 2026-09-01 .. 2026-09-15)") == "1 500 USD"

    @pytest.mark.parametrize("when", ["from 30 days", "from D .. +2 days", 'from "soon"', "during D", "during 30 days"])
    def test_a_step_begins_on_a_day_and_an_interlude_lasts_a_period(self, when: str) -> None:
        plan = MISSION + f"unit u {{ type: infantry  strength {{ from D = 1 person  {when} = 2 persons }} }}"
        assert codes(plan) == ["TYP-001"]

    def test_only_where_the_field_changes(self) -> None:
        assert codes(MISSION + "risk r { likelihood { from D = 3 } }") == ["TYP-001"]

    def test_arithmetic_goes_day_by_day(self) -> None:
        plan = MISSION + "let a = { from D = 1  from D + 2 days = 2 }\nlet b = { from D = 10  from D + 1 day = 20 }"
        assert reads(plan, "a + b") == "11 from 2026-07-01, 21 from 2026-07-02, 22 from 2026-07-03"


def test_any_value_may_carry_its_reason() -> None:
    assert (
        codes('let a = 5 because "counted"\nlocation l { beds: 5 because "survey"\n helipad: day because "seen" }')
        == []
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("let a = 2026-7-1", "2026-07-01"),
        ("let a = 1 July 2026", "2026-07-01"),
        ("let a = 7.44E 10.52N", "first"),
        ("let a = -1.28N 36.8E", "S"),
        ("let a = 48.2 million USD", "48.2M"),
        ("let a = $5", "USD"),
        ("let a = USD 5", "5 USD"),
        ("let D = 2026-07-01\nlet a = D+60", "days"),
        ("unit u { type: infantry  strength { from 2026-07-01: 450 } }", "="),
        ("unit u { type: infantry  strength: 1 person  base adeta }", "base:"),
        ("unit u { type: infantry  strength = 850 persons }", "strength:"),
        ("location adeta", "{"),
        ("let a = 1 < 2 < 3", "and"),
        ("let for = 3", "no name"),
    ],
)
def test_the_mistakes_made_first_say_what_to_write(written: str, said: str) -> None:
    finding = only(written)
    offered = " ".join((finding.message, finding.help, *(fix.replacement for fix in finding.fixes)))
    assert said in offered, offered


def test_norwegian_is_a_language_and_no_refusal() -> None:
    assert codes("country norway { state: NOR  languages: [no, en] }") == []


@pytest.mark.parametrize(
    "plan",
    [
        "location a { beds: -3 }",
        "location a { beds: 5 persons - 8 persons }",
        "location a { beds { from 2026-07-01 = 5  from 2026-08-01 = -1 } }",
        "population_group a { count: -1 }",
    ],
)
def test_people_are_counted_from_nought(plan: str) -> None:
    finding = only(MISSION, plan)
    assert (finding.code, "at least 0" in finding.message) == ("VAL-003", True)


def test_the_difference_of_two_numbers_of_people_may_be_less() -> None:
    assert reads("location a { beds: 5 }", "location.a.beds - 8 persons") == "-3 persons"


def test_a_pair_is_two() -> None:
    assert codes('hq a "A" {}\nlink x "X" { between: a  bearer: vsat }') == ["TYP-004"]
    assert codes('hq a "A" {}\nhq b "B" {}\nhq c "C" {}\nlink x "X" { between: [a, b, c]  bearer: vsat }') == [
        "TYP-004"
    ]


@pytest.mark.parametrize("written", ["wombats", '"wombats"', "L/wombat"])
def test_what_is_counted_is_counted_in_a_unit_that_there_is(written: str) -> None:
    plan = f"supply s {{ class: water  measure: {written} }}\nlocation l {{ stock k {{ supply: s  on_hand: 3 }} }}"
    assert codes(plan) == ["REF-009"]
