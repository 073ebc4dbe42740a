"""Declarations: entities and parts, templates, tables."""

from __future__ import annotations

import pytest

from small import MISSION, codes, compiled, line, only, reads

TEMPLATE = 'template unit battalion "Battalion" { type: infantry  strength: 850 persons  equipment trucks { item: truck  quantity: 40 } }\nequipment_type truck {}\n'


class TestKindsAndNames:
    def test_an_unknown_kind_gets_the_nearest_and_the_rest_is_still_checked(self) -> None:
        compilation = compiled("untt u { x: 1 }\nlocation l { bets: 1 }")
        assert [(f.code, "unit" in f.message or "beds" in f.message) for f in compilation.findings] == [
            ("REF-001", True),
            ("REF-002", True),
        ]

    def test_an_entity_needs_a_name(self) -> None:
        assert codes("location { beds: 4 }") == ["VAL-001"]

    def test_a_plan_has_one_mission(self) -> None:
        assert codes(MISSION + 'mission n "N" { period: D .. +1 month }') == ["REF-005"]

    def test_a_declaration_needs_a_body_or_a_template(self) -> None:
        assert codes(TEMPLATE + "unit a is battalion") == []
        assert codes('location adeta "Adeta"\nlocation b {}')[0].startswith("SYN")

    def test_nesting_sets_the_parent_and_the_field_that_names_it(self) -> None:
        plan = "objective o { task t {} }"
        assert reads(plan, "task.t.parent") == "o"
        assert reads(plan, "task.t.objective") == "o"

    def test_nesting_may_go_several_levels_down(self) -> None:
        plan = "mandate m { period: 2026-07-01 .. 2027-06-30  objective o { task t {} } }"
        assert reads(plan, "task.t.parent.parent") == "m"

    def test_what_nests_nowhere_is_declared_at_the_top(self) -> None:
        assert codes("location a { unit u { type: infantry  strength: 1 person } }") == ["REF-007"]

    def test_braces_after_a_field_name_mean_the_same_with_a_colon_and_without(self) -> None:
        plan = "unit u {{ type: infantry  strength{0} {{ from 2026-07-01 = 5 persons }} }}"
        assert (
            reads(plan.format(":"), "unit.u.strength")
            == reads(plan.format(""), "unit.u.strength")
            == "5 persons from 2026-07-01"
        )


class TestParts:
    BUDGET = "budget b { period: 2026-07-01 .. 2027-06-30  line fuel { class: ground_transportation  amount: 2 USD } }"

    def test_a_part_is_reached_by_its_key_and_as_a_collection(self) -> None:
        assert reads(self.BUDGET, "budget.b.line.fuel.amount") == "2 USD"
        assert reads(self.BUDGET, "budget.b.fuel.amount") == "2 USD"
        assert reads(self.BUDGET, "count(budget.b.lines)") == "1"

    def test_all_parts_of_a_kind_are_a_collection(self) -> None:
        assert reads(self.BUDGET, "sum(l.amount for l in lines)") == "2 USD"

    def test_a_part_does_not_stand_alone(self) -> None:
        finding = only("ceiling troops { category: troops  value: 5 persons }")
        assert (finding.code, "mandate" in finding.message) == ("REF-001", True)

    def test_a_part_is_keyed_by_its_name_or_its_field(self) -> None:
        twice = "scale s { share { state: BGD  percent: 1% } share { state: BGD  percent: 2% } }"
        assert codes(twice) == ["REF-005"]
        assert codes(twice.replace("state: BGD  percent: 2%", "state: RWA  percent: 2%")) == []

    def test_the_name_of_a_part_fills_its_key(self) -> None:
        plan = "mandate m { period: 2026-07-01 .. 2027-06-30  ceiling troops { value: 5 persons } }"
        assert reads(plan, "mandate.m.ceiling.troops.category") == "troops"

    def test_two_parts_of_one_name_show_both_places(self) -> None:
        finding = only(self.BUDGET.replace("line fuel", "line fuel { class: medical  amount: 1 USD } line fuel"))
        assert (finding.code, len(finding.labels)) == ("REF-005", 1)


class TestTemplates:
    def test_gives_what_the_instance_does_not_state(self) -> None:
        plan = TEMPLATE + "unit a is battalion { strength: 700 persons }"
        assert (reads(plan, "unit.a.strength"), reads(plan, "unit.a.type")) == ("700 persons", "infantry")

    def test_is_not_among_the_things_of_its_kind(self) -> None:
        assert reads(TEMPLATE + "unit a is battalion", "count(units)") == "1"

    def test_is_of_the_same_kind(self) -> None:
        assert codes(TEMPLATE + "location l is battalion") == ["TYP-003"]

    def test_may_be_another_template(self) -> None:
        plan = TEMPLATE + "template unit big is battalion { strength: 900 persons }\nunit a is big"
        assert (reads(plan, "unit.a.strength"), reads(plan, "unit.a.type")) == ("900 persons", "infantry")

    def test_that_leads_back_to_itself_is_an_error(self) -> None:
        assert codes("template location a is b {}\ntemplate location b is a {}") == ["REF-008"]

    def test_of_two_may_not_give_the_same_field_unless_the_instance_states_it(self) -> None:
        two = "template location a { beds: 1 }\ntemplate location b { beds: 2  helipad: day }\n"
        assert codes(two + "location l is a, b") == ["REF-004"]
        assert reads(two + "location l is a, b { beds: 3 }", "location.l.beds") == "3 persons"

    def test_a_stated_field_replaces_that_of_the_template_whole(self) -> None:
        plan = "template location a { type: [camp, sector_hq] }\nlocation l is a { type: [team_site] }"
        assert reads(plan, "location.l.type") == "team site"

    def test_named_parts_merge_field_by_field(self) -> None:
        plan = TEMPLATE + 'unit a is battalion { equipment trucks { note: "old" } }'
        assert (reads(plan, "unit.a.trucks.quantity"), reads(plan, "unit.a.trucks.note")) == ("40", "old")

    def test_title_and_waivers_are_not_inherited(self) -> None:
        plan = TEMPLATE + "unit a is battalion"
        assert reads(plan, "given(unit.a.title)") == "no"

    def test_none_drops_a_field(self) -> None:
        assert reads("template location a { beds: 9 } location l is a { beds: none }", "given(location.l.beds)") == "no"

    def test_none_is_a_value_where_it_is_a_word_of_the_field(self) -> None:
        plan = "template location a { helipad: day } location l is a { helipad: none }"
        assert (reads(plan, "given(location.l.helipad)"), reads(plan, "location.l.helipad")) == ("yes", "none")

    def test_names_resolve_where_the_template_is_written_and_self_on_the_instance(self) -> None:
        package = 'let size = 5 persons\ntemplate location camp { beds: size  note: "{self.title} has {beds}" }'
        plan = 'use p\nlet size = 9 persons\nlocation l "North" is p.camp'
        assert reads(plan, "location.l.note", packages={"p": package}) == "North has 5 persons"

    def test_an_unknown_one_names_the_nearest(self) -> None:
        finding = only(TEMPLATE + "unit a is batalion { type: infantry  strength: 1 person }")
        assert (finding.code, "battalion" in finding.message) == ("REF-003", True)


class TestTables:
    ROWS = """table location {
  | name: | title:  | beds: | helipad: |
  | adeta | "Adeta" | 900   | night    |  # the north
  | port  | "Port"  |       | day      |
}
"""

    def test_a_row_is_a_declaration(self) -> None:
        assert reads(self.ROWS, "location.adeta.beds") == "900 persons"
        assert reads(self.ROWS, "location.port.title") == "Port"

    def test_an_empty_cell_is_a_field_that_is_not_given(self) -> None:
        assert reads(self.ROWS, "given(location.port.beds)") == "no"

    def test_a_row_is_one_line(self) -> None:
        assert "SYN-007" in codes("table location {\n | name: | beds: |\n | a |\n 5 |\n}\n")

    def test_a_row_with_a_cell_too_many_names_its_line(self) -> None:
        finding = only("table location {\n | name: | beds: |\n | a | 5 | 6 |\n | b | 7 |\n}\n")
        assert (finding.code, line(finding)) == ("SYN-007", "| a | 5 | 6 |")

    def test_an_unknown_column_is_one_finding(self) -> None:
        assert codes("table location {\n | name: | bets: |\n | a | 5 |\n | b | 6 |\n}\n") == ["REF-002"]

    def test_cells_hold_expressions(self) -> None:
        assert (
            reads(
                "let D = 2026-07-01\ntable location {\n | name: | opens: |\n | a | D + 5 days |\n}\n",
                "location.a.opens",
            )
            == "2026-07-06"
        )

    def test_all_rows_may_be_one_template(self) -> None:
        plan = "template location camp { helipad: day }\ntable location is camp {\n | name: |\n | a |\n | b |\n}\n"
        assert reads(plan, "count(l for l in locations where l.helipad == day)") == "2"

    def test_parts_are_tables_too(self) -> None:
        plan = "scale s { table share {\n | state: | percent: |\n | BGD | 40% |\n | RWA | 60% |\n} }\n"
        assert reads(plan, "scale.s.total") == "100 %"

    def test_rows_come_from_a_file(self) -> None:
        csv = 'name,title,beds,note\nadeta,"Adeta, north",900,"He said ""go"""\nport,Port,,\n'
        world = {"tables": {"places.csv": csv}}
        plan = 'table location from "places.csv"'
        assert reads(plan, "location.adeta.title", **world) == "Adeta, north"
        assert reads(plan, "location.adeta.note", **world) == 'He said "go"'
        assert reads(plan, "given(location.port.beds)", **world) == "no"

    @pytest.mark.parametrize(
        ("csv", "code"),
        [
            ("name,beds\na,5,6\n", "SYN-007"),
            ("", "SYN-007"),
            ("name,beds\na,many\n", "REF-003"),
            ("name,bets\na,5\nb,6\n", "REF-002"),
        ],
    )
    def test_a_mistake_in_a_file_is_found_there(self, csv: str, code: str) -> None:
        finding = only('table location from "places.csv"', tables={"places.csv": csv})
        assert (finding.code, finding.span.source.path) == (code, "places.csv")

    def test_a_file_that_is_not_there_names_the_nearest(self) -> None:
        finding = only('table location from "place.csv"', tables={"places.csv": "name\na\n"})
        assert (finding.code, "places.csv" in finding.message) == ("PKG-007", True)


def test_what_stands_in_a_second_declaration_is_left_out_with_it():
    text = 'task patrols "A" {}\ntask patrols "B" { activity walk "Walk" {} }\n'
    assert codes(text) == ["REF-005"]
