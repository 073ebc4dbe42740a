"""The worked cases of force composition: T01, T02 and T03, and slots and reliefs through time, as plans in the language."""

from datetime import date

import pytest

from small import MISSION, compiled, reads

D = date(2026, 7, 1)
END = date(2027, 6, 30)
FRAME = f"use un\n{MISSION}"
FORCE = {
    "infantry": (12, 850, "infantry"),
    "engineers": (4, 250, "engineer"),
    "hospital": (3, 65, "medical"),
    "aviation": (3, 120, "aviation"),
    "guard": (1, 250, "guard"),
    "logistics": (2, 300, "logistics"),
    "reaction": (3, 250, "quick_reaction"),
    "signals": (2, 150, "signals"),
}
"""The force of T01: how many units of each sort, how strong, and of which type."""


def found(text: str, code: str) -> list[tuple[str, tuple[date, date] | None]]:
    """The findings of one rule: what they say, with ordinary blanks, and when."""
    findings = [finding for finding in compiled(FRAME + text, rules=True).findings if finding.code == code]
    assert all(str(finding.severity) != "not-assessable" for finding in findings), [f.message for f in findings]
    return [(finding.message.replace("\u202f", " "), finding.interval) for finding in findings]


def unit(name: str, strength: int, kind: str, more: str = "") -> str:
    """One unit that is there from D-day on."""
    return f"unit {name} {{ type: {kind}  strength: {strength} persons  arrives: D  {more} }}\n"


def force(**extra: int) -> str:
    """The force of T01, with more units of a sort."""
    return "".join(
        unit(f"{name}_{number}", strength, kind)
        for name, (count, strength, kind) in FORCE.items()
        for number in range(count + extra.get(name, 0))
    )


T01 = 'mandate res "S/RES/0 (2026)" { ceiling troops { value: 14_000 persons } }\n'


def test_t01_a_force_of_13_655_leaves_345_under_its_ceiling():
    text = T01 + force()
    assert not found(text, "FRC-001")
    assert reads(FRAME + text, "peak(mandate.res.troops.strength)") == "13 655 persons"
    assert reads(FRAME + text, "low(mandate.res.troops.headroom, mission.period)") == "345 persons"


def test_t01_one_more_battalion_is_505_too_many():
    assert found(T01 + force(infantry=1), "FRC-001") == [
        (
            "troops: 14 505 persons deployed, 14 000 persons authorised (505 persons over, 2026-07-01 .. 2027-06-30)",
            (D, END),
        )
    ]


def test_t02_eight_formed_police_units_pass_their_own_ceiling_under_the_grand_total():
    ceilings = """mandate res "S/RES/0 (2026)" {
      ceiling troops           { value: 14_000 persons }
      ceiling observers        { value: 660 persons }
      ceiling individual_police { value: 591 persons }
      ceiling formed_police    { value: 1_050 persons }
    }
    """
    police = "".join(unit(f"police_{number}", 140, "formed_police") for number in range(8))
    assert found(ceilings + force() + police, "FRC-001") == [
        (
            "formed police: 1 120 persons deployed, 1 050 persons authorised (70 persons over, 2026-07-01 .. 2027-06-30)",
            (D, END),
        )
    ]


def test_t03_a_force_within_the_force_is_250_too_strong():
    text = """mandate res "S/RES/0 (2026)" {
      ceiling troops { value: 17_000 persons }
      ceiling protection_force "Protection force" { category: troops  value: 4_000 persons  part_of: troops }
    }
    """
    text += unit("main", 12_550, "infantry") + unit("protection", 4_250, "infantry", "ceiling: protection_force")
    assert not found(text, "FRC-001")
    assert found(text, "FRC-002") == [
        (
            (
                "Protection force: 4 250 persons deployed, 4 000 persons authorised within troops "
                "(250 persons over, 2026-07-01 .. 2027-06-30)"
            ),
            (D, END),
        )
    ]
    assert reads(FRAME + text, "at(mandate.res.protection_force.room, D)") == "-250 persons"
    assert reads(FRAME + text, "at(mandate.res.troops.room, D)") == "200 persons"


SLOT = (
    'requirement air "Evacuation helicopters" { capability: un.evacuation_helicopter  quantity: 1  required_by: D }\n'
)
FIRST = (
    "unit first is un.utility_aviation_unit { requirement: air  status: deployed  arrives: D  leaves: 2026-08-31 }\n"
)
SECOND = "unit second is un.utility_aviation_unit { requirement: air  status: selected  arrives: 2026-10-15 }\n"


def test_helicopters_that_leave_in_august_and_are_replaced_in_october_leave_44_days():
    assert found(SLOT + FIRST + SECOND, "FRC-006") == [
        (
            (
                "Evacuation helicopters: 0 of 1 units fill it; first left after 2026-08-31, second comes on 2026-10-15 "
                "(1 short, 2026-09-01 .. 2026-10-14)"
            ),
            (date(2026, 9, 1), date(2026, 10, 14)),
        )
    ]
    assert not found(SLOT + FIRST + SECOND.replace("2026-10-15", "2026-09-01"), "FRC-006")
    assert not found(SLOT + FIRST + SECOND, "FRC-004")


def test_a_slot_that_is_filled_late_is_late_until_then_and_not_empty_later():
    text = SLOT + SECOND
    assert [interval for _, interval in found(text, "FRC-004")] == [(D, date(2026, 10, 14))]
    assert not found(text, "FRC-006")


def helps(text: str, code: str) -> list[str]:
    """What mends the findings of one rule."""
    found = compiled(FRAME + text, rules=True).findings
    return [finding.help.replace("\u202f", " ") for finding in found if finding.code == code]


def test_a_slot_that_nobody_comes_to_is_not_mended_by_an_earlier_arrival():
    alone = "let the one that leaves stay 303 days longer, or select another unit for these days"
    relieved = "let the one that leaves stay 44 days longer, or let the next arrive so much earlier"
    assert helps(SLOT + FIRST, "FRC-006") == [alone]
    assert helps(SLOT + FIRST + SECOND, "FRC-006") == [relieved]
    assert helps(SLOT, "FRC-004") == ["select another unit for 365 days, or say in the plan what is done without it"]
    assert "let the next one arrive so much earlier" in helps(SLOT + SECOND, "FRC-004")[0]


def test_the_mend_of_a_ceiling_is_enough_for_the_worst_day():
    text = T01 + force(infantry=1) + "unit late { type: infantry  strength: 495 persons  arrives: D + 90 days }\n"
    assert found(text, "FRC-001")[0][0].startswith("troops: 14 505 persons deployed")
    assert helps(text, "FRC-001") == [
        "let units with 1 000 persons arrive later or leave earlier, or ask for a ceiling of 15 000 persons"
    ]


@pytest.mark.parametrize(("days", "codes"), [(14, []), (15, ["FRC-003"])])
def test_a_relief_may_take_two_weeks(days, codes):
    text = f"""unit old is un.infantry_battalion {{ arrives: D  leaves: D + 199 days }}
    unit new is un.infantry_battalion {{ arrives: D + {200 - days} days  relieves: old }}
    """
    assert ["FRC-003" for _ in found(text, "FRC-003")] == codes


def test_a_relief_over_the_ceiling_is_flagged_as_a_relief_and_not_as_too_many_people():
    text = """mandate res "S/RES/0 (2026)" { ceiling troops { value: 1_000 persons } }
    unit old is un.infantry_battalion { arrives: D  leaves: D + 199 days }
    unit new is un.infantry_battalion { arrives: D + 190 days  relieves: old }
    """
    assert not found(text, "FRC-001")
    assert [interval for _, interval in found(text, "FRC-003")] == [(date(2027, 1, 7), date(2027, 1, 16))]
