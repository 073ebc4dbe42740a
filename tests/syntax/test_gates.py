"""What text may not hold, and texts made to hurt: each is told at its place, and quickly."""

from __future__ import annotations

import time

import pytest

from pkdsl.diagnostics import Source
from pkdsl.syntax import TITLES, parse, skeleton, tree

QUICK = 20
"""Seconds; a text that is read in more than linear time takes hours."""


def codes_in(text: str) -> list[str]:
    """The codes of the findings."""
    return [one.code for one in parse(Source("plan.pk", text))[1]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("let a = 1\0", "SYN-004"),
        ("let a = 1 # \u202e", "SYN-004"),
        ('let a = "\u2066b"', "SYN-004"),
        ("let a = 1\rlet b = 2", "SYN-004"),
        ('let a = "\ud800"', "SYN-004"),
        ("let a\u200d = 1", "SYN-004"),
        ("let a = 1 # \u200d", "SYN-004"),
        ("let a\u00b2 = 1", "SYN-004"),
        (f'let a = "e{31 * chr(0x301)}"', "SYN-004"),
        ("let аdeta = 1", "SYN-008"),
        ("let a = 2026-02-30", "SYN-005"),
        ("let a = 1066-01-01", "SYN-005"),
        ("let a = 25:00Z", "SYN-005"),
        ("let a = 95.1N 47.44E", "SYN-005"),
        ("let a = 007", "SYN-005"),
        ('let a = "b', "SYN-003"),
        ('let a = """b', "SYN-003"),
        ("let a = “b”", "SYN-004"),
        ("let a = 'b'", "SYN-001"),
        ("let a = b – c", "SYN-004"),
        ("table x {\n| a: | b: |\n| 1 |\n}", "SYN-007"),
        ("table x {\n| a: | b: |\n| 1\n | 2 |\n}", "SYN-007"),
        ("table x {\n| a | b: |\n}", "SYN-007"),
        ("let a = 1234567890123456789", "LIM-004"),
        ("let a = 0.1234567890", "LIM-004"),
        (f"let {'a' * 129} = 1", "LIM-006"),
    ],
)
def test_what_may_not_stand_in_a_text_has_one_finding(text: str, code: str) -> None:
    """With its own code."""
    assert codes_in(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        'let a = "می\u200cخواهم \\u{202e}"',
        "let été = 1",
        "let قاعدة = 1",
        "let दिल्ली = 1",
        "let 基地 = 1",
        "let a = 123456789012345678",
        "let a = 0.123456789",
        f"let {'a' * 128} = 1",
        "let a = 2024-02-29",
    ],
)
def test_every_script_and_every_bearable_size_is_read(text: str) -> None:
    """Also joiners in texts, and escapes for what cannot be seen."""
    assert codes_in(text) == []


def test_names_are_composed() -> None:
    """`e` with an accent after it is the one letter."""
    (item,) = parse(Source("plan.pk", "let e\u0301 = 1"))[0].items
    assert isinstance(item, tree.Let)
    assert item.name.text == "é"


def test_names_that_look_alike_have_one_skeleton() -> None:
    """Cyrillic letters that are drawn like Latin ones."""
    assert skeleton("асе") == skeleton("ace")


HOSTILE = {
    "a line of 10 MB": ("a " * 5_000_000, "LIM-003"),
    "100,000 open braces": ("a {\n" * 100_000, "LIM-001"),
    "100,000 closing braces": ("}\n" * 100_000, "LIM-005"),
    "100,000 open brackets": ("let a = " + "[\n" * 100_000, "LIM-001"),
    "100,000 parentheses": ("let a = " + "(\n" * 100_000 + "1" + ")\n" * 100_000, "LIM-001"),
    "100,000 operators": ("let a = 1" + "\n+ 1" * 100_000, "LIM-002"),
    "100,000 comparisons": ("let a = 1" + "\n< 1" * 100_000, "LIM-002"),
    "a number of 60,000 digits": ("let a = " + "9" * 60_000, "LIM-004"),
    "a number of a million digits": ("let a = " + "9" * 1_000_000, "LIM-003"),
    "a text of 2 MB": ('let a = """' + "words and words\n" * 130_000 + '"""', "LIM-006"),
    "60,000 signs": ("let a = " + "-" * 60_000 + "1", "LIM-001"),
    "20,000 dots": ("let a = b" + "\n.c" * 20_000, "LIM-001"),
    "20,000 conditions": ("let a = " + "if x then 1\nelse " * 20_000 + "2", "LIM-001"),
    "signs in brackets": ("let a = " + "[-----------" * 150 + "1" + "]" * 150, "LIM-001"),
    "texts left open": ('"""\n' * 30_001, "SYN-003"),
    "backslashes": ('let a = "' + "\\" * 60_000, "SYN-003"),
    "blanks in an open text": ('let a = "' + " " * 60_000 + "x\n", "SYN-003"),
    "marks without meaning": ("$ %\n" * 30_000, "LIM-005"),
    "20,000 mistakes": ("let = 5\n" * 20_000, "LIM-005"),
    "20,000 unknown statements": ("a b c d\n" * 20_000, "LIM-005"),
    "crossed brackets": ("x: { ] \n" * 20_000, "LIM-005"),
    "bars": ("table x {\n" + "| a " * 15_000 + "\n}", "SYN-001"),
}


@pytest.mark.parametrize(("text", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_told_quickly(text: str, code: str) -> None:
    """Never an exception, never a flood."""
    begin = time.process_time()
    codes = codes_in(text)
    assert time.process_time() - begin < QUICK
    assert code in codes
    assert len(codes) <= 200


def test_brackets_are_read_up_to_the_limit() -> None:
    """200 are, 201 are not."""
    assert codes_in("a {\n" * 200 + "}\n" * 200) == []
    assert codes_in("a {\n" * 201 + "}\n" * 201) == ["LIM-001"]
    assert codes_in("let a = " + "[" * 200 + "]" * 200) == []
    assert codes_in("let a = " + "(" * 201 + "1" + ")" * 201) == ["LIM-001"]


def test_operands_and_lines_are_read_up_to_the_limit() -> None:
    """1,000 operands, 64 KiB a line."""
    assert codes_in("let a = 1" + "\n+ 1" * 999) == []
    assert codes_in("let a = 1" + "\n+ 1" * 1_000) == ["LIM-002"]
    assert codes_in("#" * 65_536) == []
    assert codes_in("#" * 65_537) == ["LIM-003"]


def test_every_code_has_a_title() -> None:
    """And every title is short."""
    assert all(len(title) < 60 for title in TITLES.values())
