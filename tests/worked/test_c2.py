"""The worked cases of command and control, with the numbers of the rule catalogue."""

from datetime import date

from pages import Example, findings, framed, library

YEAR = (date(2026, 7, 1), date(2027, 6, 30))


def found(code, text):
    """The findings of one rule in a plan."""
    own = tuple(source for source in library().rules if f"/{code}-" in f"/{source.path}")
    return [one for one in findings(Example("worked", 1, framed(text)), own) if one.code == code]


FORCE = 'post fc "Force Commander" { role: force_commander }\n'


def companies(count):
    names = [f"u{number}" for number in range(1, count + 1)]
    units = [f'unit {name} "Company {name}" {{ type: infantry  strength: 150 persons }}' for name in names]
    line = f"command all {{ superior: fc  subordinate: [{', '.join(names)}]  authority: operational_control }}"
    return FORCE + "\n".join([*units, line])


def test_t37_a_force_commander_who_directs_eleven():
    (finding,) = found("C2-006", companies(11))
    assert finding.message.startswith("Force Commander directs 11 subordinates; the limit is 8 (3 over")
    assert str(finding.severity) == "warning"
    assert finding.interval == YEAR


def test_t37_eight_are_not_too_many():
    assert not found("C2-006", companies(8))


def test_a_unit_counts_in_the_span_while_it_is_there():
    text = (
        companies(8)
        + '\nunit late "Late company" { type: infantry  strength: 150 persons  arrives: D + 60 days  leaves: D + 89 days }\n'
    )
    text += "command late { superior: fc  subordinate: late  authority: operational_control }"
    (finding,) = found("C2-006", text)
    assert finding.interval == (date(2026, 8, 30), date(2026, 9, 28))


ENGINEERS = (
    FORCE
    + """post dms "Director of Mission Support" { role: director_of_support }
unit engineers "Engineer company" { type: engineer  strength: 200 persons }
command field { superior: fc  subordinate: engineers  authority: operational_control }
"""
)


def test_t38_an_engineer_company_with_two_superiors():
    (finding,) = found(
        "C2-001",
        ENGINEERS + "command support { superior: dms  subordinate: engineers  authority: operational_control }",
    )
    assert (
        "Engineer company is under the operational control of Director of Mission Support and of Force Commander"
        in finding.message
    )
    assert "one superior is allowed (1 over" in finding.message
    assert str(finding.severity) == "error"
    assert "tasking authority" in finding.help
    assert finding.interval == YEAR


def test_t38_tasking_authority_is_the_mend():
    assert not found(
        "C2-001", ENGINEERS + "command support { superior: dms  subordinate: engineers  authority: tasking }"
    )


def test_two_superiors_for_some_days_are_told_with_these_days():
    text = (
        ENGINEERS
        + "command support { superior: dms  subordinate: engineers  authority: operational_control  period: D + 30 days .. D + 59 days }"
    )
    (finding,) = found("C2-001", text)
    assert finding.interval == (date(2026, 7, 31), date(2026, 8, 29))
    assert finding.span.source.text[finding.span.start :].startswith("period:")


def test_a_headquarters_and_its_head_are_one_superior():
    text = (
        ENGINEERS
        + "hq force { head: fc }\ncommand again { superior: force  subordinate: engineers  authority: operational_control }"
    )
    assert not found("C2-001", text)


def test_operational_authority_of_the_head_of_mission_is_no_second_control():
    text = (
        ENGINEERS
        + """post srsg { role: head_of_mission }
    command top { superior: srsg  subordinate: [fc, dms, engineers]  authority: operational_authority }"""
    )
    assert not found("C2-001", text)
