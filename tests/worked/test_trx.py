"""The worked cases of transition: T43, T44, T46 and T47, through plans written in the language."""

from datetime import date

from small import MISSION, compiled, reads, value

FRAME = f"use un\n{MISSION}"


def found(text: str, code: str, frame: str = FRAME) -> list[tuple[str, tuple[date, date] | None]]:
    """The findings of one rule: what they say, with ordinary blanks, and when."""
    findings = [finding for finding in compiled(frame + text, rules=True).findings if finding.code == code]
    return [(finding.message.replace("\u202f", " "), finding.interval) for finding in findings]


def test_t43_a_benchmark_is_due_91_days_after_the_mandate():
    text = """mandate res0000 "S/RES/0000 (2026)" { period: D .. 2027-12-31 }
    benchmark courts "Courts sit in both sectors" { due: 2028-03-31 }"""
    assert found(text, "TRX-002") == [
        ("Courts sit in both sectors is due on 2028-03-31; the mandate ends on 2027-12-31 (91 days late)", None)
    ]


def closing(guard_leaves: str) -> str:
    """A site that closes on 15 September; the last civilians leave on the 10th."""
    return f"""location outpost "Outpost Sabel" {{ type: team_site }}
    unit guards "Guard platoon" {{ type: guard  strength: 35 persons  arrives: D  leaves: {guard_leaves} }}
    closure close_outpost "Closure of Outpost Sabel" {{
      location: outpost  starts: 2026-08-17  takes: 30 days  last_person: 2026-09-10  guard: guards
    }}"""


def test_t44_civilians_are_without_a_guard_for_nine_days():
    text = closing("2026-09-01")
    assert value(FRAME + text, "closure.close_outpost.ends") == date(2026, 9, 15)
    assert reads(FRAME + text, "closure.close_outpost.unguarded") == "9 days"
    assert found(text, "TRX-006") == [
        (
            "Outpost Sabel has people or assets until 2026-09-10; Guard platoon cannot guard it for 9 days of its "
            "closure (2026-09-02 .. 2026-09-10)",
            (date(2026, 9, 2), date(2026, 9, 10)),
        )
    ]
    assert not found(closing("2026-09-10"), "TRX-006")


def leaving(trucks: int) -> str:
    """Six hundred containers, a truck takes one and is back after eight days; ninety days are left."""
    return f"""location adeta "Adeta" {{ type: camp }}
    location port "Port" {{ type: port }}
    lift trucks "Container trucks" {{ mode: road  count: {trucks}  containers: 1  turnaround: 8 days }}
    movement home "Everything goes home" {{
      purpose: repatriation  carries: [coe, unoe]  containers: 600
      leg road {{ origin: adeta  destination: port  mode: road  by: trucks }}
    }}
    transition_plan leave "Transition" {{ deadline: D + 90 days }}"""


def test_t46_forty_five_trucks_are_seventeen_days_late():
    text = leaving(45)
    assert reads(FRAME + text, "transition_plan.leave.repatriation_time") == "107 days"  # 600 / 5.625 = 106.7
    assert found(text, "TRX-008") == [
        (
            "Transition: the lift needs 107 days for all that goes home, until 2026-10-16; the deadline is 2026-09-29 "
            "(17 days late)",
            None,
        )
    ]
    assert not found(leaving(54), "TRX-008")


def test_t47_three_teams_close_twelve_camps_in_112_days_and_have_72_to_spare():
    camps = "\n".join(
        f'location c{n} "Camp {n}" {{ type: camp }}\nclosure close_c{n} {{ location: c{n}  takes: 28 days }}'
        for n in range(12)
    )
    text = f"""{camps}
    transition_plan leave "Transition" {{ starts: 2027-06-30  deadline: 2027-12-31  closure_teams: 3 }}
    contingency abrupt "Leave at once" {{ type: abrupt_exit  within: 6 months }}"""
    plan = "transition_plan.leave"
    assert reads(FRAME + text, f"{plan}.closure_time") == "112 days"
    assert reads(FRAME + text, f"{plan}.deadline - {plan}.starts") == "184 days"
    assert reads(FRAME + text, f"{plan}.deadline - {plan}.starts - {plan}.closure_time") == "72 days"
    assert not [message for message, _ in found(text, "TRX-008") if "closing" in message]
    assert not [message for message, _ in found(text, "TRX-009") if "teams" in message or "deadline" in message]
    assert not found(text, "TRX-014")


def test_t47_one_team_alone_is_151_days_late():
    camps = "\n".join(
        f'location c{n} "Camp {n}" {{ type: camp }}\nclosure close_c{n} {{ location: c{n}  takes: 28 days }}'
        for n in range(12)
    )
    text = f"""{camps}
    transition_plan leave "Transition" {{ starts: 2027-06-30  deadline: 2027-12-31  closure_teams: 1 }}
    contingency abrupt "Leave at once" {{ type: abrupt_exit  within: 6 months }}"""
    said = [message for message, _ in found(text, "TRX-008") if "closing" in message]
    assert said == [
        (
            "Transition: closing 12 locations, 1 at a time, takes 336 days; from 2027-06-30 until the deadline of "
            "2027-12-31 there are 185 days (151 days late)"
        )
    ]
    assert [message for message, _ in found(text, "TRX-014")] == [
        ("closing 12 locations with the teams of the transition plan takes 336 days; the abrupt exit leaves 6 months")
    ]
