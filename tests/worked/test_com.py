"""The worked cases of communications, with the numbers of the rule catalogue."""

from pages import Example, findings, framed, library


def found(code, text):
    """The findings of one rule in a plan."""
    own = tuple(source for source in library().rules if f"/{code}-" in f"/{source.path}")
    return [one for one in findings(Example("worked", 1, framed(text)), own) if one.code == code]


PAIR = """post fc "Force Commander" { role: force_commander }
unit north "Northern Battalion" { type: infantry  strength: 850 persons }
link vsat     "VSAT"     { between: [fc, north]  bearer: vsat }
link hf       "HF"       { between: [fc, north]  bearer: hf }
link satphone "Satphone" { between: [fc, north]  bearer: satphone }
pace p "Force and north" { between: [fc, north]  primary: vsat  alternate: internet  contingency: hf  emergency: satphone }
"""


def test_t56_the_internet_comes_through_the_terminal_of_the_primary():
    (finding,) = found(
        "COM-002", PAIR + 'link internet "Internet" { between: [fc, north]  bearer: internet  depends_on: vsat }'
    )
    assert finding.message.startswith("Force and north: primary and alternate hang on VSAT;")
    assert str(finding.severity) == "error"


def test_t56_the_internet_by_fibre_is_another_way():
    assert not found("COM-002", PAIR + 'link internet "Internet" { between: [fc, north]  bearer: fibre }')


def test_t56_through_another_link_that_hangs_on_the_terminal():
    text = PAIR + 'link internet "Internet" { between: [fc, north]  bearer: internet  depends_on: router }\n'
    text += 'link router "Router" { between: [fc, north]  bearer: lte  depends_on: vsat }'
    (finding,) = found("COM-002", text)
    assert "primary and alternate hang on VSAT" in finding.message


def test_what_two_ways_share_is_named_with_all_that_share_it():
    text = (
        PAIR
        + """
    link internet "Internet" { between: [fc, north]  bearer: internet  power_source: location.camp.main }
    location camp "Camp" { generator main "Main generator" { rated_power: 200 kW  count: 2 } }
    link spare "Spare" { between: [fc, north]  bearer: lte  power_source: location.camp.main }
    pace q "Second plan" { between: [fc, north]  primary: internet  alternate: hf  emergency: spare }"""
    )
    (finding,) = found("COM-002", text)
    assert finding.message.startswith("Second plan: primary and emergency hang on Main generator;")


def test_a_link_that_carries_too_much_is_told_with_both_numbers():
    text = """post a { role: other }
    post b { role: other }
    link sat "Satellite" { between: [a, b]  bearer: vsat  bandwidth: 512 kbit/s }
    link net "Internet"  { between: [a, b]  bearer: internet  depends_on: sat }
    information_exchange one { sender: a  receiver: b  bandwidth: 384 kbit/s  channel: sat }
    information_exchange two { sender: a  receiver: b  bandwidth: 256 kbit/s  channel: net }"""
    (finding,) = found("COM-006", text)
    assert (
        "Satellite has 512 kbit/s; the exchanges that go over it need 640 kbit/s (128 kbit/s over)" in finding.message
    )
