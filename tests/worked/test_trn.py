"""The worked case of training, T49, and who has which course in time, through plans written in the language."""

from small import MISSION, compiled, reads

FRAME = f"use un\n{MISSION}"


def found(text: str, code: str) -> list[str]:
    """What the findings of one rule say, with ordinary blanks."""
    findings = [finding for finding in compiled(FRAME + text, rules=True).findings if finding.code == code]
    assert all(str(finding.severity) != "not-assessable" for finding in findings), [f.message for f in findings]
    return [finding.message.replace("\u202f", " ") for finding in findings]


def test_t49_three_of_34_lessons_are_missing_ten_days_before_the_unit_deploys():
    text = """course cptm "Core training" { standard: core  lessons: 34 }
    unit north is un.infantry_battalion {
      arrives: D + 10 days
      training cptm { trained: 850 persons  lessons: 31  date: D - 5 days }
    }
    """
    assert found(text, "TRN-001") == ["north: 31 of 34 lessons of Core training are done (3 short)"]
    assert reads(FRAME + text, "unit.north.trained[cptm]") == "0 persons"
    assert reads(FRAME + text, "at(unit.north.readiness[training], D + 10 days) == 31/34") == "yes"


def test_who_missed_a_course_is_counted_on_the_day_by_which_it_must_be_had():
    text = """course search "Search" { standard: specialised  audience: infantry }
    unit north is un.infantry_battalion {
      arrives: D + 10 days
      training first { course: search  trained: 800 persons  date: D - 5 days }
      training later { course: search  trained: 50 persons  date: D + 15 days }
    }
    """
    assert found(text, "TRN-002") == [
        "north: 800 persons have had Search by 2026-07-11, when all 850 persons must (50 persons short)"
    ]


def test_the_first_task_is_the_day_for_the_use_of_force():
    text = """course force "Use of force" { standard: use_of_force  audience: troops }
    task patrols "Patrols" { by: north  starts: D + 30 days }
    unit north is un.infantry_battalion { arrives: D  training force { trained: 850 persons  date: D + 30 days } }
    """
    assert not found(text, "TRN-003")
    late = text.replace("date: D + 30", "date: D + 31")
    assert found(late, "TRN-003") == [
        "north: 0 persons have had Use of force by 2026-07-31, when all 850 persons must (850 persons short)"
    ]


def test_a_session_before_a_unit_comes_gives_it_no_place():
    text = """course induction "Induction" { standard: induction  audience: infantry  session one { date: D + 5 days  places: 2_000 persons } }
    unit north is un.infantry_battalion { arrives: D }
    unit south is un.infantry_battalion { arrives: D + 20 days }
    """
    assert found(text, "TRN-005") == [
        "Induction: 1 700 persons must have had it, and sessions in time have places for 850 persons; "
        "somebody is without one in south (850 persons short, 2026-08-05 .. 2027-06-30)"
    ]
