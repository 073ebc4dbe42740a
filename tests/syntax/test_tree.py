"""What is read from a piece of plan: each construct of the language, in the tree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pkdsl.diagnostics import Source
from pkdsl.syntax import parse, parse_expression, printed, same, tree

DATA = Path(__file__).parent / "data"


def read(text: str) -> tuple[Any, ...]:
    """The statements of a text that has nothing wrong with it."""
    file, findings = parse(Source("plan.pk", text))
    assert not findings
    return file.items


def value(text: str) -> Any:
    """The value of a field."""
    (item,) = read(f"x: {text}")
    return item.value


def text_of(text: str, node: Any) -> str:
    """What a node covers of the field `x: …`."""
    return f"x: {text}"[node.start : node.end]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.pk")), ids=lambda path: path.stem)
def test_a_whole_plan_is_read_without_a_finding(path: Path) -> None:
    """The pieces of the language, and a plan of many forms."""
    assert read(path.read_text(encoding="utf-8"))


def test_a_declaration_has_kind_name_title_templates_body_and_documentation() -> None:
    """All parts of a header."""
    (unit,) = read('## The first.\n## It waits.\ntemplate unit a "A" is un.b, c { strength: 5 }')
    assert (unit.form, unit.kind.text, unit.name.text, unit.title.text) == ("template", "unit", "a", '"A"')
    assert [printed(one) for one in unit.templates] == [
        "Attribute\n  base: Name\n    text: 'un'\n  name: 'b'\n",
        "Name\n  text: 'c'\n",
    ]
    assert unit.doc == "The first.\nIt waits."
    assert unit.body.items[0].name == "strength"


def test_a_declaration_may_have_no_name_and_no_body() -> None:
    """`mission { … }`, `unit x is a`."""
    mission, unit = read("mission { }  unit x is a")
    assert mission.name is None
    assert unit.body is None


def test_a_rule_is_named_by_its_code() -> None:
    """The name is a literal then."""
    (rule,) = read('rule FRC-001 "Strength" { require a }')
    assert (rule.name.type, rule.name.text) == ("CODE", "FRC-001")


def test_a_brace_that_begins_with_from_or_during_holds_steps() -> None:
    """All other braces are bodies."""
    (field,) = read('x { from D = 5 because "a", during rains = 3 }')
    first, second = field.body.steps
    assert (first.form, first.because.text, second.form) == ("from", '"a"', "during")
    assert isinstance(value("{ apc: 24, un.truck: 40 }"), tree.Body)


def test_a_number_carries_its_unit() -> None:
    """Blanks between them, never a line end, never a keyword, never a field's name."""
    assert value("4.5 L/person/day").text == "4.5 L/person/day"
    assert value("15/day").text == "15/day"
    items = read('a: 4  impact: 5\nb: 5\nlocation x { }\nc: 48.2M USD because "x" d: 3 un.diesel: 4')
    numbers = [item.value[1] for item in items if isinstance(item, tree.Field)]
    assert numbers == ["4", "5", "5", "48.2M USD", "3", "4"]


@pytest.mark.parametrize("kind", ["use", "for", "in", "is", "let", "from"])
def test_no_word_is_forbidden_as_a_field_name(kind: str) -> None:
    """Before a colon and after a dot every word is a name."""
    (field,) = read(f"{kind}: x.{kind}")
    assert (field.name, field.value.name) == (kind, kind)


def test_operators_bind_as_the_language_says() -> None:
    """From `or`, the loosest, to signs, the tightest."""
    assert value("a or b and not c == d .. e + f * 5% of -g").rest[0][0] == "or"
    chain = value("a - b + c")
    assert [operator for operator, _ in chain.rest] == ["-", "+"]
    assert value("5% of a * b").rest[0][0] == "*"
    assert value("D .. +12 months").rest[0][1].operator == "+"
    assert value("a not in b").rest[0][0] == "not in"
    assert value("not a == b").operator == "not"


def test_parentheses_count_to_what_they_hold() -> None:
    """So that the text of an expression is complete."""
    text = "(a + b) * (c)"
    chain = value(text)
    assert text_of(text, chain.first) == "(a + b)"
    assert text_of(text, chain) == "(a + b) * (c"


def test_a_comprehension_stands_in_a_call_or_in_brackets() -> None:
    """In brackets it is the one item of its list."""
    call = value("sum(u.strength for u in units where u.base == adeta)")
    assert call.arguments[0].loops[0].where.rest[0][0] == "=="
    assert isinstance(value("[u for u in units]").items[0], tree.Comprehension)


def test_a_table_has_columns_and_rows_of_one_line() -> None:
    """An empty cell is None."""
    (table,) = read("table post is a {\n  | name: | x: | y: |  # header\n  | a | 5 persons | |\n}")
    assert [name.text for name in table.columns] == ["name", "x", "y"]
    assert [cell and cell.text for cell in table.rows[0].cells] == ["a", "5 persons", None]
    (table,) = read('table unit is un.battalion from "force.csv"')
    assert table.file.text == '"force.csv"'


def test_drivers_and_scenarios_have_statements_of_their_own() -> None:
    """A loop after a `set` is an item of its own."""
    items = read('set D = 2026-08-01 for u in units where u.x remove unit.a require a during b else "c" use un.r as r')
    assert [type(item) for item in items] == [tree.Set, tree.Loop, tree.Remove, tree.Require, tree.Use]
    assert (items[3].during.text, items[3].message.text) == ("b", '"c"')


def test_thresholds_conditionals_and_indexes_are_values() -> None:
    """And so are lists in lists."""
    assert value("<= 5 incidents/month").operator == "<="
    assert isinstance(value("if a then b else if c then d else e").no, tree.Conditional)
    assert isinstance(value("l.days[s].x"), tree.Attribute)
    assert isinstance(value("[[a], { b: 1 }]").items[1], tree.Body)


def test_an_expression_is_read_by_itself() -> None:
    """With single quotes, as it stands in a text."""
    source = Source("plan.pk", "x: \"{join(a, ', ')}\"")
    node, findings = parse_expression(source, 5, len(source.text) - 2)
    assert not findings
    assert isinstance(node, tree.Call)
    assert source.text[node.start : node.end] == "join(a, ', ')"


def test_likeness_ignores_places_only() -> None:
    """Blanks do not count, words do."""
    (one,), (two,), (three,) = read("a: b + 1"), read("a:   b  +  1"), read("a: b + 2")
    assert same(one, two)
    assert not same(one, three)
    assert printed(one) == printed(two) != printed(three)
