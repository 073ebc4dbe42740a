"""A plan is a folder: many files with one set of names, and packages reached under theirs."""

from __future__ import annotations

from small import MISSION, codes, compiled, findings, only, reads

UNIT = "unit u { type: infantry  strength: 10 persons  base: adeta }"


def test_the_files_of_a_plan_share_their_names() -> None:
    assert codes(UNIT, "location adeta {}") == []


def test_a_thing_declared_twice_shows_both_places() -> None:
    finding = only("location adeta {}", "location adeta {}")
    assert finding.code == "REF-005"
    assert {finding.span.source.path, finding.labels[0].span.source.path} == {"a.pk", "b.pk"}


def test_a_field_given_twice_in_one_block_shows_both_places() -> None:
    finding = only("location adeta { beds: 1\n beds: 2 }")
    assert (finding.code, finding.labels[0].span.position.line) == ("REF-006", 1)


def test_the_same_name_may_stand_for_things_of_two_kinds() -> None:
    assert codes("location adeta {} area adeta {}") == []


class TestExtend:
    def test_adds_fields_parts_and_waivers_from_any_file(self) -> None:
        stocks = "supply water {} extend location adeta { beds: 4,  stock w { supply: water  on_hand: 5 L } }"
        assert reads("location adeta {}" + stocks, "location.adeta.stocks") == "w"
        assert codes("location adeta {}", stocks) == []

    def test_never_changes_a_field(self) -> None:
        assert codes("location adeta { beds: 4 }", "extend location adeta { beds: 5 }") == ["REF-006"]

    def test_needs_something_that_is_there(self) -> None:
        finding = only("location adeta {}", "extend location adetta {}")
        assert finding.code == "REF-003"
        assert "adeta" in finding.message

    def test_stands_at_the_top(self) -> None:
        assert codes("location a { extend location a {} }") == ["REF-007"]

    def test_may_come_before_what_it_extends(self) -> None:
        assert reads("extend location adeta { beds: 4 } location adeta {}", "location.adeta.beds") == "4 persons"

    def test_of_the_mission_needs_no_name(self) -> None:
        assert reads(MISSION + 'extend mission { acronym: "M" }', "mission.acronym") == "M"


class TestUse:
    WELLS = 'let depth = 30 m\nsupply spring_water {}\nlocation well { note: "{depth}" }\nrule WEL-001 "Beds" { for l in locations require given(l.beds) }'

    def test_reaches_a_package_under_its_name(self) -> None:
        plan = "use un\nlocation a { stock w { supply: un.water  on_hand: 4 L } }"
        assert codes(plan) == []

    def test_may_give_a_package_another_name(self) -> None:
        assert codes("use un as u\nlocation a { stock w { supply: u.water } }") == []
        assert codes("use un as u\nlocation a { stock w { supply: un.water } }") == ["REF-003"]

    def test_is_for_the_whole_plan(self) -> None:
        assert codes("use un", "location a { stock w { supply: un.water } }") == []

    def test_of_an_unknown_package_names_the_nearest(self) -> None:
        finding = only("use unn")
        assert finding.code == "PKG-001"
        assert "`un`" in finding.message

    def test_lets_entities_of_a_package_join_the_collections(self) -> None:
        assert (
            reads(
                "use wells location adeta { beds: 1 person }",
                "count(locations)",
                packages={"wells": self.WELLS.split("rule")[0]},
            )
            == "2"
        )

    def test_lets_rules_of_a_package_take_part(self) -> None:
        found = codes("use wells location adeta {}", packages={"wells": self.WELLS})
        assert found == ["WEL-001", "WEL-001"]

    def test_resolves_the_text_of_a_package_in_that_package(self) -> None:
        plan = "use wells let depth = 99 m"
        assert reads(plan, "wells.well.note", packages={"wells": self.WELLS.split("rule")[0]}) == "30 m"

    def test_does_not_let_a_package_see_the_names_of_the_plan(self) -> None:
        found = findings(
            compiled(
                "use wells let depth = 99 m\nlet x = wells.well.note",
                packages={"wells": 'location well { note: "{depth}" }'},
            )
        )
        assert [finding.code for finding in found] == ["REF-003"]

    def test_stands_at_the_top(self) -> None:
        assert codes("location a { use un }") == ["REF-007"]


def test_units_hold_in_every_plan_without_use() -> None:
    assert reads("", "36 km/h + 0 m/s") == "36 km/h"


def test_a_plan_can_add_a_unit_of_its_own() -> None:
    plan = 'measure sweep "One sweep" { dimension: sweep  plural: sweeps }\nlet a = 3 sweeps/day * 2 days'
    assert reads(plan, "a") == "6 sweeps"
