"""The mistakes that planners make first: each has one finding, with a sentence of its own, whichever stage meets it."""

from __future__ import annotations

import pytest

from pkdsl.diagnostics import nearest
from pkdsl.syntax import mistakes
from small import MISSION, compiled, findings, only

MISSING = frozenset({"VAL-001", "REF-003", "REF-002"})
"""What a snippet is without: it names things that it does not declare."""

WRITTEN = {
    "date-short": "location a { opens: 2026-7-1 }",
    "date-words": "location a { opens: 1 July 2026 }",
    "position-turned": "location a { at: 7.44E 10.52N }",
    "position-signed": "location a { at: -1.28N 36.82E }",
    "position-degrees": "location a { at: 12°30'N 20°15'E }",
    "position-numbers": "location a { at: 2.52, 47.44 }",
    "number-blank": "location a { beds: 1 000 }",
    "number-comma": "location a { beds: 6,500 persons }",
    "number-turned": "contributor BGD { arrears: 6.500,00 USD }",
    "number-million": "contributor BGD { arrears: 48.2 million USD }",
    "word-true": "location a { critical: true }",
    "grade-dash": "post a { grade: D-2 }",
    "money-sign": "contributor BGD { arrears: $5 }",
    "money-turned": "contributor BGD { arrears: USD 5 }",
    "date-plus-number": "location a { opens: D+60 }",
    "step-colon": "location a { beds { from D + 60 days: 450 } }",
    "field-without-colon": "location a {\n  area north\n  beds: 5\n}",
    "field-equals": "location a { critical = yes, beds: 5 }",
    "unit-and-block": "location a { beds: 900 stock rice { on_hand: 5 t } }\nsupply rice { class: rations }",
    "header-without-body": 'location a "A"\nlocation b "B" { beds: 5 }',
    "text-open": 'location a "A {\n  beds: 5\n}',
    "date-minus-code": "location a { opens: D1-100 days }",
    "comparisons-chained": "let a = 1 < 2 < 3",
    "keyword-as-name": "location set { beds: 5 }",
    "name-dash": 'location north-camp "A" { beds: 5 }',
    "name-blank": 'location north camp "A" { beds: 5 }',
    "name-digit": 'location 1st_camp "A" { beds: 5 }',
    "let-colon": "let E: 2026-07-01",
    "period-words": "budget b { period: 2026-07-01 to 2027-06-30 }",
    "date-slashes": "location a { opens: 2026/07/01 }",
    "date-month": "location a { opens: 2026-07 }",
    "position-blank": "location a { at: 2.52 N 47.44 E }",
    "position-letters": "location a { at: N2.52 E47.44 }",
    "number-suffix": "contributor BGD { arrears: 5 M USD }",
    "because-unquoted": "location a { beds: 900 because y }",
    "else-unquoted": "rule ADE-001 { for l in locations require given(l.beds) else y }",
    "code-short": "rule Ade-1 { for l in locations require given(l.at) }",
}
"""Each in a plan that is right but for it."""

KNOWN = {mistake.slug: mistake for mistake in mistakes.known()}


@pytest.mark.parametrize("slug", KNOWN)
def test_a_known_mistake_has_its_sentence_whichever_stage_meets_it(slug: str) -> None:
    found = findings(compiled(KNOWN[slug].snippet))
    assert [one.message for one in found if one.code not in MISSING or one.message == KNOWN[slug].message] == [
        KNOWN[slug].message
    ]


@pytest.mark.parametrize("slug", WRITTEN)
def test_in_a_plan_it_is_the_one_finding(slug: str) -> None:
    assert only(MISSION, WRITTEN[slug]).message == KNOWN[slug].message


def test_a_grade_with_a_dash_is_told_as_one_where_nothing_is_called_d() -> None:
    assert only("post a { grade: D-2 }").message == KNOWN["grade-dash"].message


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("require: given(l.at)", "`require` is no field: it is written without a colon."),
        ("required: given(l.at)", "A rule has no field `required`. Did you mean `require`?"),
    ],
)
def test_a_rule_whose_condition_is_written_as_a_field_has_one_finding(statement: str, said: str) -> None:
    assert only(MISSION, f"rule ADE-001 {{\n  for l in locations\n  {statement}\n}}").message == said


def test_a_mend_that_is_no_word_of_the_field_is_not_proposed() -> None:
    finding = only("location a { helipad: true }")
    assert finding.message.endswith("Expected `none`, `day` or `night`.")
    assert not finding.fixes


def test_what_a_text_says_is_no_mistake_of_the_line_around_it() -> None:
    assert only('let a = "on 1 July 2026, 6,500 persons" + 5').message.startswith("A text and a number")
    assert only('let a = {\n b: "{5 < c < 7}" }\nlet c = 6').message == KNOWN["comparisons-chained"].message


@pytest.mark.parametrize(
    "text",
    [
        "mandate r { ceiling troops }",
        'location a "A"\n',
        'location b { beds: 5 }\n\nlocation a "A"',
        'mandate r {\n  objective o {\n    task a "A"\n    task b { }\n  }\n}',
    ],
)
def test_a_header_without_a_body_takes_nothing_else_with_it(text: str) -> None:
    assert only(text).span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("location a {\n  beds: 900 because wells on site\n  critical: yes\n}", "wells on site"),
        ("location a { beds: 900 because dry season, survey of 3 May, critical: yes }", "dry season, survey of 3 May"),
        ("let a = 5 because 3 new wells\nlocation b { beds: a }", "3 new wells"),
        ("location a { beds { from D = 5 because first } critical: yes }", "first"),
    ],
)
def test_the_words_of_a_reason_without_quotes_are_mended_together(text: str, words: str) -> None:
    finding = only(MISSION, text.replace("D ", "2026-07-01 "))
    assert finding.message == KNOWN["because-unquoted"].message
    assert [fix.replacement for fix in finding.fixes] == [f'"{words}"']


def test_what_could_not_be_read_is_told_once() -> None:
    assert only(MISSION, "location 007 { beds: 5 }").code == "SYN-005"


def test_a_text_block_without_its_end_is_called_one() -> None:
    assert only('let a = """b\n\nlet c = 5').message == 'This text has no closing `"""`.'


def test_a_block_that_a_number_took_for_its_unit_is_still_read() -> None:
    plan = compiled(
        "location a { beds: 900 stock rice { on_hand: 5 t }  critical: yes }\nsupply rice { class: rations }"
    ).plan
    assert plan.names.parts("", "stock", "rice", None)


def test_a_rule_of_the_plan_is_read_even_where_it_has_nothing_to_judge() -> None:
    finding = only(MISSION, "rule ADE-001 { for u in units require u.strenght > 5 }")
    assert finding.message == "A unit has no field `strenght`. Did you mean `strength`?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("location a { beds: beds }", "`beds` has no meaning in its own value: a value cannot need itself."),
        ("let a = a", "This value needs itself: `let a` → `let a`."),
        ("let a = b\nlet b = a", "These values need each other: `let a` → `let b` → `let a`."),
        (
            "contributor x { state: Bangladesh }",
            "`Bangladesh` is no code of the list of states. Did you mean `BGD` (Bangladesh)?",
        ),
        (
            "contributor x { state: Bangladsh }",
            "`Bangladsh` is no code of the list of states. Did you mean `BGD` (Bangladesh)?",
        ),
        ("contributor x { state: BGX }", "`BGX` is no code of the list of states. Did you mean `BGR` or `BGD`?"),
        ("ceiling a { value: 5 }", "A ceiling cannot stand at the top of a plan: it is a part of a mandate."),
        (
            "objective o { ceiling a { value: 5 } }",
            "A ceiling cannot stand in an objective: it is a part of a mandate.",
        ),
    ],
)
def test_a_name_that_means_nothing_is_told_with_what_was_meant(text: str, message: str) -> None:
    assert only(text).message == message


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("rule ADE-001 { for l in locations wher l.critical require given(l.at) }", "`where`"),
        ('location a { beds: 5 persons becuse "y" }', "`because`"),
        ("contributor BGD { arrears: 5 usd }", "`USD`"),
        ("location a { critical: Yes }", "`yes`"),
    ],
)
def test_a_misspelt_word_of_the_language_is_proposed(text: str, meant: str) -> None:
    assert only(MISSION, text).message.endswith(f"Did you mean {meant}?")


def test_two_values_side_by_side_are_no_condition() -> None:
    assert "side by side" in only('location a { note: "b" 5 }').message


def test_only_what_looks_much_like_a_word_is_proposed() -> None:
    words = ("persons", "lessons", "litters", "sorties", "sites")
    assert nearest("persns", words) == ("persons",)
    assert nearest("soldiers", words) == ()
    assert nearest("sites", words) == ()
