"""Communications against oracles that try everything: each thing taken away in turn, each way walked."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from small import MISSION, compiled, reads

HEADS = ("a", "b", "c", "d", "e", "f")
THINGS = ("s", "t")
LINK = st.tuples(
    st.sampled_from(list(combinations(HEADS, 2))), st.none() | st.sampled_from(THINGS), st.none() | st.integers(0, 7)
)
NETS = st.lists(LINK, min_size=1, max_size=8)
TODAY = date(2026, 7, 1)


def written(net):
    """Links between posts, on contracts, some on another link."""
    lines = [MISSION, *(f"post {name} {{ role: other }}" for name in HEADS)]
    lines += [f"contract {name} {{ service: communications }}" for name in THINGS]
    for number, ((one, other), thing, on) in enumerate(net):
        provider = f"provider: {thing}" if thing else ""
        depends = f"depends_on: l{on}" if on is not None and on < len(net) and on != number else ""
        lines.append(f"link l{number} {{ between: [{one}, {other}]  bearer: hf  {provider}  {depends} }}")
    return "\n".join(lines)


def needs(net, number):
    """What a link needs, itself among it, by walking."""
    found, waiting = set(), [f"l{number}"]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        if one.startswith("l"):
            own = int(one[1:])
            _, thing, on = net[own]
            waiting += [thing] if thing else []
            waiting += [f"l{on}"] if on is not None and on < len(net) and on != own else []
    return found


def parts(nodes, pairs):
    """How many groups of nodes there are that pairs join."""
    groups = [{node} for node in nodes]
    for one, other in pairs:
        joined = [group for group in groups if one in group or other in group]
        groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    return len(groups)


@settings(max_examples=80, deadline=None)
@given(NETS)
def test_single_points_are_what_parts_the_net_when_it_is_taken_away(net):
    plan = compiled(written(net)).plan
    found = {thing.name for thing in plan.mission.single_points.at(TODAY)}
    pairs = {f"l{number}": pair for number, (pair, _, _) in enumerate(net)}
    nodes = {end for pair in pairs.values() for end in pair}
    whole = parts(nodes, pairs.values())
    expected = set()
    for node in nodes:
        left = [pair for pair in pairs.values() if node not in pair]
        if parts(nodes - {node}, left) > whole:
            expected.add(node)
    for thing in {*pairs, *THINGS}:
        lost = {link for link in pairs if thing == link or thing in needs(net, int(link[1:]))}
        if parts(nodes, [pair for link, pair in pairs.items() if link not in lost]) > whole:
            expected.add(thing)
    assert found == expected


@settings(max_examples=60, deadline=None)
@given(NETS)
def test_what_a_link_needs_and_what_ways_share_are_found_by_walking(net):
    text = written(net)
    tiers = ("primary", "alternate", "contingency", "emergency")[: len(net)]
    ways = "  ".join(f"{tier}: l{number}" for number, tier in enumerate(tiers))
    plan = compiled(f"{text}\npace p {{ between: [a, b]  {ways} }}").plan
    for number, link in enumerate(plan.all("link")):
        assert {thing.name for thing in link.needs} == needs(net, number)
        assert link.needs[0] is link
    pace = plan.all("pace")[0]
    needed = [needs(net, number) for number in range(len(tiers))]
    twice = {thing for one, other in combinations(needed, 2) for thing in one & other}
    assert {thing.name for thing in pace.shared} == twice
    assert [str(tier) for tier in pace.sharing] == [t for t, own in zip(tiers, needed, strict=True) if own & twice]


@settings(max_examples=60, deadline=None)
@given(NETS, st.lists(st.tuples(st.integers(1, 900), st.integers(0, 7)), max_size=5))
def test_the_load_of_a_link_is_what_goes_over_it_and_over_what_hangs_on_it(net, exchanges):
    lines = [written(net)]
    lines += [
        f"information_exchange e{n} {{ sender: a  receiver: b  bandwidth: {width} kbit/s  channel: l{channel % len(net)} }}"
        for n, (width, channel) in enumerate(exchanges)
    ]
    plan = compiled("\n".join(lines)).plan
    for link in plan.all("link"):
        expected = sum(width for width, channel in exchanges if link.name in needs(net, channel % len(net)))
        assert link.load.number == expected


@settings(max_examples=60, deadline=None)
@given(NETS)
def test_what_a_link_cuts_off_no_longer_reaches_the_rest(net):
    plan = compiled(written(net)).plan
    pairs = {f"l{number}": pair for number, (pair, _, _) in enumerate(net)}
    nodes = {end for pair in pairs.values() for end in pair}
    for link in plan.all("link"):
        lost = {end.name for end in link.cuts.at(TODAY)}
        left = [pair for name, pair in pairs.items() if link.name not in needs(net, int(name[1:]))]
        assert bool(lost) is (parts(nodes, left) > parts(nodes, pairs.values()))
        assert not any((one in lost) != (other in lost) for one, other in left)


@settings(max_examples=60, deadline=None)
@given(NETS, st.sampled_from(HEADS), st.integers(0, 2))
def test_an_alert_takes_the_fewest_links_to_the_sender(net, sender, relays):
    places = "\n".join(f"location at_{name} {{ at: 2.0N 45.0E }}\nhq hq_{name} {{ at: at_{name} }}" for name in HEADS)
    text = written(net).replace("role: other }", "role: other  hq: hq_ }")
    for name in HEADS:
        text = text.replace(f"post {name} {{ role: other  hq: hq_ }}", f"post {name} {{ role: other  hq: hq_{name} }}")
    named = ", ".join(HEADS[:relays])
    relay = f"relay: [{named}]" if relays else ""
    text += f"\n{places}\nreport r {{ type: flash  sender: {sender}  receiver: a  takes: 5 min  {relay} }}"
    plan = compiled(text).plan
    steps, reach = {sender: 0}, [sender]
    for one in reach:
        for pair, _, _ in net:
            for other in set(pair) - {one}:
                if one in pair and other not in steps:
                    steps[other] = steps[one] + 1
                    reach.append(other)
    for location in plan.all("location"):
        name = location.name.removeprefix("at_")
        hops, delay = location.alert_hops.at(TODAY), location.alert_delay.at(TODAY)
        if name in steps:
            assert hops == steps[name] + 1 + relays
            assert delay.number == 5 * (steps[name] + 1 + relays)
        else:
            assert not isinstance(hops, int)


PLACES = (
    MISSION
    + """
location a { at: 2.50N 47.40E }
location b { at: 2.90N 47.40E }
location r { at: 2.70N 47.40E }
unit north { type: infantry  strength: 200 persons  base { from D = r  from D + 30 days = b } }
"""
)


def test_the_longest_stretch_follows_a_unit_that_moves():
    text = PLACES + "link net { between: [a, north]  bearer: vhf }"
    assert reads(text, "link.net.stretch") == "22.115 km from 2026-07-01, 44.231 km from 2026-07-31"
    assert reads(PLACES + "link net { between: [a, b]  bearer: vhf  relays: r }", "link.net.stretch") == "22.115 km"


def test_reports_are_counted_by_the_day():
    text = (
        PLACES
        + "post fc { role: other }\nreport r { sender: north  receiver: fc  relay: [fc]  takes: 10 min  every: 12 h }"
    )
    assert reads(text, "report.r.hops") == "2"
    assert reads(text, "report.r.delay") == "20 min"
    assert reads(text, "report.r.daily") == "2/day"


def test_a_licence_that_follows_another_keeps_a_link_licensed():
    text = (
        PLACES
        + """
    agreement one { type: frequency_licence  period: D .. D + 9 days }
    agreement two { type: frequency_licence  period: D + 10 days .. D + 19 days }
    link net { between: [a, b]  bearer: hf  agreement: [one, two]  keys: D .. D + 4 days }"""
    )
    assert reads(text, "link.net.licensed") == "yes from 2026-07-01, no from 2026-07-21"
    assert reads(text, "link.net.keyed") == "yes from 2026-07-01, no from 2026-07-06"
