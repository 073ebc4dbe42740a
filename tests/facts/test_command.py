"""The chain of command against a walk through every day, on random nets of commands."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from small import MISSION, compiled, reads

FIRST = date(2026, 7, 1)
DAYS = 12
NAMES = ("a", "b", "c", "d", "e")
SPAN = st.tuples(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1)).map(lambda pair: tuple(sorted(pair)))
WHEN = st.none() | SPAN
AUTHORITY = st.sampled_from(
    ["operational_control", "operational_control", "operational_authority", "tactical_control", "tasking"]
)
COMMAND = st.tuples(
    st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True), AUTHORITY, WHEN
)
NET = st.lists(COMMAND, max_size=8)
LIVES = st.lists(WHEN, min_size=len(NAMES), max_size=len(NAMES))


def day(number):
    return FIRST + timedelta(days=number)


def written(net, lives):
    """The plan: posts that are there for some days, and commands over them."""
    lines = [MISSION]
    for name, life in zip(NAMES, lives, strict=True):
        dates = f"starts: {day(life[0])}  ends: {day(life[1])}" if life else "role: other"
        lines.append(f"post {name} {{ {dates} }}")
    for number, (superior, subordinates, authority, when) in enumerate(net):
        period = f"period: {day(when[0])} .. {day(when[1])}" if when else ""
        lines.append(
            f"command c{number} {{ superior: {superior}  subordinate: [{', '.join(subordinates)}]  authority: {authority}  {period} }}"
        )
    return "\n".join(lines)


def holds(when, number):
    return when is None or when[0] <= number <= when[1]


def superiors(net, number, name, tactical=False):
    """Who directs somebody on a day, as the design says it."""
    by = {
        authority: set()
        for authority in ("operational_control", "operational_authority", "tactical_control", "tasking")
    }
    for superior, subordinates, authority, when in net:
        if name in subordinates and holds(when, number):
            by[authority].add(superior)
    direct = by["operational_control"] or by["operational_authority"]
    return direct | by["tactical_control"] if tactical else direct


def reached(net, number, name):
    """Everybody above somebody on a day."""
    found, waiting = set(), [name]
    while waiting:
        new = superiors(net, number, waiting.pop()) - found
        found |= new
        waiting += new
    return found


def names(things):
    return {thing.name for thing in things}


@settings(max_examples=60, deadline=None)
@given(NET, LIVES)
def test_superiors_chain_circles_and_span_are_those_of_every_day(net, lives):
    plan = compiled(written(net, lives)).plan
    posts = {post.name: post for post in plan.all("post")}
    for number in range(-1, DAYS + 1):
        above = {name: superiors(net, number, name) for name in NAMES}
        up = {name: reached(net, number, name) for name in NAMES}
        told = set()
        for index, (name, post) in enumerate(posts.items()):
            at = partial(lambda steps, on: steps.at(on), on=day(number))
            assert names(at(post.superiors)) == above[name]
            assert names(at(post.chain)) == up[name]
            assert len(at(post.chain)) == len(up[name])
            under = {
                one
                for one in NAMES
                if name in superiors(net, number, one, tactical=True) and holds(lives[NAMES.index(one)], number)
            }
            assert names(at(post.subordinates)) == under
            assert at(post.span) == len(under)
            assert at(post.there) is holds(lives[index], number)
            assert at(post.root) is (bool(under) and not above[name])
            told |= {frozenset(names(at(post.circle)))} - {frozenset()}
        circles = {frozenset(o for o in up[n] if n in up[o]) for n in NAMES if n in up[n]}
        assert told == circles


@settings(max_examples=60, deadline=None)
@given(NET)
def test_a_net_without_findings_is_a_forest_on_every_day(net):
    compilation = compiled(written(net, [None] * len(NAMES)), rules=True)
    wrong = {finding.interval[0] for finding in compilation.findings if finding.code == "C2-001"}
    for number in range(DAYS):
        up = {name: reached(net, number, name) for name in NAMES}
        tree = all(len(superiors(net, number, name)) <= 1 and name not in up[name] for name in NAMES)
        if wrong == set():
            assert tree
        elif day(number) in wrong:
            assert not tree


def test_the_nearest_superiors_come_first():
    text = (
        MISSION
        + """
    post srsg { role: head_of_mission }
    post fc { role: force_commander }
    unit north { type: infantry  strength: 850 persons }
    command top { superior: srsg  subordinate: fc  authority: operational_authority }
    command force { superior: fc  subordinate: north  authority: operational_control }
    """
    )
    assert reads(text, "unit.north.chain") == "fc, srsg"
    assert reads(text, "unit.north.command") == "fc"
    assert reads(text, "mission.chain_of_command") == "fc, srsg, north"


# -- posts ---------------------------------------------------------------------------------------------------------

POSTS = st.lists(st.tuples(WHEN, st.lists(SPAN, max_size=2), st.none() | st.integers(0, 3)), min_size=4, max_size=4)


@settings(max_examples=60, deadline=None)
@given(POSTS)
def test_who_acts_on_a_day_is_the_first_of_the_line_who_is_there(posts):
    lines = [MISSION]
    for number, (life, gaps, other) in enumerate(posts):
        dates = f"starts: {day(life[0])}  ends: {day(life[1])}" if life else "role: other"
        vacant = f"vacant: [{', '.join(f'{day(a)} .. {day(b)}' for a, b in gaps)}]" if gaps else ""
        alternate = f"alternate: p{other}" if other is not None else ""
        lines.append(f"post p{number} {{ {dates}  {vacant}  {alternate} }}")
    plan = compiled("\n".join(lines)).plan
    found = plan.all("post")
    for on in range(-1, DAYS + 1):
        there = [holds(life, on) and not any(a <= on <= b for a, b in gaps) for life, gaps, _ in posts]
        for number, post in enumerate(found):
            assert post.filled.at(day(on)) is there[number]
            line, one = [], number
            while one is not None and one not in line:
                line.append(one)
                one = posts[one][2]
            expected = next((f"p{one}" for one in line if there[one]), None)
            acting = post.acting.at(day(on))
            assert getattr(acting, "name", None) == expected
