"""How a plan is written: comments, separators, names, and Markdown around it."""

from __future__ import annotations

import pytest

from small import MISSION, codes, compiled, line, only, reads


def test_blanks_line_ends_and_semicolons_separate_and_mean_nothing_else() -> None:
    assert codes("location a { beds: 4 persons;helipad: night }") == []
    assert reads("let a\n=\n1;let b=2", "a + b") == "3"


def test_a_number_and_its_unit_stand_on_one_line() -> None:
    assert codes("location a { beds: 4\npersons: 5 }") == ["REF-002"]


def test_commas_between_fields_are_optional_and_in_lists_required() -> None:
    assert codes("risk r { likelihood: 4, impact: 5 }") == []
    assert codes("let a = [1 2]")[0].startswith("SYN")


def test_a_documentation_comment_belongs_to_the_declaration_below_it() -> None:
    plan = compiled("# no\n## The gate.\n## Of the north.\nlocation a {}\nlocation b {}").plan
    assert plan.names.entity("", "location", "a").doc == "The gate.\nOf the north."
    assert plan.names.entity("", "location", "b").doc == ""


@pytest.mark.parametrize("name", ["_x", "base_2", "été", "полк", "قاعدة", "基地"])
def test_names_are_of_any_script(name: str) -> None:
    assert codes(f"location {name} {{}} unit u {{ type: infantry  strength: 1 person  base: {name} }}") == []


def test_names_are_the_same_in_every_way_to_compose_their_letters() -> None:
    assert codes("location e\u0301te\u0301 {} unit u { type: infantry  strength: 1 person  base: \u00e9t\u00e9 }") == []


def test_two_names_that_look_alike_are_an_error() -> None:
    assert codes("location \u0441\u043e\u0440 {} location cop {}") == ["SYN-008"]


def test_a_word_before_a_colon_is_a_field_name_even_after_a_number() -> None:
    assert reads("risk r { likelihood: 4  impact: 5 }", "risk.r.score") == "20"


def test_a_keyword_is_a_name_before_a_colon_and_after_a_dot() -> None:
    assert codes("budget b { period: 2026-07-01 .. 2026-12-31  control_total t { of: total  amount: 1 USD } }") == []
    assert only("unit u { type: infantry  strength: 1 person  for: 1 }").code == "REF-002"
    assert reads("let m = mission.as_of\n" + MISSION, "m") == "2026-07-01"


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\u00ad"])
def test_what_a_reviewer_cannot_see_is_an_error(hidden: str) -> None:
    assert codes(f"location a {{ # note{hidden}\n}}") == ["SYN-004"]
    assert codes(f'location a "A{hidden}" {{}}') == ["SYN-004"]


PAGE = """# The north

Some words.

```pk
location adeta "Adeta" { beds: 4 }
```

```pk example
location elsewhere {}
```

```text mission.intent
Hold the **axis**.
```

```pk
mission m "M" {
  period: 2026-07-01 .. 2027-06-30
  nonsense: 1
}
```
"""


def test_a_literate_plan_is_its_fences() -> None:
    compilation = compiled(PAGE, literate=True)
    assert [path.path for path in compilation.plan.own()] == ["location.adeta", "mission.m"]


def test_positions_in_a_literate_plan_are_those_of_the_page() -> None:
    finding = only(PAGE, literate=True)
    assert (finding.code, line(finding), finding.span.position.line) == ("REF-002", "nonsense: 1", 20)


def test_a_fence_of_prose_is_the_text_of_its_field() -> None:
    assert reads(PAGE.replace("nonsense: 1", ""), "mission.intent", literate=True).strip() == "Hold the **axis**."


def test_each_fence_is_balanced_in_itself() -> None:
    assert codes("```pk\nlocation a {\n```\n\n```pk\nlocation b {}\n```\n", literate=True) == ["SYN-002"]


def test_a_brace_is_missing_where_indentation_says_so_among_empty_blocks_too() -> None:
    finding = only("location a {\nlocation b {\n}\nlocation c {\n}\nlocation d {\n}\nlocation e {\n}\n")
    assert (finding.code, finding.span.position.line) == ("SYN-002", 1)


def test_where_a_brace_is_missing_nothing_is_said_of_what_then_stands_elsewhere() -> None:
    assert codes("mission m {\n\nextend mission {\n  period: 2026-07-01 .. 2027-06-30\n}\n") == ["SYN-002"]
